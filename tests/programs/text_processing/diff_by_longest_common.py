"""Line diffs: longest common subsequence by table and by Hunt-McIlroy, unified output, patches applied both ways, edit distance."""
from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import Iterable, Iterator, Literal, NamedTuple, Sequence

Tag = Literal["=", "-", "+"]


class Edit(NamedTuple):
    tag: Tag
    line: str


def table_lcs(a: Sequence[str], b: Sequence[str]) -> list[list[int]]:
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            table[i][j] = table[i + 1][j + 1] + 1 if a[i] == b[j] else max(table[i + 1][j], table[i][j + 1])
    return table


def edits(a: Sequence[str], b: Sequence[str]) -> Iterator[Edit]:
    table = table_lcs(a, b)
    i = j = 0
    while i < len(a) or j < len(b):
        if i < len(a) and j < len(b) and a[i] == b[j]:
            yield Edit("=", a[i])
            i, j = i + 1, j + 1
        elif j == len(b) or i < len(a) and table[i + 1][j] >= table[i][j + 1]:
            yield Edit("-", a[i])
            i += 1
        else:
            yield Edit("+", b[j])
            j += 1


def hunt_length(a: Sequence[str], b: Sequence[str]) -> int:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j, item in enumerate(b):
        places[item].insert(0, j)
    ends: list[int] = []
    for item in a:
        for j in places[item] if item in places else ():
            at = bisect_left(ends, j)
            ends[at:at + 1] = [j]
    return len(ends)


@dataclass
class Hunk:
    start_a: int
    start_b: int
    edits: list[Edit]

    def header(self) -> str:
        count_a = sum(e.tag != "+" for e in self.edits)
        count_b = sum(e.tag != "-" for e in self.edits)
        return f"@@ -{self.start_a + 1},{count_a} +{self.start_b + 1},{count_b} @@"

    def __iter__(self) -> Iterator[str]:
        yield self.header()
        for tag, line in self.edits:
            yield {"=": " "}.get(tag, tag) + line


def hunks(changes: Iterable[Edit], context: int = 1) -> Iterator[Hunk]:
    changes = list(changes)
    near = {k for i, e in enumerate(changes) if e.tag != "=" for k in range(i - context, i + context + 1)}
    a = b = 0
    for shown, group in groupby(enumerate(changes), key=lambda pair: pair[0] in near):
        part = [edit for _, edit in group]
        if shown:
            yield Hunk(a, b, part)
        a += sum(e.tag != "+" for e in part)
        b += sum(e.tag != "-" for e in part)


def patched(changes: Iterable[Edit], *, reverse: bool = False) -> list[str]:
    dropped: Tag = "+" if reverse else "-"
    return [line for tag, line in changes if tag != dropped]


def distance(a: str, b: str) -> int:
    row = range(len(b) + 1)
    previous = list(row)
    for i, ca in enumerate(a, 1):
        current = [i]
        for j, cb in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (ca != cb)))
        previous = current
    return previous[-1]


OLD = """def f(x):
    y = x + 1
    return y

print(f(1))
print(f(2))
# end""".splitlines()
NEW = """def f(x: int):
    return x + 1

print(f(1))
print(f(3))
print(f(2))
# end
""".splitlines()
changes = list(edits(OLD, NEW))
for hunk in hunks(changes):
    print(*hunk, sep="\n")
print(patched(changes) == NEW, patched(changes, reverse=True) == OLD, table_lcs(OLD, NEW)[0][0], hunt_length(OLD, NEW))
print([distance(*pair) for pair in (("kitten", "sitting"), ("", "abc"), ("flaw", "lawn"), ("same", "same"))])
words = "the cat sat on the mat".split(), "a cat sat at the mat now".split()
print(" ".join(f"[{t}{w}]" if t != "=" else w for t, w in edits(*words)), hunt_length(*words))
print(list(hunks([])), list(edits([], ["x"])), hunt_length("AGGTAB", "GXTXAYB"))
