"""Waiting for a while, in a program with threads as in one without: modules that every program has must not import the scheduler, for with
it come yield points in all loops.

The scheduler, where there is one, puts its own way here when it is imported.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.cpu import clock, interrupts


class Sleeper:
    """Without threads: the core halts."""

    def __init__(self) -> None:
        self._ready = False

    def sleep(self, duration: int) -> None:
        """Wait for so many nanoseconds, or somewhat less."""
        if not self._ready:
            self._ready = True
            interrupts.initialize()
            clock.initialize()
            clock.enable_timer()
        clock.set_timer(duration)
        machine.wait_for_interrupt()


_sleeper = Sleeper()


def use(sleeper: Sleeper) -> None:
    """Wait this way from now on."""
    global _sleeper
    _sleeper = sleeper


def sleep(duration: int) -> None:
    """Wait for so many nanoseconds, or somewhat less; other threads run meanwhile."""
    _sleeper.sleep(duration)
