"""Generators as attributes, arguments, results and items; beside other iterators of the same declared type."""

from typing import Callable, Generator, Iterable, Iterator, Optional


def naturals(start: int = 0) -> Iterator[int]:
    while True:
        yield start
        start += 1


class Countdown:
    def __init__(self, n: int) -> None:
        self.n = n

    def __iter__(self) -> "Countdown":
        return self

    def __next__(self) -> int:
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Reader:
    def __init__(self, source: Iterator[int]) -> None:
        self.source = source
        self.pending: Optional[int] = None

    def peek(self) -> int:
        if self.pending is None:
            self.pending = next(self.source, -1)
        return self.pending

    def take(self) -> int:
        value = self.peek()
        self.pending = None
        return value


def choose(kind: str) -> Iterator[int]:
    if kind == "list":
        return iter([5, 6, 7])
    if kind == "class":
        return Countdown(3)
    return naturals(100)


def take(n: int, items: Iterable[int]) -> list[int]:
    found: list[int] = []
    for item in items:
        if len(found) == n:
            break
        found.append(item)
    return found


def apply(make: Callable[[int], Iterator[int]], n: int) -> int:
    return sum(take(4, make(n)))


def doubled(source: Iterable[int]) -> Generator[int, None, None]:
    for item in source:
        yield 2 * item


sources: list[Iterator[int]] = [iter([1, 2]), naturals(), Countdown(4), (x * x for x in range(4)), doubled([8, 9])]
for source in sources:
    print(next(source), next(source), next(source, -1))
for kind in ("list", "class", "generator"):
    reader = Reader(choose(kind))
    print(reader.peek(), reader.take(), reader.peek(), reader.take(), take(2, reader.source))
by_name: dict[str, Iterator[int]] = {"n": naturals(7), "d": doubled(naturals(3))}
print(next(by_name["n"]), next(by_name["d"]), next(by_name["n"]), next(by_name["d"]))
print(take(3, naturals()), take(3, doubled(naturals())), take(9, Countdown(3)), apply(naturals, 5))
maybe: Optional[Iterator[int]] = None
print(maybe is None)
maybe = naturals(3)
print(next(maybe))
everything: Iterable[int] = doubled([1])
print(list(everything), list(everything))
pair = (naturals(1), naturals(2))
print([next(pair[0]) + next(pair[1]) for _ in range(3)])
g = doubled(naturals())
print(g is iter(g), g.__next__(), next(iter(g)))
