"""Where to cut a row of units: the common part of the `split` methods of `str`, `bytes` and `bytearray`.

Each function returns a flat list of pairs: where a piece starts and where it ends.
"""

from __future__ import annotations

from typing import Callable

from yarara.runtime.units import find_last_units, find_units, load_unit

Predicate = Callable[[int], bool]


def cut_at(row: int, kind: int, count: int, needle: int, needle_kind: int, needle_count: int, limit: int) -> list[int]:
    """The pieces between separators, at most `limit` cuts (any number if negative). Raises ValueError for an empty one."""
    if needle_count == 0:
        raise ValueError("empty separator")
    bounds: list[int] = []
    start = 0
    while limit != 0:
        found = find_units(row + start * kind, kind, count - start, needle, needle_kind, needle_count)
        if found < 0:
            break
        bounds.append(start)
        bounds.append(start + found)
        start += found + needle_count
        limit -= 1
    bounds.append(start)
    bounds.append(count)
    return bounds


def cut_at_from_end(
    row: int, kind: int, count: int, needle: int, needle_kind: int, needle_count: int, limit: int,
) -> list[int]:
    """As `cut_at`, but the cuts are the last ones, and the pieces come last first."""
    if needle_count == 0:
        raise ValueError("empty separator")
    bounds: list[int] = []
    end = count
    while limit != 0:
        found = find_last_units(row, kind, end, needle, needle_kind, needle_count)
        if found < 0:
            break
        bounds.append(found + needle_count)
        bounds.append(end)
        end = found
        limit -= 1
    bounds.append(0)
    bounds.append(end)
    return bounds


def cut_at_space(row: int, kind: int, count: int, is_space: Predicate, limit: int) -> list[int]:
    """The pieces between runs of white space; space at both ends is dropped, but after `limit` cuts only in front."""
    bounds: list[int] = []
    at = skip_forward(row, kind, 0, count, is_space)
    while at < count:
        end = at
        if limit == 0:
            end = count
        while end < count and not is_space(load_unit(row, kind, end)):
            end += 1
        bounds.append(at)
        bounds.append(end)
        limit -= 1
        at = skip_forward(row, kind, end, count, is_space)
    return bounds


def cut_at_space_from_end(row: int, kind: int, count: int, is_space: Predicate, limit: int) -> list[int]:
    """As `cut_at_space`, but the cuts are the last ones, and the pieces come last first."""
    bounds: list[int] = []
    end = skip_backward(row, kind, 0, count, is_space)
    while end > 0:
        start = end
        if limit == 0:
            start = 0
        while start > 0 and not is_space(load_unit(row, kind, start - 1)):
            start -= 1
        bounds.append(start)
        bounds.append(end)
        limit -= 1
        end = skip_backward(row, kind, 0, start, is_space)
    return bounds


def cut_lines(row: int, kind: int, count: int, is_boundary: Predicate, keep_ends: bool) -> list[int]:
    """The lines; a carriage return and the line feed after it end one line."""
    bounds: list[int] = []
    start = 0
    while start < count:
        end = start
        while end < count and not is_boundary(load_unit(row, kind, end)):
            end += 1
        following = end
        if end < count:
            following = end + 1
            if load_unit(row, kind, end) == 13 and following < count and load_unit(row, kind, following) == 10:
                following += 1
        bounds.append(start)
        bounds.append(following if keep_ends else end)
        start = following
    return bounds


def skip_forward(row: int, kind: int, start: int, end: int, skips: Predicate) -> int:
    """The first position from `start` on whose unit is not skipped, or `end`."""
    while start < end and skips(load_unit(row, kind, start)):
        start += 1
    return start


def skip_backward(row: int, kind: int, start: int, end: int, skips: Predicate) -> int:
    """The position after the last unit that is not skipped, or `start`."""
    while end > start and skips(load_unit(row, kind, end - 1)):
        end -= 1
    return end
