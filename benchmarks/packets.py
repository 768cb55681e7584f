"""What a received datagram of 64 bytes costs: instructions in the driver, and in the driver and the stack, counted by valgrind.

The program (`programs/datagrams.py`) is the network card as well. What is counted belongs to all source files but its own; that is known of every
instruction, also where functions were put into others.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.machines import BUILD
from yarara.compiler import driver
from yarara.compiler.options import PROCESS, Options

PROGRAM = Path(__file__).parent / "programs" / "datagrams.py"
BATCH = 16
ROUNDS = 100, 600
LIMITS = {"driver": 250, "stack": 1200}
TITLES = {"driver": "instructions per received datagram, driver alone", "stack": "instructions per received datagram, driver and stack"}


def figures() -> Iterator[Figure]:
    if shutil.which("valgrind") is None:
        for part, limit in LIMITS.items():
            yield Figure(TITLES[part], None, "", "<=", limit, note="valgrind is not installed")
        return
    image = BUILD / "packets"
    image.parent.mkdir(parents=True, exist_ok=True)
    driver.build(PROGRAM, image, Options(PROCESS))
    for part, limit in LIMITS.items():
        busy, idle = _per_datagram(image, part, BATCH), _per_datagram(image, part, 1)
        yield Figure(TITLES[part], busy, "", "<=", limit, f"{BATCH} frames an interrupt; with one {idle:.0f}", {"many": [busy], "one": [idle]})


def _per_datagram(image: Path, part: str, batch: int) -> float:
    """The difference of two runs, so that what happens once does not count."""
    few, many = (_instructions(image, part, batch, rounds) for rounds in ROUNDS)
    return (many - few) / (batch * (ROUNDS[1] - ROUNDS[0]))


def _instructions(image: Path, part: str, batch: int, rounds: int) -> int:
    report = image.with_suffix(".callgrind")
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={report}", str(image), str(batch), str(rounds), part]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=True)
    expected = f"{batch * rounds} of {batch * rounds} datagrams, 0 faults\n"
    if done.stdout != expected:
        raise RuntimeError(f"{image.name} printed {done.stdout!r}")
    return sum(count for file, count in by_file(report.read_text()).items() if not file.endswith(f"benchmarks/programs/{PROGRAM.name}"))


def by_file(report: str) -> dict[str, int]:
    """The instructions of each source file, of a report in callgrind's format (valgrind manual, "Callgrind Format Specification")."""
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    file, is_total_of_call = "", False
    for line in report.splitlines():
        key, _, rest = line.partition("=")
        if key in ("fl", "fi", "fe", "cfi", "cfl"):
            number, _, name = rest.partition(" ")
            names.setdefault(number, name)
            if not key.startswith("c"):
                file = names[number]
        elif key == "calls":
            is_total_of_call = True
        elif line[:1].isdigit() or line[:1] in ("+", "-", "*"):
            if not is_total_of_call:
                counts[file] = counts.get(file, 0) + int(line.split()[1])
            is_total_of_call = False
    return counts
