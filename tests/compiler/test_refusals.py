"""Programs that cannot be compiled: each is refused with the words in the `.txt` file beside it, and never with a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from yarara.compiler import driver
from yarara.compiler.diagnostics import CompileError

FOLDER = Path(__file__).parent / "refusals"


def refusal(program: Path) -> str:
    """What the compiler says, without the folder."""
    with pytest.raises(CompileError) as caught:
        driver.check(program)
    text = "\n".join(str(diagnostic) for diagnostic in caught.value.diagnostics)
    return text.replace(f"{program.parent}/", "") + "\n"


@pytest.mark.parametrize("program", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_refused_as_expected(program: Path) -> None:
    assert refusal(program) == program.with_suffix(".txt").read_text()


def test_every_expectation_has_its_program() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {path.stem for path in FOLDER.glob("*.py")}
