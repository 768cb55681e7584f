"""Linear programs by the simplex method over exact fractions of one's own."""
from __future__ import annotations

from functools import total_ordering
from math import gcd
from typing import Iterable, NamedTuple, Union


@total_ordering
class Fraction:
    __slots__ = ("n", "d")

    def __init__(self, n: int, d: int = 1) -> None:
        if d == 0:
            raise ZeroDivisionError(f"Fraction({n}, 0)")
        common = gcd(n, d) * (-1 if d < 0 else 1)
        self.n, self.d = n // common, d // common

    @staticmethod
    def of(value: Number) -> Fraction:
        return value if isinstance(value, Fraction) else Fraction(value)

    def __add__(self, other: Number) -> Fraction:
        other = Fraction.of(other)
        return Fraction(self.n * other.d + other.n * self.d, self.d * other.d)

    def __sub__(self, other: Number) -> Fraction:
        return self + -Fraction.of(other)

    def __neg__(self) -> Fraction:
        return Fraction(-self.n, self.d)

    def __mul__(self, other: Number) -> Fraction:
        other = Fraction.of(other)
        return Fraction(self.n * other.n, self.d * other.d)

    def __truediv__(self, other: Number) -> Fraction:
        other = Fraction.of(other)
        return Fraction(self.n * other.d, self.d * other.n)

    __radd__, __rmul__ = __add__, __mul__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (int, Fraction)):
            return NotImplemented
        other = Fraction.of(other)
        return (self.n, self.d) == (other.n, other.d)

    def __lt__(self, other: Number) -> bool:
        other = Fraction.of(other)
        return self.n * other.d < other.n * self.d

    def __hash__(self) -> int:
        return hash((self.n, self.d))

    def __bool__(self) -> bool:
        return self.n != 0

    def __str__(self) -> str:
        return str(self.n) if self.d == 1 else f"{self.n}/{self.d}"

    __repr__ = __str__


Number = Union[int, Fraction]


class Unbounded(ArithmeticError):
    ...


class Solution(NamedTuple):
    value: Fraction
    point: tuple[Fraction, ...]


def maximise(goal: Iterable[int], rows: list[list[int]], limits: list[int]) -> Solution:
    goal = list(goal)
    n, m = len(goal), len(rows)
    table = [[Fraction(v) for v in row] + [Fraction(int(i == k)) for k in range(m)] + [Fraction(limit)]
             for i, (row, limit) in enumerate(zip(rows, limits))]
    last = [Fraction(-c) for c in goal] + [Fraction(0)] * (m + 1)
    basis = list(range(n, n + m))
    while (pivot := min(range(n + m), key=lambda j: last[j])) is not None and last[pivot] < 0:
        ratios = [(table[i][-1] / table[i][pivot], i) for i in range(m) if table[i][pivot] > 0]
        if not ratios:
            raise Unbounded(f"variable {pivot} can grow without end")
        _, leaving = min(ratios)
        basis[leaving] = pivot
        scale = table[leaving][pivot]
        table[leaving] = [v / scale for v in table[leaving]]
        for row in [*(table[i] for i in range(m) if i != leaving), last]:
            factor = row[pivot]
            if factor:
                row[:] = [a - factor * b for a, b in zip(row, table[leaving])]
    point = [Fraction(0)] * (n + m)
    for i, variable in enumerate(basis):
        point[variable] = table[i][-1]
    return Solution(last[-1], tuple(point[:n]))


print(maximise([3, 5], [[1, 0], [0, 2], [3, 2]], [4, 12, 18]))
print(maximise([5, 4, 3], [[2, 3, 1], [4, 1, 2], [3, 4, 2]], [5, 11, 8]))
solution = maximise((7, 6), rows=[[2, 4], [3, 2]], limits=[16, 12])
print(*solution.point, "gives", solution.value, sep=" ; ")
try:
    maximise([1, 1], [[-1, 1]], [1])
except Unbounded as e:
    print("unbounded:", e)
half, third = Fraction(1, 2), Fraction(2, -6)
print(half + third, half * third, half / third, half - 1, 3 * half, half == Fraction(2, 4), half > third, sorted([half, third, Fraction(0)]))
print(sum([half, half, third], Fraction(0)), {half: "h"}[Fraction(3, 6)], half == "1/2", half >= half, bool(half - half))
try:
    half / 0
except ZeroDivisionError as e:
    print(e)
