"""Whose turn it is, where there are several threads."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.threads.mutex import Mutex


class Turn:
    """`with turn:` is for one thread at a time; in a program that has only one, it is nothing."""

    def __init__(self) -> None:
        self._mutex = Mutex()

    def __enter__(self) -> None:
        if machine.PARALLEL:
            self._mutex.acquire()

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        if machine.PARALLEL:
            self._mutex.release()
