"""Special methods."""
from __future__ import annotations
from collections.abc import Iterator
import math


class Deck:
    def __init__(self, cards: list[str]) -> None:
        self.cards = cards

    def __len__(self) -> int:
        return len(self.cards)

    def __getitem__(self, index: int) -> str:
        return self.cards[index]

    def __iter__(self) -> Iterator[str]:
        return iter(self.cards)


class Bag:
    def __init__(self, *items: int) -> None:
        self.items = items

    def __iter__(self) -> Iterator[int]:
        return iter(self.items)


class Countdown:
    def __init__(self, n: int) -> None:
        self.n = n

    def __reversed__(self) -> Iterator[int]:
        return iter(range(1, self.n + 1))

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.n, 0, -1))

    def __length_hint__(self) -> int:
        return self.n


class Nth:
    def __init__(self, n: int) -> None:
        self.n = n

    def __index__(self) -> int:
        return self.n


class Money:
    def __init__(self, cents: int) -> None:
        self.cents = cents

    def __int__(self) -> int:
        return self.cents // 100

    def __float__(self) -> float:
        return self.cents / 100

    def __round__(self, digits: int = 0) -> float:
        return round(self.cents / 100, digits)

    def __trunc__(self) -> int:
        return self.cents // 100

    def __floor__(self) -> int:
        return self.cents // 100

    def __ceil__(self) -> int:
        return -(-self.cents // 100)

    def __bool__(self) -> bool:
        return self.cents != 0

    def __len__(self) -> int:
        return 0

    def __format__(self, spec: str) -> str:
        return f"{self.cents / 100:{spec or '.2f'}} EUR"

    def __bytes__(self) -> bytes:
        return str(self.cents).encode()

    def __abs__(self) -> Money:
        return Money(abs(self.cents))

    def __neg__(self) -> Money:
        return Money(-self.cents)


deck = Deck(["a", "b", "c"])
print([c for c in deck], list(deck), "b" in deck, "z" in deck, deck[1], len(deck), sorted(deck), max(deck))
for i, card in enumerate(deck):
    print(i, card)
print(dict(zip(deck, range(3))), ",".join(deck), tuple(deck), set(deck) == {"a", "b", "c"})
first, *rest = deck
print(first, rest)
bag = Bag(1, 2, 3)
print(2 in bag, 5 in bag, 5 not in bag, sum(bag), [*bag, 4], tuple(bag))
print(list(reversed(Countdown(3))), list(Countdown(3)))
n = Nth(2)
print([10, 20, 30, 40][n.__index__()], [0] * 2)
m = Money(1250)
print(int(m), float(m), round(m), round(m, 1), bool(m), bool(Money(0)))
print(f"{m}", f"{m:.1f}", format(m), int(-m), float(abs(-m)))
if not Money(0):
    print("empty")
