"""Rows of units in memory: what lies in the tails of `str` (1, 2 or 4 bytes per unit, its *kind*) and `bytes` (1).

Everything here works on addresses and counts of units, and allocates nothing.
"""

from __future__ import annotations

from typing import Final

from yarara import machine

_EACH_BYTE: Final = 0x0101_0101_0101_0101
_LOW_BITS: Final = 0x7F7F_7F7F_7F7F_7F7F


@machine.always_inline
def load_unit(address: int, kind: int, index: int) -> int:
    """Unit `index` of the row at `address`."""
    if kind == 1:
        return machine.load8(address + index)
    if kind == 2:
        return machine.load16(address + index * 2)
    return machine.load32(address + index * 4)


@machine.always_inline
def store_unit(address: int, kind: int, index: int, value: int) -> None:
    if kind == 1:
        machine.store8(address + index, value)
    elif kind == 2:
        machine.store16(address + index * 2, value)
    else:
        machine.store32(address + index * 4, value)


def copy_units(destination: int, destination_kind: int, source: int, source_kind: int, count: int) -> None:
    """Copy units into a row of a kind in which they fit."""
    if destination_kind == source_kind:
        machine.copy(destination, source, count * source_kind)
        return
    for i in range(count):
        store_unit(destination, destination_kind, i, load_unit(source, source_kind, i))


def kind_for(code: int) -> int:
    """The smallest kind whose units can hold `code`."""
    if code < 0x100:
        return 1
    return 2 if code < 0x1_0000 else 4


def narrowest_kind(address: int, kind: int, count: int) -> int:
    """The smallest kind that can hold these units."""
    if kind == 1:
        return 1
    bits = 0
    for i in range(count):
        bits |= load_unit(address, kind, i)
    return kind_for(bits)


def is_ascii(address: int, count: int) -> bool:
    """Whether a row of bytes has none above 127."""
    bits = 0
    if count < 8:
        for i in range(count):
            bits |= machine.load8(address + i)
        return bits < 0x80
    last = address + count - 8
    while address < last:
        bits |= machine.load64(address)
        address += 8
    return (bits | machine.load64(last)) & ~_LOW_BITS == 0


def equal_units(left: int, left_kind: int, right: int, right_kind: int, count: int) -> bool:
    """Whether two rows hold the same values."""
    if left_kind == right_kind:
        return machine.compare(left, right, count * left_kind) == 0
    for i in range(count):
        if load_unit(left, left_kind, i) != load_unit(right, right_kind, i):
            return False
    return True


def compare_units(left: int, left_kind: int, left_count: int, right: int, right_kind: int, right_count: int) -> int:
    """Negative, zero or positive: the lexicographic order of two rows."""
    count = min(left_count, right_count)
    if left_kind == 1 and right_kind == 1:
        order = machine.compare(left, right, count)
        return order if order != 0 else left_count - right_count
    for i in range(count):
        difference = load_unit(left, left_kind, i) - load_unit(right, right_kind, i)
        if difference != 0:
            return difference
    return left_count - right_count


# -- search ------------------------------------------------------------------------------------------------------------

def find_byte(address: int, count: int, value: int) -> int:
    """The index of the first byte with this value, or -1. Eight bytes at a time, the last eight at the end."""
    if count < 8:
        for at in range(count):
            if machine.load8(address + at) == value:
                return at
        return -1
    pattern = machine.wrap_mul(_EACH_BYTE, value)
    at = 0
    while True:
        difference = machine.load64(address + at) ^ pattern
        # The highest bit of the first byte that is zero, and perhaps of later ones.
        zeros = machine.wrap_sub(difference, _EACH_BYTE) & ~difference & ~_LOW_BITS
        if zeros != 0:
            return at + (machine.count_trailing_zeros(zeros) >> 3)
        if at == count - 8:
            return -1
        at = min(at + 8, count - 8)


def find_unit(address: int, kind: int, count: int, value: int) -> int:
    """The index of the first unit with this value, or -1."""
    if kind == 1:
        return find_byte(address, count, value) if value < 0x100 else -1
    for i in range(count):
        if load_unit(address, kind, i) == value:
            return i
    return -1


def find_units(address: int, kind: int, count: int, needle: int, needle_kind: int, needle_count: int) -> int:
    """The index of the first place where the needle stands in the row, or -1. An empty needle stands at 0."""
    if needle_count == 0:
        return 0
    first = load_unit(needle, needle_kind, 0)
    if needle_count == 1:
        return find_unit(address, kind, count, first)
    at = 0
    last = count - needle_count
    while at <= last:
        skip = find_unit(address + at * kind, kind, last - at + 1, first)
        if skip < 0:
            return -1
        at += skip
        if equal_units(address + at * kind, kind, needle, needle_kind, needle_count):
            return at
        at += 1
    return -1


def find_last_units(address: int, kind: int, count: int, needle: int, needle_kind: int, needle_count: int) -> int:
    """The index of the last place where the needle stands in the row, or -1. An empty needle stands at the end."""
    at = count - needle_count
    while at >= 0:
        if equal_units(address + at * kind, kind, needle, needle_kind, needle_count):
            return at
        at -= 1
    return -1


def count_units(address: int, kind: int, count: int, needle: int, needle_kind: int, needle_count: int) -> int:
    """How often the needle, which is not empty, stands in the row without overlapping."""
    found = 0
    at = 0
    while True:
        skip = find_units(address + at * kind, kind, count - at, needle, needle_kind, needle_count)
        if skip < 0:
            return found
        found += 1
        at += skip + needle_count
