"""`list`: reading, replacing and deleting slices."""

from __future__ import annotations

from typing import Iterable, TypeVar

from yarara.runtime.errors import raise_value
from yarara.runtime.lists import clear_slots, list_close, list_extend, list_open, list_part, list_with_capacity
from yarara.runtime.slicing import slice_range

T = TypeVar("T")


def list_getitem_slice(self: list[T], start: int | None, stop: int | None, step: int | None) -> list[T]:
    first, stride, count = slice_range(start, stop, step, self._length)
    if stride == 1:
        return list_part(self, first, count)
    result: list[T] = list_with_capacity(count)
    for i in range(count):
        result._items[i] = self._items[first + i * stride]
    result._length = count
    return result


def list_setitem_slice(
    self: list[T], start: int | None, stop: int | None, step: int | None, value: Iterable[T]
) -> None:
    values: list[T] = list_with_capacity(0)
    list_extend(values, value)  # a copy: `value` may be this very list, or hold items of a narrower type
    first, stride, count = slice_range(start, stop, step, self._length)
    if step is None or step == 1:
        _resize_gap(self, first, count, values._length)
    elif values._length != count:
        raise_value(f"attempt to assign sequence of size {values._length} to extended slice of size {count}")
    for i in range(values._length):
        self._items[first + i * stride] = values._items[i]


def _resize_gap(self: list[T], index: int, before: int, after: int) -> None:
    """Make the `before` slots at `index` be `after` slots."""
    if after > before:
        list_open(self, index + before, after - before)
    else:
        list_close(self, index + after, before - after)


def list_delitem_slice(self: list[T], start: int | None, stop: int | None, step: int | None) -> None:
    first, stride, count = slice_range(start, stop, step, self._length)
    if count == 0:
        return
    if stride < 0:
        first += (count - 1) * stride
        stride = -stride
    if stride == 1 or count == 1:
        list_close(self, first, count)
        return
    kept = first
    for i in range(first, self._length):
        if i >= first + count * stride or (i - first) % stride != 0:
            self._items[kept] = self._items[i]
            kept += 1
    clear_slots(self._items, kept, self._length)
    self._length = kept
