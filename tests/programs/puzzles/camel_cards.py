"""Hands of cards with an order of their own, jokers included."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import IntEnum


class Kind(IntEnum):
    HIGH = 1
    PAIR = 2
    TWO_PAIRS = 3
    THREE = 4
    FULL = 5
    FOUR = 6
    FIVE = 7

    @classmethod
    def of(cls, counts: list[int]) -> Kind:
        match counts:
            case [5]:
                return cls.FIVE
            case [4, 1]:
                return cls.FOUR
            case [3, 2]:
                return cls.FULL
            case [3, *_]:
                return cls.THREE
            case [2, 2, _]:
                return cls.TWO_PAIRS
            case [2, *_]:
                return cls.PAIR
            case _:
                return cls.HIGH


@dataclass(order=True)
class Hand:
    sort_key: tuple[int, ...] = field(init=False, repr=False)
    cards: str
    bid: int
    jokers: bool = False

    def __post_init__(self) -> None:
        order = "J23456789TQKA" if self.jokers else "23456789TJQKA"
        self.sort_key = (self.kind.value, *map(order.index, self.cards))

    @property
    def kind(self) -> Kind:
        counts = Counter(self.cards)
        wild = counts.pop("J", 0) if self.jokers else 0
        numbers = [n for _, n in counts.most_common()] or [0]
        numbers[0] += wild
        return Kind.of(numbers)


def winnings(hands: list[Hand]) -> int:
    return sum(rank * hand.bid for rank, hand in enumerate(sorted(hands), 1))


LINES = """32T3K 765
T55J5 684
KK677 28
KTJJT 220
QQQJA 483
JJJJJ 7
23456 11""".split("\n")
for jokers in (False, True):
    hands = []
    for line in LINES:
        cards, bid = line.split()
        hands.append(Hand(cards, int(bid), jokers))
    print("jokers" if jokers else "plain", winnings(hands))
    for hand in sorted(hands, reverse=True):
        print(f"  {hand.cards} {hand.kind.name:<10} {hand.bid:>4}", hand.sort_key)
print(max(hands), Hand("AAAAA", 1) > Hand("KKKKK", 1), Hand("AAAAA", 1) == Hand("AAAAA", 1), Kind.FIVE > Kind.FULL)
