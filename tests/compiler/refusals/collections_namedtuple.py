from collections import namedtuple

Point = namedtuple("Point", ["x", "y"])
Unused = namedtuple("Unused", "a b")
print(Point(1, []).x)
