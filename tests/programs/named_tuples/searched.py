"""`index` and `count` of named tuples whose fields are of one type, or of several."""

from collections import namedtuple
from typing import NamedTuple


class Point(NamedTuple):
    x: int
    y: int


class Row(NamedTuple):
    name: str
    number: int
    ratio: float


Colour = namedtuple("Colour", "red green blue")

point = Point(1, 2)
print(point.index(2), point.count(1), point.count(5), point + (3,), point * 2, 1 in point, max(point), list(point))
row = Row("a", 1, 2.5)
print(row.index(1), row.count("a"), row.index("a"), row.index(2.5), row.count(None))
colour = Colour(255, 0, 255)
print(colour.count(255), colour.index(0), colour.index(255, 1))
for missing in (9, "b"):
    try:
        print(row.index(missing))
    except ValueError as error:
        print(error)
