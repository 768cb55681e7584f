"""Built-in functions over iterables, under their own names.

A call with `key=` or `default=` calls `name_key`, `name_default` or `name_default_key`.
"""

from __future__ import annotations

from typing import Callable, Iterable, NoReturn, TypeVar

from yarara.runtime.errors import raise_value
from yarara.runtime.lists import list_from_iterable, list_sort, list_sort_key
from yarara.runtime.ordering import Ordered

T = TypeVar("T")
D = TypeVar("D")
C = TypeVar("C", bound=Ordered)


def exit(code: str | int | None = None) -> NoReturn:
    """As `sys.exit`."""
    raise SystemExit(code)


def sorted(items: Iterable[C], reverse: bool = False) -> list[C]:
    result: list[C] = list_from_iterable(items)
    list_sort(result, reverse)
    return result


def sorted_key(items: Iterable[T], key: Callable[[T], C], reverse: bool = False) -> list[T]:
    result: list[T] = list_from_iterable(items)
    list_sort_key(result, key, reverse)
    return result


# -- the least and the greatest ----------------------------------------------------------------------------------------

def min(items: Iterable[C]) -> C:
    iterator = iter(items)
    try:
        first = next(iterator)
    except StopIteration:
        raise_value("min() arg is an empty sequence")
    return _least(iterator, first)


def min_default(items: Iterable[C], default: D) -> C | D:
    """`min(items, default=default)`."""
    iterator = iter(items)
    try:
        first = next(iterator)
    except StopIteration:
        return default
    return _least(iterator, first)


def _least(others: Iterable[C], found: C) -> C:
    """The least of one item and those after it; of equal ones the first."""
    for item in others:
        if item < found:
            found = item
    return found


def min_key(items: Iterable[T], key: Callable[[T], C]) -> T:
    iterator = iter(items)
    try:
        first = next(iterator)
    except StopIteration:
        raise_value("min() arg is an empty sequence")
    return _least_by(iterator, first, key)


def min_default_key(items: Iterable[T], default: D, key: Callable[[T], C]) -> T | D:
    """`min(items, default=default, key=key)`."""
    iterator = iter(items)
    try:
        first = next(iterator)
    except StopIteration:
        return default
    return _least_by(iterator, first, key)


def _least_by(others: Iterable[T], found: T, key: Callable[[T], C]) -> T:
    """The same by a key, which is computed once for each item."""
    found_key = key(found)
    for item in others:
        item_key = key(item)
        if item_key < found_key:
            found = item
            found_key = item_key
    return found


def max(items: Iterable[C]) -> C:
    iterator = iter(items)
    try:
        first = next(iterator)
    except StopIteration:
        raise_value("max() arg is an empty sequence")
    return _greatest(iterator, first)


def max_default(items: Iterable[C], default: D) -> C | D:
    """`max(items, default=default)`."""
    iterator = iter(items)
    try:
        first = next(iterator)
    except StopIteration:
        return default
    return _greatest(iterator, first)


def _greatest(others: Iterable[C], found: C) -> C:
    """The greatest of one item and those after it; of equal ones the first."""
    for item in others:
        if found < item:
            found = item
    return found


def max_key(items: Iterable[T], key: Callable[[T], C]) -> T:
    iterator = iter(items)
    try:
        first = next(iterator)
    except StopIteration:
        raise_value("max() arg is an empty sequence")
    return _greatest_by(iterator, first, key)


def max_default_key(items: Iterable[T], default: D, key: Callable[[T], C]) -> T | D:
    """`max(items, default=default, key=key)`."""
    iterator = iter(items)
    try:
        first = next(iterator)
    except StopIteration:
        return default
    return _greatest_by(iterator, first, key)


def _greatest_by(others: Iterable[T], found: T, key: Callable[[T], C]) -> T:
    """The same by a key, which is computed once for each item."""
    found_key = key(found)
    for item in others:
        item_key = key(item)
        if found_key < item_key:
            found = item
            found_key = item_key
    return found
