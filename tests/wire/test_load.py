"""A web server under load, through QEMU's user network as a user publishes it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.command import Running
from tests.wire.ports import free_port

SERVER = "examples/http_server.py"


@contextmanager
def server(*options: str) -> Iterator[tuple[Running, int]]:
    """The example's web server in a machine, and the port of this host that leads to it."""
    port = free_port()
    with Running("run", SERVER, "--publish", f"{port}:80", *options) as running:
        running.wait_for(b"listening")
        yield running, port


def load(port: int, requests: int, concurrency: int, timeout: float) -> str:
    """Run ab(1) with keep-alive; its report. Every request must succeed."""
    ab = shutil.which("ab")
    assert ab is not None, "ab is missing (package apache2-utils)"
    command = [ab, "-q", "-k", "-s", "20", "-n", str(requests), "-c", str(concurrency), f"http://127.0.0.1:{port}/"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout)
    assert done.returncode == 0, done.stderr
    assert re.search(r"Complete requests:\s+%d\b" % requests, done.stdout), done.stdout
    assert re.search(r"Failed requests:\s+0\b", done.stdout), done.stdout
    assert "Non-2xx" not in done.stdout
    return done.stdout


def machine_process(running: Running) -> Path:
    """What /proc says about the QEMU that the command started."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == running.process.pid:
            return entry
    raise AssertionError("the machine is gone")


def touched_kib(running: Running, size: int) -> int:
    """How much of its memory of `size` KiB the guest has ever used: the rest was never given to QEMU (proc(5), smaps)."""
    mappings = (machine_process(running) / "smaps").read_text()
    found = re.search(rf"^Size:\s+{size} kB\n(?:(?!Size:).*\n)*?Rss:\s+(\d+) kB", mappings, re.M)
    assert found is not None
    return int(found[1])


def processor_seconds(running: Running) -> float:
    """User and system time of the machine so far."""
    fields = (machine_process(running) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("machine", ["microvm", "q35", "pc"])
@pytest.mark.parametrize("cpus", ["1", "4"])
def test_a_page_on_every_machine(machine: str, cpus: str) -> None:
    with server("--machine", machine, "--cpus", cpus) as (_, port):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/hello/you", timeout=30) as response:
            assert response.read() == b"Hello, you!\n"


def test_32_connections_at_once_for_5000_requests_with_none_stalled() -> None:
    with server() as (_, port):
        report = load(port, 5000, 32, 250)
        longest = re.search(r"100%\s+(\d+)", report)
        assert longest is not None and int(longest[1]) < 5000, report


@pytest.mark.timeout(900)
def test_200000_requests_in_32_mib_with_no_growth() -> None:
    """24 bytes forgotten in each request would be two steps of 2 MiB, which is how the host gives memory."""
    with server("--memory", "32M") as (running, port):
        load(port, 20_000, 8, 200)
        before = touched_kib(running, 32 << 10)
        load(port, 180_000, 8, 600)
        assert touched_kib(running, 32 << 10) - before <= 2 << 10


def test_an_idle_server_uses_no_processor_time() -> None:
    with server("--cpus", "4") as (running, port):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30):
            pass
        time.sleep(1)
        before = processor_seconds(running)
        time.sleep(3)
        used = (processor_seconds(running) - before) / 3
        assert used < 0.05, f"{used:.1%} of a processor"
