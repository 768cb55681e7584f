"""Points that are normalised and maximised: the float benchmark, checked instead of timed."""

from math import cos, sin, sqrt
from typing import List, Sequence

POINTS = 2000


class Point(object):
    __slots__ = ('x', 'y', 'z')

    def __init__(self, i: float) -> None:
        self.x = x = sin(i)
        self.y = cos(i) * 3
        self.z = (x * x) / 2

    def __repr__(self) -> str:
        return "<Point: x=%s, y=%s, z=%s>" % (self.x, self.y, self.z)

    def normalize(self) -> None:
        x = self.x
        y = self.y
        z = self.z
        norm = sqrt(x * x + y * y + z * z)
        self.x /= norm
        self.y /= norm
        self.z /= norm

    def maximize(self, other: "Point") -> "Point":
        self.x = self.x if self.x > other.x else other.x
        self.y = self.y if self.y > other.y else other.y
        self.z = self.z if self.z > other.z else other.z
        return self


def maximize(points: Sequence[Point]) -> Point:
    next = points[0]
    for p in points[1:]:
        next = next.maximize(p)
    return next


def benchmark(n: int) -> Point:
    points = [None] * n  # type: List[Point | None]
    for i in range(n):
        points[i] = Point(i)
    made = [p for p in points if p is not None]
    for p in made:
        p.normalize()
    return maximize(made)


for size in (1, 2, 10, 100, POINTS):
    print(size, benchmark(size))
one = Point(1)
one.normalize()
print(round(one.x ** 2 + one.y ** 2 + one.z ** 2, 12), hex(id(one)) == hex(id(one)))
print("%.17g %.3e %g" % (one.x, one.y, one.z), "{0.x:.4f} {0.y:8.3f}".format(one))
