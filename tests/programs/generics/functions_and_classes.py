from typing import Generic, TypeVar

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")


class Stack(Generic[T]):
    def __init__(self) -> None:
        self._items: list[T] = []

    def push(self, item: T) -> None:
        self._items.append(item)

    def pop(self) -> T:
        return self._items.pop()

    def peek(self) -> T | None:
        return self._items[-1] if self._items else None


class Pair(Generic[K, V]):
    def __init__(self, key: K, value: V) -> None:
        self.key = key
        self.value = value

    def swapped(self) -> "Pair[V, K]":
        return Pair(self.value, self.key)


def last(items: list[T], default: T) -> T:
    return items[-1] if items else default


def count(items: list[T], wanted: T) -> int:
    return len([item for item in items if item == wanted])


numbers: Stack[int] = Stack()
words: Stack[str] = Stack()
for i in range(3):
    numbers.push(i)
    words.push("w" + str(i))
print(numbers.pop() + 1, words.pop().upper(), numbers.peek(), Stack[float]().peek())
pair = Pair("k", 2.5).swapped()
print(pair.key * 2, pair.value.upper(), last([1, 2], 0), last([], "none"), count(["a", "b", "a"], "a"), count([1.0, 2.0], 2.0))
