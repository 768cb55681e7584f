"""`str`: a row of code points in the smallest of three kinds (PEP 393), and what makes, indexes, compares and joins it.

The other methods live in `string_search`, `string_splitting`, `string_trimming`, `string_case`, `string_predicates`,
`string_repr`; `encode` is in `codecs`, `format` in `formatting`.
"""

from __future__ import annotations

from typing import Final, Iterable

from yarara import machine
from yarara.machine import Array
from yarara.runtime.hashing import hash_row
from yarara.runtime.slicing import repeated_length, slice_bound, slice_range
from yarara.runtime.units import (
    compare_units, copy_units, equal_units, find_units, kind_for, load_unit, narrowest_kind, store_unit,
)

MAXIMUM_CODE: Final = 0x10FFFF
LONGEST: Final = 1 << 44
"""More characters than memory has room for; four times as many bytes are no overflow."""


def allocate_str(length: int, kind: int) -> str:
    """A new string of zeros, at most LONGEST; the caller fills its tail with units of which at least one needs this kind.

    Raises MemoryError.
    """
    text = machine.allocate_with_tail(str, length << (kind >> 1))
    text._length = length
    text._kind = kind
    return text


@machine.always_inline
def kind_of(text: str) -> int:
    """Bytes per code point: 1, 2 or 4."""
    return text._kind


@machine.always_inline
def code_at(text: str, index: int) -> int:
    """The code point at an index that is known to be within the string."""
    return load_unit(machine.tail(text), kind_of(text), index)


def units_to_str(address: int, kind: int, count: int) -> str:
    """A new string with a copy of these units."""
    if count == 0:
        return ""
    narrow = narrowest_kind(address, kind, count)
    text = allocate_str(count, narrow)
    copy_units(machine.tail(text), narrow, address, kind, count)
    return text


def part_of(text: str, start: int, end: int) -> str:
    """text[start:end] for bounds that are known to lie within the string."""
    count = end - start
    if count == len(text):
        return text
    kind = kind_of(text)
    if kind != 1 or count == 0:
        return units_to_str(machine.tail(text) + start * kind, kind, count)
    part = allocate_str(count, 1)
    machine.copy(machine.tail(part), machine.tail(text) + start, count)
    return part


def copy_into(destination: int, destination_kind: int, index: int, text: str) -> int:
    """Copy a string into a row from unit `index` on; the index after it."""
    count = len(text)
    copy_units(destination + index * destination_kind, destination_kind, machine.tail(text), kind_of(text), count)
    return index + count


# -- single characters -------------------------------------------------------------------------------------------------

def chr(i: int) -> str:
    """Raises ValueError outside of 0..0x10FFFF."""
    if i < 0 or i > MAXIMUM_CODE:
        raise ValueError("chr() arg not in range(0x110000)")
    return code_to_str(i)


def code_to_str(code: int) -> str:
    """The string of one code point."""
    kind = kind_for(code)
    text = allocate_str(1, kind)
    store_unit(machine.tail(text), kind, 0, code)
    return text


# -- a sequence --------------------------------------------------------------------------------------------------------

@machine.always_inline
def str_len(self: str) -> int:
    return self._length


@machine.always_inline
def str_bool(self: str) -> bool:
    return self._length != 0


def str_getitem(self: str, index: int) -> str:
    """Raises IndexError."""
    length = len(self)
    if index < 0:
        index += length
    if index < 0 or index >= length:
        raise IndexError("string index out of range")
    return code_to_str(code_at(self, index))


def str_getitem_slice(self: str, start: int | None, stop: int | None, step: int | None) -> str:
    """Raises ValueError for a step of zero."""
    length = len(self)
    if step is None or step == 1:
        first = slice_bound(start, length, 0)
        return part_of(self, first, max(first, slice_bound(stop, length, length)))
    first, stride, count = slice_range(start, stop, step, length)
    return _strided(self, first, stride, count)


def _strided(text: str, first: int, stride: int, count: int) -> str:
    if count == 0:
        return ""
    if kind_of(text) == 1:
        return _strided_bytes(machine.tail(text) + first, stride, count)
    bits = 0
    for i in range(count):
        bits |= code_at(text, first + i * stride)
    kind = kind_for(bits)
    result = allocate_str(count, kind)
    target = machine.tail(result)
    for i in range(count):
        store_unit(target, kind, i, code_at(text, first + i * stride))
    return result


def _strided_bytes(source: int, stride: int, count: int) -> str:
    result = allocate_str(count, 1)
    target = machine.tail(result)
    for i in range(count):
        machine.store8(target + i, machine.load8(source))
        source += stride
    return result


class StringIterator:
    """Iterates over the characters of a string."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._index = 0

    def __iter__(self) -> StringIterator:
        return self

    def __next__(self) -> str:
        index = self._index
        if index >= len(self._text):
            raise StopIteration
        self._index = index + 1
        return code_to_str(code_at(self._text, index))


class ReversedStringIterator:
    """Iterates over the characters of a string from the last to the first."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._index = len(text)

    def __iter__(self) -> ReversedStringIterator:
        return self

    def __next__(self) -> str:
        if self._index == 0:
            raise StopIteration
        self._index -= 1
        return code_to_str(code_at(self._text, self._index))


def str_iter(self: str) -> StringIterator:
    return StringIterator(self)


def str_reversed(self: str) -> ReversedStringIterator:
    return ReversedStringIterator(self)


def str_contains(self: str, key: str) -> bool:
    return find_units(
        machine.tail(self), kind_of(self), len(self), machine.tail(key), kind_of(key), len(key),
    ) >= 0


# -- comparison --------------------------------------------------------------------------------------------------------

def str_eq(self: str, value: str) -> bool:
    length = len(self)
    kind = kind_of(self)
    if length != len(value) or kind != kind_of(value):
        return False  # each string has the smallest kind it can have
    return equal_units(machine.tail(self), kind, machine.tail(value), kind, length)


def compare_str(left: str, right: str) -> int:
    """Negative, zero or positive: the order by code points."""
    return compare_units(
        machine.tail(left), kind_of(left), len(left), machine.tail(right), kind_of(right), len(right),
    )


def str_lt(self: str, value: str) -> bool:
    return compare_str(self, value) < 0


def str_le(self: str, value: str) -> bool:
    return compare_str(self, value) <= 0


def str_gt(self: str, value: str) -> bool:
    return compare_str(self, value) > 0


def str_ge(self: str, value: str) -> bool:
    return compare_str(self, value) >= 0


def str_hash(self: str) -> int:
    """Computed once and kept in the object."""
    if self._hash == 0:
        self._hash = hash_row(machine.tail(self), len(self) * kind_of(self))
    return self._hash


# -- making longer strings ---------------------------------------------------------------------------------------------

def str_add(self: str, value: str) -> str:
    if len(self) == 0:
        return value
    if len(value) == 0:
        return self
    kind = max(kind_of(self), kind_of(value))
    result = allocate_str(len(self) + len(value), kind)
    target = machine.tail(result)
    copy_into(target, kind, copy_into(target, kind, 0, self), value)
    return result


def str_mul(self: str, value: int) -> str:
    if value <= 0 or len(self) == 0:
        return ""
    if value == 1:
        return self
    kind = kind_of(self)
    length = repeated_length(len(self), value)
    if length < 0:
        raise OverflowError("repeated string is too long")
    result = allocate_str(min(length, LONGEST), kind)
    target = machine.tail(result)
    index = 0
    for _ in range(value):
        index = copy_into(target, kind, index, self)
    return result


def str_rmul(self: str, value: int) -> str:
    return str_mul(self, value)


def str_join(self: str, iterable: Iterable[str]) -> str:
    if isinstance(iterable, list):
        return _join_parts(self, iterable)
    return _join_parts(self, list(iterable))


def _join_parts(self: str, parts: list[str]) -> str:
    if len(parts) == 0:
        return ""
    length = len(self) * (len(parts) - 1)
    kind = kind_of(self) if len(parts) > 1 else 1
    for part in parts:
        length = min(length + len(part), LONGEST)
        kind = max(kind, kind_of(part))
    if length == 0:
        return ""
    return _join(self, parts, length, kind)


def _join(separator: str, parts: list[str], length: int, kind: int) -> str:
    result = allocate_str(length, kind)
    target = machine.tail(result)
    index = copy_into(target, kind, 0, parts[0])
    for i in range(1, len(parts)):
        index = copy_into(target, kind, index, separator)
        index = copy_into(target, kind, index, parts[i])
    return result


def str_concatenate(parts: Array[str]) -> str:
    """The strings one after another: what an f-string becomes."""
    length = 0
    kind = 1
    for i in range(len(parts)):
        length += len(parts[i])
        kind = max(kind, kind_of(parts[i]))
    if length == 0:
        return ""
    result = allocate_str(length, kind)
    row = machine.tail(result)
    index = 0
    for i in range(len(parts)):
        index = copy_into(row, kind, index, parts[i])
    return result


# -- conversion --------------------------------------------------------------------------------------------------------

def str_str(self: str) -> str:
    return self
