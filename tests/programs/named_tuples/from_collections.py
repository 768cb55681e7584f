"""`collections.namedtuple`: the fields have no types in the source, what is put into them has."""

from __future__ import annotations

import collections
from collections import namedtuple

Point = namedtuple("Point", "x y")
Segment = namedtuple("Segment", ["start", "end"])
Entry = collections.namedtuple("Entry", ("name", "size", "tags"))
Setting = namedtuple("Setting", "name, value, note", defaults=[None, "nothing"])


class Vector(namedtuple("Vector", "dx dy")):
    """A base made by the call, with methods below it."""

    __slots__ = ()

    def length(self) -> float:
        return (self.dx * self.dx + self.dy * self.dy) ** 0.5

    def __add__(self, other: Vector) -> Vector:  # type: ignore[override]
        return Vector(self.dx + other.dx, self.dy + other.dy)


def between(one: Point, other: Point) -> Segment:
    return Segment(one, other)


def middle(segment: Segment) -> Point:
    return Point((segment.start.x + segment.end.x) // 2, (segment.start.y + segment.end.y) // 2)


def entries(lines: list[str]) -> list[Entry]:
    found: list[Entry] = []
    for line in lines:
        name, size, *tags = line.split()
        found.append(Entry(name, int(size), tags))
    return found


def main() -> None:
    p = Point(3, y=4)
    print(p, p.x + p.y, p[0], p[-1], len(p), p == (3, 4), p < Point(3, 5), hash(p) == hash((3, 4)))
    x, y = p
    print(x, y, *p, list(p), sum(p))
    print(p._replace(y=10), p._asdict(), Point._fields, type(p).__name__)
    segment = between(p, Point(7, 9))
    print(segment, middle(segment), segment.end.x)
    for entry in sorted(entries(["b 30 big", "a 10", "c 20 new red"]), key=lambda e: e.size):
        print(f"{entry.name:>3} {entry.size:5d} {entry.tags}")
    print(Setting("a"), Setting("b", 3), Setting("c", 4, "four"))
    total = 0
    for setting in (Setting("d", 5), Setting("e")):
        if setting.value is not None:
            total += setting.value
    print(total)
    v = Vector(3.0, 4.0) + Vector(0.5, 0.0)
    print(v, v.length(), isinstance(v, tuple))
    match p:
        case Point(3, other):
            print("three and", other)
    counts: dict[Point, int] = {p: 1}
    counts[Point(3, 4)] += 1
    print(counts)


if __name__ == "__main__":
    main()
