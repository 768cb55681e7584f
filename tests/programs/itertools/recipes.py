"""The recipes that people copy, and small programs made of iterators alone."""
import operator
from collections import deque
from itertools import (
    accumulate, chain, combinations, compress, count, cycle, dropwhile, filterfalse, groupby, islice, pairwise, product, repeat, starmap, takewhile, tee,
    zip_longest,
)
from typing import Callable, Deque, Iterable, Iterator, List, Optional, Sequence, Tuple, TypeVar

T = TypeVar("T")
S = TypeVar("S")


def take(n: int, iterable: Iterable[T]) -> List[T]:
    return list(islice(iterable, n))


def tail(n: int, iterable: Iterable[T]) -> Iterator[T]:
    return iter(deque(iterable, maxlen=n))


def nth(iterable: Iterable[T], n: int, default: Optional[T] = None) -> Optional[T]:
    return next(islice(iterable, n, None), default)


def all_equal(iterable: Iterable[object]) -> bool:
    groups = groupby(iterable)
    return next(groups, True) is not None and not next(groups, False)


def quantify(iterable: Iterable[T], predicate: Callable[[T], bool]) -> int:
    return sum(map(predicate, iterable))


def batched(iterable: Iterable[T], n: int) -> Iterator[Tuple[T, ...]]:
    if n < 1:
        raise ValueError("n must be at least one")
    it = iter(iterable)
    while batch := tuple(islice(it, n)):
        yield batch


def sliding(iterable: Iterable[T], n: int) -> Iterator[Tuple[T, ...]]:
    it = iter(iterable)
    window: Deque[T] = deque(islice(it, n - 1), maxlen=n)
    for x in it:
        window.append(x)
        yield tuple(window)


def round_robin(*iterables: Iterable[T]) -> Iterator[T]:
    nexts = deque(iter(i) for i in iterables)
    while nexts:
        it = nexts.popleft()
        try:
            yield next(it)
        except StopIteration:
            continue
        nexts.append(it)


def partition(predicate: Callable[[T], bool], iterable: Iterable[T]) -> Tuple[List[T], List[T]]:
    a, b = tee(iterable)
    return list(filterfalse(predicate, a)), list(filter(predicate, b))


def powerset(items: Sequence[T]) -> Iterator[Tuple[T, ...]]:
    return chain.from_iterable(combinations(items, r) for r in range(len(items) + 1))


def unique(iterable: Iterable[T], key: Callable[[T], object]) -> Iterator[T]:
    seen: set[object] = set()
    for item in iterable:
        if (k := key(item)) not in seen:
            seen.add(k)
            yield item


def triplewise(iterable: Iterable[T]) -> Iterator[Tuple[T, T, T]]:
    for (a, _), (b, c) in pairwise(pairwise(iterable)):
        yield a, b, c


def iterate(f: Callable[[T], T], start: T) -> Iterator[T]:
    return accumulate(repeat(start), lambda value, _: f(value))


def convolve(signal: Sequence[int], kernel: Sequence[int]) -> Iterator[int]:
    padded = chain(repeat(0, len(kernel) - 1), signal, repeat(0, len(kernel) - 1))
    for window in sliding(padded, len(kernel)):
        yield sum(map(operator.mul, window, reversed(kernel)))


def rle(text: str) -> List[Tuple[str, int]]:
    return [(c, len(list(g))) for c, g in groupby(text)]


print(take(4, count(10, 5)), list(tail(2, "abcdef")), nth("abc", 1), nth("abc", 9, "?"), all_equal("aaa"), all_equal("aab"), all_equal([]))
print(quantify([1, 2, 3, 4], lambda n: n % 2 == 0), list(batched("abcdefg", 3)), list(sliding(range(5), 3)), "".join(round_robin("abc", "D", "ef")))
print(partition(str.isdigit, "a1b2"), list(powerset([1, 2, 3])), list(unique("AaBbCa", key=str.lower)), list(triplewise("abcd")))
print(take(6, iterate(lambda n: n * 2, 1)), list(convolve([1, 2, 3], [1, -1])), rle("aaabcc"))
print(list(compress("abcdef", cycle([1, 0, 1]))), list(takewhile(lambda n: n < 5, dropwhile(lambda n: n < 3, count()))))
print([a + b for a, b in product("ab", "xy")], list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest("ab", "xyz", fillvalue="-")), list(accumulate([1, 2, 3, 4], operator.mul, initial=10)))
fibonacci = (a for a, _ in iterate(lambda pair: (pair[1], sum(pair)), (0, 1)))
print(take(10, fibonacci), max(pairwise([3, 9, 4, 11, 5]), key=lambda p: abs(p[0] - p[1])))
for k, g in groupby(sorted(["apple", "bob", "avocado", "banana", "cherry"], key=lambda w: (w[0], len(w))), key=operator.itemgetter(0)):
    print(k, list(g), end=" ")
print()
try:
    list(batched("x", 0))
except ValueError as e:
    print(e)
