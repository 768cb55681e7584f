"""Calls, methods, attributes and operators of one's own are marked as a whole."""

from collections.abc import Callable
import math


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
point = Point(1, None)
zero = 0


def chain() -> None:
    point.at(1).at(2).at(-1).at(3)


def chain_on_lines() -> None:
    x = (point.at(1)
         .at(2)
         .at(-1)
         .at(3))


def attribute() -> None:
    x = 1 + point.broken


def sum_of_points() -> None:
    x = point + point


def order() -> None:
    x = 1 < 2 and (point < point)


def chained_order() -> None:
    if zero < 1 < len(point):
        print("x")


def truth() -> None:
    if zero == 0 and point:
        print("yes")


def truth_of_not() -> None:
    x = not point


def lambdas() -> None:
    f: Callable[[int], int] = lambda n: 1 + n // zero
    print(f(1))


def sqrt() -> None:
    print(math.sqrt(-1.0))


def convert() -> None:
    print(int("12"), int("x" + "y"))


def method_with_lines() -> None:
    point.at(1).at(
        -1
    ).at(2)


def semantics() -> None:
    x = max([n for n in numbers if n > 5])


def loop_itself() -> None:
    for a in point: print(a)


tests: list[Callable[[], None]] = [
    chain, chain_on_lines, attribute, sum_of_points, order, chained_order, truth, truth_of_not, lambdas, sqrt,
    convert, method_with_lines, semantics, loop_itself,
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
