"""`cells[row * width + column]`: where such indices end, when they are negative, too large, or overflow on their way."""

from __future__ import annotations


class Grid:
    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.cells = [(x * 7 + 3) % 10 for x in range(width * height)]

    def row_sum(self, row: int) -> int:
        total = 0
        for column in range(self.width):
            total += self.cells[row * self.width + column]
        return total

    def column_sum(self, column: int) -> int:
        total = 0
        for row in range(self.height):
            at = row * self.width + column
            total += self.cells[at] - self.cells[at - column]
        return total

    def neighbours(self, x: int, y: int) -> int:
        """Looks itself whether it is inside."""
        total = 0
        for step in range(3):
            nx = x + step - 1
            if 0 <= nx < self.width:
                total += self.cells[y * self.width + nx]
        return total

    def transpose(self) -> list[int]:
        result = [0] * (self.width * self.height)
        for y in range(self.height):
            for x in range(self.width):
                result[x * self.height + y] = self.cells[y * self.width + x]
        return result


def attempt(name: str, grid: Grid, row: int) -> None:
    try:
        print(name, row, grid.row_sum(row))
    except (IndexError, OverflowError) as error:
        print(name, row, type(error).__name__)


def moved_twice(items: list[int], step: int) -> int:
    """A name that is assigned again is no fixed distance."""
    total = 0
    for i in range(len(items)):
        at = i + step
        if items[i] % 2 == 0:
            at = 0
        total += items[at]
    return total


def far(items: list[int], factor: int, count: int) -> str:
    total = 0
    try:
        for i in range(count):
            at = i * factor + 1 - factor * i
            total += items[at]
    except (IndexError, OverflowError) as error:
        return f"{total} {type(error).__name__}"
    return str(total)


def every(items: list[int], start: int, step: int) -> int:
    total = 0
    for i in range(start, len(items), step):
        back = len(items) - 1 - i
        total = total * 3 + items[back] * 2 + items[-1 - back]
    return total


def written(size: int) -> list[int]:
    items = [0] * (2 * size)
    for i in range(size):
        at = 2 * i
        items[at] = i
        items[at + 1] = -i
        items[at] += 5
    return items


def before_it_is_known(items: list[int]) -> int:
    """Read before the round's own value is given: the last round's."""
    at = 2
    total = 0
    for i in range(len(items)):
        total += items[at]
        at = i + 0
    return total


grid = Grid(5, 4)
print([grid.row_sum(row) for row in range(4)], [grid.column_sum(column) for column in range(5)])
print([grid.neighbours(x, y) for y in range(4) for x in range(5)])
print(grid.transpose())
for row in (-1, -4, -5, 4, 3):
    attempt("row", grid, row)
print(moved_twice([3, 1, 4, 1, 5, 9, 2, 6], 0))
try:
    print(moved_twice([3, 1, 4, 1, 5, 9, 2, 7], 1))
except IndexError as error:
    print(error)
print(far([1, 2, 3], 5, 4), far([1], 5, 4), far([1, 2], 1 << 40, 7))
print([every(list(range(7)), start, step) for start in range(3) for step in (1, 2, 3)])
print(written(6))
print(before_it_is_known([10, 20, 30, 40]))
