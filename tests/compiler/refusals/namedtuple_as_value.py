from collections import namedtuple
from typing import Callable

Point = namedtuple("Point", "x y")


def make(kind: Callable[[float, float], Point]) -> Point:
    return kind(1.5, 2)


print(Point(1.5, 2.5), make(Point))
