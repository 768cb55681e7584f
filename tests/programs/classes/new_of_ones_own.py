from __future__ import annotations
from typing import Any, ClassVar


class Database:
    _instance: ClassVar[Database | None] = None
    _ready = False
    url: str
    timeout: int

    def __new__(cls, *args: Any, **kwargs: Any) -> Database:
        if cls._instance is None:
            print("creating")
            cls._instance = super().__new__(cls)
        return cls._instance

    def __init__(self, url: str, timeout: int = 5) -> None:
        if self._ready:
            print("already there:", self.url, "not", url)
            return
        self.url, self.timeout = url, timeout
        self._ready = True


def source(text: str) -> str:
    print("evaluated", text)
    return text


first = Database(source("db://one"), timeout=3)
second = Database(source("db://two"))
print(first is second, second.url, second.timeout)


class Point:
    __slots__ = ("x", "y")
    x: int
    y: int

    def __new__(cls, x: int = 0, y: int = 0) -> Point:
        made = object.__new__(cls)
        made.x, made.y = x, y
        return made

    @classmethod
    def diagonal(cls, n: int) -> Point:
        return cls(n, n)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.x}, {self.y})"


class Named(Point):
    name: str

    def __new__(cls, x: int = 0, y: int = 0, name: str = "?") -> Named:
        made = super().__new__(cls, x * 2, y * 2)
        assert isinstance(made, Named)
        made.name = name
        return made

    def __repr__(self) -> str:
        return super().__repr__() + self.name


class Plain(Point):
    pass


print(Point(1, 2), Point(), Named(1, 2, "n"), Plain(5), Point.diagonal(3), Plain.diagonal(4), Named.diagonal(1))
kinds: list[type[Point]] = [Point, Named, Plain]
print([kind(1, 1) for kind in kinds])


class Per:
    made: ClassVar[dict[str, Per]] = {}

    def __new__(cls) -> Per:
        key = cls.__name__
        if key not in cls.made:
            cls.made[key] = super().__new__(cls)
        return cls.made[key]

    def __init__(self) -> None:
        self.inits = getattr_inits(self) + 1


counts: dict[str, int] = {}


def getattr_inits(p: Per) -> int:
    name = type(p).__name__
    counts[name] = counts.get(name, 0) + 1
    return counts[name] - 1


class PerA(Per):
    pass


class PerB(Per):
    def __init__(self) -> None:
        super().__init__()
        self.extra = "b"


print(PerA() is PerA(), PerA() is PerB(), PerB().extra, PerA().inits, counts)


class Raw:
    def __init__(self, n: int) -> None:
        print("init", n)
        self.n = n

    @classmethod
    def bare(cls) -> Raw:
        made = cls.__new__(cls)
        made.n = -1
        return made


print(Raw(1).n, Raw.bare().n, Raw.__new__(Raw) is None)


class Even:
    def __new__(cls, n: int) -> Even:
        if n % 2:
            raise ValueError(f"{n} is odd")
        return super().__new__(cls)

    def __init__(self, n: int) -> None:
        self.n = n


try:
    print(Even(4).n)
    Even(3)
except ValueError as error:
    print("ValueError:", error)


class Registry(dict[str, int]):
    def __new__(cls, *names: str) -> Registry:
        made = super().__new__(cls)
        made["made"] = 1
        return made

    def __init__(self, *names: str) -> None:
        super().__init__()
        for name in names:
            self[name] = len(name)


print(Registry("a", "bb"), len(Registry()))
