"""`itertools`: iterators built from iterators.

What takes a varying number of arguments is declared by overloads; a call of `f` with two positional arguments and `key=` is compiled as a
call of `_f_2_key`, if there is one, so that each has types of its own.
"""

from __future__ import annotations

from typing import Any, Callable, Generator, Generic, Iterable, Iterator, Protocol, TypeVar, TypeVarTuple, overload

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
F = TypeVar("F")
K = TypeVar("K")
R = TypeVar("R")
N = TypeVar("N", int, float)
Ts = TypeVarTuple("Ts")
S = TypeVar("S", bound="_Adds")


class _Adds(Protocol):
    """What `+` adds to its like."""

    def __add__(self: S, other: S, /) -> S: ...


# -- without end -------------------------------------------------------------------------------------------------------

@overload
def count(start: int = 0, step: int = 1) -> Iterator[int]: ...
@overload
def count(start: float, step: float = 1) -> Iterator[float]: ...
def count(start: N = 0, step: N = 1) -> Generator[N, None, None]:
    """start, start + step, start + 2 * step, ..."""
    while True:
        yield start
        start += step


def cycle(iterable: Iterable[T], /) -> Iterator[T]:
    """The items again and again."""
    saved: list[T] = []
    for item in iterable:
        yield item
        saved.append(item)
    while saved:
        for item in saved:
            yield item


def repeat(object: T, times: int | None = None) -> Iterator[T]:
    """The same object without end, or so many times."""
    if times is None:
        while True:
            yield object
    for _ in range(times):
        yield object


# -- one after the other -----------------------------------------------------------------------------------------------

def _chained(iterables: Iterable[Iterable[T]]) -> Generator[T, None, None]:
    for iterable in iterables:
        for item in iterable:
            yield item


class chain(Generic[T]):
    """The items of the first iterable, then those of the next."""

    def __init__(self, *iterables: Iterable[T]) -> None:
        self._items: Generator[T, None, None] = _chained(iterables)

    @staticmethod
    def from_iterable(iterable: Iterable[Iterable[A]], /) -> Iterator[A]:
        return _chained(iterable)

    def __iter__(self) -> chain[T]:
        return self

    def __next__(self) -> T:
        return next(self._items)


@overload
def accumulate(iterable: Iterable[S]) -> Iterator[S]: ...
@overload
def accumulate(iterable: Iterable[S], *, initial: S) -> Iterator[S]: ...
@overload
def accumulate(iterable: Iterable[A], func: Callable[[T, A], T], *, initial: T) -> Iterator[T]: ...
@overload
def accumulate(iterable: Iterable[T], func: Callable[[T, T], T]) -> Iterator[T]: ...
def accumulate(iterable: Iterable[Any], func: Callable[[Any, Any], Any] | None = None, *, initial: Any = None) -> Iterator[Any]:
    """Running totals, or what `func` makes of the total so far and the next item."""
    if func is None:
        return _accumulate_1(iterable) if initial is None else _accumulate_1_initial(iterable, initial)
    return _accumulate_2(iterable, func) if initial is None else _accumulate_2_initial(iterable, func, initial)


def _accumulate_1(iterable: Iterable[S]) -> Generator[S, None, None]:
    source = iter(iterable)
    try:
        total = next(source)
    except StopIteration:
        return
    yield total
    for item in source:
        total = total + item
        yield total


def _accumulate_1_initial(iterable: Iterable[S], initial: S) -> Generator[S, None, None]:
    total = initial
    yield total
    for item in iterable:
        total = total + item
        yield total


def _accumulate_2(iterable: Iterable[T], func: Callable[[T, T], T]) -> Generator[T, None, None]:
    source = iter(iterable)
    try:
        total = next(source)
    except StopIteration:
        return
    yield total
    for item in source:
        total = func(total, item)
        yield total


def _accumulate_2_initial(iterable: Iterable[A], func: Callable[[T, A], T], initial: T) -> Generator[T, None, None]:
    total = initial
    yield total
    for item in iterable:
        total = func(total, item)
        yield total


# -- some of the items -------------------------------------------------------------------------------------------------

def compress(data: Iterable[T], selectors: Iterable[object]) -> Iterator[T]:
    """The items whose selector is true."""
    chosen = iter(selectors)
    for item in data:
        try:
            wanted = next(chosen)
        except StopIteration:
            return
        if wanted:
            yield item


def dropwhile(predicate: Callable[[T], object], iterable: Iterable[T], /) -> Iterator[T]:
    """What is left from the first item on for which the predicate is false."""
    dropping = True
    for item in iterable:
        if dropping and predicate(item):
            continue
        dropping = False
        yield item


def takewhile(predicate: Callable[[T], object], iterable: Iterable[T], /) -> Iterator[T]:
    """The items before the first for which the predicate is false."""
    for item in iterable:
        if not predicate(item):
            return
        yield item


def filterfalse(predicate: Callable[[T], object] | None, iterable: Iterable[T], /) -> Iterator[T]:
    """The items for which the predicate is false; without one, those that are false."""
    for item in iterable:
        if not (item if predicate is None else predicate(item)):
            yield item


@overload
def islice(iterable: Iterable[T], stop: int | None, /) -> Iterator[T]: ...
@overload
def islice(iterable: Iterable[T], start: int | None, stop: int | None, step: int | None = None, /) -> Iterator[T]: ...
def islice(iterable: Iterable[T], *bounds: int | None) -> Iterator[T]:
    """Like a slice, but of any iterable, and without negative numbers."""
    if len(bounds) == 1:
        return _islice_2(iterable, bounds[0])
    return _islice_4(iterable, bounds[0], bounds[1], bounds[2] if len(bounds) > 2 else None)


def _islice_2(iterable: Iterable[T], stop: int | None) -> Generator[T, None, None]:
    return _islice_4(iterable, None, stop, None)


def _islice_3(iterable: Iterable[T], start: int | None, stop: int | None) -> Generator[T, None, None]:
    return _islice_4(iterable, start, stop, None)


def _islice_4(iterable: Iterable[T], start: int | None, stop: int | None, step: int | None) -> Generator[T, None, None]:
    if stop == -1:
        raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if start is not None and start < 0 or stop is not None and stop < 0:
        raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if step is not None and step < 1:
        raise ValueError("Step for islice() must be a positive integer or None.")
    return _sliced(iter(iterable), 0 if start is None else start, -1 if stop is None else stop, 1 if step is None else step)


def _sliced(source: Iterator[T], start: int, stop: int, step: int) -> Generator[T, None, None]:
    """`stop` is -1 where there is none. Takes from the source what is skipped, and no more than what is asked for."""
    following = start
    at = 0
    while True:
        try:
            while at < following:
                next(source)
                at += 1
            if 0 <= stop <= at:
                return
            item = next(source)
        except StopIteration:
            return
        at += 1
        following += step
        if 0 <= stop < following:
            following = stop
        yield item


# -- several at a time -------------------------------------------------------------------------------------------------

def pairwise(iterable: Iterable[T], /) -> Iterator[tuple[T, T]]:
    """Each item with the next one."""
    source = iter(iterable)
    try:
        before = next(source)
    except StopIteration:
        return
    for item in source:
        yield before, item
        before = item


def starmap(function: Callable[[*Ts], R], iterable: Iterable[tuple[*Ts]], /) -> Iterator[R]:
    """The function of each item, which is a tuple of its arguments."""
    for arguments in iterable:
        yield function(*arguments)


@overload
def zip_longest(a: Iterable[A], b: Iterable[B], /) -> Iterator[tuple[A | None, B | None]]: ...
@overload
def zip_longest(a: Iterable[A], b: Iterable[B], /, *, fillvalue: F) -> Iterator[tuple[A | F, B | F]]: ...
@overload
def zip_longest(a: Iterable[A], b: Iterable[B], c: Iterable[C], /) -> Iterator[tuple[A | None, B | None, C | None]]: ...
@overload
def zip_longest(a: Iterable[A], b: Iterable[B], c: Iterable[C], /, *, fillvalue: F) -> Iterator[tuple[A | F, B | F, C | F]]: ...
def zip_longest(*iterables: Iterable[object], fillvalue: object = None) -> Iterator[object]:
    """Like `zip`, as long as the longest; what is missing is `fillvalue`."""
    sources = [_Padded(iter(iterable), fillvalue) for iterable in iterables]
    while True:
        items = tuple([source.take() for source in sources])
        if all([source.ended for source in sources]):
            return
        yield items


class _Padded(Generic[A, F]):
    """An iterator that goes on with one value when it has ended."""

    def __init__(self, source: Iterator[A], fillvalue: F) -> None:
        self._source = source
        self._fillvalue = fillvalue
        self.ended = False

    def take(self) -> A | F:
        if not self.ended:
            try:
                return next(self._source)
            except StopIteration:
                self.ended = True
        return self._fillvalue


def _zip_longest_2(a: Iterable[A], b: Iterable[B]) -> Generator[tuple[A | None, B | None], None, None]:
    return _zip_longest_2_fillvalue(a, b, None)


def _zip_longest_2_fillvalue(a: Iterable[A], b: Iterable[B], fillvalue: F) -> Generator[tuple[A | F, B | F], None, None]:
    first, second = _Padded(iter(a), fillvalue), _Padded(iter(b), fillvalue)
    while True:
        items = first.take(), second.take()
        if first.ended and second.ended:
            return
        yield items


def _zip_longest_3(a: Iterable[A], b: Iterable[B], c: Iterable[C]) -> Generator[tuple[A | None, B | None, C | None], None, None]:
    return _zip_longest_3_fillvalue(a, b, c, None)


def _zip_longest_3_fillvalue(
    a: Iterable[A], b: Iterable[B], c: Iterable[C], fillvalue: F,
) -> Generator[tuple[A | F, B | F, C | F], None, None]:
    first, second, third = _Padded(iter(a), fillvalue), _Padded(iter(b), fillvalue), _Padded(iter(c), fillvalue)
    while True:
        items = first.take(), second.take(), third.take()
        if first.ended and second.ended and third.ended:
            return
        yield items


# -- combinations ------------------------------------------------------------------------------------------------------

@overload
def product(a: Iterable[A], /) -> Iterator[tuple[A]]: ...
@overload
def product(a: Iterable[A], b: Iterable[B], /) -> Iterator[tuple[A, B]]: ...
@overload
def product(a: Iterable[A], b: Iterable[B], c: Iterable[C], /) -> Iterator[tuple[A, B, C]]: ...
@overload
def product(a: Iterable[A], b: Iterable[B], c: Iterable[C], d: Iterable[D], /) -> Iterator[tuple[A, B, C, D]]: ...
@overload
def product(*iterables: Iterable[T], repeat: int = 1) -> Iterator[tuple[T, ...]]: ...
def product(*iterables: Iterable[Any], repeat: int = 1) -> Iterator[Any]:
    """Every choice of one item of each; the last one changes fastest."""
    return _choices([tuple(iterable) for iterable in iterables], repeat)


def _product_1_repeat(a: Iterable[T], repeat: int) -> Generator[tuple[T, ...], None, None]:
    return _choices([tuple(a)], repeat)


def _product_2_repeat(a: Iterable[T], b: Iterable[T], repeat: int) -> Generator[tuple[T, ...], None, None]:
    return _choices([tuple(a), tuple(b)], repeat)


def _choices(once: list[tuple[T, ...]], repeat: int) -> Generator[tuple[T, ...], None, None]:
    pools = once * repeat
    at = [0] * len(pools)
    if any([len(pool) == 0 for pool in pools]):
        return
    while True:
        yield tuple([pool[index] for pool, index in zip(pools, at)])
        position = len(pools) - 1
        while position >= 0 and at[position] == len(pools[position]) - 1:
            at[position] = 0
            position -= 1
        if position < 0:
            return
        at[position] += 1


def _product_1(a: Iterable[A]) -> Generator[tuple[A], None, None]:
    return _product_of_1(tuple(a))


def _product_of_1(first: tuple[A, ...]) -> Generator[tuple[A], None, None]:
    for item in first:
        yield (item,)


def _product_2(a: Iterable[A], b: Iterable[B]) -> Generator[tuple[A, B], None, None]:
    return _product_of_2(tuple(a), tuple(b))


def _product_of_2(first: tuple[A, ...], second: tuple[B, ...]) -> Generator[tuple[A, B], None, None]:
    for one in first:
        for two in second:
            yield one, two


def _product_3(a: Iterable[A], b: Iterable[B], c: Iterable[C]) -> Generator[tuple[A, B, C], None, None]:
    return _product_of_3(tuple(a), tuple(b), tuple(c))


def _product_of_3(first: tuple[A, ...], second: tuple[B, ...], third: tuple[C, ...]) -> Generator[tuple[A, B, C], None, None]:
    for one in first:
        for two in second:
            for three in third:
                yield one, two, three


def _product_4(a: Iterable[A], b: Iterable[B], c: Iterable[C], d: Iterable[D]) -> Generator[tuple[A, B, C, D], None, None]:
    return _product_of_4(tuple(a), tuple(b), tuple(c), tuple(d))


def _product_of_4(
    first: tuple[A, ...], second: tuple[B, ...], third: tuple[C, ...], fourth: tuple[D, ...],
) -> Generator[tuple[A, B, C, D], None, None]:
    for one, two in _product_of_2(first, second):
        for three, four in _product_of_2(third, fourth):
            yield one, two, three, four


def permutations(iterable: Iterable[T], r: int | None = None) -> Generator[tuple[T, ...], None, None]:
    """The orders of r of the items (all of them when r is not given), in the order of their positions."""
    if r is not None and r < 0:
        raise ValueError("r must be non-negative")
    pool = tuple(iterable)
    return _permuted(pool, len(pool) if r is None else r)


def _permuted(pool: tuple[T, ...], r: int) -> Generator[tuple[T, ...], None, None]:
    """`order` begins with the positions chosen now; `turns` says how many more choices each place has."""
    count = len(pool)
    if r > count:
        return
    order = list(range(count))
    turns = list(range(count, count - r, -1))
    yield tuple([pool[index] for index in order[:r]])
    place = r - 1
    while place >= 0:
        turns[place] -= 1
        if turns[place] == 0:
            order.append(order.pop(place))
            turns[place] = count - place
            place -= 1
        else:
            other = count - turns[place]
            order[place], order[other] = order[other], order[place]
            yield tuple([pool[index] for index in order[:r]])
            place = r - 1


def combinations(iterable: Iterable[T], r: int) -> Generator[tuple[T, ...], None, None]:
    """The choices of r of the items, each in the order of the items."""
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combined(tuple(iterable), r)


def _combined(pool: tuple[T, ...], r: int) -> Generator[tuple[T, ...], None, None]:
    count = len(pool)
    if r > count:
        return
    chosen = list(range(r))
    while True:
        yield tuple([pool[index] for index in chosen])
        place = r - 1
        while place >= 0 and chosen[place] == place + count - r:
            place -= 1
        if place < 0:
            return
        first = chosen[place] + 1
        for following in range(place, r):
            chosen[following] = first + following - place


def combinations_with_replacement(iterable: Iterable[T], r: int) -> Generator[tuple[T, ...], None, None]:
    """The same where an item may be chosen again."""
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combined_again(tuple(iterable), r)


def _combined_again(pool: tuple[T, ...], r: int) -> Generator[tuple[T, ...], None, None]:
    if len(pool) == 0 and r > 0:
        return
    chosen = [0] * r
    while True:
        yield tuple([pool[index] for index in chosen])
        place = r - 1
        while place >= 0 and chosen[place] == len(pool) - 1:
            place -= 1
        if place < 0:
            return
        first = chosen[place] + 1
        for following in range(place, r):
            chosen[following] = first


# -- sharing a source --------------------------------------------------------------------------------------------------

class _Link(Generic[T]):
    """One item that some of the iterators of a `tee` have still to give, and where the next one will be."""

    def __init__(self) -> None:
        self.items: list[T] = []  # one, when it was taken from the source
        self.following: _Link[T] | None = None


class _Tee(Generic[T]):
    """One of the iterators over one source."""

    def __init__(self, source: Iterator[T], link: _Link[T]) -> None:
        self._source = source
        self._link = link

    def __iter__(self) -> _Tee[T]:
        return self

    def __next__(self) -> T:
        link = self._link
        following = link.following
        if following is None:
            link.items.append(next(self._source))
            following = link.following = _Link()
        self._link = following
        return link.items[0]


def tee(iterable: Iterable[T], n: int = 2, /) -> tuple[Iterator[T], ...]:
    """Iterators that each give all the items."""
    if n < 0:
        raise ValueError("n must be >= 0")
    source = iter(iterable)
    link: _Link[T] = _Link()
    made: list[Iterator[T]] = []
    for _ in range(n):
        made.append(_Tee(source, link))
    return tuple(made)


class _Groups(Generic[K, T]):
    """The groups of a `groupby`; only the group that was given last still gives items."""

    _item: T  # taken last from the source
    _item_key: K
    _group_key: K

    def __init__(self, source: Iterator[T], key: Callable[[T], K]) -> None:
        self._source = source
        self._key = key
        self._started = False
        self._number = 0

    def __iter__(self) -> _Groups[K, T]:
        return self

    def __next__(self) -> tuple[K, Iterator[T]]:
        if not self._started:
            self._take()
            self._started = True
        elif self._number > 0:
            while self._item_key == self._group_key:
                self._take()
        self._number += 1
        self._group_key = self._item_key
        return self._group_key, self._group(self._number)

    def _take(self) -> None:
        self._item = next(self._source)
        self._item_key = self._key(self._item)

    def _group(self, number: int) -> Iterator[T]:
        while number == self._number and self._item_key == self._group_key:
            yield self._item
            if number != self._number:
                return
            try:
                self._take()
            except StopIteration:
                return


def _same(item: T) -> T:
    return item


@overload
def groupby(iterable: Iterable[T], key: None = None) -> Iterator[tuple[T, Iterator[T]]]: ...
@overload
def groupby(iterable: Iterable[T], key: Callable[[T], K]) -> Iterator[tuple[K, Iterator[T]]]: ...
def groupby(iterable: Iterable[T], key: Callable[[T], object] | None = None) -> Iterator[tuple[object, Iterator[T]]]:
    """Runs of items that have the same key, each with its key."""
    return _Groups(iter(iterable), _same if key is None else key)


def _groupby_1(iterable: Iterable[T]) -> _Groups[T, T]:
    return _Groups(iter(iterable), _same)


def _groupby_2(iterable: Iterable[T], key: Callable[[T], K]) -> _Groups[K, T]:
    return _Groups(iter(iterable), key)


def _groupby_1_key(iterable: Iterable[T], key: Callable[[T], K]) -> _Groups[K, T]:
    return _Groups(iter(iterable), key)
