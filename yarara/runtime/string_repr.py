"""`repr` of a `str`: quotes, and escapes for what is not printable."""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.characters import is_printable
from yarara.runtime.strings import allocate_str, code_at
from yarara.runtime.string_trimming import has_code
from yarara.runtime.units import kind_for, store_unit

_QUOTE: Final = 39
_DOUBLE_QUOTE: Final = 34
_BACKSLASH: Final = 92


def str_repr(self: str) -> str:
    quote = quote_for(has_code(self, _QUOTE), has_code(self, _DOUBLE_QUOTE))
    length = 2
    bits = 0
    for i in range(len(self)):
        code = code_at(self, i)
        width = escaped_width(code, quote)
        length += width
        if width == 1:
            bits |= code
    kind = kind_for(bits)
    result = allocate_str(length, kind)
    row = machine.tail(result)
    store_unit(row, kind, 0, quote)
    at = 1
    for i in range(len(self)):
        at = write_escaped(row, kind, at, code_at(self, i), quote)
    store_unit(row, kind, at, quote)
    return result


def quote_for(has_single: bool, has_double: bool) -> int:
    """Which quote Python puts around text."""
    return _DOUBLE_QUOTE if has_single and not has_double else _QUOTE


def escaped_width(code: int, quote: int) -> int:
    """How many characters stand for a code point between quotes."""
    if code == quote or code == _BACKSLASH or code == 9 or code == 10 or code == 13:
        return 2
    if is_printable(code):
        return 1
    if code < 0x100:
        return 4
    return 6 if code < 0x1_0000 else 10


def write_escaped(row: int, kind: int, at: int, code: int, quote: int) -> int:
    """Write what stands for a code point; the position after it."""
    width = escaped_width(code, quote)
    if width == 1:
        store_unit(row, kind, at, code)
        return at + 1
    store_unit(row, kind, at, _BACKSLASH)
    if width == 2:
        store_unit(row, kind, at + 1, escape_letter(code))
        return at + 2
    store_unit(row, kind, at + 1, 120 if width == 4 else 117 if width == 6 else 85)
    write_hexadecimal(row, kind, at + 2, width - 2, code)
    return at + width


def escape_letter(code: int) -> int:
    """What follows the backslash for a tab, line feed or carriage return; other characters stand for themselves."""
    if code == 9:
        return 116
    if code == 10:
        return 110
    return 114 if code == 13 else code


def write_hexadecimal(row: int, kind: int, at: int, digits: int, value: int) -> None:
    for i in range(digits):
        digit = value >> (digits - 1 - i) * 4 & 15
        store_unit(row, kind, at + i, 48 + digit if digit < 10 else 87 + digit)


def str_to_ascii(text: str) -> str:
    """What `ascii()` makes of a `repr`: characters above 127 as escapes."""
    length = 0
    for i in range(len(text)):
        length += _ascii_width(code_at(text, i))
    if length == len(text):
        return text
    result = allocate_str(length, 1)
    row = machine.tail(result)
    at = 0
    for i in range(len(text)):
        code = code_at(text, i)
        width = _ascii_width(code)
        if width == 1:
            machine.store8(row + at, code)
        else:
            machine.store8(row + at, _BACKSLASH)
            machine.store8(row + at + 1, 120 if width == 4 else 117 if width == 6 else 85)
            write_hexadecimal(row, 1, at + 2, width - 2, code)
        at += width
    return result


def _ascii_width(code: int) -> int:
    if code < 0x80:
        return 1
    return 4 if code < 0x100 else 6 if code < 0x1_0000 else 10
