"""Each program beside this file says the same under CPython and compiled: output, traceback, exit status.

A program is a file in a folder named after its feature; a folder inside that is a package it imports. A first line
`# arguments: ...` gives the program's arguments; `# marks as of: 3.11.7` names the CPython from which on the marks under source lines are ours.

The quick target, a Linux process, runs them all as the compiler wrote them (`-O0`), and some of them optimised. A virtual machine differs in
what the kernel does: those in which the kernel has a part, and a few of the others, run on one of the kinds of machine. `make soak` runs
all of them in each of these three ways.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests import forked
from tests.soak import SOAK
from yarara.compiler.options import OPTIMISED, UNOPTIMISED

HERE = Path(__file__).parent
PROGRAMS = sorted(path for path in HERE.glob("*/*.py") if path.name != "__init__.py")
OF_THE_KERNEL = {"files", "sockets", "threads", "time"}
OF_THE_COLLECTOR = {"garbage", "weakref"}
"""What a variable held that is not used any more stays where it was in code that is not optimised, and keeps it alive."""
WITH_FILES = {"files"}
"""These work in /tmp, which on a machine is a directory of the host's."""
ONE_ON_A_MACHINE_IN = 1 if SOAK else 40
"""Of the programs in which the kernel has no part."""
ONE_OPTIMISED_IN = 1 if SOAK else 8
ON_A_MACHINE = [program for number, program in enumerate(PROGRAMS) if program.parent.name in OF_THE_KERNEL or number % ONE_ON_A_MACHINE_IN == 0]
MACHINES = ["microvm", "q35", "pc"]
RUNS = ([(program, "process", UNOPTIMISED) for program in PROGRAMS if program.parent.name not in OF_THE_COLLECTOR]
        + [(program, "process", OPTIMISED) for number, program in enumerate(PROGRAMS)
           if number % ONE_OPTIMISED_IN == 0 or program.parent.name in OF_THE_COLLECTOR]
        + [(program, MACHINES[number % len(MACHINES)], OPTIMISED) for number, program in enumerate(ON_A_MACHINE)])


@dataclass(frozen=True)
class Result:
    status: int
    stdout: bytes
    stderr: str


def _result(command: list[str], marks: bool, executable: Path | None = None) -> Result:
    done = subprocess.run(command, executable=executable, stdin=subprocess.DEVNULL, capture_output=True, timeout=250)
    return Result(done.returncode, done.stdout, _the_programs_own(done.stderr.decode(), marks))


def _the_programs_own(traceback: str, marks: bool) -> str:
    """Without lines inside the standard library, and perhaps without the marks under parts of lines."""
    kept = []
    inside = True
    for line in traceback.splitlines(True):
        place = re.match(r'  File "(.*)", line', line)
        if place is not None:
            inside = place[1].startswith(str(HERE))
        elif not line.startswith("    "):
            inside = True
        if inside and (marks or not re.fullmatch(r"\s+[~^]+\s*", line)):
            kept.append(line)
    return "".join(kept)


def _note(program: Path, name: str) -> list[str]:
    """The words after `# name:` in the first line."""
    first = program.read_bytes().split(b"\n", 1)[0].decode("latin-1")
    return first.removeprefix(f"# {name}:").split() if first.startswith(f"# {name}:") else []


def _has_our_marks(program: Path) -> bool:
    """Later versions of CPython print other tracebacks than 3.11, and early ones of 3.11 marks that are a little off."""
    needed = _note(program, "marks as of")
    return sys.version_info[:2] == (3, 11) and (not needed or sys.version_info[:3] >= tuple(map(int, needed[0].split("."))))


@cache
def under_cpython(program: Path) -> Result:
    return _result([sys.executable, "-B", str(program), *_note(program, "arguments")], _has_our_marks(program))


def _name(value: object) -> str:
    return str(value.relative_to(HERE)) if isinstance(value, Path) else str(value)


@pytest.mark.parametrize(("program", "machine", "level"), RUNS, ids=_name)
def test_same_as_cpython(program: Path, machine: str, level: int, tmp_path: Path) -> None:
    got = _as_process(program, level, tmp_path) if machine == "process" else _on_machine(program, machine, tmp_path)
    assert got == under_cpython(program)


def _as_process(program: Path, level: int, folder: Path) -> Result:
    """`yarara run --machine process` has tests of its own."""
    image = folder / "program"
    forked.build(program, image, target="process", level=level)
    return _result([str(program), *_note(program, "arguments")], _has_our_marks(program), executable=image)


def _on_machine(program: Path, machine: str, folder: Path) -> Result:
    image = folder / "program.elf"
    forked.build(program, image, target="vm", level=OPTIMISED)
    command = [sys.executable, "-m", "yarara", "run", "--machine", machine, "--timeout", "120"]
    command += ["--mount", f"{folder}:/tmp"] if program.parent.name in WITH_FILES else []
    return _result([*command, str(image), "--", *_note(program, "arguments")], _has_our_marks(program))
