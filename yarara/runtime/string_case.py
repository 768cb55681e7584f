"""Methods of `str` that change case, by the full mappings of Unicode: one character may become up to three."""

from __future__ import annotations

from typing import Callable, Final

from yarara import machine
from yarara.runtime.characters import (
    EXPANDED, is_case_ignorable, is_cased, is_lower, is_title, is_upper, to_folded,
    to_lower, to_title, to_upper,
)
from yarara.runtime.strings import allocate_str, code_at, kind_of
from yarara.runtime.units import is_ascii, kind_for, store_unit

_CAPITAL_SIGMA: Final = 0x3A3
_FINAL_SIGMA: Final = 0x3C2

_EACH_BYTE: Final = 0x0101_0101_0101_0101
_LOW_BITS: Final = 0x7F7F_7F7F_7F7F_7F7F
_CASE: Final = 0x2020_2020_2020_2020
"""In which capital and small letters differ."""

# What the character at an index of a string becomes: a code point, or an expansion as in `characters`.
Conversion = Callable[[str, int], int]


def str_upper(self: str) -> str:
    return _ascii_upper(self) if is_ascii_str(self) else _convert(self, _upper_at)


def str_lower(self: str) -> str:
    return _ascii_lower(self) if is_ascii_str(self) else _convert(self, _lower_at)


def str_casefold(self: str) -> str:
    return _ascii_lower(self) if is_ascii_str(self) else _convert(self, _folded_at)


def str_title(self: str) -> str:
    return _convert(self, _title_at)


def str_capitalize(self: str) -> str:
    return _convert(self, _capitalized_at)


def str_swapcase(self: str) -> str:
    return _convert(self, _swapped_at)


def is_ascii_str(text: str) -> bool:
    """Whether all characters are below 128."""
    return kind_of(text) == 1 and is_ascii(machine.tail(text), len(text))


def _ascii_upper(text: str) -> str:
    return _with_case_changed(text, 97)


def _ascii_lower(text: str) -> str:
    return _with_case_changed(text, 65)


def _with_case_changed(text: str, first: int) -> str:
    """The ASCII letters from `first` on, those of one case, in the other. Eight at a time: room in memory comes in words."""
    result = allocate_str(len(text), 1)
    source = machine.tail(text)
    target = machine.tail(result)
    reach_first = _EACH_BYTE * (0x80 - first)
    pass_last = _EACH_BYTE * (0x80 - 26 - first)
    for i in range(0, len(text), 8):
        word = machine.load64(source + i)
        # The highest bit of each byte says whether it is such a letter; no sum is carried into the next byte.
        letters = (word + reach_first ^ word + pass_last) & ~_LOW_BITS
        machine.store64(target + i, word ^ letters >> 2 & _CASE)
    return result


# -- one character in its string ---------------------------------------------------------------------------------------

def _upper_at(text: str, index: int) -> int:
    return to_upper(code_at(text, index))


def _lower_at(text: str, index: int) -> int:
    code = code_at(text, index)
    if code == _CAPITAL_SIGMA and _ends_word(text, index):
        return _FINAL_SIGMA
    return to_lower(code)


def _ends_word(text: str, index: int) -> bool:
    """Whether a letter stands before this index and none after it, apart from what case ignores."""
    before = index - 1
    while before >= 0 and is_case_ignorable(code_at(text, before)):
        before -= 1
    if before < 0 or not is_cased(code_at(text, before)):
        return False
    after = index + 1
    while after < len(text) and is_case_ignorable(code_at(text, after)):
        after += 1
    return after == len(text) or not is_cased(code_at(text, after))


def _folded_at(text: str, index: int) -> int:
    return to_folded(code_at(text, index))


def _capitalized_at(text: str, index: int) -> int:
    return to_title(code_at(text, 0)) if index == 0 else _lower_at(text, index)


def _title_at(text: str, index: int) -> int:
    if index > 0:
        before = code_at(text, index - 1)
        if is_upper(before) or is_lower(before) or is_title(before):
            return _lower_at(text, index)
    return to_title(code_at(text, index))


def _swapped_at(text: str, index: int) -> int:
    code = code_at(text, index)
    if is_upper(code):
        return _lower_at(text, index)
    return to_upper(code) if is_lower(code) else code


# -- the whole string --------------------------------------------------------------------------------------------------

def _convert(text: str, conversion: Conversion) -> str:
    length = 0
    bits = 0
    for i in range(len(text)):
        converted = conversion(text, i)
        if converted < EXPANDED:
            length += 1
            bits |= converted
        else:
            length += 3 if converted & 0xFFFF != 0 else 2
            bits |= (converted | converted >> 16 | converted >> 32) & 0xFFFF
    if length == 0:
        return ""
    result = allocate_str(length, kind_for(bits))
    _write_converted(text, conversion, machine.tail(result), kind_of(result))
    return result


def _write_converted(text: str, conversion: Conversion, row: int, kind: int) -> None:
    at = 0
    for i in range(len(text)):
        converted = conversion(text, i)
        if converted < EXPANDED:
            store_unit(row, kind, at, converted)
            at += 1
            continue
        store_unit(row, kind, at, converted >> 32 & 0xFFFF)
        store_unit(row, kind, at + 1, converted >> 16 & 0xFFFF)
        at += 2
        if converted & 0xFFFF != 0:
            store_unit(row, kind, at, converted & 0xFFFF)
            at += 1
