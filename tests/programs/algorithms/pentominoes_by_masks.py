"""Exact cover by bit masks: pentominoes in a 5x4 rectangle (meteor-contest style)."""
from bisect import bisect
from collections.abc import Iterator

W, H = 5, 4
Shape = frozenset[tuple[int, int]]
SHAPES: dict[str, list[str]] = {
    "L": ["#   ", "####"], "P": ["## ", "###"], "Y": [" #  ", "####"], "U": ["# #", "###"], "V": ["#  ", "#  ", "###"],
    "T": ["###", " # ", " # "], "W": ["#  ", "## ", " ##"], "N": ["##  ", " ###"],
}


def cells(rows: list[str]) -> Shape:
    return frozenset((x, y) for y, row in enumerate(rows) for x, c in enumerate(row) if c == "#")


def rotate(shape: Shape) -> Shape:
    return normal(frozenset((-y, x) for x, y in shape))


def flip(shape: Shape) -> Shape:
    return normal(frozenset((-x, y) for x, y in shape))


def normal(shape: Shape) -> Shape:
    lx = min(x for x, _ in shape)
    ly = min(y for _, y in shape)
    return frozenset((x - lx, y - ly) for x, y in shape)


def orientations(shape: Shape) -> list[Shape]:
    seen: list[Shape] = []
    for s in (shape, flip(shape)):
        for _ in range(4):
            s = rotate(s)
            if s not in seen:
                seen.append(s)
    return seen


def placements(shape: Shape) -> Iterator[int]:
    for o in orientations(shape):
        w = max(x for x, _ in o) + 1
        h = max(y for _, y in o) + 1
        for dy in range(H - h + 1):
            for dx in range(W - w + 1):
                yield sum(1 << (x + dx + (y + dy) * W) for x, y in o)


FULL = (1 << W * H) - 1


def search(board: int, left: dict[str, list[int]], used: list[tuple[str, int]], out: list[list[tuple[str, int]]]) -> None:
    if board == FULL:
        out.append(used[:])
        return
    free = ~board & (board + 1)
    for name in list(left):
        masks = left.pop(name)
        for mask in masks:
            if mask & free and not mask & board:
                used.append((name, mask))
                search(board | mask, dict(sorted(left.items())), used, out)
                used.pop()
        left[name] = masks


def show(solution: list[tuple[str, int]]) -> str:
    return "\n".join("".join(next(n for n, m in solution if m >> (x + y * W) & 1) for x in range(W)) for y in range(H))


def main() -> None:
    left = {name: sorted(set(placements(cells(rows)))) for name, rows in SHAPES.items()}
    for name, masks in left.items():
        print(name, len(orientations(cells(SHAPES[name]))), len(masks), masks[0], hex(masks[-1]), bisect(masks, 1000))
    out: list[list[tuple[str, int]]] = []
    search(0, left, [], out)
    texts = sorted({show(s) for s in out})
    print(len(out), len(texts))
    print(texts[0], texts[-1], sep="\n\n")


main()
