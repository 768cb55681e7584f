"""A comprehension is a frame of its own, but for its first iterable."""

from collections.abc import Callable

from failing import Point, raise_chained


zero = 0
point = Point(1, None)


def listed() -> None:
    x = [1 // n for n in [1, 0]]


def listed_twice() -> None:
    x = [[n // m for n in [1] if n > 0] for m in (1, 0) if m < 10]


def in_set() -> None:
    x = {n // zero for n in [1]}


def in_dict() -> None:
    x = {n: n // zero for n in [1]}


def generated() -> None:
    x = 1 + sum(1 // n for n in [0])


def generated_sorted() -> None:
    x = sorted(1 // n for n in [0])


def generated_any() -> None:
    print(any(1 // n > 0 for n in [2, 0]))


def listed_iterator() -> None:
    x = [n for n in point]


def generated_iterator() -> None:
    x = sum( (n) for n in (point) )


tests: list[Callable[[], None]] = [
    listed, listed_twice, in_set, in_dict, generated, generated_sorted, generated_any, listed_iterator,
    generated_iterator,
]
raise_chained(tests)
