"""Plane geometry: hulls, closest pairs by halves, crossing segments, areas, points in polygons, circles, rotating vectors."""
from __future__ import annotations

import math
import random
from dataclasses import astuple, dataclass
from functools import cmp_to_key
from itertools import combinations, pairwise
from typing import Iterable, Iterator, Sequence


@dataclass(frozen=True, order=True)
class P:
    x: float
    y: float

    def __iter__(self) -> Iterator[float]:
        yield from (self.x, self.y)

    def __add__(self, o: P) -> P:
        return P(self.x + o.x, self.y + o.y)

    def __sub__(self, o: P) -> P:
        return P(self.x - o.x, self.y - o.y)

    def __mul__(self, k: float) -> P:
        return P(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __matmul__(self, o: P) -> float:
        return self.x * o.y - self.y * o.x

    def __neg__(self) -> P:
        return -1 * self

    def __abs__(self) -> float:
        return math.hypot(*self)

    def __bool__(self) -> bool:
        return any(self)

    def __str__(self) -> str:
        return f"({self.x:g}, {self.y:g})"

    def turned(self, degrees: float) -> P:
        c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        return P(round(c * self.x - s * self.y, 12), round(s * self.x + c * self.y, 12))


def hull(points: Iterable[P]) -> list[P]:
    ordered = sorted(set(points))

    def half(points: Iterable[P]) -> list[P]:
        chain: list[P] = []
        for p in points:
            while len(chain) > 1 and (chain[-1] - chain[-2]) @ (p - chain[-2]) <= 0:
                chain.pop()
            chain.append(p)
        return chain[:-1]

    return half(ordered) + half(reversed(ordered))


def area(polygon: Sequence[P]) -> float:
    return abs(sum(a @ b for a, b in zip(polygon, [*polygon[1:], polygon[0]]))) / 2


def inside(p: P, polygon: Sequence[P]) -> bool:
    result = False
    for a, b in pairwise([*polygon, polygon[0]]):
        if (a.y > p.y) != (b.y > p.y) and p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x:
            result = not result
    return result


def closest(points: list[P]) -> tuple[float, P, P]:
    if len(points) <= 3:
        return min((abs(a - b), a, b) for a, b in combinations(points, 2))
    points = sorted(points)
    middle = len(points) // 2
    best = min(closest(points[:middle]), closest(points[middle:])) if middle > 1 and len(points) - middle > 1 else closest(points[:3])
    strip = sorted((p for p in points if abs(p.x - points[middle].x) < best[0]), key=lambda p: p.y)
    for i, a in enumerate(strip):
        for b in strip[i + 1:i + 8]:
            if abs(a - b) < best[0]:
                best = abs(a - b), min(a, b), max(a, b)
    return best


def crossing(a: P, b: P, c: P, d: P) -> P | None:
    r, s = b - a, d - c
    if not (cross := r @ s):
        return None
    t, u = ((c - a) @ s) / cross, ((c - a) @ r) / cross
    return a + t * r if 0 <= t <= 1 and 0 <= u <= 1 else None


def around(centre: P, points: Iterable[P]) -> list[P]:
    def compare(a: P, b: P) -> int:
        one, two = (math.atan2(*reversed(list(p - centre))) for p in (a, b))
        return (one > two) - (one < two)
    return sorted(points, key=cmp_to_key(compare))


square = [P(0, 0), P(4, 0), P(4, 4), P(0, 4)]
print(*hull([*square, P(2, 2), P(1, 3), P(4, 2)]), area(square), area([P(0, 0), P(4, 0), P(0, 3)]))
print([inside(p, square) for p in (P(2, 2), P(5, 2), P(-1, -1))], crossing(P(0, 0), P(4, 4), P(0, 4), P(4, 0)), crossing(P(0, 0), P(1, 1), P(2, 0), P(3, 1)))
rng = random.Random(5)
cloud = [P(rng.uniform(0, 100), rng.uniform(0, 100)) for _ in range(60)]
distance, a, b = closest(cloud)
print(f"{distance:.6f}", distance == min(abs(p - q) for p, q in combinations(cloud, 2)), {a, b} <= set(cloud), len(hull(cloud)))
print(*around(P(2, 2), square), P(1, 0).turned(90), -P(1, 2), bool(P(0, 0)), abs(P(3, -4)), P(1, 2) < P(1, 3), astuple(P(1.0, 2.5)))
x, y = P(7, 8.5)
print(x + y, list(P(1.5, 2.5)), max(square), {P(1, 1): "one"}[P(1.0, 1.0)], f"{P(1, 2)!s:>10}|")
