"""`yarara run --gc-stats`: from the numbers on the kernel log (kernel/memory/report.py) to two lines on stderr.

    gc: 12 collections, pauses 5.310 ms in all, at most 1.234 ms, 99 of 100 within 0.912 ms
    gc: 512.3 MiB allocated, 498.1 MiB/s; 100.2 MiB live
"""

from __future__ import annotations

import time
from collections.abc import Callable

MEBIBYTE = 1 << 20


class CollectorLog:
    """Listens to the kernel log, and hands it on."""

    def __init__(self, following: Callable[[bytes], None]) -> None:
        self._following = following
        self._partial = b""
        self._begun = 0.0
        self.lines: list[str] = []

    def __call__(self, data: bytes) -> None:
        self._following(data)
        *lines, self._partial = (self._partial + data).split(b"\n")
        for line in lines:
            if line.startswith(b"gc begins"):
                self._begun = time.monotonic()
            elif line.startswith(b"gc ends "):
                self.lines = describe([int(word) for word in line.split()[2:]], time.monotonic() - self._begun)


def describe(numbers: list[int], seconds: float) -> list[str]:
    """The lines to print; times among the numbers are ticks, of which the first tells how many the seconds were."""
    elapsed, collections, total, longest, percentile, allocated, live = numbers
    milliseconds = seconds * 1000 / max(elapsed, 1)
    return [
        f"gc: {collections} collections, pauses {total * milliseconds:.3f} ms in all, at most {longest * milliseconds:.3f} ms, "
        f"99 of 100 within {percentile * milliseconds:.3f} ms",
        f"gc: {allocated / MEBIBYTE:.1f} MiB allocated, {allocated / MEBIBYTE / max(seconds, 1e-9):.1f} MiB/s; {live / MEBIBYTE:.1f} MiB live",
    ]
