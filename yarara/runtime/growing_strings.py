"""`text += piece` in a loop: strings with room behind their end (compiler/growing_texts.py)."""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.strings import LONGEST, allocate_str, copy_into, kind_of

SHORTEST: Final = 64
"""Characters from which on room is kept."""


def str_append(self: str, value: str, alone: bool) -> str:
    """`self + value`; in the same object if `alone`, which says that this function made it and nobody else has it."""
    length = len(self) + len(value)
    if alone and length <= room_for(len(self)) and kind_of(value) <= kind_of(self):
        copy_into(machine.tail(self), kind_of(self), len(self), value)
        self._length = length
        return self
    if len(self) == 0:
        return value
    if len(value) == 0:
        return self
    kind = max(kind_of(self), kind_of(value))
    result = allocate_str(min(room_for(length), LONGEST), kind)
    result._length = length
    row = machine.tail(result)
    copy_into(row, kind, copy_into(row, kind, 0, self), value)
    return result


def room_for(length: int) -> int:
    """How many characters a string made for so many has room for. While it grows within them the answer stays the same."""
    if length < SHORTEST:
        return length
    power = 1 << length.bit_length() - 1
    if length == power:
        return power
    half_more = power + (power >> 1)
    return half_more if length <= half_more else power << 1
