"""Loops over ranges whose bodies only compute: subscripts at and beyond both ends, negative ones, large numbers, steps, leaving early."""

from __future__ import annotations


class Holder:
    """Lists as attributes."""

    def __init__(self, size: int) -> None:
        self.values = list(range(size))
        self.other = [0] * size
        self.size = size

    def fill(self, first: int, last: int, step: int) -> int:
        total = 0
        for i in range(first, last, step):
            self.other[i] = self.values[i] + 1
            total += self.other[i]
        return total


def neighbours(items: list[int], first: int, last: int) -> int:
    total = 0
    for i in range(first, last):
        total += items[i - 1] * 3 + items[i + 1]
    return total


def attempt(name: str, items: list[int], first: int, last: int) -> None:
    try:
        print(name, neighbours(items, first, last))
    except IndexError as error:
        print(name, "IndexError", error)


def partly(items: list[int], last: int) -> str:
    """What was written before the error stays."""
    try:
        for i in range(last):
            items[i] = -1
    except IndexError as error:
        return f"{error} {items}"
    return f"fine {items}"


def bytes_too_large(data: bytearray, factor: int) -> str:
    try:
        for i in range(len(data)):
            data[i] = i * factor
    except ValueError as error:
        return f"{error} {data!r}"
    return repr(data)


def grows(first: int, last: int, factor: int) -> str:
    largest = 0
    try:
        for i in range(first, last):
            largest = i * factor + i
    except OverflowError:
        return f"overflow after {largest}"
    return str(largest)


def sum_of(data: bytes, step: int) -> int:
    total = 0
    for i in range(0, len(data), step):
        total = total * 31 % 1_000_003 + data[i]
    return total


def search(items: list[int], wanted: int) -> int:
    for i in range(len(items)):
        if items[i] % 7 == 3:
            continue
        if items[i] == wanted:
            break
    else:
        return -1
    return i


def changes_variable(items: list[int]) -> list[int]:
    seen: list[int] = [0] * 20
    for i in range(3):
        seen[i] = items[i]
        i += 10
        seen[i] = items[i - 10] + 100
    return seen


def swaps_lists(one: list[int], two: list[int]) -> list[int]:
    for i in range(4):
        one[i] = i
        one, two = two, one
    return one + two


def backwards(items: list[int]) -> list[int]:
    found = [0] * len(items)
    for i in range(len(items) - 1, -1, -1):
        found[len(items) - 1 - i] = items[i]
    return found


def main() -> None:
    items = [n * n for n in range(12)]
    attempt("inside", items, 1, 11)
    attempt("wraps to the end", items, 0, 11)
    attempt("negative indices", items, -10, -2)
    attempt("beyond", items, 1, 12)
    attempt("far below", items, -13, 3)
    attempt("nothing", items, 5, 5)
    attempt("less than nothing", items, 9, 2)
    long = list(range(5000))
    attempt("several strips", long, 1, 4999)
    attempt("several strips, then beyond", long, 1, 5005)
    print(partly([0] * 5, 5), partly([0] * 5, 6), partly([], 1))
    print(bytes_too_large(bytearray(6), 40), bytes_too_large(bytearray(9), 40), bytes_too_large(bytearray(3), -1))
    print(grows(0, 100, 1 << 20), grows(1 << 40, (1 << 40) + 5, 3), grows((1 << 62) - 30, (1 << 62) - 1, 1), grows(-(1 << 63), -(1 << 63) + 3, 0))
    print(grows((1 << 63) - 4, (1 << 63) - 1, 0), grows(3037000490, 3037000498, 3037000498))
    data = bytes(range(256)) * 9
    print(sum_of(data, 1), sum_of(data, 3), sum_of(data, 1000), sum_of(data, 100_000), sum_of(b"", 2))
    try:
        sum_of(data, 0)
    except ValueError as error:
        print(error)
    print(search(items, 49), search(items, 50), search([], 1), search([3, 10, 17], 10))
    print(changes_variable(items), swaps_lists([9] * 4, [8] * 4), backwards(items))
    holder = Holder(3000)
    print(holder.fill(0, 3000, 1), holder.fill(0, 3000, 7), holder.fill(2999, -1, -13), holder.fill(10, 0, 1), sum(holder.other))
    try:
        holder.fill(2000, 4000, 11)
    except IndexError as error:
        print(error, sum(holder.other))
    i = 77
    for i in range(0):
        pass
    print(i)
    for i in range(-3, 1030):
        pass
    print(i)
    print([n for n in range(-4, 9, 5)], [n for n in range(9, -4, -5)], [n for n in range((1 << 63) - 8, (1 << 63) - 1, 3)])
    print([n for n in range(-(1 << 63), (1 << 63) - 1, 1 << 62)])


if __name__ == "__main__":
    main()
