"""Immutable structures that share their parts: a cons list and a hash trie, with old versions intact."""
from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Callable, Generic, Iterable, Iterator, TypeVar, Union

A = TypeVar("A")
B = TypeVar("B")


class Empty:
    _instance: Empty | None = None

    def __new__(cls) -> Empty:
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __repr__(self) -> str:
        return "Nil"

    def __bool__(self) -> bool:
        return False


Nil = Empty()


@dataclass(frozen=True)
class Cons(Generic[A]):
    head: A
    tail: Union["Cons[A]", Empty] = Nil

    def __iter__(self) -> Iterator[A]:
        node: Cons[A] | Empty = self
        while isinstance(node, Cons):
            yield node.head
            node = node.tail


List = Union[Cons[A], Empty]


def from_iterable(items: Iterable[A]) -> List[A]:
    result: List[A] = Nil
    for item in reversed(list(items)):
        result = Cons(item, result)
    return result


def fmap(f: Callable[[A], B], items: List[A]) -> List[B]:
    match items:
        case Cons(head, tail):
            return Cons(f(head), fmap(f, tail))
        case Empty():
            return Nil
    raise AssertionError


def length(items: List[A]) -> int:
    return sum(1 for _ in items) if isinstance(items, Cons) else 0


BITS = 2
MASK = (1 << BITS) - 1


class Trie(Generic[A]):
    """A map from small integers, path copying."""

    __slots__ = ("children", "value", "size")

    def __init__(self, children: tuple[Trie[A] | None, ...] | None = None, value: A | None = None, size: int = 0) -> None:
        empty: list[Trie[A] | None] = [None] * (MASK + 1)
        self.children: tuple[Trie[A] | None, ...] = tuple(empty) if children is None else children
        self.value = value
        self.size = size

    def set(self, key: int, value: A) -> Trie[A]:
        if key == 0:
            return Trie(self.children, value, self.size + (self.value is None))
        slot = key & MASK
        old = self.children[slot] or Trie()
        new = old.set(key >> BITS, value)
        children = self.children[:slot] + (new,) + self.children[slot + 1:]
        return Trie(children, self.value, self.size + new.size - old.size)

    def get(self, key: int, default: A | None = None) -> A | None:
        node: Trie[A] | None = self
        while node is not None and key:
            node = node.children[key & MASK]
            key >>= BITS
        if node is None or node.value is None:
            return default
        return node.value

    def __len__(self) -> int:
        return self.size


numbers = from_iterable(range(5))
print(numbers)
more = Cons(-1, numbers)
print(list(more), more.tail is numbers, length(more), length(from_iterable("ab")), bool(Nil), Empty() is Nil)
print(fmap(lambda n: f"<{n}>", numbers), fmap(lambda n: n + 1, from_iterable([7])))
assert isinstance(numbers, Cons)
print(reduce(lambda a, b: a * 10 + b, numbers, 9), max(numbers), 3 in numbers, sorted(numbers, key=lambda n: -n))
versions: list[Trie[str]] = [Trie()]
for i, word in enumerate("zero one two three four five six seven eight nine ten".split()):
    versions.append(versions[-1].set(i * i, word))
print([len(v) for v in versions])
print([versions[4].get(n * n) for n in range(6)], versions[-1].get(100), versions[-1].get(99, "none"))
newest = versions[-1]
changed = newest.set(4, "TWO")
print(changed.get(4), newest.get(4), len(changed) == len(newest))
print(sum(a is b for a, b in zip(changed.children, newest.children)), "children shared")
first, *rest = more
print(first, rest, Cons(1) == Cons(1), Cons(1) == Cons(1, Cons(2)), hash(Cons("a")) == hash(Cons("a")))
try:
    more.head = 5  # type: ignore[misc]
except AttributeError as error:
    print(type(error).__name__, error)
