"""Time in the network stack: `int` nanoseconds of one monotonic clock, passed in as `now`; no protocol reads a clock."""

from __future__ import annotations

MILLISECOND = 1_000_000
SECOND = 1_000_000_000

NEVER = 0x7FFF_FFFF_FFFF_FFFF
"""A deadline that does not come. Compare with it, do not add to it."""
