"""Containers take an object for equal to itself without asking it; `in` a tuple asks up to the first item that is equal."""
from collections import deque


class Stubborn:
    def __init__(self, name: str) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        print("asked", self.name)
        return False

    def __hash__(self) -> int:
        return 1


class Named:
    def __init__(self, name: str) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        print("compare", self.name, other.name if isinstance(other, Named) else other)
        return isinstance(other, Named) and self.name == other.name


a, b = Stubborn("a"), Stubborn("b")
print(a == a, a != a)
print(a in [a], [a] == [a], (a,) == (a,), {1: a} == {1: a}, deque([a]) == deque([a]), a in (a, b), a in {a}, {a} == {a}, {a: 1} == {a: 1})
print([a].index(a), [a].count(a), [a] != [a], (1, a) != (1, a), a in deque([b, a]), a in {1: a}.values(), (1, a) in [(1, a)], [[a]] == [[a]])
print([a] == [b], (a, 1) == (b, 1))
items = [b, a, a]
items.remove(a)
print([item.name for item in items])
objects: list[object] = [a, 1, "x"]
print(a in objects, objects == [a, 1, "x"], objects.index(a), objects.count(b))
objects.append(objects)
print(objects == [a, 1, "x", objects])
some: object = a
print(some == a, [some] == [some], some in (1, some))
x, y = Named("x"), Named("y")
print(Named("x") in (y, x, Named("z")), Named("q") in (x, y), x in (x, y), 3 in (x, 3))
print(Named("y") in [x, y, x], [x, y].index(Named("y")), (x, 2) == (Named("x"), 2), (x, 1) in ((y, 1), (x, 1)))
