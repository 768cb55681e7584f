"""Dataclass inheritance, slots, order, frozen, kw_only, defaults, nested reprs."""
from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field, asdict, astuple, replace, fields
from typing import ClassVar, Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True, order=True)
class Base:
    a: int
    b: str = "b"


@dataclass(slots=True, order=True)
class Derived(Base):
    c: list[int] = field(default_factory=list, compare=False)


@dataclass(frozen=True, order=True)
class Money:
    amount: int
    currency: str = "EUR"
    rates: ClassVar[dict[str, float]] = {"EUR": 1.0, "USD": 1.1}

    def __add__(self, other: Money) -> Money:
        return replace(self, amount=self.amount + other.amount)

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("negative")


@dataclass
class Outer:
    @dataclass
    class Inner:
        x: int

    inner: Inner
    pairs: dict[str, Inner] = field(default_factory=dict)


@dataclass
class Tree(Generic[T]):
    value: T
    left: Tree[T] | None = None
    right: Tree[T] | None = None

    def insert(self, value: T, key: int) -> None:
        if key % 2:
            if self.left is None:
                self.left = Tree(value)
            else:
                self.left.insert(value, key // 2)
        elif self.right is None:
            self.right = Tree(value)
        else:
            self.right.insert(value, key // 2)


@dataclass(eq=False)
class Handle:
    n: int


@dataclass(kw_only=True)
class Options:
    name: str
    verbose: bool = False
    level: int = field(default=1, repr=False)


print(Base(1), Derived(1, "x", [3]), Base(1) < Base(2), Base(1, "c") > Base(1, "b"))
print(sorted([Derived(2), Derived(1, "z"), Derived(1, "a")]))
print(Derived(1, "x", [1]) == Derived(1, "x", [2]))
m = Money(5) + Money(7)
print(m, hash(m) == hash(Money(12)), {m: 1}[Money(12)], Money.rates["USD"])
try:
    Money(-1)
except ValueError as e:
    print("ValueError", e)
o = Outer(Outer.Inner(1), {"k": Outer.Inner(2)})
print(o, asdict(o), astuple(o))
t = Tree("root")
for i, w in enumerate("one two three".split()):
    t.insert(w, i)
print(t)
h = Handle(1)
print(h == Handle(1), h == h, h in [h], len({h, Handle(1)}))
opts = Options(name="n", level=3)
print(opts, replace(opts, verbose=True), [f.name for f in fields(opts)], dataclasses.is_dataclass(opts))
match m:
    case Money(amount, "EUR") if amount > 10:
        print("many euros", amount)
    case Money():
        print("money")
