"""`heapq`: a list in which every item is not greater than the two at `2 * i + 1` and `2 * i + 2`, so that the least is first.

Comparisons happen in the order in which CPython makes them, so that equal items come out in the same order.
"""

from __future__ import annotations

from typing import Any, Callable, Generic, Iterable, Iterator, TypeVar, overload

from yarara.runtime.ordering import Ordered

T = TypeVar("T")
C = TypeVar("C", bound=Ordered)
F = TypeVar("F", bound=Callable[[Any], Any] | None)


# -- one item ----------------------------------------------------------------------------------------------------------

def heappush(heap: list[C], item: C) -> None:
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap: list[C]) -> C:
    """Take the least. Raises IndexError when there is none."""
    _refuse_empty(heap)
    last = heap.pop()
    if not heap:
        return last
    least = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return least


def heapreplace(heap: list[C], item: C) -> C:
    """Take the least, then add: cheaper than both. Raises IndexError when there is none."""
    _refuse_empty(heap)
    least = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return least


def heappushpop(heap: list[C], item: C) -> C:
    """Add, then take the least."""
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(heap: list[C]) -> None:
    """Make a heap of any list, in time that grows with its length."""
    for position in reversed(range(len(heap) // 2)):
        _sink(heap, position)


def _refuse_empty(heap: list[C]) -> None:
    if not heap:
        raise IndexError("index out of range")


def _rise(heap: list[C], start: int, position: int) -> None:
    """Move an item up to where its parent is not greater, not above `start`."""
    item = heap[position]
    while position > start:
        parent = (position - 1) >> 1
        if not item < heap[parent]:
            break
        heap[position] = heap[parent]
        position = parent
    heap[position] = item


def _sink(heap: list[C], position: int) -> None:
    """Move an item down to a leaf, always past the lesser child, and then up to its place: most items belong near the leaves."""
    end = len(heap)
    start = position
    item = heap[position]
    child = 2 * position + 1
    while child < end:
        if child + 1 < end and not heap[child] < heap[child + 1]:
            child += 1
        heap[position] = heap[child]
        position = child
        child = 2 * position + 1
    heap[position] = item
    _rise(heap, start, position)


# -- the least and the greatest of many --------------------------------------------------------------------------------

@overload
def nsmallest(n: int, iterable: Iterable[C], key: None = None) -> list[C]: ...
@overload
def nsmallest(n: int, iterable: Iterable[T], key: Callable[[T], C]) -> list[T]: ...


def nsmallest(n: int, iterable: Iterable[T], key: F = None) -> list[T]:  # type: ignore[assignment]
    if key is None:
        return sorted(iterable)[:max(n, 0)]  # type: ignore[type-var]
    return sorted(iterable, key=key)[:max(n, 0)]


@overload
def nlargest(n: int, iterable: Iterable[C], key: None = None) -> list[C]: ...
@overload
def nlargest(n: int, iterable: Iterable[T], key: Callable[[T], C]) -> list[T]: ...


def nlargest(n: int, iterable: Iterable[T], key: F = None) -> list[T]:  # type: ignore[assignment]
    if key is None:
        return sorted(iterable, reverse=True)[:max(n, 0)]  # type: ignore[type-var]
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


# -- merging -----------------------------------------------------------------------------------------------------------

class _Source(Generic[T]):
    """What is left of one sorted iterable."""

    def __init__(self, rest: Iterator[T]) -> None:
        self.rest = rest


class _Run(Generic[T, C]):
    """The next item of one sorted iterable, with its key and the number of the iterable."""

    def __init__(self, key: C, number: int, item: T, rest: Iterator[T], reverse: bool) -> None:
        self.key = key
        self.number = number
        self.item = item
        self.rest = rest
        self.reverse = reverse

    def __lt__(self, other: _Run[T, C]) -> bool:
        first, second = (other, self) if self.reverse else (self, other)
        if first.key < second.key:
            return True
        if second.key < first.key:
            return False
        return self.number < other.number


class _Merged(Generic[T, C]):
    """Sorted iterables as one; nothing is taken from them before it is needed."""

    def __init__(self, sources: list[_Source[T]], key: Callable[[T], C], reverse: bool) -> None:
        self._key = key
        self._heap: list[_Run[T, C]] = []
        for number, source in enumerate(sources):
            for item in source.rest:
                self._heap.append(_Run(key(item), number, item, source.rest, reverse))
                break
        heapify(self._heap)
        self._given: _Run[T, C] | None = None

    def __iter__(self) -> _Merged[T, C]:
        return self

    def __next__(self) -> T:
        given = self._given
        if given is not None:
            self._given = None
            self._advance(given)
        if not self._heap:
            raise StopIteration
        self._given = self._heap[0]
        return self._heap[0].item

    def _advance(self, run: _Run[T, C]) -> None:
        for item in run.rest:
            run.item = item
            run.key = self._key(item)
            _sink(self._heap, 0)
            return
        heappop(self._heap)


def _itself(item: T) -> T:
    return item


@overload
def merge(*iterables: Iterable[C], key: None = None, reverse: bool = False) -> Iterator[C]: ...
@overload
def merge(*iterables: Iterable[T], key: Callable[[T], C], reverse: bool = False) -> Iterator[T]: ...


def merge(*iterables: Iterable[T], key: F = None, reverse: bool = False) -> Iterator[T]:  # type: ignore[assignment]
    """Several sorted iterables as one sorted iterator."""
    sources: list[_Source[T]] = [_Source(iter(iterable)) for iterable in iterables]
    if key is None:
        return _merged(sources, _itself, reverse)  # type: ignore[type-var]
    return _merged(sources, key, reverse)


def _merged(sources: list[_Source[T]], key: Callable[[T], C], reverse: bool) -> Iterator[T]:
    return _Merged(sources, key, reverse)
