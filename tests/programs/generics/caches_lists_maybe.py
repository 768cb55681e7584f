from __future__ import annotations
from typing import Callable, Generic, Iterator, Optional, TypeVar, Union, overload
from collections import OrderedDict, ChainMap

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")
U = TypeVar("U")

class LRU(Generic[K, V]):
    def __init__(self, size: int) -> None:
        self.size = size
        self.data: OrderedDict[K, V] = OrderedDict()
        self.hits = self.misses = 0

    def get(self, key: K, make: Callable[[K], V]) -> V:
        if key in self.data:
            self.hits += 1
            self.data.move_to_end(key)
            return self.data[key]
        self.misses += 1
        value = self.data[key] = make(key)
        if len(self.data) > self.size:
            self.data.popitem(last=False)
        return value

class Node(Generic[T]):
    __slots__ = ("value", "next")
    def __init__(self, value: T, next: Optional[Node[T]] = None) -> None:
        self.value = value
        self.next = next

class LinkedList(Generic[T]):
    def __init__(self, *items: T) -> None:
        self.head: Optional[Node[T]] = None
        for item in reversed(items):
            self.push(item)

    def push(self, value: T) -> LinkedList[T]:
        self.head = Node(value, self.head)
        return self

    def __iter__(self) -> Iterator[T]:
        node = self.head
        while node:
            yield node.value
            node = node.next

    def map(self, f: Callable[[T], U]) -> LinkedList[U]:
        return LinkedList(*[f(x) for x in self])

    def __repr__(self) -> str:
        return f"{self.__class__.__name__}({', '.join(map(repr, self))})"

    def __len__(self) -> int:
        return sum(1 for _ in self)

@overload
def double(x: int) -> int: ...
@overload
def double(x: str) -> str: ...
def double(x: Union[int, str]) -> Union[int, str]:
    if isinstance(x, int):
        return x * 2
    return x + x

class Maybe(Generic[T]):
    def __init__(self, value: T | None) -> None:
        self._value = value

    def bind(self, f: Callable[[T], Maybe[U]]) -> Maybe[U]:
        return Maybe(None) if self._value is None else f(self._value)

    def or_else(self, default: T) -> T:
        return default if self._value is None else self._value

cache: LRU[int, str] = LRU(2)
for k in [1, 2, 1, 3, 2]:
    print(cache.get(k, lambda n: "v" * n), end=" ")
print(cache.hits, cache.misses, list(cache.data.items()))
l = LinkedList(1, 2, 3).push(0)
print(l, len(l), l.map(str), l.map(lambda x: x / 2), 3 in l, max(l), sorted(l, reverse=True))
print(double(4), double("ab"))
def half(x: int) -> Maybe[int]:
    return Maybe(x // 2 if x % 2 == 0 else None)
print(Maybe(12).bind(half).bind(half).or_else(-1), Maybe(12).bind(half).bind(half).bind(half).or_else(-1))
cm = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(cm["a"], cm["b"], sorted(cm), len(cm))
first, *middle, last = l
print(first, middle, last)
