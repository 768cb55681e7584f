"""What the bounds of a slice mean for a sequence of a given length (Python language reference, 3.3.1 and 6.3.3), and how long a repeated one is."""

from __future__ import annotations

from typing import Final


def slice_bound(index: int | None, length: int, default: int) -> int:
    """A bound of a slice with step 1, as a position 0..length."""
    if index is None:
        return default
    if index < 0:
        return max(index + length, 0)
    return min(index, length)


_HALF_A_WORD: Final = 0x8000_0000
_LONGEST: Final = 0x7FFF_FFFF_FFFF_FFFF


def repeated_length(length: int, times: int) -> int:
    """The length of a sequence so many times, each not negative; -1 when that is no `int`."""
    if length | times >= _HALF_A_WORD and length != 0 and times > _LONGEST // length:
        return -1
    return length * times


def slice_range(start: int | None, stop: int | None, step: int | None, length: int) -> tuple[int, int, int]:
    """(first index, step, number of items) of any slice. Raises ValueError for a step of zero."""
    stride = 1 if step is None else step
    if stride == 0:
        raise ValueError("slice step cannot be zero")
    if stride > 0:
        first = slice_bound(start, length, 0)
        end = slice_bound(stop, length, length)
        return first, stride, (end - first - 1) // stride + 1 if first < end else 0
    first = _backward_bound(start, length, length - 1)
    end = _backward_bound(stop, length, -1)
    return first, stride, (end - first + 1) // stride + 1 if end < first else 0


def _backward_bound(index: int | None, length: int, default: int) -> int:
    """A bound of a slice with a negative step, as a position -1..length-1."""
    if index is None:
        return default
    if index < 0:
        return max(index + length, -1)
    return min(index, length - 1)
