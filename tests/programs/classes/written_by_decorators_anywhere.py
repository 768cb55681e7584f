"""Dataclasses, enumerations and named tuples inside functions, methods, branches, loops, `try` and `with`."""
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, Flag, auto
from functools import total_ordering
from typing import NamedTuple


def inside(count: int) -> None:
    @dataclass(order=True)
    class Point:
        x: int
        y: int = 2

    class Kind(Enum):
        ROUND = 1
        FLAT = 2

    class Pair(NamedTuple):
        first: int
        second: str = "s"

    print(Point(1), Point(1) == Point(1), Point(1) < Point(count), sorted([Point(3), Point(2, 9)]))
    print(Kind.FLAT, Kind(1), list(Kind), repr(Kind.ROUND), Kind["FLAT"].value)
    print(Pair(5), Pair(1)._replace(second="z"), Pair(1) == (1, "s"))
    if count > 1:
        @dataclass
        class Deep(Point):
            z: list[int] = field(default_factory=list)

        print(Deep(1, 2), Deep(1, 2) == Deep(1, 2), Point(1, 2) == Deep(1, 2))


class Outer:
    @dataclass
    class Base:
        a: int

    @dataclass
    class Inner(Base):
        b: int = 3

    def method(self) -> None:
        @dataclass
        class Local:
            v: int = 4

        @total_ordering
        class Size:
            def __init__(self, n: int) -> None:
                self.n = n

            def __eq__(self, other: object) -> bool:
                return isinstance(other, Size) and self.n == other.n

            def __lt__(self, other: "Size") -> bool:
                return self.n < other.n

        print(Local(), Size(1) <= Size(1), Size(2) > Size(1), Size(2) >= Size(3))


if sys.version_info >= (3, 8):
    @dataclass
    class Chosen:
        name: str

    class Access(Flag):
        READ = auto()
        WRITE = auto()
else:
    pass

for number in range(2):
    @dataclass
    class Numbered:
        number: int

    print(Numbered(number), Numbered(number) == Numbered(0))

try:
    class Word(Enum):
        YES = "y"
        NO = "n"
        ALSO = "y"
except ValueError as error:
    print(error)

with suppress(KeyError):
    class Row(NamedTuple):
        left: int
        right: float = 0.5

    print(Row(1), Row(2)._asdict())

inside(1)
inside(2)
Outer().method()
print(Outer.Base(1), Outer.Inner(1), Chosen("x"), Access.READ | Access.WRITE, Word("y"), Word.ALSO, list(Word), Row(3) < Row(4))
