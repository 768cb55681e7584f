from typing import Iterator, List, Optional, Tuple, Generator
import itertools

def queens(n: int) -> Iterator[Tuple[int, ...]]:
    cols = range(n)
    for vec in itertools.permutations(cols):
        if n == len(set(vec[i] + i for i in cols)) == len(set(vec[i] - i for i in cols)):
            yield vec

def solve(n: int, row: int = 0, cols: int = 0, d1: int = 0, d2: int = 0) -> int:
    if row == n:
        return 1
    count = 0
    free = ((1 << n) - 1) & ~(cols | d1 | d2)
    while free:
        bit = free & -free
        free ^= bit
        count += solve(n, row + 1, cols | bit, (d1 | bit) << 1, (d2 | bit) >> 1)
    return count

class Sudoku:
    def __init__(self, text: str) -> None:
        self.cells = [0 if c == "." else int(c) for c in text if c in "0123456789."]
        assert len(self.cells) == 81

    def candidates(self, i: int) -> List[int]:
        r, c = divmod(i, 9)
        used = {self.cells[r * 9 + k] for k in range(9)} | {self.cells[k * 9 + c] for k in range(9)}
        br, bc = r // 3 * 3, c // 3 * 3
        used |= {self.cells[(br + a) * 9 + bc + b] for a in range(3) for b in range(3)}
        return [d for d in range(1, 10) if d not in used]

    def solve(self) -> bool:
        best: Optional[Tuple[int, List[int]]] = None
        for i, v in enumerate(self.cells):
            if v == 0:
                options = self.candidates(i)
                if best is None or len(options) < len(best[1]):
                    best = (i, options)
        if best is None:
            return True
        i, options = best
        for d in options:
            self.cells[i] = d
            if self.solve():
                return True
        self.cells[i] = 0
        return False

    def __str__(self) -> str:
        lines = []
        for r in range(9):
            lines.append(" ".join(str(d) for d in self.cells[r * 9:r * 9 + 9]))
        return "\n".join(lines)

def flatten(tree: "list[object]") -> Generator[object, None, int]:
    n = 0
    for item in tree:
        if isinstance(item, list):
            n += yield from flatten(item)
        else:
            n += 1
            yield item
    return n

def hanoi(n: int, a: str = "A", b: str = "B", c: str = "C") -> Iterator[str]:
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield f"{a}->{c}"
        yield from hanoi(n - 1, b, a, c)

print(next(queens(6)), sum(1 for _ in queens(6)), [solve(n) for n in range(1, 9)])
s = Sudoku("53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79")
print(s.solve())
print(s)
print(list(flatten([1, [2, "x", [3.5, [None]]], [], [[4]]])))
print(*hanoi(3))
print(list(itertools.product("ab", repeat=2)), list(itertools.combinations(range(4), 2))[-1], list(itertools.zip_longest([1, 2, 3], "a", fillvalue=None)))
