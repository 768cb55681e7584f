from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Shape:
    def __init__(self, name: str):
        self.name = name

    def area(self):
        raise NotImplementedError

    def describe(self):
        return f"{self.name} of {self.area():.2f}"


class Square(Shape):
    def __init__(self, side: float):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side * self.side


class Circle(Shape):
    def __init__(self, radius: int):
        super().__init__("circle")
        self.radius = radius

    def area(self):
        return 3 * self.radius ** 2

    @property
    def diameter(self):
        return self.radius * 2


class Tree:
    def __init__(self, value: int, left: Tree | None = None, right: Tree | None = None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right

    def depth(self):
        return 1 + max((child.depth() for child in (self.left, self.right) if child is not None), default=0)


def countdown(n: int):
    while n > 0:
        yield n
        n -= 1


def pairs(items: list[str]):
    for i, item in enumerate(items):
        yield i, item


def both(n: int):
    yield "begin"
    yield from countdown(n)
    return n * 2


def find(items: list[str], wanted: str):
    for i, item in enumerate(items):
        if item == wanted:
            return i
    return None


def first_or_nothing(items: list[int]):
    if items:
        return items[0]


def sign(x: float):
    if x < 0:
        return "-"
    elif x > 0:
        return "+"
    else:
        return " "


def gcd(a: int, b: int):
    if b == 0:
        return a
    return gcd(b, a % b)


def make_adder(n: int):
    def add(x: int):
        return x + n
    return add


@contextmanager
def tagged(name: str):
    print(f"<{name}>")
    yield name.upper()
    print(f"</{name}>")


def main():
    for shape in (Square(1.5), Circle(2)):
        print(shape.describe())
    print(Circle(3).diameter + 1)
    tree = Tree(5, Tree(2, Tree(1)), Tree(8))
    print(list(tree), sum(tree), tree.depth(), [x for x in tree if x > 1])
    print(list(countdown(3)), dict(pairs(["a", "b"])))
    print(list(both(2)))
    print(find(["x", "y"], "y"), find([], "z"), first_or_nothing([4]), first_or_nothing([]))
    print(sign(-2.5), sign(1), repr(sign(0)), gcd(84, 36), make_adder(3)(4))
    with tagged("b") as name:
        print(name)


main()
