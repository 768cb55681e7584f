# marks as of: 3.11.7
"""Marks stand under what they mark where characters are wide, and skip what encloses an operator."""

from collections.abc import Callable


class Point:
    def __init__(self, x: int, next: "Point | None") -> None:
        self.x = x
        self._next = next

    @property
    def broken(self) -> int:
        return self.x // 0

    def at(self, n: int) -> "Point":
        if n < 0: raise ValueError("negative")
        return Point(n, self)

    def __add__(self, other: "Point") -> "Point":
        raise ArithmeticError("no sum")

    def __lt__(self, other: "Point") -> bool:
        raise ArithmeticError("no order")

    def __len__(self) -> int:
        return self.x // 0

    def __str__(self) -> str:
        return str(self.x // 0)

    def __getitem__(self, at: int) -> int:
        raise IndexError(at)

    def __iter__(self) -> "Point": return self

    def __next__(self) -> int: return 1 // (self.x - self.x)


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
last: Exception | None = None
for test in tests:
    try:
        test()
    except Exception as error:
        error.__cause__ = last
        last = error
if last is not None:
    raise last
