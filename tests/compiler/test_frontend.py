"""Programs are compiled alike whether or not the modules of every program were checked before."""

from __future__ import annotations

from pathlib import Path

import pytest

from yarara.compiler import driver
from yarara.compiler.frontend import frontend
from yarara.compiler.frontend.checking import hides
from yarara.compiler.diagnostics import CompileError
from yarara.compiler.options import PROCESS, Options

PROGRAM = """
import random
from helper import twice

print(twice(random.Random(1).random()))
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    (tmp_path / "helper.py").write_text("def twice(value: float) -> float:\n    return 2 * value\n")
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    return path


@pytest.fixture(autouse=True)
def nothing_prepared() -> None:
    frontend.forget()


def test_the_same_code_with_modules_checked_before(program: Path) -> None:
    expected = driver.generate(program, Options(PROCESS))[0]
    frontend.prepare()
    assert driver.generate(program, Options(PROCESS))[0] == expected


def test_what_was_prepared_serves_one_program(program: Path) -> None:
    frontend.prepare()
    first, second = driver.generate(program, Options(PROCESS))[0], driver.generate(program, Options(PROCESS))[0]
    assert first == second


@pytest.mark.parametrize("name", ["struct.py", "bisect.py", "queue"])
def test_what_the_program_hides_is_hidden_all_the_same(program: Path, name: str) -> None:
    hidden = program.parent / name
    if hidden.suffix:
        hidden.write_text("marker: int = 'no integer'\n")
    else:
        hidden.mkdir()
        (hidden / "__init__.py").write_text("marker: int = 'no integer'\n")
    program.write_text(f"import {hidden.stem}\nprint({hidden.stem}.marker)\n")
    frontend.prepare()
    with pytest.raises(CompileError, match="Incompatible types in assignment"):
        driver.generate(program, Options(PROCESS))


def test_errors_are_those_of_the_program(program: Path) -> None:
    program.write_text("value: int = 'text'\n")
    frontend.prepare()
    with pytest.raises(CompileError) as caught:
        driver.generate(program, Options(PROCESS))
    assert [(Path(found.path), found.line) for found in caught.value.diagnostics] == [(program, 1)]


def test_a_name_is_hidden_by_a_file_a_package_or_stubs(tmp_path: Path) -> None:
    assert not hides(tmp_path, "struct")
    for name in ("struct.py", "heapq.pyi", "os", "enum-stubs"):
        (tmp_path / name).touch()
    assert all(hides(tmp_path, module) for module in ("struct", "heapq", "os.path", "enum"))
