"""Statements in the body of a class: loops, `if`, what is decided while compiling."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING


def debug() -> bool:
    return len(sys.argv) > 5


class Table:
    squares: dict[int, int] = {}
    names = ["one", "two", "three"]
    for i in range(4):
        squares[i] = i * i
    total = 0
    for name in names:
        total += len(name)
        if name == "two":
            squares[-2] = total
    lengths: list[int] = []
    while total > 8:
        lengths.append(total)
        total -= 1
    if debug():
        level = 10
        label = "debugging"
    elif total > 100:
        level = 5
        label = "many"
    else:
        level = 1
        label = "normal"
    level *= 3

    def describe(self) -> str:
        return f"{self.label} {self.level} {self.total} {sorted(self.squares.items())}"


class Versioned:
    if TYPE_CHECKING:
        hidden: int
    if sys.version_info >= (3, 8):
        limit = 5

        def hello(self) -> str:
            return "new"
    else:
        limit = 6

        def hello(self) -> str:
            return "old"

    if sys.platform == "win32":
        separator = "\\"
    else:
        separator = "/"


class Derived(Table):
    squares = dict(Table.squares)
    for k in (10, 20):
        squares[k] = k


def main() -> None:
    print(Table.squares, Table.total, Table.lengths, Table.level, Table.label, Table.i)
    print(Table().describe())
    print(Versioned.limit, Versioned().hello(), Versioned.separator)
    print(Derived.squares, Derived().label, Derived.k, len(Table.squares))
    t = Table()
    t.level = 99
    print(t.level, Table.level, Derived.level)


main()
