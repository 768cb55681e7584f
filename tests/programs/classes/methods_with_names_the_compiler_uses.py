"""Overridden methods whose names are ordinary words, called through the base class: what each object's own class says."""

from dataclasses import dataclass


class Shape:
    def __init__(self, name: str) -> None:
        self.name = name

    def contains(self, other: int) -> bool:
        return False

    def fields(self) -> dict[str, object]:
        return {}

    def copied(self) -> str:
        return "a copy of " + self.name

    def deepcopied(self, times: int) -> str:
        return f"{self.name} {times} times"

    def absolute(self) -> int:
        return 0

    def rounded(self, digits: int) -> str:
        return f"{self.name} to {digits}"

    def function(self) -> str:
        return "none"

    def callable(self) -> str:
        return "never"

    def equal_to(self, other: "Shape") -> str:
        return "who knows"

    def covers(self, other: object) -> int:
        return 1

    def has_below(self, other: object) -> int:
        return 2

    def allocated(self) -> list[str]:
        return []

    def replaced(self, name: str) -> "Shape":
        return Shape(name)

    def asdict(self) -> int:
        return 5

    def astuple(self) -> int:
        return 6

    def by_name(self, name: str) -> str:
        return name

    def plain(self, x: int) -> int:
        return x

    def asked(self, x: int) -> int:
        return x

    def compare(self, x: int) -> int:
        return x

    def left(self, x: int) -> int:
        return x

    def unary(self) -> int:
        return 0

    def super(self) -> str:
        return "super"

    def said(self) -> str:
        return "said"


class Circle(Shape):
    def __contains__(self, other: int) -> bool:
        return True

    def contains(self, other: int) -> bool:
        return other > 5

    def fields(self) -> dict[str, object]:
        return {"radius": 1.5, "name": self.name}

    def copied(self) -> str:
        return "another " + self.name

    def deepcopied(self, times: int) -> str:
        return self.name * times

    def absolute(self) -> int:
        return 7

    def rounded(self, digits: int) -> str:
        return "round"

    def function(self) -> str:
        return "circle"

    def callable(self) -> str:
        return "always"

    def equal_to(self, other: Shape) -> str:
        return other.name

    def covers(self, other: object) -> int:
        return 10

    def has_below(self, other: object) -> int:
        return 20

    def allocated(self) -> list[str]:
        return [self.name]

    def replaced(self, name: str) -> Shape:
        return Circle(name + "!")

    def asdict(self) -> int:
        return 50

    def astuple(self) -> int:
        return 60

    def by_name(self, name: str) -> str:
        return name.upper()

    def plain(self, x: int) -> int:
        return x + 1

    def asked(self, x: int) -> int:
        return x + 2

    def compare(self, x: int) -> int:
        return x + 3

    def left(self, x: int) -> int:
        return x + 4

    def unary(self) -> int:
        return 9

    def super(self) -> str:
        return "circle's"

    def said(self) -> str:
        return "circle said"


@dataclass
class Point(Shape):
    name: str
    x: int = 0

    def fields(self) -> dict[str, object]:
        return {"x": self.x}


for shape in (Shape("shape"), Circle("circle"), Point("point", 3)):
    print(shape.contains(6), shape.contains(5), shape.fields(), shape.copied(), shape.deepcopied(2), shape.absolute(), shape.rounded(2))
    print(shape.function(), shape.callable(), shape.equal_to(shape), shape.covers(None), shape.has_below(1), shape.allocated())
    print(shape.replaced("new").name, shape.asdict(), shape.astuple(), shape.by_name("n"), shape.plain(1), shape.asked(1), shape.compare(1))
    print(shape.left(1), shape.unary(), shape.super(), shape.said())
