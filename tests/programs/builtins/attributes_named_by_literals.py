from __future__ import annotations
import math
from collections import deque
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Point(NamedTuple):
    x: int
    y: int


class Color(Enum):
    RED = 1


@dataclass
class Account:
    owner: str
    balance: int = 0

    @property
    def doubled(self) -> int:
        return self.balance * 2

    @doubled.setter
    def doubled(self, value: int) -> None:
        self.balance = value // 2


class Lazy:
    def __init__(self) -> None:
        self.tries = 0

    def __getattr__(self, name: str) -> int:
        if name.startswith("n"):
            return len(name)
        raise AttributeError(f"no {name}")


class Fails:
    @property
    def value(self) -> int:
        raise AttributeError("not yet")

    @property
    def other(self) -> int:
        raise KeyError("bad")


class Node:
    __slots__ = ("value", "next")

    def __init__(self, value: int) -> None:
        self.value = value
        self.next: Node | None = None


p = Point(1, 2)
print(getattr(p, "x") + 1, hasattr(p, "z"), hasattr(p, "_asdict"), getattr(p, "z", "none"))
account = Account("ada", 10)
setattr(account, "balance", 20)
setattr(account, "doubled", 100)
print(account, getattr(account, "doubled"), hasattr(account, "doubled"), hasattr(account, "tripled"))
lazy = Lazy()
print(hasattr(lazy, "name"), hasattr(lazy, "value"), getattr(lazy, "name"), getattr(lazy, "value", 0), hasattr(lazy, "tries"))
fails = Fails()
print(hasattr(fails, "value"), getattr(fails, "value", -1))
try:
    hasattr(fails, "other")
except KeyError as error:
    print("key", error)
print(getattr(math, "pi"), hasattr([], "append"), hasattr((), "append"), hasattr(3, "real"), hasattr("s", "upper"), hasattr({}, "missing"))
print(hasattr(deque([1]), "appendleft"), hasattr(deque([1]), "nothing"), hasattr(Color.RED, "name"), getattr(Color.RED, "value"))
print(hasattr(Account, "doubled"), hasattr(Account, "nothing"), getattr(Account, "balance"))
print(getattr("abc", "upper")(), getattr(account, "owner").upper())
node = Node(3)
print([name for name, there in (("value", hasattr(node, "value")), ("next", hasattr(node, "next")), ("prev", hasattr(node, "prev"))) if there])
print(hasattr(len, "__name__"), hasattr(print, "append"), callable(getattr(node, "value", None)))
wrong: Exception = ValueError("x")
print(hasattr(wrong, "errno"), hasattr(wrong, "args"), getattr(wrong, "code", 5))
errors: list[Exception] = [OSError(2, "gone"), ValueError("v")]
for e in errors:
    print(hasattr(e, "errno"), getattr(e, "errno", None))


class Config:
    debug: bool = False
    level: int = 1

    def __init__(self, **options: int) -> None:
        if "level" in options:
            setattr(self, "level", options["level"])

    def get(self) -> str:
        return f"{getattr(self, 'debug')} {getattr(self, 'level')}"


print(Config().get(), Config(level=5).get())
getattr(node, "prev")
