"""Dotted names as values, the order of evaluation, what a failed case leaves, `match` in loops and `finally`, captures in closures, generics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NoReturn, TypeVar

T = TypeVar("T")


class Codes:
    OK = 200
    MISSING = 404
    NAME = "code"


class Box(Generic[T]):
    __match_args__ = ("item",)

    def __init__(self, item: T) -> None:
        self.item = item


class Full(Box[T]):
    pass


class Noisy:
    __match_args__ = ("a", "b")

    @property
    def a(self) -> int:
        print("  a is read")
        return 1

    @property
    def b(self) -> int:
        print("  b is read")
        return 2


def never(value: NoReturn) -> NoReturn:
    raise AssertionError(f"not reached: {value}")


def status(code: int) -> str:
    match code:
        case Codes.OK:
            return "fine"
        case Codes.MISSING | 410:
            return "gone"
        case _:
            return str(code)


def open_box(box: Box[T]) -> list[T]:
    match box:
        case Full(item):
            return [item, item]
        case Box(item):
            return [item]


def total(items: list[int | str]) -> int:
    result = 0
    for item in items:
        match item:
            case 0:
                continue
            case int(n):
                result += n
            case "stop":
                break
            case str():
                result += len(item)
            case _:
                never(item)
    else:
        result = -result
    return result


def cleaned(n: int) -> str:
    try:
        match n:
            case 1:
                return "one"
            case 2:
                raise ValueError("two")
        return "other"
    except ValueError as error:
        return f"caught {error}"
    finally:
        match n:
            case 1 | 2:
                print("  cleaned", n)


def later(pair: tuple[int, int]) -> Callable[[], int]:
    match pair:
        case (0, y):
            return lambda: y
        case (x, y):
            def product() -> int:
                return x * y
            return product


print(status(200), status(404), status(410), status(500))
print(open_box(Box(3)), open_box(Full("x")))
print(total([1, 0, "abc", 2]), total([1, "stop", 5]))
print(cleaned(1), cleaned(2), cleaned(3))
print(later((0, 5))(), later((6, 7))())

x = -1
match Noisy():
    case Noisy(2, x):
        print("no", x)
    case Noisy(1, 3):
        print("no")
    case Noisy(b=2, a=number):
        print("matched", number)
print(x)

match (value := [1, 2, 3]):
    case [a, b, c] if (s := a + b + c) > 5:
        print(value, s)

numbers: list[int] = []
match numbers:
    case [first]:
        print(first)
    case rest:
        rest.append(1)
print(numbers)
