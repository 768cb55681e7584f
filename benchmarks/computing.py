"""primes.py against the same file in CPython and the same loop in C, all under the same emulation; and on two CPUs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figures import Figure, interleaved, median
from benchmarks.machines import BUILD, ROOT, example, output
from yarara.machines.qemu import Configuration

ROUNDS = 5
LIMIT = 1_000_000
CPYTHON_LIMIT = 100_000
"""Smaller, so that it ends; ours is measured with the same."""
EMULATOR = "qemu-x86_64"
PROGRAM = ROOT / "examples" / "primes.py"
_SECONDS = re.compile(r"1 thread: ([0-9.]+) s")


def figures() -> Iterator[Figure]:
    yield from _against_others()
    yield _two_cpus()


def _against_others() -> Iterator[Figure]:
    emulator = shutil.which(EMULATOR)
    if emulator is None:
        yield Figure("primes.py against CPython", None, "times faster", ">=", 30, note="qemu-user is not installed")
        return
    ours, c = example("primes.py", "process"), _compile_c()
    python = Path(sys.executable).resolve()
    raw = interleaved({
        "ours": _seconds([emulator, ours, LIMIT, 1]), "C": _seconds([emulator, c, LIMIT]),
        "ours, small": _seconds([emulator, ours, CPYTHON_LIMIT, 1]),
        "CPython, small": _seconds([emulator, python, PROGRAM, CPYTHON_LIMIT, 1]),
    }, ROUNDS)
    faster = median(raw["CPython, small"]) / median(raw["ours, small"])
    slower = median(raw["ours"]) / median(raw["C"])
    yield Figure("primes.py: CPython's time over ours, both under qemu-user", faster, "times", ">=", 30, raw=raw)
    yield Figure("primes.py: our time over that of C (gcc -O2), both under qemu-user", slower, "times", "<=", 1.3)


def _compile_c() -> Path:
    BUILD.mkdir(parents=True, exist_ok=True)
    target = BUILD / "primes"
    subprocess.run(["gcc", "-O2", "-static", "-o", str(target), str(Path(__file__).with_name("primes.c"))], check=True)
    return target


def _seconds(command: list[object]) -> Callable[[], float]:
    words = [str(word) for word in command]

    def measure() -> float:
        done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=300)
        found = _SECONDS.search(done.stdout)
        if found is None:
            raise RuntimeError(f"{words[1]} printed {done.stdout!r}")
        return float(found[1])

    return measure


def _two_cpus() -> Figure:
    image = example("primes.py")

    def speed_up() -> float:
        printed = output(image, Configuration(cpus=2, arguments=["primes.py", str(3 * LIMIT), "2"]), 120)
        found = re.search(rb"([0-9.]+) times as fast", printed or b"")
        if found is None:
            raise RuntimeError(f"primes.py printed {printed!r}")
        return float(found[1])

    raw = interleaved({"speed-up": speed_up}, ROUNDS)
    return Figure("primes.py: 2 threads on 2 CPUs against 1", median(raw["speed-up"]), "times", ">=", 1.8, raw=raw)
