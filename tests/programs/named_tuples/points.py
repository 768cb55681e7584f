"""`NamedTuple` as a class: fields by name and index, defaults, methods, unpacking, comparison."""
from typing import NamedTuple


class Point(NamedTuple):
    x: int
    y: int = 0
    label: str = "p"

    def moved(self, dx: int, dy: int) -> "Point":
        return Point(self.x + dx, self.y + dy, self.label)

    @property
    def length(self) -> int:
        return abs(self.x) + abs(self.y)

    @classmethod
    def origin(cls) -> "Point":
        return cls(0, 0, "origin")


p = Point(3, 4)
x, y, label = p
print(p, x, y, label, p[0], p[-1], p[:2], len(p), p.length, Point.origin())
print(p == Point(3, 4), p == (3, 4, "p"), p != Point(3), p < Point(3, 5), p > (2, 9, "z"), hash(p) == hash((3, 4, "p")))
print(p.moved(1, 1), p._replace(y=9), p._replace(label="new", x=0), p._asdict(), Point._fields)
print(sorted([Point(2, 1), Point(1, 5), Point(1, 2)]), max(Point(1), Point(4)), 4 in p, "q" in p)
print({p: "here"}[Point(3, 4)], {Point(1), Point(1), Point(2)} == {Point(2), Point(1)}, f"{p}")
for item in p:
    print(item)
for a, b, _ in [Point(1, 2), Point(5)]:
    print(a + b)
maybe: Point | None = None
print(maybe)
maybe = p
print(maybe.x, [q.y for q in (p, Point(0, 8))], p + (1,), list(Point(1, 2)[:2]))
