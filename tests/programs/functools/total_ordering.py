"""`total_ordering`: one operator and `__eq__` make all of them."""
from __future__ import annotations

import functools
from dataclasses import dataclass
from functools import total_ordering


@total_ordering
class Version:
    def __init__(self, text: str) -> None:
        self.parts = [int(part) for part in text.split(".")]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other: Version) -> bool:
        return self.parts < other.parts

    def __repr__(self) -> str:
        return "v" + ".".join(map(str, self.parts))


@functools.total_ordering
@dataclass
class Card:
    rank: int
    suit: str

    def __ge__(self, other: object) -> bool:
        if not isinstance(other, Card):
            return NotImplemented
        return self.rank >= other.rank


@total_ordering
class Upside:
    def __init__(self, n: int) -> None:
        self.n = n

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Upside) and self.n == other.n

    def __gt__(self, other: Upside) -> bool:
        return self.n < other.n


@total_ordering
class AtMost:
    def __init__(self, n: int) -> None:
        self.n = n

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AtMost) and self.n == other.n

    def __le__(self, other: AtMost) -> bool:
        return self.n <= other.n


class Release(Version):
    pass


a, b, c = Version("1.2"), Version("1.10"), Version("1.2")
print(a < b, a <= b, a > b, a >= b, a == c, a <= c, a >= c, a != b)
print(sorted([b, a, Version("0.9")]), max(a, b), min([b, a]))
print(Release("2.0") > a, Release("2.0") <= a, sorted([Release("3.0"), a]))
x, y = Card(3, "hearts"), Card(3, "spades")
print(x >= y, x > y, x < y, x <= y, Card(1, "c") < x, Card(9, "c") <= x)
print([Upside(1) < Upside(2), Upside(1) <= Upside(1), Upside(2) >= Upside(1), Upside(1) > Upside(2)])
print([AtMost(1) < AtMost(2), AtMost(1) > AtMost(1), AtMost(2) >= AtMost(1), AtMost(3) <= AtMost(2)])
