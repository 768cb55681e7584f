"""Signals that end a run in order: what was started is ended with it, and what was recorded is kept."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """The user, or whoever started us, wants the run to end."""

    def __init__(self, number: int) -> None:
        self.signal = number

    @property
    def status(self) -> int:
        """The exit status that a shell gives a command that a signal ended."""
        return 128 + self.signal


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Within it a signal raises `Stopped`. One that whoever started us had ignored, as nohup(1) does with SIGHUP, stays ignored."""
    handled = {number: signal.signal(number, _stop) for number in SIGNALS if signal.getsignal(number) != signal.SIG_IGN}
    try:
        yield
    finally:
        for number, handler in handled.items():
            signal.signal(number, handler)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped(number)
