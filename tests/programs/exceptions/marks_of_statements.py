"""Which part of a statement is marked, and when nothing is."""

from collections.abc import Callable

from failing import Point, raise_chained


numbers = [1, 2, 3]
zero = 0
point = Point(1, None)


def unpack() -> None:
    a, b = numbers


def unpack_more() -> None:
    a, (b, c), d = 1, numbers, 2


def loop() -> None:
    for a, b in [numbers]:
        print(a)


def check() -> None:
    assert zero == 1, "not one"


def check_plain() -> None:
    assert zero


def check_both() -> None:
    assert not zero and zero > 1, \
        f"{zero}"


def raise_on_line() -> None:
    if zero == 0: raise KeyError("k")


def whole_line() -> None:
    point.at(-1)


def with_comment() -> None:
    point.at(-1)  # here


def with_space() -> None:
    point.at(-1)


class Manager:
    def __enter__(self) -> int:
        return 1 // zero

    def __exit__(self, a: object, b: object, c: object) -> None:
        pass


def managed() -> None:
    with Manager() as m: print(m)


class Leaving:
    def __enter__(self) -> int:
        return 1

    def __exit__(self, a: object, b: object, c: object) -> None:
        print(1 // zero)


def leaving() -> None:
    with Leaving() as m:
        print(m)


def leaving_raised() -> None:
    with Leaving() as m:
        numbers[m + 7]


tests: list[Callable[[], None]] = [
    unpack, unpack_more, loop, check, check_plain, check_both, raise_on_line, whole_line, with_comment, with_space,
    managed, leaving, leaving_raised,
]
raise_chained(tests)
