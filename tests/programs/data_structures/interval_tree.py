"""An augmented interval tree and a sweep over the same intervals agree."""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import total_ordering
from itertools import accumulate, chain, combinations
from operator import attrgetter
from random import Random
from typing import Generator, NamedTuple


@total_ordering
@dataclass(frozen=True)
class Interval:
    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"{self.low} > {self.high}")

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Interval):
            return NotImplemented
        return (self.low, self.high) < (other.low, other.high)

    def __contains__(self, point: int) -> bool:
        return self.low <= point <= self.high

    def __and__(self, other: Interval) -> Interval | None:
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Interval(low, high) if low <= high else None

    def __str__(self) -> str:
        return "[{},{}]".format(self.low, self.high)


class Node:
    def __init__(self, interval: Interval) -> None:
        self.interval = interval
        self.max = interval.high
        self.left: Node | None = None
        self.right: Node | None = None


class IntervalTree:
    def __init__(self, *intervals: Interval) -> None:
        self.root: Node | None = None
        for interval in intervals:
            self.add(interval)

    def add(self, interval: Interval) -> IntervalTree:
        new = Node(interval)
        if (node := self.root) is None:
            self.root = new
            return self
        while True:
            node.max = max(node.max, interval.high)
            if interval < node.interval:
                if node.left is None:
                    node.left = new
                    break
                node = node.left
            else:
                if not node.right:
                    node.right = new
                    break
                node = node.right
        return self

    def overlapping(self, wanted: Interval) -> Generator[Interval, None, int]:
        visited = 0

        def walk(node: Node | None) -> Generator[Interval, None, None]:
            nonlocal visited
            if node is None or node.max < wanted.low:
                return
            visited += 1
            yield from walk(node.left)
            if node.interval & wanted:
                yield node.interval
            if node.interval.low <= wanted.high:
                yield from walk(node.right)

        yield from walk(self.root)
        return visited


class Busy(NamedTuple):
    time: int
    depth: int = 0


def busiest(intervals: list[Interval]) -> Busy:
    changes: defaultdict[int, int] = defaultdict(int)
    for low, high in ((i.low, i.high + 1) for i in intervals):
        changes[low] += 1
        changes[high] -= 1
    times = sorted(changes)
    depths = accumulate(changes[t] for t in times)
    return max((Busy(t, d) for t, d in zip(times, depths)), key=lambda b: (b.depth, -b.time))


def main() -> None:
    rng = Random(99)
    intervals = [Interval(a, a + rng.randint(0, 12)) for a in (rng.randrange(100) for _ in range(40))]
    tree = IntervalTree(*intervals)
    for low, high in [(0, 5), (50, 50), (95, 120), (-9, -1)]:
        wanted = Interval(low, high)
        found: list[Interval] = []
        steps = tree.overlapping(wanted)
        while True:
            try:
                found.append(next(steps))
            except StopIteration as stop:
                visited = stop.value
                break
        assert sorted(i for i in intervals if i & wanted) == found
        print(wanted, *found, "visited" if visited else "nothing visited", 50 in wanted)
    print(busiest(intervals))
    pairs = [(a, b) for a, b in combinations(sorted(set(intervals)), 2) if a & b == b]
    print(len(pairs), *chain.from_iterable(pairs[:3]))
    print(min(intervals, key=attrgetter("high")), max(intervals), hash(Interval(1, 2)) == hash(Interval(1, 2)))
    try:
        Interval(3, 2)
    except ValueError as error:
        print("refused:", error)
    print(Interval(1, 2) >= Interval(1, 1), Interval(1, 2) == (1, 2), Interval(4, 9) & Interval(6, 20))
    try:
        print(Interval(1, 2) < 3)  # type: ignore[operator]
    except TypeError as error:
        print(error)


main()
