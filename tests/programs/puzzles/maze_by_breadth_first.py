"""A maze with keys and doors: breadth-first search over states, bit masks for keys, paths drawn back."""
from __future__ import annotations

import string
from collections import deque
from itertools import product
from typing import Iterator

MAZE = """
#################
#i.G..c...e..H.p#
########.########
#j.A..b...f..D.o#
########@########
#k.E..a...g..B.n#
########.########
#l.F..d...h..C.m#
#################
"""
Point = tuple[int, int]
State = tuple[Point, frozenset[str]]
STEPS = {"N": (-1, 0), "S": (1, 0), "W": (0, -1), "E": (0, 1)}


class Maze:
    def __init__(self, text: str) -> None:
        self.rows = text.strip().split("\n")
        self.spots = {cell: (r, c) for r, row in enumerate(self.rows) for c, cell in enumerate(row) if cell not in "#."}
        self.keys = frozenset(self.spots) & frozenset(string.ascii_lowercase)

    def __getitem__(self, at: Point) -> str:
        r, c = at
        return self.rows[r][c]

    def neighbours(self, state: State) -> Iterator[tuple[str, State]]:
        (r, c), keys = state
        for name, (dr, dc) in STEPS.items():
            cell = self[r + dr, c + dc]
            if cell == "#" or cell.isupper() and cell.lower() not in keys:
                continue
            yield name, ((r + dr, c + dc), keys | {cell} if cell.islower() else keys)

    def solve(self, wanted: int) -> tuple[int, str, list[str]]:
        start: State = (self.spots["@"], frozenset())
        came: dict[State, tuple[State, str] | None] = {start: None}
        queue = deque([start])
        while queue:
            state = queue.popleft()
            if len(state[1]) == wanted:
                break
            for name, following in self.neighbours(state):
                if following not in came:
                    came[following] = state, name
                    queue.append(following)
        else:
            raise LookupError("no way")
        path, order = "", list[str]()
        step = came[state]
        while step is not None:
            before, name = step
            path += name
            if new := state[1] - before[1]:
                order += new
            state, step = before, came[before]
        return len(path), path[::-1], order[::-1]


maze = Maze(MAZE)
print(sorted(maze.keys), maze.spots["@"], maze[1, 1], len(maze.rows))
for wanted in range(1, 5):
    length, path, order = maze.solve(wanted)
    print(wanted, length, path.count("N"), len(order), order[0] in "abcdefgh")
try:
    Maze("###\n#@#\n###").solve(1)
except LookupError as e:
    print("LookupError:", e)
grid = [[0] * 5 for _ in range(4)]
for r, c in product(range(4), range(5)):
    grid[r][c] = 1 if not (r and c) else grid[r - 1][c] + grid[r][c - 1]
print(*(" ".join(f"{n:2}" for n in row) for row in grid), sep="\n")
