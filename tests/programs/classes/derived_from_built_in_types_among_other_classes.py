from typing import Generic, TypeVar, Iterable, Optional
from functools import total_ordering
from dataclasses import dataclass
import copy
import math

T = TypeVar("T")

class Mixin:
    def describe(self) -> str:
        return f"{type(self).__name__} is {self!r}"

class Version(Mixin, tuple[int, int, int]):
    @classmethod
    def parse(cls, text: str) -> "Version":
        a, b, c = text.split(".")
        return cls((int(a), int(b), int(c)))
    def __str__(self) -> str:
        return "v" + ".".join(str(part) for part in self)

class Money(int, Mixin):
    def __add__(self, other: int) -> "Money":
        return Money(int(self) + int(other))
    def __sub__(self, other: int) -> "Money":
        return Money(int(self) - int(other))
    def __str__(self) -> str:
        return f"${int(self) // 100}.{int(self) % 100:02d}"

class Bold(str):
    def __format__(self, spec: str) -> str:
        return "**" + super().__format__(spec) + "**"
    def __len__(self) -> int:
        return super().__len__() + 4

class Bounded(float):
    low = 0.0
    high = 1.0
    def __new__(cls, value: float) -> "Bounded":
        return super().__new__(cls, min(cls.high, max(cls.low, value)))

class Percent(Bounded):
    high = 100.0
    def __str__(self) -> str:
        return f"{float(self):g}%"

@dataclass
class Account:
    owner: str
    balance: Money
    version: Optional[Version] = None

def show(value: object) -> None:
    match value:
        case Money():
            print("money", value)
        case int(n):
            print("int", n)
        case str() as s:
            print("str", s, len(s))
        case (a, b, c):
            print("three", a, b, c)
        case float():
            print("float", value)
        case _:
            print("other")

v = Version.parse("1.20.3")
print(v, repr(v), v.describe(), v < Version((1, 21, 0)), v[1], sorted([v, Version.parse("0.9.9")]))
acc = Account("ann", Money(1250), v)
acc.balance = acc.balance + 100
print(acc, acc.balance, acc.balance - 50, acc.balance > 1000, acc.balance * 2, acc.balance.describe())
print(f"{Bold('hi')} {Bold('hi'):>5} {len(Bold('hi'))}", Bold("a") + "b")
print(Percent(150), Percent(-3), Bounded(7), Percent(33.5) / 2, math.sqrt(Percent(16)), math.floor(Bounded(0.5)), type(Percent(3)).__name__)
show(Money(3)); show(4); show("s"); show(1.5); show(Percent(4))
prices = {Money(5): "five", Money(6): "six"}
print(prices[Money(5)], Money(6) in prices, copy.copy(acc), copy.deepcopy([v]))
print([m for m in map(Money, [1, 2, 3])], max([Money(5), Money(9)]), min(Money(5), Money(3)), range(Money(3)), [10, 20, 30][Money(1)])
opt: Optional[Money] = Money(0)
if opt:
    print("truthy")
if opt is not None:
    print("some", opt)
kinds: list[type[Bounded]] = [Bounded, Percent]
for kind in kinds:
    print(kind(55.0), kind.__name__, kind.high)
class Box(Generic[T]):
    def __init__(self, item: T) -> None:
        self.item = item
print(Box(Money(7)).item, Box(v).item, v.count(1), v.index(20), 3 in v, v + (4,), v == (1, 20, 3), (1, 20, 3) == v, v != Version((1, 2, 3)))
total = 0
for m in (Money(1), Money(2)):
    total += m
print(total, Money(5) == 5.0, Money(3) is not None, bool(Money(0)), not Money(1), int(Money(5)).bit_length(), Money(5).bit_length(), Money(255).to_bytes(2, "big"), "%05d" % Money(42), hex(Money(255)), round(Percent(2.567), 1))
