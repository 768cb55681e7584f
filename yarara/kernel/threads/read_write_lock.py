"""Many threads may read, or one may write."""

from __future__ import annotations

from yarara.kernel.threads.mutex import Mutex


class ReadWriteLock:
    """Who wants to write waits for those who read now; those who come later wait for it, so nobody waits for ever."""

    def __init__(self) -> None:
        self._gate = Mutex()
        """Readers pass through it, a writer stays in it."""
        self._room = Mutex()
        """Taken by the first reader and given back by the last, or a writer's."""
        self._counting = Mutex()
        self._readers = 0

    def enter_to_read(self) -> None:
        with self._gate:
            with self._counting:
                if self._readers == 0:
                    self._room.acquire()
                self._readers += 1

    def leave_reading(self) -> None:
        with self._counting:
            self._readers -= 1
            if self._readers == 0:
                self._room.release()

    def enter_to_write(self) -> None:
        self._gate.acquire()
        self._room.acquire()

    def leave_writing(self) -> None:
        self._room.release()
        self._gate.release()
