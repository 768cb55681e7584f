"""Values that may be None, given where `object` or `Hashable` is declared: None stays None."""

from __future__ import annotations

from collections.abc import Hashable


class Point:
    def __init__(self, x: int) -> None:
        self.x = x

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Point) and other.x == self.x

    def __repr__(self) -> str:
        return f"Point({self.x})"


class Check:
    """Like the assertions of a test suite."""

    def __init__(self) -> None:
        self.failed = 0

    def equal(self, first: object, second: object) -> None:
        print(first, second, first == second, first != second)
        if not first == second:
            self.failed += 1

    def none(self, value: object) -> None:
        print(value, value is None, value is not None, bool(value))


def show(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, int):
        return f"int {value + 1}"
    return f"{type(value).__name__} {value!r}"


def key(value: Hashable) -> str:
    return "none" if value is None else f"key {value}"


def half(n: int) -> int | None:
    return n // 2 if n % 2 == 0 else None


def ratio(n: int) -> float | None:
    return 1 / n if n else None


def row(n: int) -> list[int] | None:
    return [n] * n if n else None


def word(n: int) -> str | None:
    return "w" * n if n else None


def point(n: int) -> Point | None:
    return Point(n) if n else None


def pair(n: int) -> tuple[int, str] | None:
    return (n, "p") if n else None


check = Check()
for n in range(3):
    check.equal(half(n), None)
    check.equal(half(n), n // 2)
    check.equal(None, ratio(n))
    check.equal(row(n), [1])
    check.equal(word(n), word(1))
    check.equal(point(n), Point(2))
    check.equal(pair(n), (1, "p"))
    check.none(half(n))
    check.none(row(n))
    check.none(pair(n))
    print(show(half(n)), show(ratio(n)), show(row(n)), show(word(n)), show(point(n)), show(pair(n)))
    print(key(half(n)), key(word(n)), key(pair(n)))
print(check.failed)
