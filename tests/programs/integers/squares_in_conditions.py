"""`while n * n <= limit`: squares that do not fit in a word, negative roots, negative limits, both operators."""

from __future__ import annotations


def root_of(limit: int, start: int) -> int:
    root = start
    while root * root <= limit:
        root += 1
    return root


def root_below(limit: int, start: int) -> int:
    root = start
    while root * root < limit:
        root += 1
    return root


def at_most(number: int, limit: int) -> str:
    try:
        if number * number <= limit:
            return "at most"
        return "more"
    except OverflowError:
        return "overflow"


def less(number: int, limit: int) -> str:
    try:
        return "less" if number * number < limit else "not less"
    except OverflowError:
        return "overflow"


def find(items: list[int], wanted: int) -> int:
    at = 0
    while at < len(items) and items[at] != wanted:
        at += 1
    return at


def reverse(items: list[int], low: int, high: int) -> None:
    while low < high:
        item = items[low]
        items[low] = items[high]
        items[high] = item
        low += 1
        high -= 1


def first_beyond(items: list[int]) -> str:
    at = 0
    total = 0
    try:
        while total >= 0:
            total += items[at]
            at += 1
    except IndexError as error:
        return f"{error} at {at} after {total}"
    return f"negative at {at}"


def main() -> None:
    print(root_of(99, 0), root_of(100, 3), root_of(-1, 3), root_of(25, -3), root_of(25, -9))
    print(root_below(99, 0), root_below(100, 3), root_below(0, 0), root_below(-5, 0), root_below(26, -5))
    largest = (1 << 63) - 1
    for number in (0, 1, -1, 3037000499, -3037000499):
        print(number, at_most(number, largest), at_most(number, -1), at_most(number, 0), less(number, largest), less(number, 0), less(number, 1))
        print(at_most(number, number * number), less(number, number * number), less(number, -(1 << 63)), at_most(number, -(1 << 63)))
    print(root_of(largest - 6074000999, 3037000000), root_of(9, 4))
    items = [n * 7 % 31 for n in range(2500)]
    print(find(items, 30), find(items, 31), find([], 1), find([5], 5))
    reverse(items, 0, 2499)
    print(items[:5], items[-5:])
    reverse(items, -5, -1)
    print(items[-5:])
    print(first_beyond(items), first_beyond([]), first_beyond([1, 2, -9]))
    try:
        reverse(items, 0, 2500)
    except IndexError as error:
        print(error)


if __name__ == "__main__":
    main()
