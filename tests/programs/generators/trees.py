"""Recursive generators, generator methods, and classes whose `__iter__` is a generator."""

from __future__ import annotations

from typing import Generic, Iterable, Iterator, TypeVar

T = TypeVar("T")


class Node(Generic[T]):
    def __init__(self, value: T, left: Node[T] | None = None, right: Node[T] | None = None) -> None:
        self.value, self.left, self.right = value, left, right

    def __iter__(self) -> Iterator[T]:
        if self.left is not None:
            yield from self.left
        yield self.value
        if self.right is not None:
            for value in self.right:
                yield value

    def depths(self, depth: int = 0) -> Iterator[tuple[int, T]]:
        yield depth, self.value
        for child in (self.left, self.right):
            if child is not None:
                yield from child.depths(depth + 1)


class Shape:
    def sides(self) -> Iterator[str]:
        yield "no side"

    @staticmethod
    def names(*given: str) -> Iterator[str]:
        for name in given:
            yield name.title()

    @property
    def twice(self) -> Iterator[str]:
        for side in self.sides():
            yield side * 2


class Triangle(Shape):
    def sides(self) -> Iterator[str]:
        yield from super().sides()
        for letter in "abc":
            yield letter


def permutations(items: list[str]) -> Iterator[list[str]]:
    if not items:
        yield []
    for index, item in enumerate(items):
        for rest in permutations(items[:index] + items[index + 1:]):
            yield [item] + rest


def hanoi(n: int, a: str, b: str, c: str) -> Iterator[tuple[str, str]]:
    if n > 0:
        yield from hanoi(n - 1, a, c, b)
        yield a, c
        yield from hanoi(n - 1, b, a, c)


def total(values: Iterable[int]) -> int:
    result = 0
    for value in values:
        result += value
    return result


tree = Node(4, Node(2, Node(1), Node(3)), Node(6, Node(5)))
print(list(tree), total(tree), 5 in tree, list(tree.depths()))
print(list(Node("x", Node("w"))))
shapes = [Shape(), Triangle()]
for shape in shapes:
    print(list(shape.sides()), list(shape.twice))
print(list(Shape.names("one", "two")))
for p in permutations(["a", "b", "c"]):
    print("".join(p), end=" ")
print()
print(len(list(hanoi(8, "A", "B", "C"))), next(hanoi(3, "A", "B", "C")))
