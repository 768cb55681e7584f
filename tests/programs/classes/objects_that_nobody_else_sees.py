"""Objects that only one function knows: intermediate results, iterators of one's own, objects compared by identity, kept after all."""

from __future__ import annotations

import gc
import weakref


class Vector:
    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def __add__(self, other: Vector) -> Vector:
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor: float) -> Vector:
        return Vector(self.x * factor, self.y * factor)

    def dot(self, other: Vector) -> float:
        return self.x * other.x + self.y * other.y

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vector) and self.x == other.x and self.y == other.y


class Shape:
    corners = 0

    def area(self) -> int:
        return 0

    def name(self) -> str:
        return f"{type(self).__name__} of {self.area()} with {self.corners}"


class Square(Shape):
    corners = 4

    def __init__(self, side: int) -> None:
        self.side = side
        if side < 0:
            raise ValueError(f"side {side}")

    def area(self) -> int:
        return self.side * self.side


class Cube(Square):
    corners = 8

    def area(self) -> int:
        return 6 * super().area()


class Countdown:
    def __init__(self, start: int) -> None:
        self.left = start

    def __iter__(self) -> Countdown:
        return self

    def __next__(self) -> int:
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.left


class Node:
    def __init__(self, value: int, following: Node | None = None) -> None:
        self.value = value
        self.following = following
        self.parts = [value, value + 1]
        self.unset: Node | None = None


def area_of(side: int, deep: bool) -> int:
    shape: Shape = Cube(side) if deep else Square(side)
    return shape.area() + Square(side + 1).area() + (1 if isinstance(shape, Cube) else 0)


def chain(length: int) -> Node | None:
    first: Node | None = None
    for value in range(length):
        temporary = Node(value, Node(-value))
        assert temporary.unset is None and temporary.following is not None
        first = Node(temporary.value + temporary.following.parts[1], first)
    return first


def total(node: Node | None) -> int:
    result = 0
    while node is not None:
        result += node.value + sum(node.parts)
        node = node.following
    return result


def identities() -> str:
    a, b = Vector(1.0, 2.0), Vector(1.0, 2.0)
    c = a
    nothing: Vector | None = None
    return f"{a is b} {a == b} {a is c} {a is not b} {nothing is a} {a in [b]} {id(a) == id(c)}"


def refused(side: int) -> str:
    try:
        return str(Square(side).area())
    except ValueError as error:
        return str(error)


def seen_weakly() -> bool:
    node = Node(1)
    seen = weakref.ref(node)
    alive = seen() is node and node.value == 1
    del node
    gc.collect()
    return alive


position, velocity = Vector(0.0, 0.0), Vector(1.5, -0.5)
length = 0.0
for step in range(1000):
    position = position + velocity * 0.5 + Vector(step, -step) * 0.25
    length += (position + velocity).dot(velocity * 2.0)
print(position.x, position.y, length)
print(identities(), Vector(1.0, 2.0) + Vector(2.0, 1.0) == Vector(3.0, 3.0))
print(area_of(3, True), area_of(3, False), Cube(2).name(), Square(5).name(), Shape().name())
print(sum(Countdown(10)), max(Countdown(4)), [x * x for x in Countdown(5)])
for repeat in range(30):
    kept = chain(3000)
    if repeat % 10 == 0:
        print(repeat, total(kept))
print(refused(4), refused(-4), seen_weakly())
