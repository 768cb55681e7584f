"""Built-in functions over iterables. `name_by_key` is `name(..., key=...)`."""

from __future__ import annotations

from typing import Any, Callable, Iterable, Protocol, TypeVar

from yarara.runtime.errors import raise_value
from yarara.runtime.lists import list_from_iterable, list_sort, list_sort_by_key
from yarara.runtime.ordering import Ordered


class Addable(Protocol):
    """A type with `+`."""

    def __add__(self, other: Any, /) -> Any: ...


T = TypeVar("T")
D = TypeVar("D")
A = TypeVar("A", bound=Addable)
C = TypeVar("C", bound=Ordered)


def builtin_sorted(items: Iterable[C], reverse: bool = False) -> list[C]:
    result: list[C] = list_from_iterable(items)
    list_sort(result, reverse)
    return result


def builtin_sorted_by_key(items: Iterable[T], key: Callable[[T], C], reverse: bool = False) -> list[T]:
    result: list[T] = list_from_iterable(items)
    list_sort_by_key(result, key, reverse)
    return result


def builtin_any(items: Iterable[object]) -> bool:
    for item in items:
        if item:
            return True
    return False


def builtin_all(items: Iterable[object]) -> bool:
    for item in items:
        if not item:
            return False
    return True


# -- the least and the greatest ----------------------------------------------------------------------------------------

def builtin_min(items: Iterable[C]) -> C:
    iterator = iter(items)
    try:
        found = next(iterator)
    except StopIteration:
        raise_value("min() arg is an empty sequence")
    for item in iterator:
        if item < found:
            found = item
    return found


def builtin_min_default(items: Iterable[C], default: D) -> C | D:
    """`min(items, default=default)`."""
    iterator = iter(items)
    try:
        found = next(iterator)
    except StopIteration:
        return default
    for item in iterator:
        if item < found:
            found = item
    return found


def builtin_min_by_key(items: Iterable[T], key: Callable[[T], C]) -> T:
    iterator = iter(items)
    try:
        found = next(iterator)
    except StopIteration:
        raise_value("min() arg is an empty sequence")
    found_key = key(found)
    for item in iterator:
        item_key = key(item)
        if item_key < found_key:
            found = item
            found_key = item_key
    return found


def builtin_max(items: Iterable[C]) -> C:
    iterator = iter(items)
    try:
        found = next(iterator)
    except StopIteration:
        raise_value("max() arg is an empty sequence")
    for item in iterator:
        if found < item:
            found = item
    return found


def builtin_max_default(items: Iterable[C], default: D) -> C | D:
    """`max(items, default=default)`."""
    iterator = iter(items)
    try:
        found = next(iterator)
    except StopIteration:
        return default
    for item in iterator:
        if found < item:
            found = item
    return found


def builtin_max_by_key(items: Iterable[T], key: Callable[[T], C]) -> T:
    iterator = iter(items)
    try:
        found = next(iterator)
    except StopIteration:
        raise_value("max() arg is an empty sequence")
    found_key = key(found)
    for item in iterator:
        item_key = key(item)
        if found_key < item_key:
            found = item
            found_key = item_key
    return found


def builtin_sum(items: Iterable[T], start: A) -> A:
    """`start` is the zero of the items' type when the call has none."""
    total = start
    for item in items:
        total = total + item
    return total
