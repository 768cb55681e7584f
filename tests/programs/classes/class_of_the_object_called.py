"""`self.__class__(...)`: a new object of the class of this one, which may be one below."""

from __future__ import annotations

from dataclasses import dataclass


class Vector:
    def __init__(self, x: int, y: int = 0) -> None:
        self.x, self.y = x, y

    def __add__(self, other: Vector) -> Vector:
        return self.__class__(self.x + other.x, y=self.y + other.y)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vector) and self.__class__ is other.__class__ and (self.x, self.y) == (other.x, other.y)

    def __repr__(self) -> str:
        return f"{self.__class__.__name__}({self.x}, {self.y})"

    @property
    def copied(self) -> Vector:
        return self.__class__(*(self.x, self.y))


class Arrow(Vector):
    def shown(self) -> str:
        return f"->{self.x}"

    def longer(self) -> Arrow:
        return self.__class__(self.x * 2)


@dataclass
class Leaf:
    name: str

    def renamed(self, name: str) -> Leaf:
        return self.__class__(name)


class Green(Leaf):
    pass


class Bag(list[int]):
    def doubled(self) -> Bag:
        return self.__class__(2 * item for item in self)


one: Vector = Arrow(1, 2)
print(one + Vector(3, 4), Vector(3, 4) + one, one.copied, Vector(5).copied)
print(Vector(1) == Arrow(1), Arrow(1) == Arrow(1), Arrow(4).longer().shown())
print(Leaf("a").renamed("b"), Green("a").renamed("b"), one.__class__(7))
print(Bag([1, 2]).doubled(), Bag().doubled().__class__.__name__)
try:
    raise KeyError("lost")
except LookupError as error:
    again = error.__class__("again")
    print(repr(again), again.__class__ is error.__class__)
print("text".__class__(5), (5).__class__("7") + 1)
