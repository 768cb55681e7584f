class Card:
    def __init__(self, suit: str, rank: int) -> None:
        self.suit = suit
        self.rank = rank

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Card):
            return NotImplemented
        return self.suit == other.suit and self.rank == other.rank

    def __hash__(self) -> int:
        return hash((self.suit, self.rank))

    def __lt__(self, other: "Card") -> bool:
        return (self.rank, self.suit) < (other.rank, other.suit)

    def __repr__(self) -> str:
        return f"{self.suit}{self.rank}"


a, b, c = Card("H", 3), Card("H", 3), Card("S", 2)
print(a == b, a != b, a == c, a != c, a is b, a in [c, b], [c, a].index(b))
count: dict[Card, int] = {}
for card in [a, b, c, Card("S", 2), Card("S", 2)]:
    count[card] = count.get(card, 0) + 1
print(count)
print(sorted([a, c, Card("A", 3), Card("Z", 1)]), a < c, c < a, a > c)
