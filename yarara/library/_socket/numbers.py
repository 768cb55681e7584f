"""The numbers of open sockets (`fileno`): the lowest free one from 3 on, as on Unix."""

from __future__ import annotations

from yarara.kernel.threads.mutex import Mutex

FIRST = 3

_taken: list[bool] = []
_mutex = Mutex()


def take() -> int:
    """A free number."""
    with _mutex:
        for index in range(len(_taken)):
            if not _taken[index]:
                _taken[index] = True
                return FIRST + index
        _taken.append(True)
        return FIRST + len(_taken) - 1


def give(number: int) -> None:
    """It is free again."""
    with _mutex:
        _taken[number - FIRST] = False
