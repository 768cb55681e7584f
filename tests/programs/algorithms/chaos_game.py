"""Chaos game fractal in the style of pyperformance's chaos: splines and random points."""
from __future__ import annotations

import math
import random

DEFAULT_THICKNESS = 0.25
DEFAULT_WIDTH = 32
DEFAULT_HEIGHT = 16
DEFAULT_ITERATIONS = 800


class GVector:
    def __init__(self, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> None:
        self.x = x
        self.y = y
        self.z = z

    def mag(self) -> float:
        return math.sqrt(self.x ** 2 + self.y ** 2 + self.z ** 2)

    def dist(self, other: GVector) -> float:
        return math.sqrt((self.x - other.x) ** 2 + (self.y - other.y) ** 2 + (self.z - other.z) ** 2)

    def __add__(self, other: object) -> GVector:
        if not isinstance(other, GVector):
            raise ValueError("can't add " + str(type(other)) + " to a vector")
        return GVector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other: GVector) -> GVector:
        return self + other * -1

    def __mul__(self, other: float) -> GVector:
        return GVector(self.x * other, self.y * other, self.z * other)

    __rmul__ = __mul__

    def linear_combination(self, other: GVector, l1: float, l2: float | None = None) -> GVector:
        l2_ = 1 - l1 if l2 is None else l2
        return GVector(self.x * l1 + other.x * l2_, self.y * l1 + other.y * l2_, self.z * l1 + other.z * l2_)

    def __str__(self) -> str:
        return f"<{self.x:.4f}, {self.y:.4f}, {self.z:.4f}>"

    def __repr__(self) -> str:
        return "GVector(%f, %f, %f)" % (self.x, self.y, self.z)


class Spline:
    """Class for representing B-Splines and NURBS of arbitrary degree"""

    def __init__(self, points: list[GVector], degree: int, knots: list[int]) -> None:
        if len(points) > len(knots) - degree + 1:
            raise ValueError("too many control points")
        elif len(points) < len(knots) - degree + 1:
            raise ValueError("not enough control points")
        last = knots[0]
        for cur in knots[1:]:
            if cur < last:
                raise ValueError("knots not strictly increasing")
            last = cur
        self.knots = knots
        self.points = points
        self.degree = degree

    def get_domain(self) -> tuple[int, int]:
        return (self.knots[self.degree - 1], self.knots[len(self.knots) - self.degree])

    def __call__(self, u: float) -> GVector:
        dom = self.get_domain()
        assert u >= dom[0] and u <= dom[1]
        if u == dom[0]:
            return self.points[0]
        if u == dom[1]:
            return self.points[-1]
        index = self.get_index(u)
        d = [self.points[index - self.degree + 1 + ii] for ii in range(self.degree + 1)]
        useful = self.knots
        for ik in range(1, self.degree + 1):
            for ii in range(index - self.degree + ik + 1, index + 2):
                ua = useful[ii + self.degree - ik]
                ub = useful[ii - 1]
                co1 = (u - ub) / (ua - ub)
                idx = ii - index + self.degree - ik - 1
                d[idx] = d[idx].linear_combination(d[idx + 1], 1 - co1, co1)
        return d[0]

    def get_index(self, u: float) -> int:
        dom = self.get_domain()
        for ii in range(self.degree - 1, len(self.knots) - self.degree):
            if u >= self.knots[ii] and u < self.knots[ii + 1]:
                return ii
        return dom[1] - 1

    def __len__(self) -> int:
        return len(self.points)

    def __repr__(self) -> str:
        return f"Spline({self.points!r}, {self.degree!r}, {self.knots!r})"


def main() -> None:
    rnd = random.Random(1234)
    spline = Spline([GVector(1.59, 3.3), GVector(1.57, 3.5), GVector(1.31, 3.7), GVector(1.6, 3.9)], 3, [0, 0, 0, 1, 1, 1])
    print(len(spline), spline.get_domain())
    for i in range(5):
        print(spline(i / 4))
    grid = [["."] * DEFAULT_WIDTH for _ in range(DEFAULT_HEIGHT)]
    point = GVector(0.5, 0.5)
    corners = [GVector(0, 0), GVector(1, 0), GVector(0.5, 1)]
    for _ in range(DEFAULT_ITERATIONS):
        point = point.linear_combination(rnd.choice(corners), 0.5)
        grid[int(point.y * (DEFAULT_HEIGHT - 1))][int(point.x * (DEFAULT_WIDTH - 1))] = "#"
    for row in reversed(grid):
        print("".join(row))
    print(point, repr(point), 2 * point, point - corners[2], f"{point.mag():.6f}")
    for bad in ([0, 0, 1], [0, 0, 0, 1, 1, 1, 1], [0, 2, 1, 3, 4, 5]):
        try:
            Spline(spline.points, 3, bad)
        except ValueError as e:
            print("ValueError:", e)
    try:
        point + 3
    except ValueError as e:
        print(e)


if __name__ == "__main__":
    main()
