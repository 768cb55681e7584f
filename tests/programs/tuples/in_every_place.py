from __future__ import annotations


class Segment:
    def __init__(self, start: tuple[int, int], end: tuple[int, int] = (0, 0)) -> None:
        self.start, self.end = start, end
        self.history: list[tuple[str, tuple[int, int]]] = []

    def move(self, by: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
        before = self.start, self.end
        self.start = self.start[0] + by[0], self.start[1] + by[1]
        self.history.append(("move", by))
        return before


def split(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def minmax(*values: int) -> tuple[int, int]:
    return min(values), max(values)


segment = Segment((1, 2))
print(segment.move((3, 4)), segment.start, segment.end, segment.history)
counts: dict[tuple[str, int], int] = {}
for key in [("a", 1), ("b", 2), ("a", 1)]:
    counts[key] = counts.get(key, 0) + 1
print(counts, ("a", 1) in counts, ("a", 2) in counts, sorted(counts), max(counts))
print(split("a,b,c"), len(split("x")), split("a,b")[0], split("a,b")[-1:], "b" in split("a,b"), split("a") + ("z",), split("q") * 2)
print(minmax(3, 1, 2), minmax(*(5, 4)), (1, 2) + (3,), (0,) * 3, (), (1,), ((1, 2), (3,)))
print((1, 2) < (1, 3), (1, 2) == (1, 2.0), (1, "a") != (1, "b"), (2,) > (1, 5), (1, 2) <= (1, 2), () < (1,), ("a", 1) == ("a", 1))
print(hash((1, 2)) == hash((1, 2)), {(1, 2), (1, 2), (2, 1)} == {(2, 1), (1, 2)}, (1, None, True, 2.5, b"x", "é"))
a, (b, c), d = 1, (2, (3, 4)), [5]
print(a, b, c, d)
a, b = b, a
print(a, b)
pairs = [(3, "c"), (1, "b"), (1, "a")]
pairs.sort()
print(pairs, sorted(pairs, reverse=True), [y for x, y in pairs if x == 1], dict([("k", 1)]), list(zip(*[[1, 2], [3, 4]])) if False else 0)
matrix = [[(x, y) for x in range(2)] for y in range(2)]
print(matrix, matrix[1][0][1], [t[0] + t[1] for row in matrix for t in row])
maybe: list[tuple[int, str] | None] = [(1, "x"), None]
print(maybe, [m[1] if m else "-" for m in maybe], maybe[0] == (1, "x"), None in maybe)
first, second = divmod(17, 5)
print(first, second, (1, 2, 3).index(2), (1, 1, 2).count(1), tuple([1, 2]), tuple("ab"), tuple(range(3)), sum((1, 2, 3)))
for index in range(3):
    print((10, 20, 30)[index], (10, 20, 30)[-index], end=" ")
print((1, 2, 3)[1:], (1, 2, 3)[::-1], len((1, 2)), 3 in (1, 2), "a" in ("a", "b"), not (), bool((0,)))
try:
    print((1, 2, 3)[int("7")])
except IndexError as error:
    print(error)
nested: dict[str, dict[tuple[int, int], list[str]]] = {"a": {(0, 0): ["x"]}}
nested["a"].setdefault((1, 1), []).append("y")
nested.setdefault("b", {})[(2, 2)] = ["z"]
print(nested, nested["a"][1, 1][0])
