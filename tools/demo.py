"""Boots the web server of examples/ as a virtual machine and fetches a page from it.

On a terminal the server stays until Ctrl-C; otherwise this stops by itself.
"""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
IMAGE = ROOT / "build" / "http_server.elf"
YARARA = [sys.executable, "-m", "yarara"]
MEMORY = "32M"
CPUS = 2
PREFERRED_PORT = 8080
PATIENCE = 60.0


def main() -> int:
    console = Console()
    IMAGE.parent.mkdir(exist_ok=True)
    console.print("$ yarara build examples/http_server.py -o build/http_server.elf")
    if subprocess.run([*YARARA, "build", "examples/http_server.py", "-o", str(IMAGE)], cwd=ROOT).returncode:
        return 1
    port = _free_port()
    options = ["--cpus", str(CPUS), "--memory", MEMORY, "--publish", f"{port}:80"]
    console.print(f"$ yarara run examples/http_server.py {' '.join(options)}")
    command = [*YARARA, "run", "examples/http_server.py", *options]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as server:
        try:
            return _show(console, server, port)
        except KeyboardInterrupt:
            return 0
        finally:
            server.terminate()


def _show(console: Console, server: subprocess.Popen[bytes], port: int) -> int:
    start = time.monotonic()
    assert server.stdout is not None
    line = server.stdout.readline().decode()
    if not line:
        return server.wait() or 1
    booted = time.monotonic() - start
    console.print(line, end="")
    page, answered = _fetch(port)
    console.print(Panel(page.rstrip(), title=f"http://127.0.0.1:{port}/"))
    console.print(_figures(booted, answered))
    if sys.stdout.isatty():
        console.print(f"The server stays until Ctrl-C. Try: curl http://127.0.0.1:{port}/hello/you")
        server.wait()
    return 0


def _free_port() -> int:
    """The usual one when it is free, any other when not."""
    for port in (PREFERRED_PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise SystemExit("no port is free")


def _fetch(port: int) -> tuple[str, float]:
    """The page, and the seconds that its answer took. The port answers before the guest has an address: try again."""
    deadline = time.monotonic() + PATIENCE
    while True:
        start = time.monotonic()
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
                connection.request("GET", "/")
                response = connection.getresponse()
                return response.read().decode(), time.monotonic() - start
        except OSError:
            if time.monotonic() > deadline:
                raise SystemExit("the server does not answer") from None
            time.sleep(0.1)


def _figures(booted: float, answered: float) -> Table:
    table = Table(box=None, show_header=False)
    table.add_row("boot time", f"{booted * 1000:.0f} ms", "from the yarara command to the program's first line of output")
    table.add_row("first page", f"{answered * 1000:.0f} ms")
    table.add_row("image", f"{IMAGE.stat().st_size / 1024:.0f} KiB", "with debug information")
    table.add_row("memory", MEMORY, f"all that the virtual machine has; {CPUS} CPUs")
    return table


if __name__ == "__main__":
    sys.exit(main())
