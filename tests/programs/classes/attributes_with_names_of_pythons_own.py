"""Attributes of classes whose names begin and end with two underscores, and what a class says of the names of its attributes."""
from dataclasses import KW_ONLY, InitVar, dataclass


class Release:
    __version__ = [1, 2]
    __author__ = "Ada"
    __limits__: dict[str, int] = {"size": 10}
    __slots__ = ("first", "second")
    __match_args__ = ("first", "second")

    def __init__(self) -> None:
        self.first, self.second = 1, 2


class Later(Release):
    __version__ = [3]
    __slots__ = ["third"]


print(Release.__version__, Release.__author__, Release.__limits__["size"], Release.__slots__, Release.__match_args__)
Release.__version__.append(7)
print(Release().__version__, Later().__version__, Later.__author__, Later.__slots__, Later().__match_args__)
for name in Later.__slots__:
    print(name)


@dataclass
class Point:
    x: int
    y: int
    seed: InitVar[int]
    _: KW_ONLY
    label: str = ""

    def __post_init__(self, seed: int) -> None:
        self.x += seed


@dataclass
class Place(Point):
    height: float = 0.5


print(Point.__match_args__, Place.__match_args__, Point(1, 2, 3).__match_args__, len(Place.__match_args__))


class Money:
    def __init__(self, cents: int) -> None:
        self.cents = cents

    def _below(self, other: "Money") -> bool:
        return self.cents < other.cents

    def show(self) -> str:
        return f"{self.cents / 100:.2f}"

    def __hash__(self) -> int:
        return self.cents

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Money) and self.cents == other.cents

    __lt__ = _below
    __str__ = show
    __repr__ = __str__
    described = __repr__


class Coin(Money):
    def show(self) -> str:
        return "a coin"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Money) and self.cents == other.cents + 1

    def __repr__(self) -> str:
        return "Coin"

    __hash__ = Money.__hash__


class Penny(Coin):
    show = Money.show
    __repr__ = Money.__repr__
    below = Money._below


for one in (Money(5), Coin(6), Penny(1)):
    print(one, repr(one), one.show(), one.described(), hash(one))
print(sorted([Money(3), Coin(1), Penny(2)]), Coin(3) == Money(2), Coin(2) == Money(2), Penny(1).below(Coin(2)))
