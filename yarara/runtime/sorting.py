"""Stable sorting of an array, and of one by keys."""

from __future__ import annotations

from typing import Callable, Generic, TypeVar

from yarara import machine
from yarara.machine import Array
from yarara.runtime.ordering import Ordered, reverse_array
from yarara.runtime.radix import WORTHWHILE, sort_words
from yarara.runtime.timsort import timsort

T = TypeVar("T")
C = TypeVar("C", bound=Ordered)


class Keyed(Generic[C, T]):
    """An item with the key it is sorted by."""

    def __init__(self, key: C, value: T) -> None:
        self.key = key
        self.value = value

    def __lt__(self, other: Keyed[C, T]) -> bool:
        return self.key < other.key


def sort_array(items: Array[C], count: int, reverse: bool) -> Array[C]:
    """An array of the first `count` items in order, `items` itself or another; equal items keep their order.

    After an exception from a comparison `items` has all items in some order.
    """
    if count >= WORTHWHILE and isinstance(items[0], int) and not isinstance(items[0], bool):  # decided while compiling, but for the count
        words = sort_words(machine.object_at(Array[int], machine.address_of(items)), count)
        items = machine.object_at(Array[C], machine.address_of(words))
        if reverse:
            reverse_array(items, 0, count)
        return items
    if reverse:  # Reversed twice, equal items are in their old order again.
        reverse_array(items, 0, count)
    try:
        timsort(items, count)
    finally:
        if reverse:
            reverse_array(items, 0, count)
    return items


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
