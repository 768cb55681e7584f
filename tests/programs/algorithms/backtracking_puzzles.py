"""Search with undo: eight queens, knights' tours, subsets that sum, letters for digits, a word search, polyomino covers, colourings."""
from __future__ import annotations

from itertools import permutations, product
from typing import Generator, Iterator

Board = list[int]


def queens(n: int) -> Iterator[Board]:
    columns: Board = []
    free, up, down = set(range(n)), set[int](), set[int]()

    def place(row: int) -> Iterator[Board]:
        if row == n:
            yield columns[:]
            return
        for c in sorted(free):
            if row + c in up or row - c in down:
                continue
            free.remove(c)
            up.add(row + c)
            down.add(row - c)
            columns.append(c)
            yield from place(row + 1)
            columns.pop()
            free.add(c)
            up.remove(row + c)
            down.remove(row - c)

    yield from place(0)


def knights_tour(n: int) -> list[list[int]] | None:
    board = [[0] * n for _ in range(n)]
    jumps = [(a * x, b * y) for a, b in ((1, 2), (2, 1)) for x, y in product((1, -1), repeat=2)]

    def onward(r: int, c: int) -> list[tuple[int, int]]:
        return [(r + dr, c + dc) for dr, dc in jumps if 0 <= r + dr < n and 0 <= c + dc < n and not board[r + dr][c + dc]]

    def go(r: int, c: int, step: int) -> bool:
        board[r][c] = step
        if step == n * n or any(go(*square, step + 1) for square in sorted(onward(r, c), key=lambda s: len(onward(*s)))):
            return True
        board[r][c] = 0
        return False

    return board if go(0, 0, 1) else None


def subsets(numbers: list[int], target: int, chosen: tuple[int, ...] = ()) -> Generator[tuple[int, ...], None, int]:
    if target == 0:
        yield chosen
        return 1
    count = 0
    for i, n in enumerate(numbers):
        if n <= target:
            count += yield from subsets(numbers[i + 1:], target - n, (*chosen, n))
    return count


def cryptarithm(puzzle: str) -> dict[str, int] | None:
    left, result = puzzle.split(" == ")
    words = left.split(" + ")
    letters = sorted({*"".join([*words, result])})
    leading = {w[0] for w in [*words, result]}
    weight: dict[str, int] = {c: sum(10 ** (len(w) - 1 - i) for w in words for i, x in enumerate(w) if x == c)
              - sum(10 ** (len(result) - 1 - i) for i, x in enumerate(result) if x == c) for c in letters}
    for digits in permutations(range(10), len(letters)):
        if sum(weight[c] * d for c, d in zip(letters, digits)) == 0:
            found: dict[str, int] = dict(zip(letters, digits))
            if all(found[c] for c in leading):
                return found
    return None


def word_search(grid: list[str], word: str) -> list[tuple[int, int]] | None:
    rows, columns = len(grid), len(grid[0])

    def extend(path: list[tuple[int, int]]) -> list[tuple[int, int]] | None:
        if len(path) == len(word):
            return path
        r, c = path[-1]
        for at in ((r - 1, c), (r, c + 1), (r + 1, c), (r, c - 1)):
            if 0 <= at[0] < rows and 0 <= at[1] < columns and at not in path and grid[at[0]][at[1]] == word[len(path)]:
                if (found := extend(path + [at])) is not None:
                    return found
        return None

    starts = ([(r, c)] for r in range(rows) for c in range(columns) if grid[r][c] == word[0])
    return next((found for start in starts if (found := extend(start))), None)


def colour(regions: dict[str, str], names: list[str]) -> dict[str, str]:
    done: dict[str, str] = {}

    def fits(region: str, name: str) -> bool:
        return all(done.get(other) != name for other in regions[region].split())

    def assign(rest: list[str]) -> bool:
        if not rest:
            return True
        region, *others = rest
        for name in filter(lambda n: fits(region, n), names):
            done[region] = name
            if assign(others):
                return True
            del done[region]
        return False

    return done if assign(list(regions)) else {}


print([sum(1 for _ in queens(n)) for n in range(1, 8)], next(queens(8)))
tour = knights_tour(5)
print(*(" ".join(f"{n:2}" for n in row) for row in tour or []), sep="\n")
print(knights_tour(3), list(subsets([8, 6, 7, 5, 3, 10, 9], 15)))
print(cryptarithm("AB + BC == CDE"), cryptarithm("TWO + TWO == FOUR"))
print(word_search(["ABCE", "SFCS", "ADEE"], "ABCCED"), word_search(["AB"], "ABA"))
map_of_australia = {"WA": "NT SA", "NT": "WA SA Q", "SA": "WA NT Q NSW V", "Q": "NT SA NSW", "NSW": "Q SA V", "V": "SA NSW", "T": ""}
print(colour(map_of_australia, ["red", "green", "blue"]), colour(map_of_australia, ["red", "green"]))
