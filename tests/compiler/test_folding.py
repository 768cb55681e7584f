"""Functions that came out the same are in the program once."""

from __future__ import annotations

from pathlib import Path

from yarara.compiler import driver
from yarara.compiler.options import PROCESS, Options

_SOURCE = """\
class Tea:
    def __init__(self, name: str) -> None:
        self.name = name


class Cup:
    def __init__(self, size: int) -> None:
        self.size = size


teas: list[Tea] = []
cups: list[Cup] = []
numbers: list[float] = []
for index in range(20):
    teas.append(Tea(f"tea {index}"))
    cups.append(Cup(index))
    numbers.append(index / 4)
print(teas[3].name, cups[7].size, numbers[9])
"""


def _compiled(folder: Path) -> str:
    source = folder / "cups.py"
    source.write_text(_SOURCE)
    return driver.generate(source, Options(PROCESS))[0]


def _defined(text: str, item: str) -> int:
    return text.count(f'define internal ptr @"yarara.runtime.lists.list_append(list[{item}], {item})"(')


def test_lists_of_references_share_the_code_that_appends(tmp_path: Path) -> None:
    text = _compiled(tmp_path)
    assert [_defined(text, "Tea"), _defined(text, "Cup")] in ([1, 0], [0, 1])


def test_lists_of_numbers_have_their_own(tmp_path: Path) -> None:
    text = _compiled(tmp_path)
    assert _defined(text, "float") == 1
    assert "type.yarara.machine.Array[8 bytes]" in text and "type.yarara.machine.Array[8 bytes, references at 0]" in text
