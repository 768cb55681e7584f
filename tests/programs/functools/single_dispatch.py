"""singledispatch: the class of the first argument chooses the function."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch, singledispatchmethod


@singledispatch
def show(value: object, indent: int = 0) -> str:
    """Whatever it is."""
    return " " * indent + f"object {value}"


@show.register
def _(value: int, indent: int = 0) -> str:
    return " " * indent + f"int {value + 1}"


@show.register
def _(value: bool, indent: int = 0) -> str:
    return " " * indent + f"bool {not value}"


@show.register(str)
def show_text(value: str, indent: int = 0) -> str:
    return " " * indent + f"text {value.upper()}"


@show.register(list)
def _(value: list[int], indent: int = 0) -> str:
    return "\n".join([f"list of {len(value)}", *(show(item, indent + 1) for item in value)])


@show.register
def _(value: None, indent: int = 0) -> str:
    return "nothing"


@show.register
def _(value: float, indent: int = 0) -> str:
    return "inexact"


@dataclass
class Shape:
    name: str


@dataclass
class Circle(Shape):
    radius: float


@dataclass
class Square(Shape):
    side: float


@singledispatch
def area(shape: Shape) -> float:
    raise NotImplementedError(f"no area of {shape.name}")


@area.register
def _(shape: Circle) -> float:
    return 3 * shape.radius ** 2


@area.register
def area_of_square(shape: Square) -> float:
    return shape.side ** 2


class Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []

    @singledispatchmethod
    def write(self, value: object) -> None:
        self.lines.append(f"?{value}")

    @write.register
    def _(self, value: int) -> None:
        self.lines.append(f"i{value}")

    @write.register
    def _(self, value: str) -> None:
        self.lines.append(f"s{value}")
        self.write(len(value))


numbers = [1, 2]
print(show(1), show(True), show("a"), show(None), show({1: 2}), show(2.5))
print(show(numbers), show(3, 2), show("b", indent=1))
things: list[object] = [1, "x", None, False, 1.5, numbers, (1, 2)]
for thing in things:
    print(show(thing))
shapes: list[Shape] = [Circle("c", 2.0), Square("s", 3.0), Shape("none")]
for shape in shapes:
    try:
        print(area(shape))
    except NotImplementedError as error:
        print("not implemented:", error)
print(area_of_square(Square("q", 4.0)), show_text("direct"), area(Circle("d", 1.0)))
writer = Writer()
writer.write(5)
writer.write("abc")
writer.write(2.5)
print(writer.lines)
