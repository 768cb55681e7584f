"""An operator is marked within its operands, a subscript within its value."""

from collections.abc import Callable

from failing import raise_chained

numbers = [1, 2, 3]
table = {"a": [0]}
zero = 0


def binary() -> None:
    print(1 + 2 * (3 // zero) - 1)


def subscript() -> None:
    x = numbers[1] + numbers[zero + 7] * 2


def augmented() -> None:
    x = 1; x //= zero


def augmented_item() -> None:
    numbers[1] //= zero; print(1)


def augmented_far() -> None:
    numbers[17] += 1


def assigned_far() -> None:
    numbers[0] = numbers[17] = 3


def deleted() -> None:
    del table["a"], table["c"]


def shift() -> None:
    x = 1 << (zero - 1)


def slices() -> None:
    x = numbers[1:2:zero]


def negative() -> None:
    x = [1][-(-2)]


def conditional() -> None:
    x = 1 if zero else numbers[5]


def in_text() -> None:
    print(f"{numbers[0]:>5} {1 // zero!r} x")


def unbound() -> None:
    if zero: x = 1
    print(x)


tests: list[Callable[[], None]] = [
    binary, subscript, augmented, augmented_item, augmented_far, assigned_far, deleted, shift, slices, negative,
    conditional, in_text, unbound,
]
raise_chained(tests)
