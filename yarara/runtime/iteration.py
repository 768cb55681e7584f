"""The iterators behind `enumerate`, `zip`, `map`, `filter`. (A `for` over them is compiled without these objects.)"""

from __future__ import annotations

from typing import Callable, Generic, Iterable, Iterator, TypeVar

from yarara.runtime.errors import raise_value

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
R = TypeVar("R")


class EnumerateIterator(Generic[T]):
    def __init__(self, items: Iterator[T], start: int) -> None:
        self._items = items
        self._next = start

    def __iter__(self) -> EnumerateIterator[T]:
        return self

    def __next__(self) -> tuple[int, T]:
        item = next(self._items)
        number = self._next
        self._next = number + 1
        return number, item


class ZipIterator(Generic[A, B]):
    """Pairs; `number` is which argument of `zip` the second one is: of more than two, the first gives what the others did."""

    def __init__(self, first: Iterator[A], second: Iterator[B], strict: bool, number: int) -> None:
        self._first = first
        self._second = second
        self._strict = strict
        self._number = number

    def __iter__(self) -> ZipIterator[A, B]:
        return self

    def __next__(self) -> tuple[A, B]:
        try:
            first = next(self._first)
        except StopIteration:
            if self._strict and not self._second_is_exhausted():
                raise_uneven(self._number, "longer")
            raise StopIteration from None
        try:
            second = next(self._second)
        except StopIteration:
            if self._strict:
                raise_uneven(self._number, "shorter")
            raise StopIteration from None
        return first, second

    def _second_is_exhausted(self) -> bool:
        try:
            next(self._second)
        except StopIteration:
            return True
        return False


def raise_uneven(number: int, how: str) -> None:
    """What `zip(..., strict=True)` says of the argument with this number."""
    before = "argument 1" if number == 2 else f"arguments 1-{number - 1}"
    raise_value(f"zip() argument {number} is {how} than {before}")


class MapIterator(Generic[A, R]):
    def __init__(self, function: Callable[[A], R], items: Iterator[A]) -> None:
        self._function = function
        self._items = items

    def __iter__(self) -> MapIterator[A, R]:
        return self

    def __next__(self) -> R:
        return self._function(next(self._items))


class ZipOfManyIterator(MapIterator[A, R]):
    """`zip` of more than two: the rows that the function lays flat."""


class FilterIterator(Generic[T]):
    def __init__(self, function: Callable[[T], object], items: Iterator[T]) -> None:
        self._function = function
        self._items = items

    def __iter__(self) -> FilterIterator[T]:
        return self

    def __next__(self) -> T:
        while True:
            item = next(self._items)
            if self._function(item):
                return item


class CallIterator(Generic[T]):
    """`iter(function, sentinel)`: what the function returns, until it returns the sentinel."""

    def __init__(self, function: Callable[[], T], sentinel: T) -> None:
        self._function = function
        self._sentinel = sentinel
        self._ended = False

    def __iter__(self) -> CallIterator[T]:
        return self

    def __next__(self) -> T:
        if not self._ended:
            item = self._function()
            if item != self._sentinel:
                return item
            self._ended = True
        raise StopIteration


def iter_until(function: Callable[[], T], sentinel: T) -> CallIterator[T]:
    return CallIterator(function, sentinel)


class CallUntilNone(Generic[T]):
    """`iter(function, None)`: its items are never None."""

    def __init__(self, function: Callable[[], T | None]) -> None:
        self._function = function
        self._ended = False

    def __iter__(self) -> CallUntilNone[T]:
        return self

    def __next__(self) -> T:
        if not self._ended:
            item = self._function()
            if item is not None:
                return item
            self._ended = True
        raise StopIteration


def iter_until_none(function: Callable[[], T | None]) -> CallUntilNone[T]:
    return CallUntilNone(function)


def items_to_unpack(items: Iterable[T], wanted: int) -> list[T]:
    """The items of an iterable that goes to so many names; one more is taken to see that there is none."""
    found: list[T] = []
    for item in items:
        found.append(item)
        if len(found) > wanted:
            break
    return found


def enumerate(items: Iterable[T], start: int = 0) -> EnumerateIterator[T]:
    return EnumerateIterator(iter(items), start)


def zip(first: Iterable[A], second: Iterable[B], strict: bool = False, number: int = 2) -> ZipIterator[A, B]:
    return ZipIterator(iter(first), iter(second), strict, number)


class ZipRowsIterator(Generic[T]):
    """The columns of rows, as long as each has a next item."""

    def __init__(self, rows: list[Iterator[T]], strict: bool) -> None:
        self._rows = rows
        self._strict = strict

    def __iter__(self) -> ZipRowsIterator[T]:
        return self

    def __next__(self) -> tuple[T, ...]:
        if not self._rows:
            raise StopIteration
        column: list[T] = []
        try:
            for row in self._rows:
                column.append(next(row))
        except StopIteration:
            if self._strict:
                self._check_lengths(len(column))
            raise StopIteration from None
        return tuple(column)

    def _check_lengths(self, taken: int) -> None:
        """A row has ended: it must be the first, and all others with it. Raises ValueError."""
        if taken > 0:
            raise_uneven(taken + 1, "shorter")
        for at in range(1, len(self._rows)):
            longer = True
            try:
                next(self._rows[at])
            except StopIteration:
                longer = False
            if longer:
                raise_uneven(at + 1, "longer")


def zip_rows(rows: Iterable[Iterable[T]], strict: bool) -> ZipRowsIterator[T]:
    """`zip(*rows)`."""
    iterators: list[Iterator[T]] = []
    for row in rows:
        iterators.append(iter(row))
    return ZipRowsIterator(iterators, strict)


def map(function: Callable[[A], R], items: Iterable[A]) -> MapIterator[A, R]:
    return MapIterator(function, iter(items))


def zip_of_many(flat: Callable[[A], R], nested: Iterable[A]) -> ZipOfManyIterator[A, R]:
    return ZipOfManyIterator(flat, iter(nested))


def filter(function: Callable[[T], object], items: Iterable[T]) -> FilterIterator[T]:
    return FilterIterator(function, iter(items))
