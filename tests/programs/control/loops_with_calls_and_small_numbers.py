"""Loops over ranges that call functions: sums and products of small numbers cannot overflow, those of large ones raise where they do."""

from __future__ import annotations


LARGEST = (1 << 63) - 1


def word(number: int) -> int:
    """CPython's integers know no limit: this raises what ours do."""
    if not -LARGEST - 1 <= number <= LARGEST:
        raise OverflowError
    return number


class Grid:
    """A square of marks, and how often it was asked."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.asked = 0
        self.marks = [0] * size

    def mark(self, at: int) -> int:
        self.asked += 1
        self.marks[at] += 1
        return self.marks[at]

    def walk(self, row: int, rounds: int) -> str:
        found = 0
        try:
            for column in range(rounds):
                up = word(row + column)
                down = word(word(row - column) + self.size)
                found += self.mark(up % self.size) * 100 + self.mark(down)
        except (IndexError, OverflowError) as error:
            return f"{type(error).__name__} {found} {self.asked} {self.marks}"
        return f"{found} {self.asked} {self.marks}"


def noted(seen: list[int], number: int) -> int:
    seen.append(number)
    if number % 5 == 4:
        raise ValueError(f"{number}")
    return number


def products(start: int, stop: int, factor: int) -> str:
    seen: list[int] = []
    try:
        for number in range(start, stop):
            noted(seen, word(word(number * factor) + number) - factor)
    except (ValueError, OverflowError) as error:
        return f"{type(error).__name__} {seen}"
    return str(seen)


def backwards(first: int, last: int, offset: int) -> str:
    seen: list[int] = []
    for number in range(first, last, -3):
        if number == 4:
            continue
        seen.append(number - offset)
        if len(seen) > 4:
            break
    else:
        seen.append(-1)
    return str(seen)


def moved(count: int) -> list[int]:
    """The body changes what it adds."""
    seen: list[int] = []
    amount = 1
    for number in range(count):
        seen.append(number + amount)
        amount *= 1000
    return seen


def own_variable(count: int) -> list[int]:
    seen: list[int] = []
    for number in range(count):
        number = number * 3 + 1
        seen.append(number - 1)
    return seen


def changed_by_a_function(count: int) -> list[int]:
    offset = 0
    seen: list[int] = []

    def further() -> int:
        nonlocal offset
        offset = word(offset + (1 << 61))
        return word(offset)

    try:
        for number in range(count):
            seen.append(word(number + offset))
            further()
    except OverflowError:
        seen.append(-1)
    return seen


def main() -> None:
    print(Grid(8).walk(2, 3))
    print(Grid(8).walk(7, 9))
    print(Grid(4).walk(2, 9))
    print(Grid(3).walk((1 << 63) - 2, 3))
    print(Grid(3).walk(-(1 << 63), 2))
    large = 1 << 40
    for start, stop, factor in ((0, 4, 3), (5, 9, 10), (0, 3, large), (large, large + 3, large * 4), (0, 4, 1 << 62), (-3, 3, -7), (3, 3, 1), ((1 << 30) - 2, (1 << 30) + 2, (1 << 30) - 1)):
        print("products", start, stop, factor, products(start, stop, factor))
    print(backwards(10, -5, 3), backwards(100, 0, -(1 << 62)), backwards(7, 3, 1), backwards(1, 1, 1))
    print(moved(5), own_variable(4), changed_by_a_function(5))


main()
