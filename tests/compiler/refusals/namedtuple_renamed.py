from collections import namedtuple

Point = namedtuple("Point", ["x", "class"], rename=True)
print(Point(1, 2))
