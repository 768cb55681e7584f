"""Generic dataclasses."""
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")
K = TypeVar("K")


@dataclass
class Box(Generic[T]):
    item: T
    others: list[T] = field(default_factory=list)

    def all(self) -> list[T]:
        return [self.item] + self.others


@dataclass(frozen=True, order=True)
class Pair(Generic[K, T]):
    key: K
    value: T

    def swapped(self) -> "Pair[T, K]":
        return Pair(self.value, self.key)


@dataclass
class Named(Box[int]):
    name: str = "?"


@dataclass
class Result(Generic[T]):
    value: T | None = None
    error: str = ""


def wrap(x: T) -> Box[T]:
    return Box(x)


b = Box(3)
b.others.append(4)
print(b, b.all(), Box("s", ["t"]).all())
print(Pair("a", 1), Pair("a", 1).swapped(), Pair(1, 2) < Pair(1, 3), hash(Pair(1, "x")) == hash((1, "x")))
print(wrap(2.5), wrap("w").item.upper(), wrap([1]) == Box([1]))
print(Named(5, name="five"), Named(1).all())
ok: Result[int] = Result(5)
bad: Result[int] = Result(error="no")
print(ok, bad, ok == Result(5), {Pair(1, 2): "v"}[Pair(1, 2)])
