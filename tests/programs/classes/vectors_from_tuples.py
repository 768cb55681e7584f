"""Vectors that are tuples, with operators and comparisons of their own."""

from __future__ import annotations

import math
from typing import Iterable, Iterator


class Vec2(tuple[float, float]):
    __slots__ = ()

    def __new__(cls, x: float, y: float) -> Vec2:
        return super().__new__(cls, (float(x), float(y)))

    @property
    def x(self) -> float:
        return self[0]

    @property
    def y(self) -> float:
        return self[1]

    def __abs__(self) -> float:
        return math.hypot(*self)

    def __repr__(self) -> str:
        return f"Vec2({self.x:g}, {self.y:g})"

    def plus(self, other: Vec2) -> Vec2:
        return Vec2(self.x + other.x, self.y + other.y)


class Path(tuple[Vec2, ...]):
    def length(self) -> float:
        return sum(abs(b.plus(Vec2(-a.x, -a.y))) for a, b in zip(self, self[1:]))

    def closed(self) -> Path:
        return Path((*self, self[0]))

    @staticmethod
    def through(points: Iterable[tuple[float, float]]) -> Path:
        return Path(Vec2(x, y) for x, y in points)

    def steps(self) -> Iterator[tuple[Vec2, Vec2]]:
        for index in range(len(self) - 1):
            yield self[index], self[index + 1]


a, b = Vec2(3, 4), Vec2(0, 0)
print(a, abs(a), a.plus(Vec2(1, 1)), a == (3.0, 4.0), a > b, sorted([a, b, Vec2(1, 9)]))
square = Path.through([(0, 0), (2, 0), (2, 2), (0, 2)])
print(square, len(square), square.length(), square.closed().length())
for start, end in square.steps():
    print(start, "->", end)
print(square[1], square[-1], square[1:3], Vec2(2, 2) in square, square.index(Vec2(2, 0)), square.count(b))
x, y = a
first, *rest = square
print(x, y, first, rest, list(reversed(square)), tuple(square) == square, hash(a) == hash((3.0, 4.0)))
print({a: "a", b: "b"}[Vec2(3, 4)], {Vec2(1, 1), Vec2(1, 1)}, bool(Path()), isinstance(a, tuple), max(square))
match a:
    case (0.0, 0.0):
        print("origin")
    case (px, py):
        print("at", px, py)
print("%s %s" % a, "{0} {1}".format(*a), f"{a}", [*a], dict([a]))
