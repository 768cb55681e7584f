"""`gc`: the garbage collector. Cycles need nothing special: whatever cannot be reached is freed."""

from __future__ import annotations

from yarara.kernel.memory import collector
from yarara.library._gc import after_collection

_enabled = True


def collect(generation: int = 2) -> int:
    """Free what cannot be reached, in every generation; how many objects that were. (CPython counts only those in cycles.)"""
    if generation < 0 or generation > 2:
        raise ValueError("invalid generation")
    count = collector.collect_and_count()
    for follow_up in after_collection:
        follow_up()
    return count


def disable() -> None:
    """Collect only when memory is short."""
    global _enabled
    _enabled = False
    collector.set_automatic(False)


def enable() -> None:
    """Collect whenever enough was allocated."""
    global _enabled
    _enabled = True
    collector.set_automatic(True)


def isenabled() -> bool:
    return _enabled
