"""Programs that cannot be compiled: each is refused with the words in the `.txt` file beside it, and never with a traceback."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import forked
from yarara.compiler.diagnostics import CompileError

FOLDER = Path(__file__).parent / "refusals"


def refusal(program: Path) -> str:
    """What the compiler says, without the folder, which is absolute or relative to where the test is started."""
    with pytest.raises(CompileError) as caught:
        forked.check(program)
    text = "\n".join(str(diagnostic) for diagnostic in caught.value.diagnostics)
    return re.sub(rf"^\S*/(?={program.name}:)", "", text, flags=re.MULTILINE) + "\n"


@pytest.mark.parametrize("program", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_refused_as_expected(program: Path) -> None:
    assert refusal(program) == program.with_suffix(".txt").read_text()


def test_every_expectation_has_its_program() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {path.stem for path in FOLDER.glob("*.py")}


@pytest.mark.parametrize("name, message", [
    ("time", 'has the name of a module that CPython has built in, which "import time" means'),
    ("yarara", "has the name of the compiler's own package"),
    ("types", 'This file shadows library module "types"'),
])
def test_a_file_named_like_a_module_that_python_would_take_instead(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / f"{name}.py").write_text("VALUE = 3\n")
    program = tmp_path / "program.py"
    program.write_text(f"import {name}\n")
    with pytest.raises(CompileError) as caught:
        forked.check(program)
    told, = caught.value.diagnostics
    assert told.path.endswith(f"{name}.py") and message in told.message and "rename the file" in told.hint


def test_a_file_named_like_another_module_of_the_library_is_taken(tmp_path: Path) -> None:
    (tmp_path / "queue.py").write_text("VALUE = 3\n")
    program = tmp_path / "program.py"
    program.write_text("import queue\nprint(queue.VALUE)\n")
    forked.check(program)


@pytest.mark.parametrize("line, column, caret", [
    ('print("ü" + 1)', 13, 12), ('print("日本é", 1 + "x")', 18, 19), ("if True:\tprint(1 + 'x')", 20, 22), ("print('日本', 1 +)", 16, 17),
], ids=["umlaut", "wide", "tab", "syntax"])
def test_carets_stand_under_the_character(tmp_path: Path, line: str, column: int, caret: int) -> None:
    program = tmp_path / "program.py"
    program.write_text(line + "\n")
    with pytest.raises(CompileError) as caught:
        forked.check(program)
    told = caught.value.diagnostics[0]
    assert (told.column, str(told).splitlines()[2]) == (column, " " * (4 + caret) + "^")
