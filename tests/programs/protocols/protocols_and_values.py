"""Protocols that plain classes, subclasses of built-in types and dataclasses meet alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, Iterable, Protocol, TypeVar, runtime_checkable


@runtime_checkable
class Priced(Protocol):
    @property
    def price(self) -> float: ...


class Comparable(Protocol):
    def __lt__(self, other: "Comparable", /) -> bool: ...


N = TypeVar("N", int, float)
T = TypeVar("T", bound=Priced)


class Coin(int):
    @property
    def price(self) -> float:
        return self / 100


@dataclass(frozen=True)
class Item:
    name: str
    price: float
    count: int = 1


@dataclass(frozen=True)
class Bundle(Item):
    parts: tuple[Item, ...] = ()


class Shelf(Generic[T]):
    def __init__(self, things: Iterable[T]) -> None:
        self.things = list(things)

    def dearest(self) -> T:
        return max(self.things, key=lambda thing: thing.price)

    def total(self) -> float:
        return sum(thing.price for thing in self.things)


def double(value: N) -> N:
    return value * 2


def tell(thing: object) -> str:
    return f"{thing} costs {thing.price:.2f}" if isinstance(thing, Priced) else f"{thing} is free"


coins = Shelf([Coin(50), Coin(200), Coin(5)])
print(coins.dearest(), coins.total(), type(coins.dearest()).__name__)
tea, milk = Item("tea", 2.5), Item("milk", 1.2, 3)
both = Bundle("both", 3.5, parts=(tea, milk))
shelf = Shelf([tea, milk, both])
print(shelf.dearest().name, round(shelf.total(), 2), replace(both, price=3.0), replace(both, count=2).count)
print(tell(Coin(7)), tell(tea), tell("air"), tell(3))
print(double(3), double(2.5), double(Coin(4)), sorted([Coin(3), Coin(1)]), [c.price for c in map(Coin, (1, 2))])
print({tea: 1, milk: 2}[Item("tea", 2.5)], both == replace(both), hash(tea) == hash(Item("tea", 2.5)))
