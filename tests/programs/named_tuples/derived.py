"""A class derived from a named tuple; a generic function over named tuples."""
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Pair(NamedTuple):
    left: int
    right: int

    def total(self) -> int:
        return self.left + self.right

    def __str__(self) -> str:
        return f"{self.left}~{self.right}"


class Ordered(Pair):
    def smallest(self) -> int:
        return min(self.left, self.right)

    def total(self) -> int:
        return super().total() * 10


def first(items: list[T]) -> T:
    return items[0]


pairs: list[Pair] = [Pair(1, 2), Ordered(5, 3)]
for pair in pairs:
    print(pair, repr(pair), pair.total(), pair[0])
print(Ordered(4, 2).smallest(), first(pairs).right, first([Ordered(1, 1)]).smallest())
print(Ordered(1, 2) == Pair(1, 2), str(Pair(7, 8)))
