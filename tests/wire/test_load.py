"""A web server under load, over a TAP device. (Behind `--publish` it is QEMU that takes connections, with a queue of one, and when this host is busy
Linux makes those wait that come at the same time: the report of ab would be about that.)
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
import urllib.request

import pytest

from tests.command import Running
from tests.namespaces import needs_tap, said_in_namespace
from tests.wire.test_published import SERVER, machine_process

ADDRESS = "10.9.0.2"


@needs_tap
def test_32_connections_at_once_for_5000_requests_with_none_stalled() -> None:
    said = said_in_namespace("tests.wire.test_load", "at once")
    assert int(said) < 5000, "milliseconds that the longest request took"


@needs_tap
@pytest.mark.timeout(900)
def test_200000_requests_in_32_mib_with_no_growth() -> None:
    """24 bytes forgotten in each request would be two steps of 2 MiB, which is how the host gives memory."""
    said = said_in_namespace("tests.wire.test_load", "growth", timeout=850)
    assert int(said) <= 2 << 10, "KiB more than at first"


def main(what: str) -> None:
    """Inside the namespace."""
    with Running("run", SERVER, "--tap", "tap0", "--ip", f"{ADDRESS}/24", "--memory", "32M") as running:
        running.wait_for(b"listening")
        wait_until_serving()
        print(longest_of_5000() if what == "at once" else growth(running))


def wait_until_serving() -> None:
    """The first frames may be lost while the device comes up."""
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(f"http://{ADDRESS}/", timeout=5) as response:
                response.read()
                return
        except OSError:
            if time.monotonic() > deadline:
                raise


def longest_of_5000() -> int:
    """Milliseconds."""
    report = load(5000, 32, 250)
    longest = re.search(r"100%\s+(\d+)", report)
    assert longest is not None, report
    return int(longest[1])


def growth(running: Running) -> int:
    """KiB that the machine takes for 180,000 requests after the first 20,000."""
    load(20_000, 8, 200)
    before = touched_kib(running, 32 << 10)
    load(180_000, 8, 600)
    return touched_kib(running, 32 << 10) - before


def load(requests: int, concurrency: int, timeout: float) -> str:
    """Run ab(1) with keep-alive; its report. Every request must succeed."""
    ab = shutil.which("ab")
    assert ab is not None, "ab is missing (package apache2-utils)"
    command = [ab, "-q", "-k", "-s", "20", "-n", str(requests), "-c", str(concurrency), f"http://{ADDRESS}/"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout)
    assert done.returncode == 0, done.stderr
    assert re.search(r"Complete requests:\s+%d\b" % requests, done.stdout), done.stdout
    assert re.search(r"Failed requests:\s+0\b", done.stdout), done.stdout
    assert "Non-2xx" not in done.stdout
    return done.stdout


def touched_kib(running: Running, size: int) -> int:
    """How much of its memory of `size` KiB the guest has ever used: the rest was never given to QEMU (proc(5), smaps)."""
    mappings = (machine_process(running) / "smaps").read_text()
    found = re.search(rf"^Size:\s+{size} kB\n(?:(?!Size:).*\n)*?Rss:\s+(\d+) kB", mappings, re.M)
    assert found is not None
    return int(found[1])


if __name__ == "__main__":
    main(sys.argv[1])
