"""Small operations, a loop each.    micro.py NAME [COUNT]"""

from __future__ import annotations

import sys
from collections.abc import Iterator


class Counter:
    """Something to call a method of."""

    def __init__(self) -> None:
        self.value = 0

    def add(self, amount: int) -> None:
        self.value += amount


class Twice(Counter):
    """So that the call is decided by the class of the object."""

    def add(self, amount: int) -> None:
        self.value += 2 * amount


def checked(number: int) -> int:
    if number % 2 == 0:
        raise ValueError("even")
    return number


def exception(count: int) -> int:
    caught = 0
    for i in range(count):
        try:
            caught += checked(2 * i)
        except ValueError:
            caught += 1
    return caught


def numbers_below(count: int) -> Iterator[int]:
    for i in range(count):
        yield i


def generator_step(count: int) -> int:
    total = 0
    for number in numbers_below(count):
        total += number & 7
    return total


def method_call(count: int) -> int:
    counters: list[Counter] = [Counter(), Twice()]
    for i in range(count):
        counters[i & 1].add(i)
    return counters[0].value + counters[1].value


def dict_get(count: int) -> int:
    numbers = {f"key{i}": i for i in range(1000)}
    keys = list(numbers)
    total = 0
    for i in range(count):
        total += numbers.get(keys[i % 1000], 0)
    return total


def list_append(count: int) -> int:
    total = 0
    for _ in range(count // 1000):
        items: list[int] = []
        for i in range(1000):
            items.append(i)
        total += len(items)
    return total


def f_string(count: int) -> int:
    total = 0
    for i in range(count):
        total += len(f"{i} of {count}")
    return total


def main() -> None:
    name = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    if name == "exception":
        print(exception(count))
    elif name == "generator_step":
        print(generator_step(count))
    elif name == "method_call":
        print(method_call(count))
    elif name == "dict_get":
        print(dict_get(count))
    elif name == "list_append":
        print(list_append(count))
    elif name == "f_string":
        print(f_string(count))


if __name__ == "__main__":
    main()
