"""The programs in `programs/` against C and C++ (gcc -O2): instructions counted by valgrind, and time, interleaved."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figure, interleaved, median
from benchmarks.machines import BUILD
from yarara.compiler import driver
from yarara.compiler.options import PROCESS, Options

PROGRAMS = Path(__file__).parent / "programs"
ROUNDS = 5
_COLLECTED = re.compile(r"Collected : (\d+)")


@dataclass(frozen=True)
class Program:
    """A program, how large a run is, and how our time must relate to that of C."""

    name: str
    counted: str
    """The arguments for counting instructions, which takes fifty times as long as running."""
    timed: str
    limit: float
    python: str = ""
    """If it must be 20 times as fast as CPython, too: the arguments for that, with which CPython takes half a second, so that it is not the starts that are compared."""
    operation: str = ""
    """Of `micro.py`."""

    @property
    def title(self) -> str:
        return self.operation or self.name

    def arguments(self, size: str) -> list[str]:
        return [self.operation, size] if self.operation else size.split()


ALL = [
    Program("nbody", "20000", "2000000", 1.1), Program("spectral_norm", "120", "2000", 1.1), Program("fannkuch", "8", "10", 1.1),
    Program("mandelbrot", "100", "1500", 1.1), Program("matrix_multiply", "120", "600", 1.1), Program("sieve", "300000", "20000000", 1.1),
    Program("binary_trees", "10", "16", 2.0, "14"), Program("n_queens", "9", "12", 2.0, "12"), Program("richards", "5", "300", 2.0, "20"), Program("deltablue", "20000", "200000", 2.0, "100 150"), Program("raytrace", "60", "400", 2.0, "200"),
    Program("word_count", "1", "50", 1.5), Program("sort_ints", "100000", "10000000", 1.5), Program("string_building", "30000", "2000000", 1.5),
    Program("checksum", "2000", "500000", 1.5),
    *(Program("micro", "20000", "5000000", 0, operation=name) for name in ("exception", "generator_step", "method_call", "dict_get", "list_append", "f_string")),
]


def figures() -> Iterator[Figure]:
    for program in ALL:
        yield from _of(program)


def _of(program: Program) -> Iterator[Figure]:
    ours, c = _compile_ours(program.name), _compile_c(program.name)
    _same_output(program, ours, c)
    if program.limit:
        yield _instructions(program, ours, c)
    size = program.arguments(program.timed)
    raw = interleaved({"ours": _seconds([str(ours), *size]), "C": _seconds([str(c), *size])}, ROUNDS)
    ratio = median(raw["ours"]) / median(raw["C"])
    if program.limit:
        yield Figure(f"{program.title}: our time over that of C", ratio, "times", "<=", program.limit, raw=raw)
    if program.python or program.operation:
        yield _against_python(program, ours, "" if program.limit else f"our time over that of C++: {ratio:.2f}")


def _instructions(program: Program, ours: Path, c: Path) -> Figure:
    title = f"{program.title}: our instructions over those of C"
    if shutil.which("valgrind") is None:
        return Figure(title, None, "times", "<=", program.limit, note="valgrind is not installed")
    counts = {name: [_count([str(path), *program.arguments(program.counted)])] for name, path in (("ours", ours), ("C", c))}
    return Figure(title, counts["ours"][0] / counts["C"][0], "times", "<=", program.limit, raw=counts)


def _against_python(program: Program, ours: Path, note: str) -> Figure:
    size = program.arguments(program.python or "1000000")
    source = str(PROGRAMS / f"{program.name}.py")
    raw = interleaved({"ours": _seconds([str(ours), *size]), "CPython": _seconds([sys.executable, source, *size])}, ROUNDS)
    ratio = median(raw["CPython"]) / median(raw["ours"])
    return Figure(f"{program.title}: CPython's time over ours", ratio, "times", ">=", 20 if program.python else 1, note=note, raw=raw)


def _compile_ours(name: str) -> Path:
    target = BUILD / "speed" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    driver.build(PROGRAMS / f"{name}.py", target, Options(PROCESS))
    return target


def _compile_c(name: str) -> Path:
    source = next(path for path in (PROGRAMS / f"{name}.c", PROGRAMS / f"{name}.cc") if path.exists())
    target = BUILD / "speed" / f"{name}-c"
    subprocess.run(["gcc" if source.suffix == ".c" else "g++", "-O2", "-static", "-o", str(target), str(source), "-lm"], check=True)
    return target


def _same_output(program: Program, ours: Path, c: Path) -> None:
    """Two programs that do not compute the same are not compared."""
    size = program.arguments(program.counted)
    found = [subprocess.run([str(path), *size], capture_output=True, check=True, timeout=300).stdout for path in (ours, c)]
    if found[0] != found[1]:
        raise RuntimeError(f"{program.title}: ours printed {found[0]!r}, C {found[1]!r}")


def _count(command: list[str]) -> float:
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command], capture_output=True, text=True, check=True, timeout=600)
    found = _COLLECTED.search(done.stderr)
    if found is None:
        raise RuntimeError(f"valgrind printed {done.stderr!r}")
    return float(found[1])


def _seconds(command: list[str]) -> Callable[[], float]:
    def measure() -> float:
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True, timeout=600)
        return time.perf_counter() - start

    return measure
