from typing import NamedTuple


class Point(NamedTuple):
    x: int


print(Point(1))
