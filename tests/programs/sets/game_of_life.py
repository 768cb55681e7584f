import sys
from typing import Set, Tuple, List, Dict
Cell = Tuple[int, int]

def neighbours(c: Cell) -> Set[Cell]:
    x, y = c
    return {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0)}

def step(live: Set[Cell]) -> Set[Cell]:
    counts: Dict[Cell, int] = {}
    for cell in live:
        for n in neighbours(cell):
            counts[n] = counts.get(n, 0) + 1
    return {c for c, k in counts.items() if k == 3 or (k == 2 and c in live)}

def show(live: Set[Cell]) -> str:
    xs = [x for x, _ in live]
    ys = [y for _, y in live]
    rows: List[str] = []
    for y in range(min(ys), max(ys) + 1):
        rows.append("".join("#" if (x, y) in live else "." for x in range(min(xs), max(xs) + 1)))
    return "\n".join(rows)

glider: Set[Cell] = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
world = glider | {(x + 10, y) for x, y in glider}
for generation in range(12):
    world = step(world)
print(show(world), len(world), sep="\n")
print(sorted(world)[:3], frozenset(glider) <= frozenset(world), world.isdisjoint(glider))
assert len(world) == 10, "gliders stay"
