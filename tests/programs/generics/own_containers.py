from __future__ import annotations

from typing import Callable, Generic, Iterator, TypeVar

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
R = TypeVar("R")


class Stack(Generic[T]):
    def __init__(self, items: list[T] | None = None) -> None:
        self._items: list[T] = items if items is not None else []

    def push(self, item: T) -> Stack[T]:
        self._items.append(item)
        return self

    def pop(self) -> T:
        if not self._items:
            raise IndexError("empty stack")
        return self._items.pop()

    def map(self, function: Callable[[T], R]) -> Stack[R]:
        result: Stack[R] = Stack()
        for item in self._items:
            result.push(function(item))
        return result

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> StackIterator[T]:
        return StackIterator(self._items)

    def __contains__(self, item: object) -> bool:
        return item in self._items

    def __repr__(self) -> str:
        return f"Stack({self._items!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Stack) and repr(self) == repr(other)


class StackIterator(Generic[T]):
    def __init__(self, items: list[T]) -> None:
        self._items, self._at = items, len(items)

    def __iter__(self) -> StackIterator[T]:
        return self

    def __next__(self) -> T:
        self._at -= 1
        if self._at < 0:
            raise StopIteration
        return self._items[self._at]


class Counted(Stack[T]):
    def __init__(self) -> None:
        super().__init__()
        self.pushes = 0

    def push(self, item: T) -> Stack[T]:
        self.pushes += 1
        return super().push(item)


class Pair(Generic[K, V]):
    def __init__(self, key: K, value: V) -> None:
        self.key, self.value = key, value

    def swapped(self) -> Pair[V, K]:
        return Pair(self.value, self.key)

    def __repr__(self) -> str:
        return f"<{self.key!r}: {self.value!r}>"


class Cache(Generic[K, V]):
    def __init__(self, make: Callable[[K], V]) -> None:
        self.make, self.known, self.misses = make, dict[K, V](), 0

    def __getitem__(self, key: K) -> V:
        if key not in self.known:
            self.misses += 1
            self.known[key] = self.make(key)
        return self.known[key]


def first(items: list[T], default: T) -> T:
    return items[0] if items else default


def largest(items: list[T], key: Callable[[T], int]) -> T:
    best = items[0]
    for item in items[1:]:
        if key(item) > key(best):
            best = item
    return best


def group(items: list[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    groups: dict[K, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


numbers: Stack[int] = Stack()
numbers.push(1).push(2).push(3)
words = Stack(["a", "b"])
print(numbers, words, len(numbers), list(numbers), [w for w in words], 2 in numbers, "z" in words, numbers.pop(), words.pop())
print(numbers.map(lambda n: n * 1.5), numbers.map(str), words.map(len), numbers == Stack([1, 2]), numbers == words, numbers == 3)
counted: Counted[str] = Counted()
counted.push("x").push("y")
plain: Stack[str] = counted
plain.push("z")
print(counted, counted.pushes, isinstance(plain, Counted), isinstance(words, Counted), isinstance(plain, Stack))
pair = Pair("k", (1, 2))
print(pair, pair.swapped(), pair.swapped().key[1], Pair(None, [1]))
squares: Cache[int, int] = Cache(lambda n: n * n)
print(squares[3], squares[3], squares[4], squares.misses)
print(first([1], 2), first([], "none"), largest(["a", "ccc", "bb"], len), group([1, 2, 3, 4], lambda n: n % 2 == 0), group(["a", "bb", "c"], len))
try:
    Stack[int]().pop()
except IndexError as error:
    print(error)
