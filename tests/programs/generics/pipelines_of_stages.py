"""Stages with an input and an output type, joined by >>; results that are a value or an error; a bag that groups by key."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
K = TypeVar("K", bound="Comparable")


class Comparable(Protocol):
    def __lt__(self, other: Comparable, /) -> bool: ...


@dataclass
class Ok(Generic[A]):
    value: A


@dataclass
class Err:
    reason: str


class Stage(Generic[A, B]):
    def __init__(self, name: str, run: Callable[[A], B]) -> None:
        self.name = name
        self._run = run
        self.count = 0

    def __call__(self, item: A) -> B:
        self.count += 1
        return self._run(item)

    def __rshift__(self, following: Stage[B, C]) -> Stage[A, C]:
        return Stage(f"{self.name} > {following.name}", lambda item: following(self(item)))

    def each(self, items: Iterable[A]) -> Iterator[B]:
        for item in items:
            yield self(item)

    def guarded(self) -> Stage[A, Ok[B] | Err]:
        def run(item: A) -> Ok[B] | Err:
            try:
                return Ok(self(item))
            except (ValueError, ZeroDivisionError) as e:
                return Err(f"{type(e).__name__}: {e}")
        return Stage(f"guarded({self.name})", run)


def partition(results: Iterable[Ok[A] | Err]) -> tuple[list[A], list[str]]:
    good: list[A] = []
    bad: list[str] = []
    for result in results:
        match result:
            case Ok(value):
                good.append(value)
            case Err(reason):
                bad.append(reason)
    return good, bad


class Grouping(Generic[A, B]):
    def __init__(self, key: Callable[[A], B]) -> None:
        self.key = key
        self.groups: dict[B, list[A]] = {}

    def add(self, *items: A) -> Grouping[A, B]:
        for item in items:
            self.groups.setdefault(self.key(item), []).append(item)
        return self

    def fold(self, start: C, step: Callable[[C, A], C]) -> dict[B, C]:
        folded: dict[B, C] = {}
        for key, items in self.groups.items():
            value = start
            for item in items:
                value = step(value, item)
            folded[key] = value
        return folded


parse = Stage("parse", int)
invert = Stage[int, float]("invert", lambda n: 100 / n)
show = Stage[float, str]("show", lambda x: f"{x:.2f}")
whole = parse >> invert >> show
print(whole.name, "|", whole("8"), list(whole.each(["1", "3", " 7 "])), (parse.count, invert.count, show.count, whole.count))
safe = whole.guarded()
good, bad = partition(safe.each(["5", "zero", "0", "40"]))
print(safe.name, good, bad, parse.count)
first, second = parse.guarded()("12"), parse.guarded()("1.2")
print(first, second, isinstance(first, Ok), isinstance(second, Ok), first == Ok(12))
pairs = Stage[str, tuple[str, int]]("measure", lambda word: (word, len(word))) >> Stage[tuple[str, int], str]("join", lambda p: p[0] * p[1])
print(pairs("ab"), [*pairs.each("x yz".split())])

words = Grouping[str, int](len).add("one", "two", "three").add("four", "five", "six")
print(words.groups, words.fold(0, lambda n, _: n + 1), words.fold("", lambda text, word: text + word[0]))
parity = Grouping[int, bool](lambda n: n % 2 == 0).add(*range(1, 11))
print(parity.fold(1, lambda a, b: a * b), parity.fold((0, 0.0), lambda p, n: (p[0] + n, max(p[1], n / 4))))
