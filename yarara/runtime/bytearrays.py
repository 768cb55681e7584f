"""`bytearray`: bytes in a storage that is exchanged for a larger one when it is full.

What needs no mutation goes through the functions for rows of bytes that `bytes` uses too.
"""

from __future__ import annotations

from typing import Iterable

from yarara import machine
from yarara.runtime.bytestrings import (
    allocate_bytes, checked_byte, collect_bytes, compare_bytes, data_address, repeated_bytes, row_contains, snapshot,
    strided_bytes,
)
from yarara.runtime.bytes_text import quote_in_row, repr_of_row
from yarara.runtime.slicing import slice_bound, slice_range
from yarara.runtime.units import find_byte


def wrap_storage(storage: bytes) -> bytearray:
    """A bytearray that takes over a `bytes` which nobody else refers to, or which is empty."""
    result = machine.allocate_with_tail(bytearray, 0)
    result._storage = storage
    result._length = len(storage)
    return result


def bytearray_from_row(address: int, count: int) -> bytearray:
    """A new bytearray with a copy of this memory."""
    result = wrap_storage(b"")
    replace_range(result, 0, 0, address, count)
    return result


def bytearray_of(data: bytes) -> bytearray:
    """A new bytearray with a copy of these bytes."""
    return bytearray_from_row(machine.tail(data), len(data))


# -- storage -----------------------------------------------------------------------------------------------------------

def set_length(array: bytearray, length: int) -> None:
    """Grow or shrink; new bytes are zero."""
    capacity = len(array._storage)
    if length > capacity:
        larger = allocate_bytes(max(length, capacity + (capacity >> 1) + 16))
        machine.copy(machine.tail(larger), machine.tail(array._storage), len(array))
        array._storage = larger
    elif length > len(array):
        machine.fill(machine.tail(array._storage) + len(array), 0, length - len(array))
    array._length = length


def replace_range(array: bytearray, start: int, end: int, address: int, count: int) -> None:
    """Replace the bytes in start..end by a row that is not part of this array."""
    length = len(array)
    rest = length - end
    if count > end - start:
        set_length(array, length + count - (end - start))
    row = machine.tail(array._storage)
    machine.copy(row + start + count, row + end, rest)
    machine.copy(row + start, address, count)
    array._length = start + count + rest


def _checked_index(array: bytearray, index: int) -> int:
    """Raises IndexError."""
    length = len(array)
    if index < 0:
        index += length
    if index < 0 or index >= length:
        raise IndexError("bytearray index out of range")
    return index


# -- a sequence --------------------------------------------------------------------------------------------------------

@machine.always_inline
def bytearray_len(self: bytearray) -> int:
    return self._length


@machine.always_inline
def bytearray_bool(self: bytearray) -> bool:
    return self._length != 0


def bytearray_getitem(self: bytearray, index: int) -> int:
    """Raises IndexError."""
    return machine.load8(machine.tail(self._storage) + _checked_index(self, index))


def bytearray_setitem(self: bytearray, index: int, value: int) -> None:
    """Raises IndexError, and ValueError outside of 0..255."""
    byte = checked_byte(value)
    machine.store8(machine.tail(self._storage) + _checked_index(self, index), byte)


def bytearray_delitem(self: bytearray, index: int) -> None:
    """Raises IndexError."""
    at = _checked_index(self, index)
    replace_range(self, at, at + 1, 0, 0)


def bytearray_getitem_slice(self: bytearray, start: int | None, stop: int | None, step: int | None) -> bytearray:
    """Raises ValueError for a step of zero."""
    length = len(self)
    if step is None or step == 1:
        first = slice_bound(start, length, 0)
        return bytearray_from_row(data_address(self) + first, max(slice_bound(stop, length, length) - first, 0))
    first, stride, count = slice_range(start, stop, step, length)
    return wrap_storage(strided_bytes(data_address(self), first, stride, count))


def bytearray_setitem_slice(
    self: bytearray, start: int | None, stop: int | None, step: int | None, value: Iterable[int],
) -> None:
    """Raises ValueError for an item outside of 0..255, or when an extended slice has another length than the value."""
    if isinstance(value, bytes):
        _set_slice(self, start, stop, step, value)
    elif isinstance(value, bytearray):
        _set_slice(self, start, stop, step, snapshot(value))
    else:
        _set_slice(self, start, stop, step, collect_bytes(value))


def _set_slice(array: bytearray, start: int | None, stop: int | None, step: int | None, value: bytes) -> None:
    length = len(array)
    if step is None or step == 1:
        first = slice_bound(start, length, 0)
        end = max(first, slice_bound(stop, length, length))
        replace_range(array, first, end, machine.tail(value), len(value))
        return
    if len(value) == 0:
        bytearray_delitem_slice(array, start, stop, step)
        return
    first, stride, count = slice_range(start, stop, step, length)
    if count != len(value):
        raise ValueError(f"attempt to assign bytes of size {len(value)} to extended slice of size {count}")
    row = machine.tail(array._storage)
    for i in range(count):
        machine.store8(row + first + i * stride, machine.load8(machine.tail(value) + i))


def bytearray_delitem_slice(self: bytearray, start: int | None, stop: int | None, step: int | None) -> None:
    """Raises ValueError for a step of zero."""
    first, stride, count = slice_range(start, stop, step, len(self))
    if count == 0:
        return
    if stride < 0:
        first += (count - 1) * stride
        stride = -stride
    row = machine.tail(self._storage)
    for i in range(1, count):  # close the gaps between the deleted bytes
        machine.copy(row + first + (i - 1) * (stride - 1), row + first + (i - 1) * stride + 1, stride - 1)
    replace_range(self, first + (count - 1) * (stride - 1), first + (count - 1) * stride + 1, 0, 0)


class ByteArrayIterator:
    """Iterates over a bytearray, which may change meanwhile."""

    def __init__(self, array: bytearray) -> None:
        self._array = array
        self._index = 0

    def __iter__(self) -> ByteArrayIterator:
        return self

    def __next__(self) -> int:
        index = self._index
        if index >= len(self._array):
            raise StopIteration
        self._index = index + 1
        return machine.load8(machine.tail(self._array._storage) + index)


class ReversedByteArrayIterator:
    """Iterates over a bytearray from the last byte to the first."""

    def __init__(self, array: bytearray) -> None:
        self._array = array
        self._index = len(array)

    def __iter__(self) -> ReversedByteArrayIterator:
        return self

    def __next__(self) -> int:
        self._index -= 1
        if self._index < 0 or self._index >= len(self._array):
            raise StopIteration
        return machine.load8(machine.tail(self._array._storage) + self._index)


def bytearray_iter(self: bytearray) -> ByteArrayIterator:
    return ByteArrayIterator(self)


def bytearray_reversed(self: bytearray) -> ReversedByteArrayIterator:
    return ReversedByteArrayIterator(self)


def bytearray_contains(self: bytearray, key: int | bytes | bytearray) -> bool:
    return row_contains(data_address(self), len(self), key)


# -- changing ----------------------------------------------------------------------------------------------------------

def bytearray_append(self: bytearray, item: int) -> None:
    """Raises ValueError outside of 0..255."""
    value = checked_byte(item)
    length = len(self)
    set_length(self, length + 1)
    machine.store8(machine.tail(self._storage) + length, value)


def bytearray_extend(self: bytearray, iterable_of_ints: Iterable[int]) -> None:
    """Raises ValueError for an item outside of 0..255; then nothing is changed."""
    if isinstance(iterable_of_ints, bytes):
        _append_row(self, machine.tail(iterable_of_ints), len(iterable_of_ints))
    elif isinstance(iterable_of_ints, bytearray):
        bytearray_iadd(self, iterable_of_ints)
    else:
        data = collect_bytes(iterable_of_ints)
        _append_row(self, machine.tail(data), len(data))


def bytearray_iadd(self: bytearray, value: bytes | bytearray | memoryview) -> bytearray:
    length = len(value)
    start = len(self)
    set_length(self, start + length)
    # The address is taken afterwards: the value may be this very array.
    machine.copy(machine.tail(self._storage) + start, data_address(value), length)
    return self


def _append_row(array: bytearray, address: int, count: int) -> None:
    start = len(array)
    set_length(array, start + count)
    machine.copy(machine.tail(array._storage) + start, address, count)


def bytearray_insert(self: bytearray, index: int, item: int) -> None:
    """Raises ValueError outside of 0..255."""
    value = checked_byte(item)
    length = len(self)
    at = slice_bound(index, length, 0)
    set_length(self, length + 1)
    row = machine.tail(self._storage)
    machine.copy(row + at + 1, row + at, length - at)
    machine.store8(row + at, value)


def bytearray_pop(self: bytearray, index: int = -1) -> int:
    """Raises IndexError."""
    if len(self) == 0:
        raise IndexError("pop from empty bytearray")
    if index < -len(self) or index >= len(self):
        raise IndexError("pop index out of range")
    at = index + len(self) if index < 0 else index
    value = machine.load8(machine.tail(self._storage) + at)
    replace_range(self, at, at + 1, 0, 0)
    return value


def bytearray_remove(self: bytearray, value: int) -> None:
    """Raises ValueError when the value is not there."""
    at = find_byte(data_address(self), len(self), checked_byte(value))
    if at < 0:
        raise ValueError("value not found in bytearray")
    replace_range(self, at, at + 1, 0, 0)


def bytearray_clear(self: bytearray) -> None:
    self._storage = b""
    self._length = 0


def bytearray_reverse(self: bytearray) -> None:
    row = machine.tail(self._storage)
    low = row
    high = row + len(self) - 1
    while low < high:
        value = machine.load8(low)
        machine.store8(low, machine.load8(high))
        machine.store8(high, value)
        low += 1
        high -= 1


def bytearray_imul(self: bytearray, value: int) -> bytearray:
    data = repeated_bytes(data_address(self), len(self), value)
    replace_range(self, 0, len(self), machine.tail(data), len(data))
    return self


# -- new ones ----------------------------------------------------------------------------------------------------------

def bytearray_copy(self: bytearray) -> bytearray:
    return bytearray_from_row(data_address(self), len(self))


def bytearray_add(self: bytearray, value: bytes | bytearray | memoryview) -> bytearray:
    result = bytearray_copy(self)
    return bytearray_iadd(result, value)


def bytearray_mul(self: bytearray, value: int) -> bytearray:
    return wrap_storage(repeated_bytes(data_address(self), len(self), value))


def bytearray_rmul(self: bytearray, value: int) -> bytearray:
    return bytearray_mul(self, value)


def bytearray_repr(self: bytearray) -> str:
    row = data_address(self)
    # CPython escapes a single quote here also between double quotes.
    return "bytearray(" + repr_of_row(row, len(self), quote_in_row(row, len(self)), 39) + ")"


def bytearray_str(self: bytearray) -> str:
    return bytearray_repr(self)


# -- comparison --------------------------------------------------------------------------------------------------------

def bytearray_eq(self: bytearray, value: bytes | bytearray | memoryview) -> bool:
    if isinstance(value, memoryview):
        return value == self
    return len(self) == len(value) and machine.compare(data_address(self), data_address(value), len(self)) == 0


def bytearray_lt(self: bytearray, value: bytes | bytearray) -> bool:
    return compare_bytes(self, value) < 0


def bytearray_le(self: bytearray, value: bytes | bytearray) -> bool:
    return compare_bytes(self, value) <= 0


def bytearray_gt(self: bytearray, value: bytes | bytearray) -> bool:
    return compare_bytes(self, value) > 0


def bytearray_ge(self: bytearray, value: bytes | bytearray) -> bool:
    return compare_bytes(self, value) >= 0
