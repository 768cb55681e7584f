"""From ticks of a guest's time-stamp counter to nanoseconds of its clock."""

from __future__ import annotations

from bisect import bisect_right

LEAST_DISTANCE = 1_000_000
"""Nanoseconds between two moments that are kept: closer ones say little about the rate."""


class TimeScale:
    """Built of moments at which both were known: between two of them time goes evenly, beyond the last as on the whole."""

    def __init__(self) -> None:
        self._ticks: list[int] = []
        self._times: list[int] = []

    @property
    def is_known(self) -> bool:
        """Whether the rate is."""
        return len(self._ticks) >= 2

    def add(self, ticks: int, time: int, least_distance: int = LEAST_DISTANCE) -> None:
        """One more moment; they come in order."""
        if not self._ticks or ticks > self._ticks[-1] and time - self._times[-1] >= least_distance:
            self._ticks.append(ticks)
            self._times.append(time)

    def time(self, ticks: int) -> int:
        """Nanoseconds since the first moment; before there are two, a tick counts as one nanosecond."""
        if len(self._ticks) < 2:
            return ticks - self._ticks[0] if self._ticks else ticks
        last = len(self._ticks) - 1
        index = bisect_right(self._ticks, ticks) - 1
        low, high = (0, last) if index < 0 or index >= last else (index, index + 1)
        near = low if index < last else high
        slope = (self._times[high] - self._times[low]) / (self._ticks[high] - self._ticks[low])
        return self._times[near] - self._times[0] + round((ticks - self._ticks[near]) * slope)
