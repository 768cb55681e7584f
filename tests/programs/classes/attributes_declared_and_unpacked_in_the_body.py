from __future__ import annotations
class S:
    REQUIRED: S
    weak: S
    total: int

    def __init__(self, name: str) -> None:
        self.name = name

    @classmethod
    def add(cls, n: int) -> None:
        cls.total += n

    def other(self) -> S:
        return self.weak

try:
    print(S.REQUIRED)
except AttributeError as e:
    print(e)
S.REQUIRED = S("required")
S.weak = S("weak")
S.total = 3
S.add(4)
print(S.REQUIRED.name, S.REQUIRED.other().name, S.total, S.weak.total)
class T:
    a, b = 1, 2
    c, d = "c", "d"
    control, count = 1, 400

    def step(self) -> int:
        self.count -= 1
        self.control ^= self.count
        return self.count
t = T()
print(t.step(), t.step(), t.control, T.count, T().count, T.a, t.b, T.c + t.d)
class Base:
    kind: str
    def show(self) -> str:
        return self.kind
class Derived(Base):
    kind = "derived"
print(Derived().show())
try:
    Base().show()
except AttributeError as e:
    print(e)
Base.kind = "base"
print(Base().show(), Derived().show(), Derived.kind)
class Colours:
    RED, GREEN, BLUE = range(3)
    first, *others = [1, 2, 3]
    (x, y), z = (1, 2.5), "z"
print(Colours.RED, Colours.BLUE, Colours().GREEN, Colours.first, Colours.others, Colours.x, Colours.y, Colours.z)
