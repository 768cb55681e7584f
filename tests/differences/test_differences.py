"""Each deliberate difference from CPython is a row of the table in `docs/language.md`, and a program here that shows it.

What both say of a program is in the files beside it: `.cpython.txt` and `.yarara.txt`. A first line `# seen ... only` tells that one run
as a process does not show the difference.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import forked
from yarara.compiler.diagnostics import CompileError
from yarara.compiler.options import OPTIMISED

HERE = Path(__file__).parent
TABLE = HERE.parent.parent / "docs" / "language.md"
PROGRAMS = sorted([path for path in HERE.glob("*.py") if path.stem not in ("__init__", "test_differences")] + list(HERE.glob("*/program.py")))


def told(command: list[str], folder: Path, executable: Path | None = None) -> str:
    """The output, and what is said of an uncaught exception, without the lines and folders of files."""
    done = subprocess.run(command, executable=executable, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=250)
    text = done.stdout.decode()
    for line in done.stderr.decode().splitlines():
        place = re.match(r'  File ".*?([^/"]+)", line \d+, in (.*)', line)
        if place is not None:
            text += f"in {place[2]} of {place[1]}\n"
        elif not line.startswith(" "):
            text += f"{line}\n"
    return text + (f"status {done.returncode}\n" if done.returncode else "")


def under_cpython(program: Path, folder: Path) -> str:
    return told([sys.executable, "-B", str(program)], folder)


def compiled(program: Path, folder: Path) -> str:
    try:
        forked.build(program, folder / "program", target="process", level=OPTIMISED)
    except CompileError as error:
        return f"refused: {error.diagnostics[0].message}\n"
    return told([str(program)], folder, folder / "program")


def expected(program: Path, life: str) -> str:
    return program.with_suffix(f".{life}.txt").read_text()


def name_of(program: Path) -> str:
    return str(program.relative_to(HERE))


@pytest.mark.parametrize("program", PROGRAMS, ids=name_of)
def test_both_say_what_is_written(program: Path, tmp_path: Path) -> None:
    assert under_cpython(program, tmp_path) == expected(program, "cpython")
    assert compiled(program, tmp_path) == expected(program, "yarara")


@pytest.mark.parametrize("program", PROGRAMS, ids=name_of)
def test_what_both_say_differs(program: Path) -> None:
    hidden = re.match(r"# seen .* only\n", program.read_text()) is not None
    assert (expected(program, "cpython") == expected(program, "yarara")) == hidden


def test_every_row_of_the_table_names_its_program() -> None:
    section = TABLE.read_text().split("## What is different on purpose")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")][2:]
    named = [re.findall(r"\(\.\./tests/differences/(\S+?)\) \|$", row) for row in rows]
    assert [row for row, names in zip(rows, named) if len(names) != 1] == []
    assert sorted(name for names in named for name in names) == sorted(map(name_of, PROGRAMS))
