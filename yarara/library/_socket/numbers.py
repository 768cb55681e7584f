"""The numbers of open sockets (`fileno`): the lowest free one from 3 on, as on Unix."""

from __future__ import annotations

FIRST = 3

_taken: list[bool] = []


def take() -> int:
    """A free number. On the network's core, like `give`."""
    for index in range(len(_taken)):
        if not _taken[index]:
            _taken[index] = True
            return FIRST + index
    _taken.append(True)
    return FIRST + len(_taken) - 1


def give(number: int) -> None:
    """It is free again."""
    _taken[number - FIRST] = False
