"""What comparisons ask of a type."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from yarara.machine import Array


class Ordered(Protocol):
    """A type with `<`, which is all that sorting and `min` use."""

    def __lt__(self, other: Any, /) -> bool: ...


T = TypeVar("T")


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
