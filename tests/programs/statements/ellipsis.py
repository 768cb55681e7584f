"""`...` as a value: one object, with a text, in containers, tests and `match`, and as a body."""

from types import EllipsisType
from typing import Protocol


class Shape(Protocol):
    def area(self) -> float: ...


class Later:
    def todo(self) -> None: ...


def until(stop: int | EllipsisType = ...) -> str:
    if stop is ...:
        return "without end"
    return f"until {stop}"


def kind(value: object) -> str:
    if value is ...:
        return "the rest"
    if isinstance(value, int):
        return "number"
    return "other"


dots = ...
anything: object = Ellipsis
print(..., Ellipsis, dots, anything, repr(...), str(dots), f"{dots}")
print(dots is ..., Ellipsis is ..., anything is dots, anything == ..., dots != ..., bool(...), anything is not Ellipsis)
print(type(...).__name__, type(dots) is type(Ellipsis), hash(...) == hash(Ellipsis), [1, ..., 3], (..., "a"), {"rest": ...})
print([kind(value) for value in (1, ..., "x", None)], until(), until(3))
names: dict[object, str] = {...: "dots", 1: "one"}
print(names[...], names[1], ... in names, [..., 2].index(2))
Later().todo()
print(isinstance(anything, EllipsisType), isinstance(names, EllipsisType))
