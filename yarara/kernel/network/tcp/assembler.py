"""Which bytes beyond the next expected one have already arrived (RFC 9293 section 3.10.7.4, "seventh, process the segment text").

The bytes themselves lie in the receive ring, at their final place. Here are only the ranges, few and bounded: when a sender
(or an attacker) makes more holes than fit, the segment is dropped and comes again.
"""

from __future__ import annotations

from yarara.machine import Array

RANGES = 16
"""Holes one connection may have at the same time, minus one: more than a window of 256 KiB has in practice."""


class Assembler:
    """Disjoint ranges of positions, neither touching nor overlapping, in ascending order."""

    def __init__(self) -> None:
        self.count = 0
        self._starts: Array[int] = Array(RANGES)
        self._ends: Array[int] = Array(RANGES)

    @property
    def highest(self) -> int:
        """The end of the last range; 0 without any."""
        return 0 if self.count == 0 else self._ends[self.count - 1]

    def add(self, start: int, end: int) -> bool:
        """Note that start..end (end excluded, not empty) arrived. False: no room for another range, and nothing changed."""
        first = 0
        while first < self.count and self._ends[first] < start:
            first += 1
        last = first
        while last < self.count and self._starts[last] <= end:
            last += 1
        if last == first:
            return self._insert(first, start, end)
        # Ranges first..last-1 touch the new one: all become one.
        self._starts[first] = min(start, self._starts[first])
        self._ends[first] = max(end, self._ends[last - 1])
        self._remove(first + 1, last)
        return True

    def advance(self, position: int) -> int:
        """Everything up to `position` is now in order; how far the order reaches with the ranges that follow."""
        passed = 0
        while passed < self.count and self._starts[passed] <= position:
            position = max(position, self._ends[passed])
            passed += 1
        self._remove(0, passed)
        return position

    def _insert(self, index: int, start: int, end: int) -> bool:
        if self.count == RANGES:
            return False
        self._starts.move(index + 1, index, self.count - index)
        self._ends.move(index + 1, index, self.count - index)
        self._starts[index] = start
        self._ends[index] = end
        self.count += 1
        return True

    def _remove(self, first: int, last: int) -> None:
        """Forget the ranges first..last-1."""
        self._starts.move(first, last, self.count - last)
        self._ends.move(first, last, self.count - last)
        self.count -= last - first
