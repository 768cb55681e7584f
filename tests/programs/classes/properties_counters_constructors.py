"""Properties, class counters, constructors."""
from __future__ import annotations
from abc import ABC, abstractmethod
from typing import final, ClassVar
import sys


class Base:
    count = 0
    registry: ClassVar[dict[str, int]] = {}

    def __init__(self, name: str) -> None:
        Base.count += 1
        type(self).registry[name] = Base.count
        self._name = name

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self._name = value.strip()

    @classmethod
    def parse(cls, text: str) -> Base:
        return cls(text.split(":")[1])

    @staticmethod
    def valid(text: str) -> bool:
        return ":" in text


class Loud(Base):
    @property
    def name(self) -> str:
        return super().name.upper()

    @name.setter
    def name(self, value: str) -> None:
        self._name = value + "!"


class Twice(Base):
    def __init__(self, name: str) -> None:
        super().__init__(name * 2)


print(Base.parse("a:bob").name, Loud.parse("a:bob").name, Twice.parse("a:bob").name, Base.count, Base.registry)
loud = Loud("x")
loud.name = "hey"
print(loud.name)
b = Base("q")
b.name = "  padded "
print(b.name, type(Loud.parse("q:r")).__name__, Base.valid("x"))


class Shape(ABC):
    @property
    @abstractmethod
    def area(self) -> float: ...

    @property
    def doubled(self) -> float:
        return self.area * 2

    @abstractmethod
    def describe(self) -> str:
        return f"area {self.area}"


@final
class Square(Shape):
    def __init__(self, side: float) -> None:
        self.side = side

    @property
    def area(self) -> float:
        return self.side ** 2

    def describe(self) -> str:
        return "square " + super().describe()


print(Square(3.0).doubled, Square(2.0).describe())


class Version:
    def __init__(self, *parts: int) -> None:
        self.parts = parts

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Version):
            return self.parts == other.parts
        if isinstance(other, tuple):
            return self.parts == other
        return NotImplemented

    def __lt__(self, other: Version) -> bool:
        return self.parts < other.parts

    def __hash__(self) -> int:
        return hash(self.parts)


print(Version(1, 2) == Version(1, 2), Version(1) == (1,), Version(1) != "1", sorted([Version(2), Version(1, 5)])[0].parts)
print(len({Version(1), Version(1), Version(2)}), Version(1) > Version(0), max(Version(1), Version(3)).parts)


class Mutable:
    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return True


print(Mutable() == 3)


class Acc:
    def __init__(self, n: int) -> None:
        self.n = n

    def __iadd__(self, other: int) -> Acc:
        return Acc(self.n + other)

    def __imul__(self, k: int) -> Acc:
        self.n *= k
        return self


a = Acc(1)
old = a
a += 5
print(a is old, a.n, old.n)
old = a
a *= 3
print(a is old, a.n)


class Plain:
    pass


p, q = Plain(), Plain()
print(p == q, p == p, p != q, hash(p) == hash(p), len({p, q, p}), p is q)
