"""What is done between the end of the application's main module and the end of the machine."""

from __future__ import annotations

from typing import Callable

_finishers: list[Callable[[], None]] = []
_last: list[Callable[[], None]] = []


def add_finisher(finisher: Callable[[], None]) -> None:
    """Call `finisher` when the main module has ended: wait for threads, flush what is buffered. In the order of adding."""
    _finishers.append(finisher)


def add_last_finisher(finisher: Callable[[], None]) -> None:
    """Call it after all of those."""
    _last.append(finisher)


def run_finishers() -> None:
    """Call them all, also those that are added meanwhile."""
    position = 0
    while position < len(_finishers):
        _finishers[position]()
        position += 1
    for finisher in _last:
        finisher()
