"""`if a[i] or b[j] and c[k]`: later operands are only looked at when the earlier ones do not decide, also where the items are flags in lists."""

from __future__ import annotations


class Board:
    def __init__(self, size: int) -> None:
        self.size = size
        self.columns = [False] * size
        self.rising = [False] * (2 * size)
        self.falling = [False] * (2 * size)

    def place(self, row: int) -> int:
        if row == self.size:
            return 1
        found = 0
        for column in range(self.size):
            up = row + column
            down = row - column + self.size
            if not (self.columns[column] or self.rising[up] or self.falling[down]):
                self.columns[column] = self.rising[up] = self.falling[down] = True
                found += self.place(row + 1)
                self.columns[column] = self.rising[up] = self.falling[down] = False
        return found


class Growing:
    """Whose lists are exchanged by the method that the loop calls."""

    def __init__(self) -> None:
        self.flags = [False, True, False, True]
        self.marks = [1, 2, 3, 4]

    def change(self, depth: int) -> int:
        self.marks = [depth] * (5 + depth)
        return depth

    def run(self) -> int:
        total = 0
        for i in range(4):
            if self.flags[i] and self.marks[i] > 1:
                total += self.change(i)
            total += self.marks[i]
        return total


def both(first: list[bool], second: list[bool], count: int) -> list[int]:
    found: list[int] = []
    for i in range(count):
        if first[i] and second[i]:
            found.append(i)
    return found


def count_pairs(first: list[int], second: list[int], third: list[bool], count: int) -> int:
    total = 0
    for i in range(count):
        if first[i] > second[i] and not third[i] or first[i] == 7:
            total += first[i]
        if first[i] < second[i] or third[i] or second[i] == 0:
            total -= 1
    return total


def shifted(flags: list[bool], other: list[bool], shift: int) -> str:
    """The second operand is out of range only where the first one decides, or not."""
    hits = 0
    try:
        for i in range(len(flags)):
            at = i + shift
            if flags[i] or other[at]:
                hits += 1
    except IndexError as error:
        return f"{hits} then {error}"
    return str(hits)


def backwards(flags: list[bool], other: list[bool]) -> int:
    hits = 0
    for i in range(len(flags) - 1, -1, -1):
        back = -1 - i
        if flags[i] or other[back]:
            hits += i + 1
    return hits


print([Board(size).place(0) for size in range(1, 8)])
print(Growing().run())
for lengths in ((4, 4), (4, 2), (2, 4)):
    a, b = [True, True, False, True][:lengths[0]], [True, False, True, True][:lengths[1]]
    try:
        print(both(a, b, 4))
    except IndexError as error:
        print(lengths, error)
print(count_pairs([5, 7, 1, 0], [3, 9, 1, 4], [False, True, False, False], 4))
print(count_pairs([5, 7, 1, 0, -3], [3, 9, 1, 0, 0], [True, True, True, True, False], 5))
for shift in (0, 1, -1, 2, -4, -5, 3, 9):
    print(shift, shifted([True, False, False, True], [False, True, True, True], shift), shifted([True, True, True, True], [False], shift))
print(backwards([True, False, False, True], [False, True, False, True]))
