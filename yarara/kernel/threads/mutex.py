"""Mutual exclusion between threads: one word, and a queue for those who find it taken."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.cpu.clock import NEVER
from yarara.kernel.threads.wait import WaitQueue

FREE = 0
TAKEN = 1
CONTENDED = 2    # taken, and somebody may be waiting

WORD = 8
"""Offset of Mutex.word."""


class Mutex:
    """Taken and given back with one atomic instruction when nobody else wants it."""

    word: int

    def __init__(self) -> None:
        self.word = FREE
        self._waiting = WaitQueue()

    def is_taken(self) -> bool:
        return machine.read64(machine.address_of(self) + WORD) != FREE

    def try_acquire(self) -> bool:
        """Take it if it is free; whether it was."""
        return machine.compare_exchange(machine.address_of(self) + WORD, FREE, TAKEN)

    def acquire(self, deadline: int = NEVER) -> bool:
        """Take it, waiting until `deadline`; False when the time is over."""
        if self.try_acquire():
            return True
        while not self._take_or_queue():
            if not self._waiting.wait(deadline):
                return False
        return True

    def _take_or_queue(self) -> bool:
        """Take it after all, or enter the queue.

        Either way the word says that somebody may be waiting: one that was woken takes the place of those who still wait.
        """
        self._waiting.lock()
        taken = machine.exchange(machine.address_of(self) + WORD, CONTENDED) == FREE
        if not taken:
            self._waiting.add()
        self._waiting.unlock()
        return taken

    def release(self) -> None:
        """Give it back and wake one thread that waits; that it is taken is for the caller to know."""
        if machine.exchange(machine.address_of(self) + WORD, FREE) == CONTENDED:
            self._waiting.wake()

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        self.release()
