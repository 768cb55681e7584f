# marks as of: 3.11.7
"""Marks stand under what they mark where characters are wide, and skip what encloses an operator."""

from collections.abc import Callable

from failing import Point, raise_chained


numbers = [1, 2, 3]
table = {"a": [0]}
zero = 0
point = Point(1, None)


def spaced() -> None:
    print((numbers[0])    //    (zero), "x")  # comment


def keys() -> None:
    print(table["a"][0], table[ "b" ] [0])


def text() -> None:
    print("héé", f"日本 {zero} {point}", numbers[9])


def emoji() -> None:
    a = "😀😀"; b = a[7]


tests: list[Callable[[], None]] = [
    spaced, keys, text, emoji,
]
raise_chained(tests)
