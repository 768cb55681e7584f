"""Class patterns: positions by `__match_args__`, names, nested patterns, derived classes, properties, and what is not bound by a failed case."""

from __future__ import annotations


class Shape:
    def __init__(self, name: str) -> None:
        self.name = name


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x: int, y: int) -> None:
        self.x = x
        self.y = y

    @property
    def norm(self) -> int:
        return abs(self.x) + abs(self.y)


class Circle(Shape):
    __match_args__ = ("center", "radius")

    def __init__(self, center: Point, radius: int) -> None:
        super().__init__("circle")
        self.center = center
        self.radius = radius


class Polygon(Shape):
    __match_args__ = ("points",)

    def __init__(self, points: list[Point]) -> None:
        super().__init__("polygon")
        self.points = points


class Square(Polygon):
    def __init__(self, corner: Point, side: int) -> None:
        super().__init__([corner, Point(corner.x + side, corner.y + side)])
        self.side = side


def describe(shape: Shape) -> str:
    match shape:
        case Circle(Point(0, 0), r):
            return f"a circle around the origin, radius {r}"
        case Circle(center=Point(x=x), radius=1 | 2 as small):
            return f"a small circle at {x}, {small}"
        case Circle(radius=r) if r > 100:
            return "huge"
        case Circle():
            return "a circle"
        case Square(side=s, points=[Point(x, y), _]):
            return f"a square {s} at {x},{y}"
        case Polygon([]):
            return "nothing"
        case Polygon([Point() as p, *others]):
            return f"a polygon from {p.x},{p.y} and {len(others)} more"
        case Shape(name=name):
            return f"some {name}"


def locate(p: Point | None) -> str:
    match p:
        case None:
            return "nowhere"
        case Point(0, 0):
            return "origin"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point(norm=7):
            return "seven steps away"
        case Point(x=x):
            return f"at {x}"


print(describe(Circle(Point(0, 0), 5)))
print(describe(Circle(Point(3, 0), 2)))
print(describe(Circle(Point(3, 0), 200)))
print(describe(Circle(Point(3, 0), 20)))
print(describe(Square(Point(1, 2), 3)))
print(describe(Polygon([])))
print(describe(Polygon([Point(1, 1), Point(2, 2), Point(3, 3)])))
print(describe(Shape("blob")))
for p in (None, Point(0, 0), Point(4, 4), Point(3, -4), Point(1, 2)):
    print(locate(p))
