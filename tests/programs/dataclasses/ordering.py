"""`order=True`: comparison as tuples of the fields that take part."""
from dataclasses import dataclass, field


@dataclass(order=True)
class Card:
    rank: int
    suit: str
    note: str = field(default="", compare=False)


@dataclass(order=True, frozen=True)
class Weighted:
    priority: float
    name: str = field(compare=False)


@dataclass(order=True)
class Single:
    value: int


hand = [Card(10, "hearts"), Card(2, "spades"), Card(10, "clubs", "low"), Card(14, "hearts")]
for card in sorted(hand):
    print(card)
print(Card(2, "a") < Card(2, "b"), Card(2, "a") <= Card(2, "a", "other"), Card(3, "a") > Card(2, "z"), Card(1, "x") >= Card(1, "y"))
print(max(hand), min(hand))
jobs = [Weighted(2.5, "slow"), Weighted(0.5, "fast"), Weighted(1.0, "mid")]
jobs.sort()
print([job.name for job in jobs])
jobs.sort(reverse=True)
print([job.name for job in jobs], Weighted(1.0, "a") == Weighted(1.0, "b"))
print(Single(1) < Single(2), sorted([Single(3), Single(1)]))
