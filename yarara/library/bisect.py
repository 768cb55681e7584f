"""`bisect`: where a value belongs in a sorted list.

`key` has the type of what is passed, so that each search is compiled with it or without it.
"""

from __future__ import annotations

from typing import Any, Callable, MutableSequence, Sequence, TypeVar, overload

from yarara.runtime.ordering import Ordered

T = TypeVar("T")
C = TypeVar("C", bound=Ordered)
X = TypeVar("X")
F = TypeVar("F", bound=Callable[[Any], Any] | None)


def _end(hi: int | None, length: int, lo: int) -> int:
    if lo < 0:
        raise ValueError("lo must be non-negative")
    return length if hi is None else hi


@overload
def bisect_left(a: Sequence[C], x: C, lo: int = 0, hi: int | None = None, *, key: None = None) -> int: ...
@overload
def bisect_left(a: Sequence[T], x: C, lo: int = 0, hi: int | None = None, *, key: Callable[[T], C]) -> int: ...


def bisect_left(a: Sequence[T], x: X, lo: int = 0, hi: int | None = None, *, key: F = None) -> int:  # type: ignore[assignment]
    """The first place whose item is not less than `x`."""
    end = _end(hi, len(a), lo)
    while lo < end:
        middle = (lo + end) // 2
        if key is None:
            less = a[middle] < x  # type: ignore[operator]
        else:
            less = key(a[middle]) < x
        if less:
            lo = middle + 1
        else:
            end = middle
    return lo


@overload
def bisect_right(a: Sequence[C], x: C, lo: int = 0, hi: int | None = None, *, key: None = None) -> int: ...
@overload
def bisect_right(a: Sequence[T], x: C, lo: int = 0, hi: int | None = None, *, key: Callable[[T], C]) -> int: ...


def bisect_right(a: Sequence[T], x: X, lo: int = 0, hi: int | None = None, *, key: F = None) -> int:  # type: ignore[assignment]
    """The first place whose item is greater than `x`."""
    end = _end(hi, len(a), lo)
    while lo < end:
        middle = (lo + end) // 2
        if key is None:
            greater = x < a[middle]  # type: ignore[operator]
        else:
            greater = x < key(a[middle])
        if greater:
            end = middle
        else:
            lo = middle + 1
    return lo


@overload
def insort_left(a: MutableSequence[C], x: C, lo: int = 0, hi: int | None = None, *, key: None = None) -> None: ...
@overload
def insort_left(a: MutableSequence[T], x: T, lo: int = 0, hi: int | None = None, *, key: Callable[[T], C]) -> None: ...


def insort_left(a: MutableSequence[T], x: T, lo: int = 0, hi: int | None = None, *, key: F = None) -> None:  # type: ignore[assignment]
    """Insert `x` where it belongs, before equal items."""
    if key is None:
        a.insert(bisect_left(a, x, lo, hi), x)  # type: ignore[call-overload]
    else:
        a.insert(bisect_left(a, key(x), lo, hi, key=key), x)


@overload
def insort_right(a: MutableSequence[C], x: C, lo: int = 0, hi: int | None = None, *, key: None = None) -> None: ...
@overload
def insort_right(a: MutableSequence[T], x: T, lo: int = 0, hi: int | None = None, *, key: Callable[[T], C]) -> None: ...


def insort_right(a: MutableSequence[T], x: T, lo: int = 0, hi: int | None = None, *, key: F = None) -> None:  # type: ignore[assignment]
    """Insert `x` where it belongs, after equal items."""
    if key is None:
        a.insert(bisect_right(a, x, lo, hi), x)  # type: ignore[call-overload]
    else:
        a.insert(bisect_right(a, key(x), lo, hi, key=key), x)


bisect = bisect_right
insort = insort_right
