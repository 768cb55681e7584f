"""What a build is doing, on a terminal only."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import Callable, Iterator


def _ignore(step: str) -> None:
    pass


@contextmanager
def shown() -> Iterator[Callable[[str], None]]:
    """Yield what a build calls with the name of each step. Nothing stays on the screen afterwards."""
    if not sys.stderr.isatty():
        yield _ignore
        return
    status = _LazyStatus()
    try:
        yield status.update
    finally:
        status.stop()


class _LazyStatus:
    """A spinner that appears with the first step: a build that finds everything done never loads `rich`."""

    def __init__(self) -> None:
        self._stop: Callable[[], None] | None = None
        self._update: Callable[[str], None] = self._begin

    def _begin(self, step: str) -> None:
        from rich.console import Console

        status = Console(stderr=True).status(step)
        status.start()
        self._stop = status.stop
        self._update = status.update

    def update(self, step: str) -> None:
        self._update(step)

    def stop(self) -> None:
        if self._stop is not None:
            self._stop()
