"""Sudoku: constraint propagation with sets and strings, then search; also exact cover with dancing dictionaries."""
from typing import Dict, Generator, Iterable, List, Optional, Set, Tuple


def cross(A: Iterable[str], B: Iterable[str]) -> List[str]:
    return [a + b for a in A for b in B]


digits = '123456789'
rows = 'ABCDEFGHI'
cols = digits
squares = cross(rows, cols)
unitlist = ([cross(rows, c) for c in cols] + [cross(r, cols) for r in rows] +
            [cross(rs, cs) for rs in ('ABC', 'DEF', 'GHI') for cs in ('123', '456', '789')])
units = dict((s, [u for u in unitlist if s in u]) for s in squares)
peers = dict((s, set(sum(units[s], [])) - {s}) for s in squares)

Values = Dict[str, str]


def parse_grid(grid: str) -> Optional[Values]:
    values = dict((s, digits) for s in squares)
    for s, d in grid_values(grid).items():
        if d in digits and not assign(values, s, d):
            return None
    return values


def grid_values(grid: str) -> Values:
    chars = [c for c in grid if c in digits or c in '0.']
    assert len(chars) == 81, len(chars)
    return dict(zip(squares, chars))


def assign(values: Values, s: str, d: str) -> bool:
    other_values = values[s].replace(d, '')
    return all(eliminate(values, s, d2) for d2 in other_values)


def eliminate(values: Values, s: str, d: str) -> bool:
    if d not in values[s]:
        return True
    values[s] = values[s].replace(d, '')
    if len(values[s]) == 0:
        return False
    elif len(values[s]) == 1:
        d2 = values[s]
        if not all(eliminate(values, s2, d2) for s2 in peers[s]):
            return False
    for u in units[s]:
        dplaces = [s for s in u if d in values[s]]
        if len(dplaces) == 0:
            return False
        elif len(dplaces) == 1:
            if not assign(values, dplaces[0], d):
                return False
    return True


def search(values: Optional[Values]) -> Optional[Values]:
    if values is None:
        return None
    if all(len(values[s]) == 1 for s in squares):
        return values
    n, s = min((len(values[s]), s) for s in squares if len(values[s]) > 1)
    for d in values[s]:
        copy = values.copy()
        if assign(copy, s, d):
            found = search(copy)
            if found:
                return found
    return None


def display(values: Values) -> None:
    width = 1 + max(len(values[s]) for s in squares)
    line = '+'.join(['-' * (width * 3)] * 3)
    for r in rows:
        print(''.join(values[r + c].center(width) + ('|' if c in '36' else '') for c in cols).rstrip())
        if r in 'CF':
            print(line)


Cell = Tuple[str, Tuple[int, int]]


def exact_cover(X: Dict[Cell, Set[Tuple[int, int, int]]], Y: Dict[Tuple[int, int, int], List[Cell]], solution: List[Tuple[int, int, int]]) -> Generator[List[Tuple[int, int, int]], None, None]:
    if not X:
        yield list(solution)
    else:
        c = min(X, key=lambda c: (len(X[c]), c))
        for r in sorted(X[c]):
            solution.append(r)
            removed = select(X, Y, r)
            yield from exact_cover(X, Y, solution)
            deselect(X, Y, r, removed)
            solution.pop()


def select(X: Dict[Cell, Set[Tuple[int, int, int]]], Y: Dict[Tuple[int, int, int], List[Cell]], r: Tuple[int, int, int]) -> List[Set[Tuple[int, int, int]]]:
    taken = []
    for j in Y[r]:
        for i in X[j]:
            for k in Y[i]:
                if k != j:
                    X[k].remove(i)
        taken.append(X.pop(j))
    return taken


def deselect(X: Dict[Cell, Set[Tuple[int, int, int]]], Y: Dict[Tuple[int, int, int], List[Cell]], r: Tuple[int, int, int], removed: List[Set[Tuple[int, int, int]]]) -> None:
    for j in reversed(Y[r]):
        X[j] = removed.pop()
        for i in X[j]:
            for k in Y[i]:
                if k != j:
                    X[k].add(i)


def four(grid: List[List[int]]) -> Iterable[List[List[int]]]:
    X: Dict[Cell, Set[Tuple[int, int, int]]] = {}
    Y: Dict[Tuple[int, int, int], List[Cell]] = {}
    for r in range(4):
        for c in range(4):
            for n in range(1, 5):
                b = r // 2 * 2 + c // 2
                Y[r, c, n] = [("rc", (r, c)), ("rn", (r, n)), ("cn", (c, n)), ("bn", (b, n))]
    for row, cells in Y.items():
        for cell in cells:
            X.setdefault(cell, set()).add(row)
    for i, line in enumerate(grid):
        for j, n in enumerate(line):
            if n:
                select(X, Y, (i, j, n))
    for sol in exact_cover(X, Y, []):
        out = [line[:] for line in grid]
        for r, c, n in sol:
            out[r][c] = n
        yield out


grid1 = '003020600900305001001806400008102900700000008006708200002609500800203009005010300'
grid2 = '4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......'
for g in (grid1, grid2):
    solved = search(parse_grid(g))
    assert solved is not None
    display(solved)
    print()
print(parse_grid("11" + "." * 79), len(squares), len(peers["C2"]), sorted(peers["C2"])[:5])
try:
    grid_values("12")
except AssertionError as e:
    print("assertion", e)
solutions = list(four([[1, 0, 0, 0], [0, 0, 3, 0], [0, 4, 0, 0], [0, 0, 0, 2]]))
print(len(solutions), solutions[0])
print(sum(1 for _ in four([[1, 2, 3, 4], [0] * 4, [0] * 4, [0] * 4])))
