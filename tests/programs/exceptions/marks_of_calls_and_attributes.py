"""Calls, methods, attributes and operators of one's own are marked as a whole."""

from collections.abc import Callable
import math

from failing import Point, raise_chained


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
raise_chained(tests)
