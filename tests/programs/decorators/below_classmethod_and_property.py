"""Decorators below @staticmethod, @classmethod and @property."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def logged(function: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        print("->", function.__name__)
        return function(*args, **kwargs)

    return wrapper


def times(n: int) -> Callable[[Callable[P, int]], Callable[P, int]]:
    def decorate(function: Callable[P, int]) -> Callable[P, int]:
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> int:
            return n * function(*args, **kwargs)

        return wrapper

    return decorate


class Base:
    unit = 1

    def __init__(self, n: int) -> None:
        self.n = n

    @staticmethod
    @logged
    def plus(a: int, b: int = 1) -> int:
        return a + b

    @classmethod
    @logged
    def make(cls, n: int, *, double: bool = False) -> Base:
        return cls(n * 2 if double else n)

    @classmethod
    @times(3)
    @logged
    def units(cls) -> int:
        return cls.unit

    @property
    @logged
    def size(self) -> int:
        return self.n

    @property
    @times(2)
    def twice(self) -> int:
        return self.n


class Derived(Base):
    unit = 7

    @classmethod
    @logged
    def make(cls, n: int, *, double: bool = False) -> Base:
        print("derived")
        return super().make(n + 100, double=double)

    @property
    @logged
    def size(self) -> int:
        return super().size + 1000


class Third(Derived):
    unit = 9


for kind in (Base, Derived, Third):
    print(kind.__name__)
    made = kind.make(4, double=True)
    print(type(made).__name__, made.size, made.twice, kind.units(), made.units(), made.plus(1), kind.plus(1, b=5))
make = Derived.make
print(make(1).n, Base.make(2).n, [one.twice for one in map(Third.make, [1, 2])])
print(Base.make == Base.make, Base.make == Derived.make)
