"""Hides the library's module of this name."""

from collections.abc import Sequence


def bisect(items: Sequence[float], wanted: float, lowest: int = 0, highest: int = 0) -> int:
    return 0


def insort(items: list[int], new: int) -> None:
    items.append(new)
