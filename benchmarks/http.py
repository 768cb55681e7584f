"""Requests a second, against a Linux guest with a server in C: same QEMU, same network card, one CPU each, in turns."""

from __future__ import annotations

import re
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator

from benchmarks import linux_guest
from benchmarks.figures import Figure, interleaved, median
from benchmarks.machines import booted, example
from benchmarks.ports import free_port
from yarara.errors import UserError
from yarara.machines.qemu import Configuration, Publication

ROUNDS = 11
REQUESTS, CONNECTIONS = 5000, 8
WARM_UP = 500
_FLAWLESS = (r"Failed requests:\s+0\b", rf"Keep-Alive requests:\s+{REQUESTS}\b")
NAME = "ab -k -n 5000 -c 8: http_server.py against Linux with C and epoll"


def figures() -> Iterator[Figure]:
    try:
        kernel, initramfs = linux_guest.prepare()
    except (OSError, subprocess.SubprocessError, UserError) as error:
        yield Figure(NAME, None, "times", ">=", 2, note=f"no Linux guest: {error}")
        return
    ours, theirs = free_port(), free_port()
    configuration = Configuration(machine="q35", network=True, arguments=["http_server.py"],
                                  publications=[Publication("tcp", "127.0.0.1", ours, 80)])
    with booted(example("http_server.py"), configuration), linux_guest.booted(kernel, initramfs, theirs):
        _wait_until_serving(ours)
        _wait_until_serving(theirs)
        raw = interleaved({"yarara": _requests_per_second(ours), "linux": _requests_per_second(theirs)}, ROUNDS)
    ratio = median(raw["yarara"]) / median(raw["linux"])
    note = f"{median(raw['yarara']):.0f} against {median(raw['linux']):.0f} requests a second, none failed"
    yield Figure(NAME, ratio, "times", ">=", 2, note, raw)


def _wait_until_serving(port: int) -> None:
    """QEMU takes connections before the guest does, so only an answer counts."""
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2) as response:
                response.read()
            break
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
    _ab(port, WARM_UP, 1)


def _requests_per_second(port: int) -> Callable[[], float]:
    def measure() -> float:
        report = _ab(port, REQUESTS, CONNECTIONS)
        found = re.search(r"Requests per second:\s+([0-9.]+)", report)
        if found is None or not all(re.search(pattern, report) for pattern in _FLAWLESS) or "Non-2xx" in report:
            raise RuntimeError("requests failed:\n" + report)
        return float(found[1])

    return measure


def _ab(port: int, requests: int, connections: int) -> str:
    command = ["ab", "-q", "-k", "-s", "20", "-n", str(requests), "-c", str(connections), f"http://127.0.0.1:{port}/"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    return done.stdout
