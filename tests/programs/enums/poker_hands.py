"""Poker hands: suits and ranks are enumerations, categories compare by number, hands are parsed, sorted and named."""
from __future__ import annotations

from collections import Counter
from enum import Enum, IntEnum, auto
from functools import total_ordering


class Suit(Enum):
    CLUBS = ("C", "♣")
    DIAMONDS = ("D", "♦")
    HEARTS = ("H", "♥")
    SPADES = ("S", "♠")

    def __init__(self, letter: str, sign: str) -> None:
        self.letter = letter
        self.sign = sign

    @classmethod
    def of(cls, letter: str) -> Suit:
        for suit in cls:
            if suit.letter == letter:
                return suit
        raise ValueError(f"no suit {letter!r}")

    @property
    def red(self) -> bool:
        return self in (Suit.DIAMONDS, Suit.HEARTS)


class Rank(IntEnum):
    TWO = 2
    THREE = auto()
    FOUR = auto()
    FIVE = auto()
    SIX = auto()
    SEVEN = auto()
    EIGHT = auto()
    NINE = auto()
    TEN = auto()
    JACK = auto()
    QUEEN = auto()
    KING = auto()
    ACE = auto()

    @property
    def letter(self) -> str:
        return "23456789TJQKA"[self - 2]


class Category(IntEnum):
    HIGH_CARD, PAIR, TWO_PAIRS, THREE, STRAIGHT, FLUSH, FULL_HOUSE, FOUR, STRAIGHT_FLUSH = range(9)

    def __str__(self) -> str:
        return self.name.lower().replace("_", " ")


BY_LETTER = {rank.letter: rank for rank in Rank}
SHAPES = {(4, 1): Category.FOUR, (3, 2): Category.FULL_HOUSE, (3, 1, 1): Category.THREE,
          (2, 2, 1): Category.TWO_PAIRS, (2, 1, 1, 1): Category.PAIR}


@total_ordering
class Hand:
    def __init__(self, text: str) -> None:
        self.cards = [(BY_LETTER[card[0]], Suit.of(card[1])) for card in text.split()]
        counts = Counter(rank for rank, _ in self.cards)
        groups = sorted(counts.items(), key=lambda item: (item[1], item[0]), reverse=True)
        self.ranks = [rank for rank, _ in groups]
        if self.ranks == [Rank.ACE, Rank.FIVE, Rank.FOUR, Rank.THREE, Rank.TWO]:
            self.ranks = self.ranks[1:] + self.ranks[:1]
            straight = True
        else:
            straight = len(groups) == 5 and self.ranks[0] - self.ranks[4] == 4
        flush = len({suit.letter for _, suit in self.cards}) == 1
        if straight:
            self.category = Category.STRAIGHT_FLUSH if flush else Category.STRAIGHT
        elif flush:
            self.category = Category.FLUSH
        else:
            self.category = SHAPES.get(tuple(count for _, count in groups), Category.HIGH_CARD)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hand) and (self.category, self.ranks) == (other.category, other.ranks)

    def __lt__(self, other: Hand) -> bool:
        return (self.category, self.ranks) < (other.category, other.ranks)

    def __str__(self) -> str:
        return " ".join(rank.letter + suit.sign for rank, suit in self.cards)


HANDS = ["2H 3D 5S 9C KD", "AH KH QH JH TH", "2C 3H 4S 8C AH", "4H 4D 4C 9S 9D", "5H 4D 3C 2S AD", "7H 7D 2C 2S KD",
         "9C 9D 9H 9S 2D", "JD 3D 8D 5D QD", "QH QD 5C 4S 2D", "6C 6D 6H KS QD", "6H 5D 4C 3S 2D", "QC QS 5D 4H 3S"]
for hand in sorted(map(Hand, HANDS), reverse=True):
    reds = sum(suit.red for _, suit in hand.cards)
    print(f"{hand}  {hand.category:<2} {hand.category!s:<15} {reds} red, best by {hand.ranks[0].name}")
a, b, c = Hand(HANDS[8]), Hand(HANDS[11]), Hand("QS QC 5H 4C 2H")
print(a < b, a == c, a >= c, b != c, max(a, b, c) is b)
print(Category.FLUSH, repr(Category.FLUSH), Category(4), Category["PAIR"] + 1, list(Category)[-1] > Category.FOUR)
print(list(Suit), Suit.HEARTS.value, Rank(11).letter, Rank.ACE - Rank.TWO)
for bad in ("2X", "1H"):
    try:
        print(Hand(bad))
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e)
