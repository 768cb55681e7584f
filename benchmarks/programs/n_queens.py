"""Solutions of the n queens problem: recursion and lists of bool.    n_queens.py [SIZE]"""

from __future__ import annotations

import sys


class Board:
    """Which columns and diagonals are taken."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.columns = [False] * size
        self.rising = [False] * (2 * size)
        self.falling = [False] * (2 * size)

    def place(self, row: int) -> int:
        """Solutions with queens in all rows from `row` on."""
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


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    print(f"{Board(size).place(0)} solutions for {size} queens")


if __name__ == "__main__":
    main()
