"""`copy` and `deepcopy` of objects: sharing, cycles, subclasses, own `__copy__` and `__deepcopy__`."""
from __future__ import annotations

import copy
from dataclasses import dataclass, field
from enum import Enum


class Color(Enum):
    RED = 1


@dataclass
class Address:
    city: str


@dataclass
class Person:
    name: str
    address: Address
    tags: list[str] = field(default_factory=list)
    boss: Person | None = None
    color: Color = Color.RED


class Shape:
    def __init__(self, points: list[tuple[int, int]]) -> None:
        self.points = points


class Named(Shape):
    def __init__(self, name: str, points: list[tuple[int, int]]) -> None:
        super().__init__(points)
        self.name = name
        self.meta = {"name": [name]}


class Node:
    def __init__(self, value: int) -> None:
        self.value = value
        self.next: Node | None = None
        self.others: list[Node] = []


class Counted:
    copies = 0

    def __init__(self, n: int) -> None:
        self.n = n

    def __copy__(self) -> Counted:
        Counted.copies += 1
        return Counted(self.n + 100)

    def __deepcopy__(self, memo: dict[int, object]) -> Counted:
        Counted.copies += 1
        return Counted(copy.deepcopy(self.n, memo) + 1000)


boss = Person("Ann", Address("Bern"), ["a"])
worker = Person("Bob", Address("Rome"), boss=boss)
flat, deep = copy.copy(worker), copy.deepcopy(worker)
print(flat == worker, flat is worker, flat.address is worker.address, flat.tags is worker.tags)
print(deep == worker, deep is worker, deep.address is worker.address, deep.tags is worker.tags, deep.color is worker.color)
worker.address.city = "Oslo"
boss.tags.append("b")
worker.name = "Rob"
print(flat)
print(deep)

shapes: list[Shape] = [Shape([(0, 0)]), Named("n", [(1, 2)])]
again = copy.deepcopy(shapes)
one = again[1]
print([type(s).__name__ for s in again], isinstance(one, Named) and one.name, isinstance(one, Named) and one.meta)
again[1].points.append((9, 9))
print(shapes[1].points, again[1].points, type(copy.copy(shapes[1])).__name__, copy.copy(shapes[1]).points is shapes[1].points)

ring = Node(1)
ring.next = Node(2)
ring.next.next = ring
ring.others = [ring, ring.next, ring.next]
new = copy.deepcopy(ring)
assert new.next is not None
print(new is ring, new.next.next is new, new.next is ring.next, [o.value for o in new.others], new.others[0] is new, new.others[1] is new.others[2])

c = Counted(5)
print(copy.copy(c).n, copy.deepcopy(c).n, [k.n for k in copy.deepcopy([c, c])], Counted.copies)
shared = ["x"]
pair = copy.deepcopy([shared, shared])
print(pair, pair[0] is pair[1], pair[0] is shared)
