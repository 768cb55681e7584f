"""Operators of classes derived from `collections.abc.Set` and `MutableSet`: they make objects of the class itself."""

from collections.abc import Hashable, Iterable, Iterator, MutableSet, Set
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


class OrderedSet(MutableSet[T]):
    """Remembers the order in which its items came."""

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._items: dict[T, None] = {}
        for item in items:
            self._items[item] = None

    def __contains__(self, item: object) -> bool:
        return item in self._items

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def add(self, value: T) -> None:
        self._items[value] = None

    def discard(self, value: T) -> None:
        self._items.pop(value, None)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)})"


class Letters(OrderedSet[str]):
    """A class below gives objects of its own."""

    def first(self) -> str:
        return next(iter(self))


class Span(Set[int]):
    """Made in another way than from items."""

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    @classmethod
    def _from_iterable(cls, items: Iterable[int]) -> "Span":
        found = list(items)
        return cls(min(found, default=0), max(found, default=-1) + 1)

    def __contains__(self, item: object) -> bool:
        return isinstance(item, int) and self.low <= item < self.high

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.low, self.high))

    def __len__(self) -> int:
        return max(self.high - self.low, 0)

    def __repr__(self) -> str:
        return f"Span({self.low}, {self.high})"


a, b = OrderedSet([3, 1, 2]), OrderedSet([4, 3, 2])
print(a & b, a | b, a - b, a ^ b, b - a)
print(a & {2, 5}, a - {3}, a | {9}, a ^ {1}, a - frozenset([1, 2]))
print({3, 5} & a, {5} | a, {3, 5} - a, {3} ^ a)
print(a <= b, a < OrderedSet([1, 2, 3, 4]), a >= {1}, a > {1, 2, 3}, {1} <= a, {1, 2} < a, a == {1, 2, 3}, a != b, {3, 1, 2} == a)
print(a.isdisjoint([7, 8]), a.isdisjoint(b))
a |= b
print(a)
a &= OrderedSet([1, 2, 4])
print(a)
a -= {1}
a ^= {2, 8}
print(a, a.pop(), a)
a.remove(8)
try:
    a.remove(8)
except KeyError as error:
    print("KeyError", error)
a.clear()
print(a, len(a))
word, other = Letters("hello"), Letters("world")
print(word & other, word - other, word | OrderedSet("xyz"), OrderedSet("old") & word)


def shared(one: OrderedSet[str], two: OrderedSet[str]) -> Set[str]:
    return one & two


print(shared(word, other), shared(OrderedSet("abc"), other), sorted(shared(Letters("low"), word)))
print(Span(1, 5) & Span(3, 9), Span(1, 3) | Span(5, 7), Span(1, 5) - Span(3, 9), Span(1, 5) & {2, 3, 11}, len(Span(1, 3) & Span(5, 6)))
spans = Span(1, 5)
joined: Set[int] = spans
joined |= Span(7, 8)
print(joined, spans)
