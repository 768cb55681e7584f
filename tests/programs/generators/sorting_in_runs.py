"""More items than fit at once: sorted runs, merged by generators that read ahead by one item, with repeated items dropped or counted."""
from __future__ import annotations

from typing import Callable, Generic, Iterable, Iterator, Optional, TypeVar

T = TypeVar("T")


class Tape(Generic[T]):
    """Remembers how many items it has given."""

    def __init__(self, items: Iterable[T]) -> None:
        self.items = list(items)
        self.given = 0

    def __iter__(self) -> Iterator[T]:
        for item in self.items:
            self.given += 1
            yield item


class Ahead(Generic[T]):
    """An iterator whose next item can be looked at."""

    def __init__(self, items: Iterable[T]) -> None:
        self._items = iter(items)
        self._kept: list[T] = []

    def __iter__(self) -> Ahead[T]:
        return self

    def __next__(self) -> T:
        return self._kept.pop() if self._kept else next(self._items)

    def peek(self, default: T) -> T:
        for item in self:
            self._kept.append(item)
            return item
        return default

    def __bool__(self) -> bool:
        for item in self:
            self._kept.append(item)
            return True
        return False


def runs(items: Iterable[T], size: int, key: Callable[[T], int]) -> Iterator[list[T]]:
    run: list[T] = []
    for item in items:
        run.append(item)
        if len(run) == size:
            run.sort(key=key)
            yield run
            run = []
    if run:
        yield sorted(run, key=key)


def natural_runs(items: Iterable[int]) -> Iterator[Iterator[int]]:
    """Runs that were in order from the start, each read before the next one."""
    ahead = Ahead(items)

    def one() -> Iterator[int]:
        last = next(ahead)
        yield last
        while ahead and ahead.peek(last) >= last:
            last = next(ahead)
            yield last

    while ahead:
        yield one()


def merge(left: Iterable[T], right: Iterable[T], key: Callable[[T], int]) -> Iterator[T]:
    first, second = Ahead(left), Ahead(right)
    while first and second:
        a, b = next(first), next(second)
        if key(b) < key(a):
            yield b
            first._kept.append(a)
        else:
            yield a
            second._kept.append(b)
    yield from first
    yield from second


def merged(parts: list[list[T]], key: Callable[[T], int]) -> Iterator[T]:
    if len(parts) > 1:
        middle = len(parts) // 2
        yield from merge(merged(parts[:middle], key), merged(parts[middle:], key), key)
    else:
        for part in parts:
            yield from part


def squeezed(items: Iterable[T]) -> Iterator[tuple[T, int]]:
    last: Optional[tuple[T, int]] = None
    for item in items:
        if last is not None and last[0] == item:
            last = item, last[1] + 1
        else:
            if last is not None:
                yield last
            last = item, 1
    if last is not None:
        yield last


numbers = [seed * 7919 % 101 for seed in range(40)]
tape = Tape(numbers)
parts = list(runs(tape, 8, key=lambda n: n))
print(tape.given, len(parts), [part[0] for part in parts], [part[-1] for part in parts])
result = list(merged(parts, key=lambda n: n))
print(result == sorted(numbers), result[:8], result[-3:], list(squeezed(n // 10 for n in result)))
low, high = Tape([1, 3, 5, 7, 9]), Tape([2, 4, 60, 80])
both = merge(low, high, key=abs)
for count in range(4):
    print(next(both), low.given, high.given, end="; ")
print(list(both), low.given, high.given, next(both, -1))
print([list(run) for run in natural_runs([3, 4, 9, 1, 1, 2, 8, 7, 7, 0])], [sum(run) for run in natural_runs(numbers[:6])], list(natural_runs([])))
words = "pear fig apple kiwi plum date cherry lime grape nut".split()
print(list(merged(list(runs(words, 3, key=len)), key=len)), sorted(words, key=len), [*runs(words, 4, lambda word: -ord(word[0]))], sep="\n")
print(list(squeezed("mississippi")), list(squeezed("")), "".join(f"{char}{count}" for char, count in squeezed(sorted("mississippi"))))
ahead = Ahead(range(3))
print(ahead.peek(-1), ahead.peek(-1), next(ahead), bool(ahead), list(ahead), ahead.peek(-1), bool(ahead))
