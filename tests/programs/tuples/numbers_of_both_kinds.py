"""A tuple of ints and floats given where any number of floats is wanted, and walked as it is."""

from __future__ import annotations

import math
from typing import Iterable


def collect(p: Iterable[float]) -> list[float]:
    found: list[float] = []
    for x in p:
        found.append(x / 2)
    return found


def total(p: Iterable[float]) -> float:
    result = 0.5
    for x in p:
        result += x
    return result


def halves(p: Iterable[float]) -> list[float]:
    return [x * 0.5 for x in p]


def main() -> None:
    print(collect((1.5, 2)), collect((1, 2.5, True)), collect([1, 2]), collect({1: 2}), collect(()))
    print(total((1.5, 2)), total((1, 2.5)), total(range(3)))
    print(halves((1.5, 2)), halves((3, False, 0.25)))
    for x in (1, 2.5, True, 4):
        print(x, x + 1, x * 2 > 3, type(x).__name__, end="; ")
    print()
    for y in (1.5, 2, None):
        print("none" if y is None else y + 1, end=" ")
    print(math.dist((1.5, 2), (1, 2)), math.dist([1, 2], (4.0, 6)), math.dist([0, 0, 0], [2, 3, 6]))
    print(2 in (1.5, 2), (1, 2.5) == (1.0, 2.5))


main()
