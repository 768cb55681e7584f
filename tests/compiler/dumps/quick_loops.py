"""Loops whose checks are made once, before them."""

from collections.abc import Iterator


def reverse(items: list[int]) -> None:
    low, high = 0, len(items) - 1
    while low < high:
        items[low], items[high] = items[high], items[low]
        low += 1
        high -= 1


def diagonal(row: int, seen: list[int]) -> None:
    for column in range(8):
        seen.append(row + column)


def odd(items: list[int]) -> Iterator[int]:
    for item in items:
        if item & 1:
            yield item


def product_of_odd(items: list[int]) -> int:
    product = 1
    for item in odd(items):
        product ^= item
    return product


def shift(items: list[int]) -> None:
    for i in range(len(items) - 1):
        items[i] = items[i + 1]


some = [3, 4, 5]
reverse(some)
shift(some)
diagonal(some[0], some)
print(some, product_of_odd(some))
