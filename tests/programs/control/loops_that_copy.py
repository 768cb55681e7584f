"""Loops that move items from one list to another, or within one: item by item, in order, whatever the lists have in common."""

from __future__ import annotations


def copy(target: list[int], source: list[int], start: int, stop: int) -> str:
    i = -7
    try:
        for i in range(start, stop):
            target[i] = source[i]
    except IndexError as error:
        return f"{error} at {i}: {target}"
    return f"{i}: {target}"


def shift_down(target: list[int], source: list[int], stop: int) -> str:
    i = -7
    try:
        for i in range(stop):
            target[i] = source[i + 1]
    except IndexError as error:
        return f"{error} at {i}: {target}"
    return f"{i}: {target}"


def shift_up(target: list[int], source: list[int], start: int, stop: int) -> str:
    """In one list the first item comes to be everywhere."""
    i = -7
    try:
        for i in range(start, stop):
            target[i + 2] = source[i - 1]
    except IndexError as error:
        return f"{error} at {i}: {target}"
    return f"{i}: {target}"


def shift_up_within(items: list[str]) -> list[str]:
    for i in range(len(items) - 1):
        items[i + 1] = items[i]
    return items


def backwards(items: list[float]) -> list[float]:
    for i in range(len(items) - 2, -1, -1):
        items[i + 1] = items[i]
    return items


def every_other(target: list[int], source: list[int]) -> list[int]:
    for i in range(0, len(target), 2):
        target[i] = source[i]
    return target


class Board:
    def __init__(self, size: int) -> None:
        self.cells = [f"cell {i}" for i in range(size)]
        self.flags = [i % 3 == 0 for i in range(size)]
        self.other: list[str | None] = [None] * size
        self.pairs = [(i, str(i)) for i in range(size)]

    def scroll(self) -> None:
        for i in range(len(self.cells) - 1):
            self.cells[i] = self.cells[i + 1]
        for i in range(len(self.flags) - 1):
            self.flags[i] = self.flags[i + 1]
        for i in range(len(self.other)):
            self.other[i] = self.cells[i]
        for i in range(2, len(self.pairs)):
            self.pairs[i - 2] = self.pairs[i]


def octets(target: bytearray, source: bytes, numbers: list[int]) -> str:
    for i in range(len(source)):
        target[i + 1] = source[i]
    for i in range(len(numbers)):
        numbers[i] = target[i]
    try:
        for i in range(len(numbers)):
            numbers[0] = 256
            target[i] = numbers[i]
    except ValueError as error:
        return f"{error}: {target!r} {numbers}"
    return "none was too large"


def steps(start: int, least: int, items: list[int]) -> str:
    """What a cursor may step to is a number of 64 bits, wherever it begins."""
    at = start
    rounds = 0
    try:
        while at != least:
            items[at - 1] = at
            at -= 1
            rounds += 1
            if rounds == 12:
                return f"still at {at}"
    except IndexError as error:
        return f"{error} at {at} after {rounds}: {items}"
    return f"{at} after {rounds}: {items}"


def climb(start: int, items: list[int]) -> str:
    at = start
    try:
        while at < len(items):
            items[at] += 1
            at = at + 3
    except IndexError as error:
        return f"{error} at {at}: {items}"
    return f"{at}: {items}"


def main() -> None:
    for start, stop in ((0, 6), (0, 0), (2, 5), (4, 2), (-2, 3), (0, 7), (5, 9), (-9, -7)):
        print(start, stop, copy([0] * 6, [1, 2, 3, 4, 5, 6, 7], start, stop))
        print(shift_up([0] * 9, [1, 2, 3, 4, 5, 6, 7], start, stop))
        shared = list(range(10, 20))
        print(shift_up(shared, shared, start, stop), copy(shared, shared, start, stop))
    for stop in (-1, 0, 1, 5, 6, 7):
        print(shift_down([0] * 6, [1, 2, 3, 4, 5, 6], stop))
        both = [1, 2, 3, 4, 5, 6]
        print(shift_down(both, both, stop))
    for size in range(36):
        numbers = list(range(size))
        print(shift_down(numbers, numbers, size - 1))
        print(shift_down([0] * size, list(range(size + 1)), size)[-40:])
    print(shift_up_within(["a", "b", "c", "d"]), shift_up_within([]), backwards([0.5, 1.5, 2.5, 3.5]))
    print(every_other([0] * 7, list(range(1, 8))))
    board = Board(6)
    board.scroll()
    print(board.cells, board.flags, board.other, board.pairs)
    print(octets(bytearray(8), b"abcdef", [0] * 8))
    largest = 9223372036854775807
    for start in (5, 1, 0, 6, -1, largest, -largest):
        for least in (1, 0, 3):
            print(start, least, steps(start, least, [0] * 5))
    for start in (0, 1, 5, 6, -2, -7, largest, largest - 2):
        print(start, climb(start, [0] * 6))


if __name__ == "__main__":
    main()
