"""`return NotImplemented if ... else ...`: either branch may give up, and choices may be nested."""
from __future__ import annotations


class Money:
    def __init__(self, amount: int, currency: str = "EUR") -> None:
        self.amount, self.currency = amount, currency

    def __eq__(self, other: object) -> bool:
        return (self.amount, self.currency) == (other.amount, other.currency) if isinstance(other, Money) else NotImplemented

    def __lt__(self, other: Money) -> bool:
        return NotImplemented if self.currency != other.currency else self.amount < other.amount

    def __add__(self, other: object) -> Money:
        return Money(self.amount + other, self.currency) if isinstance(other, int) else Money(self.amount + other.amount) if isinstance(other, Money) else NotImplemented

    def __radd__(self, other: object) -> Money:
        return NotImplemented if not isinstance(other, int) else self + other

    def __repr__(self) -> str:
        return f"{self.amount} {self.currency}"


class Wallet:
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Money)

    def __radd__(self, other: object) -> Money:
        return Money(99) if isinstance(other, Money) else NotImplemented


def main() -> None:
    ten, twenty, dollars = Money(10), Money(20), Money(15, "USD")
    print(ten == Money(10), ten == twenty, ten == Wallet(), Wallet() == ten, ten == 10, ten != None)
    print(ten < twenty, ten > twenty, sorted([twenty, ten]), max(ten, twenty))
    print(ten + 5, ten + twenty, 1 + ten, sum([1, 2]) + ten, ten + Wallet())
    try:
        print(ten < dollars)
    except TypeError as error:
        print(error)
    things: list[object] = [1, "a", 2.5]
    for thing in things:
        try:
            print(ten + thing)
        except TypeError as error:
            print(error)


main()
