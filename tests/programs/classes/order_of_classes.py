"""`__mro__`, `__bases__`, `__base__` and `mro()`; what else a class says of itself."""

from __future__ import annotations

from abc import ABC, abstractmethod


class Part:
    """Something that belongs to a machine."""

    def name(self) -> str:
        return type(self).__name__


class Moving(Part):
    def speed(self) -> int:
        return 1


class Electric(Part):
    """Needs current."""


class Motor(Moving, Electric):
    pass


class Plan(ABC):
    @abstractmethod
    def cost(self) -> int: ...


class Cheap(Plan):
    def cost(self) -> int:
        return 1


class Broken(ValueError):
    pass


class Words(list[str]):
    pass


def names(kinds: tuple[type, ...]) -> str:
    return " > ".join(kind.__name__ for kind in kinds)


def above(value: object) -> str:
    return names(type(value).__mro__)


print(Motor.__mro__)
print(Motor.__bases__, Motor.__base__, Part.__base__, object.__bases__, object.__base__)
for kind in Motor.__mro__:
    print(kind.__name__, names(kind.__bases__), kind.__module__, kind.__qualname__, kind.__doc__ if kind is not object else "")
print(names(Cheap.__mro__), "|", names(Broken.__mro__), "|", names(Words.__mro__))
print(names(int.__mro__), "|", names(bool.__mro__), "|", names(KeyError.__mro__), "|", names(object.__mro__))
for value in (3, True, 2.5, "text", b"b", None, Motor(), Broken("x"), Cheap()):
    print(above(value))
print(above([1]), above({"a": 1}), above((1, "x")), above({1}), above(names), above(Motor))

parts: list[Part] = [Motor(), Electric(), Part()]
for part in parts:
    print(part.name(), names(type(part).__mro__), type(part).__doc__, [kind.__name__ for kind in type(part).mro()])
print(Moving in Motor.__mro__, Motor.__mro__.index(Electric), len(Cheap.mro()), Motor.mro()[-1] is object)


def depth(kind: type) -> int:
    return len(kind.__mro__)


print(depth(Motor), depth(int), depth(object), max([Part, Motor, Moving], key=depth).__name__)


def registered(kind: type[Part]) -> list[str]:
    """The classes of this program that a class is made of."""
    return [one.__qualname__ for one in kind.__mro__ if issubclass(one, Part)]


print(registered(Motor), registered(Part), registered(type(parts[1])))
