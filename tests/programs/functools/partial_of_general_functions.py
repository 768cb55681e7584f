# partial() of functions that have a type parameter, or several signatures: which one is meant follows from what is given and what is left.
import operator
from collections.abc import Callable, Iterable
from functools import partial, reduce
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")


def times(count: int, item: T) -> list[T]:
    return [item] * count


def pair(a: T, b: U) -> tuple[T, U]:
    return a, b


def applied(function: Callable[[T], U], items: Iterable[T], *, backwards: bool = False) -> list[U]:
    found = [function(item) for item in items]
    return found[::-1] if backwards else found


def doubled(x: int) -> int:
    return 2 * x


print(list(map(partial(pow, 2), range(5))), partial(pow, 3, 4)(), list(map(partial(pow, 2.0), [1, 2, 3])))
print(list(map(partial(operator.add, 10), [1, 2])), list(map(partial(operator.mul, 1.5), [2.0, 4.0])))
print(partial(max, 3)(5), partial(min, 2.5)(1.5), partial(max, [3, 9, 2])())
print(list(map(partial(times, 2), ["a", "b"])), partial(times, 3)(1.5), partial(times, item="x")(count=2))
print([partial(pair, 1)(x) for x in ("a", "b")], partial(pair, "left", "right")())
print(partial(applied, doubled)([1, 2, 3]), partial(applied, backwards=True)(doubled, range(4)))
print(list(map(partial(round, ndigits=1), [1.25, 2.75])), partial(sum, [1, 2, 3])(), partial(sorted, reverse=True)([2, 3, 1]))
