"""`bytes`: making, indexing, comparing and joining. What `bytes` and `bytearray` do alike takes either.

The other methods live in `bytes_search`, `bytes_splitting`, `bytes_text`; `decode` is in `codecs`.
"""

from __future__ import annotations

from typing import Iterable

from yarara import machine
from yarara.runtime.hashing import hash_row
from yarara.runtime.slicing import repeated_length, slice_bound, slice_range
from yarara.runtime.strings import allocate_str, code_at
from yarara.runtime.units import compare_units, find_byte, find_units


def allocate_bytes(length: int) -> bytes:
    """A new `bytes` of zeros, which the caller fills."""
    data = machine.allocate_with_tail(bytes, length)
    data._length = length
    return data


@machine.always_inline
def data_address(data: bytes | bytearray | memoryview) -> int:
    """Where the bytes lie; for a `bytearray` only until it changes its length. Raises BufferError for a view with gaps."""
    if isinstance(data, bytearray):
        return machine.tail(data._storage)
    if isinstance(data, memoryview):
        if data._stride != data._size and data._count > 1:
            raise BufferError("memoryview: underlying buffer is not C-contiguous")
        return view_address(data)
    return machine.tail(data)


def view_address(view: memoryview) -> int:
    """Where the first item lies. Raises ValueError for a view that was released, BufferError where its bytearray became too short."""
    if view._released:
        raise ValueError("operation forbidden on released memoryview object")
    array = view._array
    if array is None:
        return machine.tail(view._bytes) + view._start
    if array._length < view._extent:
        raise BufferError("the bytearray has become shorter than its memoryview")
    return machine.tail(array._storage) + view._start


@machine.always_inline
def row_length(data: bytes | bytearray | memoryview) -> int:
    """How many bytes there are at `data_address`."""
    if isinstance(data, memoryview):
        return data._count * data._size
    return len(data)


def copy_to_bytes(address: int, count: int) -> bytes:
    """A new `bytes` with a copy of this memory."""
    if count == 0:
        return b""
    data = allocate_bytes(count)
    machine.copy(machine.tail(data), address, count)
    return data


def part_of_bytes(data: bytes, start: int, end: int) -> bytes:
    """data[start:end] for bounds that are known to lie within."""
    if start == 0 and end == len(data):
        return data
    return copy_to_bytes(machine.tail(data) + start, end - start)


def bytes_to_latin1(data: bytes | bytearray) -> str:
    """The string with a character for each byte."""
    count = len(data)
    if count == 0:
        return ""
    text = allocate_str(count, 1)
    machine.copy(machine.tail(text), data_address(data), count)
    return text


def checked_byte(value: int) -> int:
    """Raises ValueError outside of 0..255."""
    if value < 0 or value > 255:
        raise ValueError("byte must be in range(0, 256)")
    return value


# -- construction ------------------------------------------------------------------------------------------------------

def bytes_of_zeros(count: int) -> bytes:
    """Raises ValueError for a negative count."""
    if count < 0:
        raise ValueError("negative count")
    return allocate_bytes(count)


def snapshot(array: bytearray) -> bytes:
    """A `bytes` with what the array holds now."""
    return copy_to_bytes(data_address(array), len(array))


def row_of_bytes(items: bytes | bytearray | Iterable[int]) -> bytes:
    """What `bytes(items)` gives, without a copy of what is bytes already."""
    if isinstance(items, bytes):
        return items
    elif isinstance(items, bytearray):
        return snapshot(items)
    else:
        return collect_bytes(items, "bytes")


def collect_bytes(items: Iterable[int], noun: str = "byte") -> bytes:
    """The bytes of a view, or the items. Raises ValueError, which calls them so, for an item outside of 0..255."""
    if isinstance(items, memoryview):
        return items.tobytes()
    values = items if isinstance(items, list) else list(items)
    data = allocate_bytes(len(values))
    row = machine.tail(data)
    for i in range(len(values)):
        value = values[i]
        if value < 0 or value > 255:
            raise ValueError(noun + " must be in range(0, 256)")
        machine.store8(row + i, value)
    return data


# -- a sequence --------------------------------------------------------------------------------------------------------

@machine.always_inline
def bytes_len(self: bytes) -> int:
    return self._length


@machine.always_inline
def bytes_bool(self: bytes) -> bool:
    return self._length != 0


@machine.always_inline
def bytes_getitem(self: bytes, index: int) -> int:
    """Raises IndexError."""
    length = len(self)
    if index < 0:
        index += length
    if index < 0 or index >= length:
        raise IndexError("index out of range")
    return machine.load8(machine.tail(self) + index)


def bytes_getitem_slice(self: bytes, start: int | None, stop: int | None, step: int | None) -> bytes:
    """Raises ValueError for a step of zero."""
    length = len(self)
    if step is None or step == 1:
        first = slice_bound(start, length, 0)
        return part_of_bytes(self, first, max(first, slice_bound(stop, length, length)))
    first, stride, count = slice_range(start, stop, step, length)
    return strided_bytes(machine.tail(self), first, stride, count)


def strided_bytes(row: int, first: int, stride: int, count: int) -> bytes:
    """Every `stride`th byte of a row."""
    data = allocate_bytes(count)
    target = machine.tail(data)
    for i in range(count):
        machine.store8(target + i, machine.load8(row + first + i * stride))
    return data


class BytesIterator:
    """Iterates over the bytes of a `bytes`."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._index = 0

    def __iter__(self) -> BytesIterator:
        return self

    def __next__(self) -> int:
        index = self._index
        if index >= len(self._data):
            raise StopIteration
        self._index = index + 1
        return machine.load8(machine.tail(self._data) + index)


class ReversedBytesIterator:
    """Iterates over the bytes of a `bytes` from the last to the first."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._index = len(data)

    def __iter__(self) -> ReversedBytesIterator:
        return self

    def __next__(self) -> int:
        if self._index == 0:
            raise StopIteration
        self._index -= 1
        return machine.load8(machine.tail(self._data) + self._index)


def bytes_iter(self: bytes) -> BytesIterator:
    return BytesIterator(self)


def bytes_reversed(self: bytes) -> ReversedBytesIterator:
    return ReversedBytesIterator(self)


def bytes_contains(self: bytes, key: int | bytes | bytearray) -> bool:
    return row_contains(machine.tail(self), len(self), key)


def row_contains(row: int, count: int, key: int | bytes | bytearray) -> bool:
    """Whether a byte or a sequence of bytes stands in a row. Raises ValueError for an int outside of 0..255."""
    if isinstance(key, int):
        return find_byte(row, count, checked_byte(key)) >= 0
    return find_units(row, 1, count, data_address(key), 1, len(key)) >= 0


# -- comparison --------------------------------------------------------------------------------------------------------

def compare_bytes(left: bytes | bytearray, right: bytes | bytearray) -> int:
    """Negative, zero or positive: the order by bytes."""
    return compare_units(data_address(left), 1, len(left), data_address(right), 1, len(right))


def bytes_eq(self: bytes, value: bytes | bytearray | memoryview) -> bool:
    if isinstance(value, memoryview):
        return value == self
    return len(self) == len(value) and machine.compare(data_address(self), data_address(value), len(self)) == 0


def bytes_lt(self: bytes, value: bytes | bytearray) -> bool:
    return compare_bytes(self, value) < 0


def bytes_le(self: bytes, value: bytes | bytearray) -> bool:
    return compare_bytes(self, value) <= 0


def bytes_gt(self: bytes, value: bytes | bytearray) -> bool:
    return compare_bytes(self, value) > 0


def bytes_ge(self: bytes, value: bytes | bytearray) -> bool:
    return compare_bytes(self, value) >= 0


def bytes_hash(self: bytes) -> int:
    """Computed once and kept in the object."""
    if self._hash == 0:
        self._hash = hash_row(machine.tail(self), len(self))
    return self._hash


# -- making longer ones ------------------------------------------------------------------------------------------------

def bytes_add(self: bytes, value: bytes | bytearray | memoryview) -> bytes:
    result = allocate_bytes(len(self) + len(value))
    machine.copy(machine.tail(result), machine.tail(self), len(self))
    machine.copy(machine.tail(result) + len(self), data_address(value), len(value))
    return result


def bytes_mul(self: bytes, value: int) -> bytes:
    return repeated_bytes(machine.tail(self), len(self), value)


def bytes_rmul(self: bytes, value: int) -> bytes:
    return bytes_mul(self, value)


def repeated_bytes(row: int, count: int, times: int) -> bytes:
    """A row of bytes so many times (none for a negative number)."""
    if times <= 0 or count == 0:
        return b""
    length = repeated_length(count, times)
    if length < 0:
        raise OverflowError("repeated bytes are too long")
    result = allocate_bytes(length)
    target = machine.tail(result)
    if count == 1:
        machine.fill(target, machine.load8(row), times)
        return result
    for i in range(times):
        machine.copy(target + i * count, row, count)
    return result


def bytes_join(self: bytes, iterable_of_bytes: Iterable[bytes]) -> bytes:
    parts = iterable_of_bytes if isinstance(iterable_of_bytes, list) else list(iterable_of_bytes)
    if len(parts) == 0:
        return b""
    length = len(self) * (len(parts) - 1)
    for part in parts:
        length += len(part)
    result = allocate_bytes(length)
    target = machine.tail(result)
    for i in range(len(parts)):
        if i > 0:
            machine.copy(target, machine.tail(self), len(self))
            target += len(self)
        machine.copy(target, data_address(parts[i]), len(parts[i]))
        target += len(parts[i])
    return result


# -- text --------------------------------------------------------------------------------------------------------------

def ord(c: str | bytes | bytearray) -> int:
    """Raises TypeError unless there is exactly one character or byte."""
    if len(c) != 1:
        raise TypeError(f"ord() expected a character, but string of length {len(c)} found")
    return code_at(c, 0) if isinstance(c, str) else machine.load8(data_address(c))
