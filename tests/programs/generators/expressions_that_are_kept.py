"""Generator expressions that are kept: lazy, but for the first iterable; with the variables around them."""

from typing import Callable, Generator, Iterable, Iterator


def show(items: Iterable[int]) -> str:
    return " ".join(str(i) for i in items)


def source(name: str, n: int) -> Iterator[int]:
    print("start", name)
    for i in range(n):
        yield i
    print("end", name)


class Bag:
    def __init__(self, items: list[int]) -> None:
        self.items = items
        self.factor = 10

    def scaled(self) -> Iterator[int]:
        return (i * self.factor for i in self.items if i % 2)

    def __iter__(self) -> Iterator[int]:
        return iter(self.items)


def squares(n: int) -> Generator[int, None, None]:
    return (x * x for x in range(n))


def pairs(xs: list[int], ys: list[str]) -> Iterator[tuple[int, str]]:
    return ((x, y) for x in xs for y in ys if x != len(y))


def late() -> None:
    k = 1
    g = (x * k for x in source("late", 3))
    print("made")
    k = 100
    print(list(g))


def fail(x: int) -> int:
    return 10 // x


g = (x + 1 for x in source("kept", 3))
print("before")
print(next(g))
print(list(g))
print(show(x * 2 for x in range(5)))
b = Bag([1, 2, 3])
s = b.scaled()
b.factor = 7
b.items.append(5)
print(list(s), sum(b), show(b.scaled()), show(x for x in b))
for q in squares(4):
    print(q, end=" ")
print()
print(list(pairs([1, 2], ["a", "bb"])))
late()
lines = [" a b", "c  d "]
words = (w for line in lines for w in line.split())
upper = (w.upper() for w in words)
long: list[str] = [w for w in upper]
print(long)
try:
    bad = (y for y in [1, 2][5:] + [fail(0)])
except ZeroDivisionError as e:
    print("eager", e)
table: dict[str, Iterator[int]] = {"a": (x for x in [1, 2]), "b": source("b", 2), "c": iter([7, 8])}
for k, it in table.items():
    print(k, next(it), next(it, -1), next(it, -1))


def consume(it: Iterator[int], f: Callable[[int], int]) -> int:
    total = 0
    while True:
        try:
            total += f(next(it))
        except StopIteration:
            return total


print(consume((x for x in range(10)), lambda v: v * v))
nested = (list(y + x for y in range(x)) for x in range(4))
print(list(nested))
h = (fail(x) for x in [5, 0, 1])
print(next(h))
print(next(h))
