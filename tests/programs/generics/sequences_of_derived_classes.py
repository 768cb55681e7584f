"""Covariance: sequences, iterables and mappings of derived classes where those of the base are declared."""
from __future__ import annotations
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, Protocol, TypeVar


class Shape:
    def __init__(self, size: int) -> None:
        self.size = size

    def area(self) -> int:
        return 0


class Circle(Shape):
    def area(self) -> int:
        return 3 * self.size * self.size


class Square(Shape):
    def area(self) -> int:
        return self.size * self.size


def total(shapes: Sequence[Shape]) -> int:
    return sum(s.area() for s in shapes)


def biggest(shapes: Iterable[Shape]) -> Shape:
    return max(shapes, key=lambda s: s.area())


def named(shapes: Mapping[str, Shape]) -> str:
    return ", ".join(f"{n}={s.area()}" for n, s in shapes.items())


class Drawing:
    def __init__(self, shapes: Sequence[Shape], by_name: Mapping[str, Shape]) -> None:
        self.shapes = shapes
        self.by_name = by_name

    def first(self) -> Shape:
        return self.shapes[0]

    def rest(self) -> Sequence[Shape]:
        return self.shapes[1:]


circles = [Circle(1), Circle(2)]
squares = (Square(3), Square(4))
print(total(circles), total(squares), total([Circle(1), Square(1)]), biggest(circles).area(), biggest(s for s in squares).area())
print(named({"a": Circle(1)}), named({"b": Square(2), "c": Circle(2)}))
d = Drawing(circles, {"x": Circle(9)})
print(d.first().area(), len(d.rest()), d.by_name["x"].area(), [s.area() for s in d.shapes])
e = Drawing(squares, {})
print(e.first().area(), [s.area() for s in e.rest()], len(e.by_name), "x" in d.by_name)


def pick(flag: bool) -> Sequence[Shape]:
    return circles if flag else squares


print(total(pick(True)), total(pick(False)))
all_of: list[Sequence[Shape]] = [circles, squares]
print([total(s) for s in all_of])


def apply(f: Callable[[Circle], Shape], c: Circle) -> int:
    return f(c).area()


def grow(s: Shape) -> Circle:
    return Circle(s.size + 1)


print(apply(grow, Circle(1)))
T = TypeVar("T", bound=Shape)
N = TypeVar("N", int, float, str)


def largest(items: Iterable[T]) -> T:
    best: T | None = None
    for item in items:
        if best is None or item.area() > best.area():
            best = item
    assert best is not None
    return best


def twice(x: N) -> N:
    return x + x


print(largest(circles).size, largest(squares).size, twice(2), twice(1.5), twice("ab"))
K = TypeVar("K")
Pair = tuple[K, K]
Tree = dict[str, "list[int]"]


def swap(p: Pair[K]) -> Pair[K]:
    return p[1], p[0]


print(swap((1, 2)), swap(("a", "b")))
