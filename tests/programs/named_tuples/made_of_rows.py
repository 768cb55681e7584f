"""`_make`, `Point(*row)` and `map(Point, ...)`: fields without types, filled from rows and columns."""

from collections import namedtuple
from typing import NamedTuple

Point = namedtuple("Point", "x y")
Person = namedtuple("Person", ("name", "city"))


class Size(NamedTuple):
    width: int
    height: int = 1


def main() -> None:
    rows = [[1, 2], [3, 4]]
    for row in rows:
        print(Point(*row), Point._make(row))
    xs, ys = [1, 2], [3, 4]
    print(list(map(Point, xs, ys)), [Point(*pair) for pair in zip(xs, ys)])
    lines = ["ada london", "grace new-york"]
    people = [Person._make(line.split()) for line in lines]
    print(people, [person.city.upper() for person in people])
    print(Size._make((3, 4)), Size._make(range(2)), Size._make(n * n for n in (5, 6)))
    print(Point._make((7, 8))._replace(y=9))
    for wrong in ([1], [1, 2, 3], []):
        try:
            print(Point._make(wrong))
        except TypeError as error:
            print("TypeError:", error)
    try:
        print(Person._make("a b c".split()))
    except TypeError as error:
        print("TypeError:", error)


main()
