"""From the start of QEMU to the first byte of output, above an image that does nothing but print one byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figures import Figure, interleaved, median
from benchmarks.machines import BUILD, booted, example
from yarara.machines.pvh import pvh_image
from yarara.machines.qemu import Configuration

ROUNDS = 15
CPUS = (1, 2, 4)
LIMIT_MS = 30.0
LIMIT_MS_PER_CPU = 20.0
_PRINT_AND_HALT = b"\xBA\xF8\x03\x00\x00\xB0\x2E\xEE\xFA\xF4"  # mov edx, 0x3F8; mov al, '.'; out dx, al; cli; hlt


def figures() -> Iterator[Figure]:
    BUILD.mkdir(parents=True, exist_ok=True)
    empty = BUILD / "empty.elf"
    empty.write_bytes(pvh_image(_PRINT_AND_HALT))
    hello = example("hello.py")
    subjects: dict[str, Callable[[], float]] = {}
    for cpus in CPUS:
        subjects[f"empty, {cpus} CPUs"] = _first_byte(empty, cpus)
        subjects[f"hello, {cpus} CPUs"] = _first_byte(hello, cpus)
    raw = interleaved(subjects, ROUNDS)
    above = {cpus: median(raw[f"hello, {cpus} CPUs"]) - median(raw[f"empty, {cpus} CPUs"]) for cpus in CPUS}
    yield Figure("hello.py: first byte above an empty image, 1 CPU", above[1], "ms", "<=", LIMIT_MS, raw=raw)
    for cpus in CPUS[1:]:
        more = (above[cpus] - above[1]) / (cpus - 1)
        yield Figure(f"... more per further CPU, of {cpus}", more, "ms", "<=", LIMIT_MS_PER_CPU)


def _first_byte(image: Path, cpus: int) -> Callable[[], float]:
    configuration = Configuration(cpus=cpus, arguments=[image.name])

    def measure() -> float:
        with booted(image, configuration) as machine:
            if not machine.first_byte.wait(20):
                raise RuntimeError(f"{image.name} printed nothing")
            return machine.first_byte_after * 1000

    return measure
