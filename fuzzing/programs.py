"""Whole programs."""

from __future__ import annotations

from random import Random

from fuzzing import arithmetic, assignments, classes, containers, control, functions, general, handlers, texts
from fuzzing.author import Author

FILLED = (arithmetic, assignments, classes, containers, control, functions, general, handlers, texts)
"""Importing these fills the tables of `author.py`."""

START = '''from __future__ import annotations
import functools
import itertools
import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import Enum, IntEnum, StrEnum, auto
from types import TracebackType
from typing import Generic, Literal, NamedTuple, TypeVar

T = TypeVar("T")
S = TypeVar("S")
fuel = 0
counted = 0

class OutOfFuel(Exception):
    pass

class Trouble(Exception):
    def __init__(self, text: str, code: int) -> None:
        super().__init__(text)
        self.code = code

class DeepTrouble(Trouble):
    def __str__(self) -> str:
        return f"deep {self.code}: {self.args[0]}"

class Guard:
    def __init__(self, value: int) -> None:
        self.value = value
    def __enter__(self) -> int:
        print("enter", self.value)
        return self.value
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        print("exit", self.value, "-" if error is None else describe(error))

class Swallow:
    def __init__(self, value: int) -> None:
        self.value = value
    def __enter__(self) -> int:
        return self.value
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        print("swallow", "-" if error is None else describe(error))
        return isinstance(error, (ValueError, LookupError))

@contextmanager
def guarded(value: int) -> Iterator[int]:
    print("before", value)
    try:
        yield value
    except KeyError as error:
        print("guarded", describe(error))
    finally:
        print("after", value)

def spend() -> None:
    global fuel
    fuel -= 1
    if fuel < 0:
        raise OutOfFuel

def count(value: int) -> None:
    global counted
    counted = (counted + value) & 0xFFFF

def note(number: int, value: T) -> T:
    print("note", number)
    return value

def maybe(keep: bool, value: T) -> T | None:
    return value if keep else None

def either(first: bool, one: T, other: S) -> T | S:
    return one if first else other

def describe(error: BaseException) -> str:
    if isinstance(error, OverflowError):
        return "OverflowError"
    cause = "" if error.__cause__ is None else f" from {describe(error.__cause__)}"
    context = "" if error.__context__ is None else f" in {describe(error.__context__)}"
    return f"{type(error).__name__}: {error}{cause}{context}"

def attempt(name: str, test: Callable[[], None]) -> None:
    global fuel
    fuel = 150
    print("==", name)
    try:
        test()
    except Exception as error:
        print("raised", describe(error))
'''


def program(seed: int, tests: int = 8) -> str:
    """The program of a seed, always the same."""
    author = Author(Random(seed))
    parts = author.random.choices([functions.module_function, functions.module_generator, functions.recursive_function, None], [6, 2, 1, 5], k=tests)
    for part in parts:
        (part or author.random.choice(classes.SORTS))(author)
    for number in range(tests):
        functions.test_function(author, f"test_{number}")
    for number in range(tests):
        author.line(f'attempt("test_{number}", test_{number})')
    author.line("print(counted)")
    return START + "\n".join(author.lines) + "\n"
