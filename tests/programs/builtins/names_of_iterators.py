"""`type(x).__name__` of what `iter`, `zip`, `map` and their like give, and of generators and views."""

from __future__ import annotations

from array import array
from collections import deque
from typing import Iterable, Iterator


class Countdown:
    def __init__(self, start: int) -> None:
        self.start = start

    def __len__(self) -> int:
        return self.start

    def __getitem__(self, index: int) -> int:
        if index >= self.start:
            raise IndexError(index)
        return self.start - index


def generate() -> Iterator[int]:
    yield 1


def name(value: object) -> str:
    return type(value).__name__


def show(items: Iterable[int]) -> None:
    print(type(items).__name__, type(iter(items)).__name__)


def main() -> None:
    print(name(iter([1])), name(iter((1, 2))), name(iter("ü")), name(iter(b"a")), name(iter(bytearray(b"a"))), name(iter(range(3))))
    print(name(reversed([1])), name(reversed((1, 2))), name(reversed("ü")), name(reversed(b"a")), name(reversed(range(3))))
    table = {1: "a"}
    print(name(table.keys()), name(table.values()), name(table.items()))
    print(name(iter(table)), name(iter(table.values())), name(iter(table.items())))
    print(name(reversed(table)), name(reversed(table.values())), name(reversed(table.items())))
    print(name(iter({1})), name(iter(frozenset({1}))), name(iter(deque([1]))))
    print(name(zip([1], [2])), name(zip([1], [2], [3])), name(zip(*[[1], [2]])), name(map(str, [1])), name(map(max, [1], [2])))
    print(name(filter(None, [1])), name(enumerate([1])), name(iter(lambda: 1, 1)))
    print(name(generate()), name(n for n in [1]), name(memoryview(b"ab")), name(iter(memoryview(b"ab"))))
    print(type(iter([1])).__name__, type(generate()).__name__, iter([1]).__class__.__name__)
    for items in ([1], (1,), {1}, {1: 1}, generate(), range(2), map(int, "12"), {1: 1}.keys(), deque([1])):
        show(items)
    print(str(iter([1])).split(" at ")[0], str(generate()).split()[0], repr(zip([1], [1])).split(" at ")[0])


if __name__ == "__main__":
    main()
