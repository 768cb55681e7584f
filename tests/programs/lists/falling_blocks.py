"""Rows of cells as lists of lists: blocks that turn and fall, full rows that go, and how often each column is used."""
from __future__ import annotations

Grid = list[list[int]]

SHAPES: dict[str, Grid] = {
    "I": [[1, 1, 1, 1]],
    "L": [[0, 0, 1], [1, 1, 1]],
    "O": [[1, 1], [1, 1]],
    "S": [[0, 1, 1], [1, 1, 0]],
    "T": [[0, 1, 0], [1, 1, 1]],
}


def turned(shape: Grid, times: int = 1) -> Grid:
    for _ in range(times % 4):
        shape = [list(column) for column in zip(*shape[::-1])]
    return shape


class GameOver(Exception):
    """Carries the block that found no place."""


class Well:
    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.rows: Grid = [[0] * width for _ in range(height)]
        self.cleared: list[int] = []

    def fits(self, shape: Grid, top: int, left: int) -> bool:
        if left < 0 or left + len(shape[0]) > self.width or top + len(shape) > len(self.rows):
            return False
        return not any(cell and self.rows[top + y][left + x] for y, row in enumerate(shape) for x, cell in enumerate(row))

    def drop(self, name: str, turns: int, left: int, colour: int) -> int:
        shape = turned(SHAPES[name], turns)
        if not self.fits(shape, 0, left):
            raise GameOver(name, left)
        top = 0
        while self.fits(shape, top + 1, left):
            top += 1
        for y, row in enumerate(shape, top):
            self.rows[y][left:left + len(row)] = [old or cell * colour for old, cell in zip(self.rows[y][left:], row)]
        return self.clear()

    def clear(self) -> int:
        full = [y for y, row in enumerate(self.rows) if all(row)]
        for y in full:
            self.cleared += self.rows.pop(y)
            self.rows.insert(0, [0] * self.width)
        return len(full)

    def heights(self) -> list[int]:
        return [next((len(column) - y for y, cell in enumerate(column) if cell), 0) for column in zip(*self.rows)]

    def holes(self) -> int:
        return sum(column[len(column) - height:].count(0) for column, height in zip(map(list, zip(*self.rows)), self.heights()))

    def __str__(self) -> str:
        return "\n".join("".join(" .abcdefghij"[cell + 1] for cell in row) for row in self.rows)


for name, shape in SHAPES.items():
    forms: list[Grid] = []
    for times in range(4):
        if (form := turned(shape, times)) not in forms:
            forms.append(form)
    print(name, len(forms), forms[-1], turned(shape, 4) == shape, turned(turned(shape, 3)) == shape)
well = Well(6, 7)
moves = [("O", 0, 0), ("I", 0, 2), ("T", 2, 3), ("L", 0, 0), ("S", 1, 4), ("I", 1, 2), ("L", 1, 0), ("O", 0, 4), ("T", 3, 1), ("O", 0, 7), ("I", 3, 0)]
for colour, (name, turns, left) in enumerate(moves, 1):
    try:
        gone = well.drop(name, turns, left, (colour - 1) % 10 + 1)
    except GameOver as over:
        print("no place for", *over.args)
        continue
    print(f"{name}{turns} at {left}: {gone} gone, heights {well.heights()}, holes {well.holes()}")
    if gone:
        print(well)
print(well, well.cleared, sep="\n")
flat = sum(well.rows, [])
print(len(flat), flat.count(0), sorted(set(flat)), max(well.rows, key=sum), [len(row) - row.count(0) for row in well.rows])
copied = [row[:] for row in well.rows]
copied[-1][0] = 99
alias = well.rows
alias[-1][1] = 77
print(well.rows[-1][:2], copied[-1][:2], alias is well.rows, copied == well.rows, copied[:-1] == well.rows[:-1], copied > well.rows)
