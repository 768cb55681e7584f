"""How large images are without debug information, and how little memory they boot and work in."""

from __future__ import annotations

import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.machines import BUILD, booted, example, output
from benchmarks.ports import free_port
from yarara.machines.qemu import Configuration, Publication

_SMALLEST_KIB, _LARGEST_KIB, _STEP_KIB = 1024, 64 * 1024, 64


def figures() -> Iterator[Figure]:
    BUILD.mkdir(parents=True, exist_ok=True)
    hello, server = example("hello.py"), example("http_server.py")
    yield Figure("image of hello.py, stripped", _stripped(hello, "hello") / 1024, "KiB", "<=", 64)
    yield Figure("image of http_server.py, stripped", _stripped(server, "http_server") / 1024, "KiB", "<=", 256)
    yield Figure("least memory: hello.py", _least_mib(lambda memory: _says_hello(hello, memory)), "MiB", "<=", 4)
    yield Figure("least memory: http_server.py serving", _least_mib(lambda memory: _serves(server, memory)), "MiB", "<=", 8)


def _stripped(image: Path, name: str) -> int:
    """Bytes of the file that remains bootable."""
    stripped = BUILD / f"{name}.stripped.elf"
    subprocess.run(["strip", "-s", "-o", str(stripped), str(image)], check=True)
    return stripped.stat().st_size


def _least_mib(works: Callable[[str], bool]) -> float | None:
    """The least memory that works, by bisection to one step."""
    low, high = _SMALLEST_KIB // _STEP_KIB, _LARGEST_KIB // _STEP_KIB
    if not works(f"{high * _STEP_KIB}K"):
        return None
    while low < high:
        middle = (low + high) // 2
        if works(f"{middle * _STEP_KIB}K"):
            high = middle
        else:
            low = middle + 1
    return high * _STEP_KIB / 1024


def _says_hello(image: Path, memory: str) -> bool:
    return output(image, Configuration(memory=memory, arguments=["hello.py"]), 10) == b"Hello, world!\n"


def _serves(image: Path, memory: str) -> bool:
    """Whether it answers a hundred requests."""
    port = free_port()
    configuration = Configuration(memory=memory, network=True, arguments=["http_server.py"],
                                  publications=[Publication("tcp", "127.0.0.1", port, 80)])
    with booted(image, configuration) as machine:
        if not machine.first_byte.wait(10):
            return False
        try:
            for _ in range(100):
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as response:
                    response.read()
        except OSError:
            return False
        return not machine.ended.is_set()
