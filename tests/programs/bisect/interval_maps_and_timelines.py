"""Sorted lists at work: a map over ranges, values as of a time, inversions, longest rising runs, weighted choice, tariffs."""
from __future__ import annotations

from bisect import bisect, bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

V = TypeVar("V")


class RangeMap(Generic[V]):
    """Each key has the value that was last set for a range around it."""

    def __init__(self, default: V) -> None:
        self.starts = [-(1 << 60)]
        self.values = [default]

    def __getitem__(self, key: int) -> V:
        return self.values[bisect_right(self.starts, key) - 1]

    def __setitem__(self, keys: tuple[int, int], value: V) -> None:
        start, stop = keys
        after = self[stop]
        i, j = bisect_left(self.starts, start), bisect_right(self.starts, stop)
        self.starts[i:j] = [start, stop]
        self.values[i:j] = [value, after]
        for at in (i + 1, i):
            if at and self.values[at] == self.values[at - 1]:
                del self.starts[at], self.values[at]

    def __iter__(self) -> Iterator[tuple[int, V]]:
        return zip(self.starts[1:], self.values[1:])


@dataclass(frozen=True)
class Price:
    day: int
    amount: float


class Timeline:
    def __init__(self) -> None:
        self.prices: list[Price] = []

    def record(self, *prices: Price) -> None:
        for price in prices:
            insort(self.prices, price, key=lambda p: p.day)

    def as_of(self, day: int) -> Price | None:
        at = bisect_right(self.prices, day, key=lambda p: p.day)
        return self.prices[at - 1] if at else None

    def between(self, first: int, last: int) -> list[float]:
        low = bisect_left(self.prices, first, key=lambda p: p.day)
        high = bisect_right(self.prices, last, lo=low, key=lambda p: p.day)
        return [price.amount for price in self.prices[low:high]]


def inversions(items: list[int]) -> int:
    seen: list[int] = []
    total = 0
    for n, item in enumerate(items):
        at = bisect_right(seen, item)
        total += n - at
        seen.insert(at, item)
    return total


def longest_rising(items: list[int]) -> list[int]:
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for i, item in enumerate(items):
        at = bisect_left(tails, item)
        before.append(ends[at - 1] if at else -1)
        tails[at:at + 1] = [item]
        ends[at:at + 1] = [i]
    run: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(items[at])
        at = before[at]
    return run[::-1]


def postage(grams: int) -> str:
    limits, prices = (20, 50, 100, 500, 1000), (0.85, 1.0, 1.6, 2.75, 4.5)
    at = bisect_left(limits, grams)
    return f"{prices[at]:.2f}" if at < len(limits) else "parcel"


colours = RangeMap("white")
for first, last, name in ((10, 20, "red"), (15, 30, "blue"), (0, 12, "green"), (12, 15, "green"), (40, 50, "red"), (18, 45, "white")):
    colours[first, last] = name
    print(f"{first:>2}-{last} {name:<6}", list(colours))
print([colours[n] for n in (-5, 0, 14, 15, 17, 18, 44, 45, 49, 50)], len(colours.starts))
bits = RangeMap(False)
bits[3, 8], bits[8, 9], bits[20, 22] = True, True, True
print(list(bits), "".join(".#"[bits[i]] for i in range(25)))
timeline = Timeline()
timeline.record(Price(30, 9.5), Price(10, 7.25), Price(20, 8.0), Price(20, 8.1), Price(45, 6.0))
print([price.day for price in timeline.prices], [timeline.as_of(day) for day in (9, 10, 29, 99)], timeline.between(11, 30), timeline.between(46, 50))
print(inversions([1, 2, 3]), inversions([3, 2, 1]), inversions([2, 4, 1, 3, 5, 1]), inversions([i * 7919 % 1009 for i in range(500)]))
print(longest_rising([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9]), longest_rising([5, 4, 3]), longest_rising([]))
edges = list(accumulate([50, 25, 15, 10]))
print(edges, ["ABCD"[bisect(edges, point)] for point in (0, 49, 50, 74, 75, 89, 90, 99)], [postage(g) for g in (1, 20, 21, 499, 500, 1001)])
