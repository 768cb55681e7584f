from enum import Enum, Flag, IntEnum, StrEnum
from typing import NamedTuple

Point = NamedTuple("Point", [("x", int), ("y", int)])
Color = Enum("Color", "RED GREEN BLUE")
Shape = Enum("Shape", ["CIRCLE", "SQUARE"])
Level = IntEnum("Level", [("LOW", 1), ("HIGH", 10)])
Planet = Enum("Planet", {"EARTH": "third", "MARS": "fourth"})
Mode = StrEnum("Mode", "READ WRITE")
Access = Flag("Access", "R W X")


class Vector(NamedTuple("Vector", [("dx", float), ("dy", float)])):
    def length(self) -> float:
        return (self.dx ** 2 + self.dy ** 2) ** 0.5


p = Point(1, 2)
print(p, p.x + p.y, p == (1, 2), p._replace(y=5), p._asdict(), Point._fields, len(p))
x, y = p
print(x, y, p[0], sorted([Point(3, 1), p]))
v = Vector(3.0, 4.0)
print(v, v.length(), v.dx, v == (3.0, 4.0))
print(Color.RED, repr(Color.GREEN), Color.BLUE.value, list(Color), Color["RED"], Color(2), len(Color))
print(Shape.CIRCLE, Shape.SQUARE.value, Shape.CIRCLE is Shape.CIRCLE, Shape.CIRCLE == Shape.SQUARE)
print(Level.LOW < Level.HIGH, Level.HIGH + 1, Level(10), repr(Level.LOW), sorted([Level.HIGH, Level.LOW]))
print(Planet.EARTH, Planet.MARS.value, Planet("third"), Planet.EARTH.name)
print(Mode.READ, Mode.WRITE.upper(), repr(Mode.READ), Mode("write"))
print(Access.R | Access.W, Access.R in (Access.R | Access.X), Access.X.value, repr(Access.W))


def name(color: Color) -> str:
    if color is Color.RED:
        return "red"
    return color.name.lower()


print([name(c) for c in Color])
try:
    Color(9)
except ValueError as error:
    print(error)
