"""Methods of `str` that take from its ends or add to them: strip, center, zfill, expandtabs."""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.characters import separates
from yarara.runtime.strings import LONGEST, allocate_str, code_at, copy_into, kind_of, part_of
from yarara.runtime.units import find_unit, store_unit

_LEFT: Final = 1
_RIGHT: Final = 2


def str_strip(self: str, chars: str | None = None) -> str:
    return _strip(self, chars, _LEFT | _RIGHT)


def str_lstrip(self: str, chars: str | None = None) -> str:
    return _strip(self, chars, _LEFT)


def str_rstrip(self: str, chars: str | None = None) -> str:
    return _strip(self, chars, _RIGHT)


def _strip(text: str, chars: str | None, sides: int) -> str:
    start = 0
    end = len(text)
    if chars is not None:
        return _strip_any(text, chars, sides)
    if sides & _LEFT != 0:
        while start < end and separates(code_at(text, start)):
            start += 1
    if sides & _RIGHT != 0:
        while end > start and separates(code_at(text, end - 1)):
            end -= 1
    return part_of(text, start, end)


def _strip_any(text: str, chars: str, sides: int) -> str:
    """Without the characters of `chars` at its ends."""
    start = 0
    end = len(text)
    if sides & _LEFT != 0:
        while start < end and has_code(chars, code_at(text, start)):
            start += 1
    if sides & _RIGHT != 0:
        while end > start and has_code(chars, code_at(text, end - 1)):
            end -= 1
    return part_of(text, start, end)


def has_code(text: str, code: int) -> bool:
    """Whether a string contains a code point."""
    return find_unit(machine.tail(text), kind_of(text), len(text), code) >= 0


def pad(text: str, left: int, right: int, fill: int) -> str:
    """The text with this many copies of a code point on both sides (none for a negative number)."""
    left = max(left, 0)
    right = max(right, 0)
    if left + right == 0:
        return text
    kind = max(kind_of(text), 1 if fill < 0x100 else 2 if fill < 0x1_0000 else 4)
    result = allocate_str(min(left + len(text) + right, LONGEST), kind)
    row = machine.tail(result)
    _fill(row, kind, 0, left, fill)
    after = copy_into(row, kind, left, text)
    _fill(row, kind, after, right, fill)
    return result


def _fill(row: int, kind: int, start: int, count: int, code: int) -> None:
    for i in range(count):
        store_unit(row, kind, start + i, code)


def _fill_code(fillchar: str) -> int:
    if len(fillchar) != 1:
        raise TypeError("The fill character must be exactly one character long")
    return code_at(fillchar, 0)


def str_center(self: str, width: int, fillchar: str = " ") -> str:
    """Raises TypeError unless `fillchar` is one character."""
    fill = _fill_code(fillchar)
    missing = max(width - len(self), 0)
    left = missing // 2 + (missing & width & 1)
    return pad(self, left, missing - left, fill)


def str_ljust(self: str, width: int, fillchar: str = " ") -> str:
    """Raises TypeError unless `fillchar` is one character."""
    return pad(self, 0, width - len(self), _fill_code(fillchar))


def str_rjust(self: str, width: int, fillchar: str = " ") -> str:
    """Raises TypeError unless `fillchar` is one character."""
    return pad(self, width - len(self), 0, _fill_code(fillchar))


def str_zfill(self: str, width: int) -> str:
    """Zeros go between the sign and what follows it."""
    if len(self) > 0 and (code_at(self, 0) == 43 or code_at(self, 0) == 45):
        return part_of(self, 0, 1) + pad(part_of(self, 1, len(self)), width - len(self), 0, 48)
    return pad(self, width - len(self), 0, 48)


def str_expandtabs(self: str, tabsize: int = 8) -> str:
    """Each tab becomes the spaces up to the next column that is a multiple of `tabsize`."""
    parts: list[str] = []
    start = 0
    column = 0
    for i in range(len(self)):
        code = code_at(self, i)
        if code == 9:
            parts.append(part_of(self, start, i))
            start = i + 1
            if tabsize > 0:
                parts.append(" " * (tabsize - column % tabsize))
                column += tabsize - column % tabsize
        elif code == 10 or code == 13:
            column = 0
        else:
            column += 1
    parts.append(part_of(self, start, len(self)))
    return "".join(parts)
