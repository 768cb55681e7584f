from __future__ import annotations
from typing import ClassVar, Optional
class Counter:
    count = 0
    names: list[str] = []
    last: ClassVar[Optional[str]] = None
    def __init__(self, name: str) -> None:
        self.name = name
        type(self).count += 1
        self.__class__.last = name
    @classmethod
    def reset(cls) -> None:
        cls.count = 0
    @classmethod
    def bump(cls, n: int) -> int:
        cls.count += n
        return cls.count
class Sub(Counter):
    pass
class Deep(Sub):
    last = "deep"
Counter("a"); Counter("b")
print(Counter.count, Sub.count, Deep.count, Counter.last, Sub.last, Deep.last)
s = Sub("c")
print(Counter.count, Sub.count, Deep.count, s.count, Sub.last, s.last)
d = Deep("d")
print(Counter.count, Sub.count, Deep.count, d.count, Deep.last, Sub.last)
Sub.reset()
print(Counter.count, Sub.count, Deep.count)
print(Deep.bump(5), Sub.bump(1), Counter.bump(10), Deep.count, Sub.count, Counter.count)
for c in (Counter, Sub, Deep):
    print(c.__name__, c.count, c.last)
x: Counter = d
print(x.count, x.last)
class Plain:
    total = 1
class Below(Plain):
    pass
print(Below.total)
Plain.total = 2
print(Below.total, Below().total)
Below.total = 7
print(Plain.total, Below.total, Below().total, Plain().total)
Plain.total = 3
print(Plain.total, Below.total)
