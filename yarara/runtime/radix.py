"""Sorting many integers by their digits, eleven bits at a time, from the lowest: six passes whatever the order was."""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.machine import Array

WORTHWHILE: Final = 512
"""For fewer items the counters cost more than comparing."""

_BITS: Final = 11
_BUCKETS: Final = 1 << _BITS
_DIGITS: Final = 6
_LOWEST: Final = -0x8000_0000_0000_0000


def sort_words(items: Array[int], count: int) -> Array[int]:
    """The first `count` integers in order: in `items` itself, or in another array."""
    if _is_ascending(items, count):
        return items
    counters = _count_digits(items, count)
    spare: Array[int] = Array(count)
    for digit in range(_DIGITS):
        base = digit * _BUCKETS
        if counters[base + _digit(items[0], digit * _BITS)] != count:  # else all have the same here
            _begin_buckets(counters, base)
            _distribute(items, spare, count, digit * _BITS, counters, base)
            items, spare = spare, items
    return items


def _is_ascending(items: Array[int], count: int) -> bool:
    for i in range(1, count):
        if items[i] < items[i - 1]:
            return False
    return True


@machine.always_inline
def _digit(item: int, shift: int) -> int:
    """Eleven bits; the sign is turned around so that negative numbers come first."""
    return machine.shift_right_unsigned(item ^ _LOWEST, shift) & (_BUCKETS - 1)


def _count_digits(items: Array[int], count: int) -> Array[int]:
    """How often each digit occurs at each of the six places."""
    counters: Array[int] = Array(_DIGITS * _BUCKETS)
    for i in range(count):
        item = items[i]
        _count(counters, _digit(item, 0))
        _count(counters, _BUCKETS + _digit(item, _BITS))
        _count(counters, 2 * _BUCKETS + _digit(item, 2 * _BITS))
        _count(counters, 3 * _BUCKETS + _digit(item, 3 * _BITS))
        _count(counters, 4 * _BUCKETS + _digit(item, 4 * _BITS))
        _count(counters, 5 * _BUCKETS + _digit(item, 5 * _BITS))
    return counters


@machine.always_inline
def _count(counters: Array[int], at: int) -> None:
    counters[at] = machine.wrap_add(counters[at], 1)


def _begin_buckets(counters: Array[int], base: int) -> None:
    """Turn the counts of one place into where each bucket begins."""
    start = 0
    for i in range(base, base + _BUCKETS):
        size = counters[i]
        counters[i] = start
        start += size


def _distribute(source: Array[int], target: Array[int], count: int, shift: int, starts: Array[int], base: int) -> None:
    for i in range(count):
        item = source[i]
        bucket = machine.wrap_add(base, _digit(item, shift))
        at = starts[bucket]
        starts[bucket] = machine.wrap_add(at, 1)
        target[at] = item
