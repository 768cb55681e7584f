from __future__ import annotations
from typing import Generic, TypeVar, Callable, Iterator, Iterable, Self

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
N = TypeVar("N", int, float)
B = TypeVar("B", bound="Animal")


class Animal:
    def __init__(self, name: str) -> None:
        self.name = name

    def rename(self, name: str) -> Self:
        self.name = name
        return self


class Dog(Animal):
    def bark(self) -> str:
        return self.name + "!"


class Stack(Generic[T]):
    def __init__(self, items: list[T] | None = None) -> None:
        self.items: list[T] = items if items is not None else []

    def push(self, item: T) -> Self:
        self.items.append(item)
        return self

    def pop(self) -> T:
        return self.items.pop()

    def peek(self) -> T | None:
        return self.items[-1] if self.items else None

    def map(self, f: Callable[[T], V]) -> Stack[V]:
        return Stack([f(i) for i in self.items])

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)


class Pair(Generic[K, V]):
    def __init__(self, key: K, value: V) -> None:
        self.key, self.value = key, value

    def swap(self) -> Pair[V, K]:
        return Pair(self.value, self.key)

    def __repr__(self) -> str:
        return f"Pair({self.key!r}, {self.value!r})"


class IntStack(Stack[int]):
    def total(self) -> int:
        return sum(self.items)


class Named(Pair[str, V]):
    def label(self) -> str:
        return self.key.upper()


class Tree(Generic[T]):
    def __init__(self, value: T, left: Tree[T] | None = None, right: Tree[T] | None = None) -> None:
        self.value, self.left, self.right = value, left, right

    def walk(self) -> list[T]:
        before = self.left.walk() if self.left else []
        after = self.right.walk() if self.right else []
        return before + [self.value] + after


def add(a: N, b: N) -> N:
    return a + b


def loudest(animals: list[B]) -> B:
    return max(animals, key=lambda a: len(a.name))


def first(items: Iterable[T], default: T) -> T:
    for item in items:
        return item
    return default


def group(items: list[V], key: Callable[[V], K]) -> dict[K, list[V]]:
    result: dict[K, list[V]] = {}
    for item in items:
        result.setdefault(key(item), []).append(item)
    return result


s: Stack[list[int]] = Stack()
s.push([1]).push([2, 3])
print(len(s), s.peek(), s.pop(), [len(i) for i in s])
print(s.map(lambda i: len(i)).items, s.map(str).items)
print(Pair(1, "a").swap(), Pair((1, 2), [None]))
ints = IntStack()
ints.push(4).push(5)
print(ints.total(), type(ints.push(1)).__name__, ints.total())
print(Named("n", 4.5).label(), Named("n", 4.5).swap(), isinstance(Named("a", 1), Pair))
print(Tree(2, Tree(1), Tree(3)).walk(), Tree("x").walk())
print(add(1, 2), add(1.5, 2.0), loudest([Dog("a"), Dog("bbb")]).bark(), Dog("x").rename("y").bark())
print(first([], 5), first("abc", "z"), first({3: 4}, 0))
print(group(["a", "bb", "cc"], len), group([1, 2, 3], lambda n: n % 2 == 0))
nested: dict[str, Stack[Pair[int, str]]] = {"a": Stack([Pair(1, "x")])}
print(nested["a"].peek())
