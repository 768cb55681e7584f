"""`slice` objects. (A slice written in brackets is passed as its three bounds; no object is made.)"""

from __future__ import annotations

from yarara import machine
from yarara.runtime.slicing import slice_bound, slice_range


def slice_new(first: int | None, second: int | None, step: int | None) -> slice:
    """`slice(first, second, step)`."""
    result = machine.allocate_with_tail(slice, 0)
    result._start = first
    result._stop = second
    result._step = step
    return result


def slice_start(self: slice) -> int | None:
    """The property `start`."""
    return self._start


def slice_stop(self: slice) -> int | None:
    """The property `stop`."""
    return self._stop


def slice_step(self: slice) -> int | None:
    """The property `step`."""
    return self._step


def slice_indices(self: slice, length: int) -> tuple[int, int, int]:
    """What `range` needs to give the indices of this slice of a sequence of `length` items."""
    return slice_range_arguments(self._start, self._stop, self._step, length)


def slice_range_arguments(
    start: int | None, stop: int | None, step: int | None, length: int
) -> tuple[int, int, int]:
    """(start, stop, step), none of them missing or negative from the end. Raises ValueError for a step of zero."""
    first, stride, _ = slice_range(start, stop, step, length)
    if stride > 0:
        return first, slice_bound(stop, length, length), stride
    # Backward, the end is -1..length-1: one less than the forward bound of the position after it.
    if stop is None or stop < -length:
        return first, -1, stride
    return first, min(stop + length if stop < 0 else stop, length - 1), stride


def slice_eq(self: slice, other: slice) -> bool:
    return self._start == other._start and self._stop == other._stop and self._step == other._step


def slice_repr(self: slice) -> str:
    return f"slice({self._start!r}, {self._stop!r}, {self._step!r})"
