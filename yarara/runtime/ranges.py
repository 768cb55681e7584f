"""`range`: numbers that are computed, not stored. (A `for` over `range(...)` is compiled to a counting loop without it.)"""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.errors import raise_index, raise_overflow, raise_value
from yarara.runtime.slices import slice_range_arguments
from yarara.runtime.tuples import HASH_START, combine_hashes, finish_hash

_NONE_HASH: Final = 0x1234_5678


def range_new(first: int, second: int | None = None, step: int = 1) -> range:
    """`range(stop)` and `range(start, stop, step)`."""
    if second is None:
        return _make(0, first, 1, _count(0, first, 1))
    if step == 0:
        raise_value("range() arg 3 must not be zero")
    return _make(first, second, step, _count(first, second, step))


def _make(start: int, stop: int, step: int, length: int) -> range:
    result = machine.allocate_with_tail(range, 0)
    result._start = start
    result._stop = stop
    result._step = step
    result._length = length
    return result


def _count(start: int, stop: int, step: int) -> int:
    """How many numbers; the distance may need all 64 bits."""
    if step > 0:
        if start >= stop:
            return 0
        distance = machine.wrap_sub(stop, start)
        stride = step
    else:
        if start <= stop:
            return 0
        distance = machine.wrap_sub(start, stop)
        stride = machine.wrap_sub(0, step)
    count = machine.wrap_add(machine.divide_unsigned(machine.wrap_sub(distance, 1), stride), 1)
    if count < 0:
        raise_overflow()
    return count


def range_len(self: range) -> int:
    return self._length


def range_start(self: range) -> int:
    """The property `start`."""
    return self._start


def range_stop(self: range) -> int:
    """The property `stop`."""
    return self._stop


def range_step(self: range) -> int:
    """The property `step`."""
    return self._step


def range_getitem(self: range, index: int) -> int:
    if index < 0:
        index += self._length
    if not machine.less_unsigned(index, self._length):
        raise_index("range object index out of range")
    return self._start + index * self._step


def range_getitem_slice(self: range, start: int | None, stop: int | None, step: int | None) -> range:
    first, last, stride = slice_range_arguments(start, stop, step, self._length)
    begin = self._start + first * self._step
    end = self._start + last * self._step
    stride *= self._step
    return _make(begin, end, stride, _count(begin, end, stride))


def _position(self: range, value: int) -> int:
    """The index of a value, or -1."""
    if self._length == 0:
        return -1
    last = self._start + (self._length - 1) * self._step
    if self._step > 0:
        if value < self._start or value > last:
            return -1
        distance = machine.wrap_sub(value, self._start)
        stride = self._step
    else:
        if value > self._start or value < last:
            return -1
        distance = machine.wrap_sub(self._start, value)
        stride = machine.wrap_sub(0, self._step)
    if machine.remainder_unsigned(distance, stride) != 0:
        return -1
    return machine.divide_unsigned(distance, stride)


def range_contains(self: range, value: int) -> bool:
    return _position(self, value) >= 0


def range_index(self: range, value: int) -> int:
    at = _position(self, value)
    if at < 0:
        raise_value(f"{value} is not in range")
    return at


def range_count(self: range, value: int) -> int:
    return 1 if _position(self, value) >= 0 else 0


def range_eq(self: range, other: range) -> bool:
    """Whether both give the same numbers."""
    if self._length != other._length:
        return False
    if self._length == 0:
        return True
    return self._start == other._start and (self._length == 1 or self._step == other._step)


def range_hash(self: range) -> int:
    state = combine_hashes(HASH_START, hash(self._length))
    state = combine_hashes(state, hash(self._start) if self._length > 0 else _NONE_HASH)
    state = combine_hashes(state, hash(self._step) if self._length > 1 else _NONE_HASH)
    return finish_hash(state, 3)


def range_repr(self: range) -> str:
    if self._step == 1:
        return f"range({self._start}, {self._stop})"
    return f"range({self._start}, {self._stop}, {self._step})"


class RangeIterator:
    """`step` apart, `remaining` times."""

    def __init__(self, start: int, step: int, count: int) -> None:
        self._next = start
        self._step = step
        self._remaining = count

    def __iter__(self) -> RangeIterator:
        return self

    def __next__(self) -> int:
        if self._remaining == 0:
            raise StopIteration
        self._remaining -= 1
        value = self._next
        self._next = machine.wrap_add(value, self._step)
        return value


def range_iter(self: range) -> RangeIterator:
    return RangeIterator(self._start, self._step, self._length)


def range_reversed(self: range) -> RangeIterator:
    last = machine.wrap_add(self._start, machine.wrap_mul(self._length - 1, self._step))
    return RangeIterator(last, machine.wrap_sub(0, self._step), self._length)
