"""What comparisons ask of a type, and stable sorting of an array."""

from __future__ import annotations

from typing import Any, Callable, Final, Generic, Protocol, TypeVar

from yarara import machine
from yarara.machine import Array
from yarara.runtime.radix import WORTHWHILE, sort_words


class Ordered(Protocol):
    """A type with `<`, which is all that sorting and `min` use."""

    def __lt__(self, other: Any, /) -> bool: ...


T = TypeVar("T")
C = TypeVar("C", bound=Ordered)

_RUN: Final = 16
"""Items that insertion sort handles faster than merging does."""


class Keyed(Generic[C, T]):
    """An item with the key it is sorted by."""

    def __init__(self, key: C, value: T) -> None:
        self.key = key
        self.value = value

    def __lt__(self, other: Keyed[C, T]) -> bool:
        return self.key < other.key


def sorted_array(items: Array[C], count: int, reverse: bool) -> Array[C]:
    """A sorted copy of the first `count` items; equal items keep their order. Bottom-up merge sort.

    An exception from a comparison leaves `items` as it was.
    """
    work: Array[C] = Array(count)
    work.copy_from(0, items, 0, count)
    if count >= WORTHWHILE and isinstance(items[0], int) and not isinstance(items[0], bool):  # decided while compiling, but for the count
        words = sort_words(machine.object_at(Array[int], machine.address_of(work)), count)
        work = machine.object_at(Array[C], machine.address_of(words))
        if reverse:
            reverse_array(work, 0, count)
        return work
    if reverse:  # Reversed twice, equal items are in their old order again.
        reverse_array(work, 0, count)
    _sort_runs(work, count)
    if count > _RUN:
        spare: Array[C] = Array(count)
        width = _RUN
        while width < count:
            if _merge_runs(work, spare, count, width):
                work, spare = spare, work
            width *= 2
    if reverse:
        reverse_array(work, 0, count)
    return work


def keyed_array(items: Array[T], count: int, key: Callable[[T], C]) -> Array[Keyed[C, T]]:
    """The first `count` items, each with its key."""
    keyed: Array[Keyed[C, T]] = Array(count)
    for i in range(count):
        keyed[i] = Keyed(key(items[i]), items[i])
    return keyed


def values_of(keyed: Array[Keyed[C, T]], count: int) -> Array[T]:
    """The items without their keys."""
    values: Array[T] = Array(count)
    for i in range(count):
        values[i] = keyed[i].value
    return values


def reverse_array(items: Array[T], start: int, end: int) -> None:
    """Reverse items[start:end] in place."""
    low = start
    high = end - 1
    while low < high:
        item = items[low]
        items[low] = items[high]
        items[high] = item
        low += 1
        high -= 1


def _sort_runs(items: Array[C], count: int) -> None:
    """Sort each run of `_RUN` items by insertion."""
    start = 0
    while start < count:
        end = min(start + _RUN, count)
        for i in range(start + 1, end):
            item = items[i]
            at = i
            while at > start and item < items[at - 1]:
                items[at] = items[at - 1]
                at -= 1
            items[at] = item
        start = end


def _merge_runs(source: Array[C], target: Array[C], count: int, width: int) -> bool:
    """Merge neighbouring runs of `width` items into `target`; False, and nothing done, when all is sorted already."""
    if _runs_in_order(source, count, width):
        return False
    start = 0
    while start < count:
        middle = min(start + width, count)
        end = min(middle + width, count)
        _merge(source, target, start, middle, end)
        start = end
    return True


def _runs_in_order(items: Array[C], count: int, width: int) -> bool:
    at = width
    while at < count:
        if items[at] < items[at - 1]:
            return False
        at += width
    return True


def _merge(source: Array[C], target: Array[C], start: int, middle: int, end: int) -> None:
    left = start
    right = middle
    at = start
    while left < middle and right < end:
        if source[right] < source[left]:
            target[at] = source[right]
            right += 1
        else:
            target[at] = source[left]
            left += 1
        at += 1
    if left < middle:
        target.copy_from(at, source, left, middle - left)
    else:
        target.copy_from(at, source, right, end - right)
