from __future__ import annotations
from typing import Self
class Tagged:
    registry: list[str] = []
    def __new__(cls, name: str, *rest: object) -> Self:
        cls.registry.append(name)
        return super().__new__(cls)
    def __init__(self, name: str) -> None:
        self.name = name
class Sized(Tagged):
    def __init__(self, name: str, size: int, unit: str = "px") -> None:
        super().__init__(name)
        self.size, self.unit = size, unit
class Plain:
    def __new__(cls, *args: int) -> Self:
        print("args", args)
        return super().__new__(cls)
    def __init__(self, *args: int) -> None:
        self.total = sum(args)
class Kw:
    def __new__(cls, **kwargs: int) -> Self:
        print("kw", kwargs)
        return super().__new__(cls)
    def __init__(self, a: int, b: int = 5) -> None:
        self.t = a * b
s = Sized("a", 3)
t = Sized("b", 4, "em")
print(s.name, s.size, s.unit, t.unit, Tagged.registry, Tagged("c").name)
print(Plain(1, 2, 3).total, Plain().total)
print(Kw(a=2).t, Kw(b=1, a=9).t)
class Celsius(float):
    def __new__(cls, value: float, unit: str = "C") -> Self:
        return super().__new__(cls, value)
    def __init__(self, value: float, unit: str = "C") -> None:
        self.unit = unit
c = Celsius(3.5, "F")
print(c + 1, c.unit)
kinds: list[type[Tagged]] = [Tagged]
for kind in kinds:
    print(kind("z").name)
