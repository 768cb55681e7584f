"""`zip` of one to seven iterables, strict or not, as a value and in a loop; `map` over several."""

from typing import Iterable, Iterator


def counted(name: str, count: int) -> Iterator[str]:
    """Tells when it is asked, so that the order of asking shows."""
    for i in range(count):
        print("  ask", name)
        yield f"{name}{i}"


def volume(width: int, height: int, depth: int) -> int:
    return width * height * depth


def labelled(name: str, amount: float, unit: str, known: bool) -> str:
    return f"{name}: {amount:.1f} {unit}" + ("" if known else "?")


class Scale:
    def __init__(self, factor: int) -> None:
        self.factor = factor

    def apply(self, a: int, b: int, c: int) -> int:
        return (a + b + c) * self.factor


four = zip([1, 2, 3], "abc", [1.5, 2.5, 3.5], [None, None, None])
print(next(four), list(four))
print(list(zip([1], "a", [2.5], [True], (None,))))
print(list(zip("ab", "cd", "ef", "gh", "ij", "kl")), list(zip(*["ab", "cd", "ef"])))
print(list(zip([1], [2], [3], [4], [5], [6], [7])))
print([single for single in zip([1, 2])], dict(zip("xyz", range(3))))
for name, amount, unit, known in zip(["a", "b"], [1.0, 2.0], ["kg", "m"], [True, False], strict=True):
    print(name, amount, unit, known)
table: dict[str, tuple[int, float, str, bool]] = {}
for key, *_ in zip("pq", [1, 2], [0.5, 1.5], "uv"):
    table[key] = (1, 0.5, "u", True)
print(table)


def uneven(lengths: Iterable[int]) -> None:
    a, b, c = lengths
    try:
        print(list(zip(range(a), range(b), range(c), strict=True)))
    except ValueError as error:
        print(lengths, error)


for lengths in [(2, 2, 2), (2, 1, 2), (2, 2, 1), (1, 2, 1), (1, 1, 2), (1, 2, 2), (0, 0, 1)]:
    uneven(lengths)
for rows in [["ab", "cd"], ["ab", "c"], ["a", "cd"], ["a", "b", "cd"], ["ab", "cd", "e"]]:
    try:
        print(list(zip(*rows, strict=True)))
    except ValueError as error:
        print(rows, error)
print(list(zip(counted("p", 2), counted("q", 1), counted("r", 2))))

print(list(map(volume, [1, 2], [3, 4], [5, 6])))
print(list(map(labelled, ["mass", "length"], [2, 3.25], ["kg", "m"], [True, False])))
print(list(map(Scale(10).apply, range(3), range(3, 6), range(6, 100))))
print(list(map(lambda a, b, c: f"{a}{b}{c}", "xy", [1, 2], [0.5, 1.5])))
print(list(map(pow, [2, 3, 4], [5, 2, 3])), list(map(lambda a, b, c, d: a + b - c * d, [1], [2], [3], [4])))
print(sum(map(lambda x, w: x * w, [1.0, 2.0, 3.0], [0.5, 0.25, 0.125])), max(map(volume, [1, 9], [2, 1], [3, 1])))
for total in map(lambda a, b, c: a + b + c, [1, 2], [10, 20], [100, 200]):
    print(total)
