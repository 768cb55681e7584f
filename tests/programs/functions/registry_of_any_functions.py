"""A registry of functions: their names and modules, and parameters typed `Callable[..., T]`, which take any function."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Entry(NamedTuple):
    name: str
    module: str
    call: Callable[[], object]
    rounds: int | None


entries: list[Entry] = []


def name_of(function: Callable[..., object]) -> str:
    return function.__name__.strip("_")


def register(*, rounds: int | None = None) -> Callable[[Callable[[], T]], Callable[[], T]]:
    def note(call: Callable[[], T]) -> Callable[[], T]:
        @wraps(call)
        def wrapper() -> T:
            return call()

        entries.append(Entry(name_of(call), wrapper.__module__, wrapper, rounds))
        return call

    return note


@register()
def first() -> int:
    return 1


@register(rounds=3)
def __hidden__() -> str:
    return "hidden"


class Point:
    def __init__(self, x: int = 0) -> None:
        self.x = x

    def moved(self, by: int, *, twice: bool = False) -> int:
        return self.x + by * (2 if twice else 1)

    def __repr__(self) -> str:
        return f"Point({self.x})"


def zero() -> int:
    return 4


def named(n: int, *, key: str, more: int = 3) -> str:
    return key * n + str(more)


def twice(call: Callable[..., T], n: int) -> list[T]:
    return [call(n), call(n + 1)]


def with_key(call: Callable[..., T]) -> T:
    return call(2, key="x")


def total(call: Callable[..., int], times: int) -> int:
    return sum(call() for _ in range(times))


def outer() -> Callable[[], int]:
    def inner() -> int:
        return 1

    return inner


register()(Point(3).__repr__)
register()(lambda: 3)
register()(Point)
for entry in entries:
    print(entry.name, entry.module, entry.call(), entry.rounds)
print(name_of(zero), name_of(named), name_of(Point(3).moved), name_of(outer()))
print(twice(str, 3), twice(Point, 3), twice(float, 3), twice(Point(3).moved, 4), twice(lambda n: n * n, 5), total(zero, 3), with_key(named))
print(first.__module__, Point.__module__, Point(1).moved.__module__, outer().__module__, outer().__qualname__)
