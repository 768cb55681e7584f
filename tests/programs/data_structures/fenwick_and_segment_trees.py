"""Sums of ranges three ways: Fenwick tree, segment tree over any monoid, prefix sums; all must agree."""
from __future__ import annotations

import math
import operator
import random
from itertools import accumulate
from typing import Callable, Generic, Iterable, TypeVar

T = TypeVar("T")


class Fenwick:
    def __init__(self, values: Iterable[int]) -> None:
        self._tree = [0, *values]
        for i in range(1, len(self._tree)):
            if (j := i + (i & -i)) < len(self._tree):
                self._tree[j] += self._tree[i]

    def add(self, index: int, delta: int) -> None:
        index += 1
        while index < len(self._tree):
            self._tree[index] += delta
            index += index & -index

    def prefix(self, stop: int) -> int:
        total = 0
        while stop:
            total += self._tree[stop]
            stop &= stop - 1
        return total

    def __getitem__(self, where: slice) -> int:
        start, stop, _ = where.indices(len(self._tree) - 1)
        return self.prefix(stop) - self.prefix(start)


class SegmentTree(Generic[T]):
    def __init__(self, values: list[T], combine: Callable[[T, T], T], neutral: T) -> None:
        self.n = len(values)
        self.combine = combine
        self.neutral = neutral
        self.items: list[T] = [neutral] * self.n + values
        for i in range(self.n - 1, 0, -1):
            self.items[i] = combine(self.items[2 * i], self.items[2 * i + 1])

    def __setitem__(self, index: int, value: T) -> None:
        index += self.n
        self.items[index] = value
        while index > 1:
            index >>= 1
            self.items[index] = self.combine(self.items[2 * index], self.items[2 * index + 1])

    def query(self, low: int, high: int) -> T:
        left, right = self.neutral, self.neutral
        low, high = low + self.n, high + self.n
        while low < high:
            if low & 1:
                left = self.combine(left, self.items[low])
                low += 1
            if high & 1:
                high -= 1
                right = self.combine(self.items[high], right)
            low, high = low >> 1, high >> 1
        return self.combine(left, right)


def main() -> None:
    rng = random.Random(2024)
    values = [rng.randint(-50, 50) for _ in range(37)]
    fenwick = Fenwick(values)
    sums = SegmentTree(values, operator.add, 0)
    least = SegmentTree(values, min, 10 ** 9)
    words = SegmentTree([chr(97 + i % 26) for i in range(37)], lambda a, b: a + b, "")
    gcds: SegmentTree[int] = SegmentTree([abs(v) for v in values], math.gcd, 0)
    extremes = SegmentTree([(v, v) for v in values], lambda a, b: (min(a[0], b[0]), max(a[1], b[1])), (999, -999))
    for round in range(60):
        index, value = rng.randrange(37), rng.randint(-50, 50)
        fenwick.add(index, value - values[index])
        values[index] = value
        sums[index] = value
        least[index] = value
        extremes[index] = value, value
        low, high = sorted(rng.sample(range(38), 2))
        prefix = list(accumulate(values, initial=0))
        expected = prefix[high] - prefix[low]
        assert fenwick[low:high] == sums.query(low, high) == expected == sum(values[low:high]), (round, low, high)
        assert least.query(low, high) == min(values[low:high])
        assert extremes.query(low, high) == (min(values[low:high]), max(values[low:high]))
        if round % 12 == 0:
            print(f"{low:2}..{high:2}: sum {expected:5d} least {least.query(low, high):4d} {words.query(low, high)!r}")
    print(gcds.query(0, 37), gcds.query(3, 4), words.query(5, 5) == "", fenwick[:], fenwick[-5:], fenwick[10:5:1])
    print(extremes.query(0, 37), fenwick._tree[:5], sums.items[1])


main()
