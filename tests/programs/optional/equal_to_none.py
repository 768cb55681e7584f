"""`x == None` asks an `__eq__` that takes anything, whichever side None is on, and whether or not the types say what x is."""
from dataclasses import dataclass


class Anything:
    def __eq__(self, other: object) -> bool:
        return True

    def __repr__(self) -> str:
        return "Anything"


class Maybe:
    def __init__(self, value: int | None) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        print("asked", other, end="; ")
        if other is None:
            return self.value is None
        return isinstance(other, Maybe) and other.value == self.value

    def __repr__(self) -> str:
        return f"Maybe({self.value})"


class Certain(Maybe):
    def __eq__(self, other: object) -> bool:
        return other is not None and super().__eq__(other)


class Shy:
    def __eq__(self, other: object) -> bool:
        if other is None:
            return NotImplemented
        return self is other

    def __repr__(self) -> str:
        return "Shy"


@dataclass
class Point:
    x: int


def same(a: object, b: object) -> bool:
    return a == b


def compare(a: Maybe | None, b: Maybe | None) -> None:
    print(a == b, a != b, a == None, None == b)


def main() -> None:
    print(Anything() == None, None == Anything(), Anything() != None, Maybe(None) == None, Maybe(1) == None, None == Maybe(None))
    compare(None, None)
    compare(Maybe(None), None)
    compare(None, Maybe(None))
    compare(Maybe(2), None)
    compare(Maybe(2), Maybe(2))
    compare(Certain(None), None)
    compare(None, Certain(None))
    print((1, None) == (1, Anything()), (None, 2) == (Anything(), 3), Shy() == None, None == Shy(), Point(1) == None, None != Point(1))
    things: list[object] = [Anything(), None, Maybe(None), Certain(None), 3, Point(1), Shy()]
    for thing in things:
        print([same(thing, other) for other in things])
    point: Point | None = Point(1) if things else None
    word: str | None = "w" if things else None
    print(point == None, None == point, word == None, word != None, None in things, things.index(None), things.count(None))


main()
