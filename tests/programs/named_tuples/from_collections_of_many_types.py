"""Fields of `namedtuple` that hold several types, each other, themselves; a class below with a `__new__` of its own."""

from __future__ import annotations
import math
from collections import namedtuple, deque

Node = namedtuple("Node", "value next")
Mixed = namedtuple("Mixed", "number")
Flag = namedtuple("Flag", "on count")
Op = namedtuple("Op", "symbol apply")
Table = namedtuple("Table", "rows index")
Empty = namedtuple("Empty", "")
Chain = namedtuple("Chain", "a b")
Derived = namedtuple("Derived", "c d")

def chain(n: int) -> Node | None:
    found: Node | None = None
    for i in range(n):
        found = Node(i, found)
    return found

def show(node: Node | None) -> str:
    if node is None:
        return "."
    return f"{node.value} -> {show(node.next)}"

class Temperature(namedtuple("Temperature", "degrees unit")):
    def __new__(cls, degrees: float, unit: str = "C") -> Temperature:
        return super().__new__(cls, round(degrees, 1), unit)
    def kelvin(self) -> float:
        return self.degrees + 273.15 if self.unit == "C" else self.degrees

def local() -> None:
    Pair = namedtuple("Pair", "left right")
    pairs = [Pair(i, str(i)) for i in range(3)]
    print(pairs, pairs[1].right + "!")

def add(a: int, b: int) -> int:
    return a + b

def times(a: int, b: int) -> int:
    return a * b

def main() -> None:
    print(show(chain(4)))
    for m in (Mixed(1), Mixed(1.5), Mixed(True)):
        print(m, m.number + 1)
    print(Flag(True, 1), Flag(False, 0))
    ops = [Op("+", add), Op("*", times)]
    for op in ops:
        print(op.symbol, op.apply(3, 4))
    t = Table([[1, 2], [3]], {"a": 1})
    t.rows.append([4])
    print(t, t.index["a"], Empty())
    c = Chain(1, "x")
    d = Derived(c.a + 1, c.b * 2)
    print(c, d, d.c + 1, d.d.upper())
    queue = deque([c])
    print(queue)
    local()
    print(Chain(*(5, "y")))
    print(Temperature(20.04), Temperature(300.0, "K").kelvin())

main()
