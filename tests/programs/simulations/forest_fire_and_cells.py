"""Grids that live: a forest fire by a small random generator, Life on a torus, Wireworld, rule 110, Langton's ant."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

Grid = list[str]


class Dice:
    """A linear congruential generator; the upper bits of 32."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def __call__(self, one_in: int) -> bool:
        self.state = (self.state * 1664525 + 1013904223) & 0xFFFFFFFF
        return (self.state >> 16) % one_in == 0


def neighbours(grid: Grid, x: int, y: int) -> str:
    height, width = len(grid), len(grid[0])
    return "".join(grid[(y + dy) % height][(x + dx) % width] for dy in (-1, 0, 1) for dx in (-1, 0, 1) if dx or dy)


def step(grid: Grid, rule: Callable[[str, str], str]) -> Grid:
    return ["".join(rule(cell, neighbours(grid, x, y)) for x, cell in enumerate(row)) for y, row in enumerate(grid)]


def run(grid: Grid, rule: Callable[[str, str], str]) -> Iterator[Grid]:
    while True:
        yield grid
        grid = step(grid, rule)


def life(cell: str, around: str) -> str:
    alive = around.count("#")
    return "#" if alive == 3 or (alive == 2 and cell == "#") else "."


def wireworld(cell: str, around: str) -> str:
    match cell, around.count("H"):
        case "H", _:
            return "t"
        case "t", _:
            return "."
        case ".", 1 | 2:
            return "H"
        case _:
            return cell


def forest(dice: Dice) -> Callable[[str, str], str]:
    def rule(cell: str, around: str) -> str:
        if cell == "T":
            return "*" if "*" in around or dice(60) else "T"
        return "T" if cell == " " and dice(9) else " "
    return rule


def elementary(number: int, row: str, times: int) -> Iterator[str]:
    table = {f"{i:03b}": str(number >> i & 1) for i in range(8)}
    for _ in range(times):
        yield row.replace("0", ".").replace("1", "#")
        row = "".join(table[row[i - 1] + row[i] + row[(i + 1) % len(row)]] for i in range(len(row)))


def ant(size: int, limit: int) -> tuple[int, set[tuple[int, int]]]:
    black: set[tuple[int, int]] = set()
    place, heading = complex(size // 2, size // 2), 1j
    for moves in range(limit):
        at = int(place.real), int(place.imag)
        if not (0 <= at[0] < size and 0 <= at[1] < size):
            return moves, black
        heading *= -1j if at in black else 1j
        black ^= {at}
        place += heading
    return limit, black


def show(title: str, *grids: Grid) -> None:
    print(title)
    for rows in zip(*grids):
        print("  " + "   ".join(rows))


glider = [".#......", "..#.....", "###.....", *["........"] * 5]
seen = [grid for grid, _ in zip(run(glider, life), range(33))]
show("glider", seen[0], seen[1], seen[2], seen[4])
print("back after", next(i for i, grid in enumerate(seen) if i and grid == glider), [sum(r.count("#") for r in g) for g in seen[:5]])
wire = ["           ", " tH....... ", "          .", " ......... ", "           "]
clock = run(wire, wireworld)
print("wire", [sum((row.find("H") for row in next(clock)), 4) for _ in range(14)])
fire = run(["T T TTT  T TTT", "TTT  T TTTTT T", " TTTT T TT TTT", "T TT TTTT  TTT"], forest(Dice(7)))
for year, woods in zip(range(9), fire):
    counts = Counter("".join(woods))
    print(f"year {year}: {counts['T']:>2} trees, {counts['*']:>2} burn  |{woods[1]}|")
print(*elementary(110, "0" * 30 + "1", 8), *elementary(90, "0" * 15 + "1" + "0" * 15, 8), sep="\n")
moves, black = ant(40, 20000)
print("ant", moves, len(black), min(black), max(black), [sum((x, y) in black for x in range(40)) for y in range(12, 24)])
