"""Threads that wait for something, in the order of their coming. From this, locks and everything above are made."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.cpu.clock import NEVER
from yarara.kernel.memory import spinlock
from yarara.kernel.threads import scheduler
from yarara.kernel.threads.thread import Thread

GUARD = 8
"""Offset of WaitQueue.guard."""


class WaitQueue:
    """A queue of parked threads with a spinlock, which also guards whatever its owner decides under it.

    To wait: `lock()`, look whether there is a reason to wait, `add()`, `unlock()`, `wait()`. To wake: change what is waited for, `wake()`.
    Nothing may be allocated between `lock` and `unlock`: a collection would wait for the cores that spin.
    """

    guard: int

    def __init__(self) -> None:
        self.guard = 0
        self._count = 0
        self._first: Thread | None = None
        self._last: Thread | None = None

    def lock(self) -> None:
        spinlock.acquire(machine.address_of(self) + GUARD)

    def unlock(self) -> None:
        spinlock.release(machine.address_of(self) + GUARD)

    def add(self) -> None:
        """Enter the current thread. With the lock held."""
        thread = scheduler.current()
        thread.waiting = True
        thread.wait_next = None
        last = self._last
        thread.wait_previous = last
        if last is None:
            self._first = thread
        else:
            last.wait_next = thread
        self._last = thread
        self._count += 1

    def take(self) -> Thread | None:
        """Remove the thread that waits longest; the caller wakes it after `unlock`. With the lock held."""
        first = self._first
        if first is not None:
            self._remove(first)
        return first

    def _remove(self, thread: Thread) -> None:
        following = thread.wait_next
        previous = thread.wait_previous
        if previous is None:
            self._first = following
        else:
            previous.wait_next = following
        if following is None:
            self._last = previous
        else:
            following.wait_previous = previous
        thread.wait_next = None
        thread.wait_previous = None
        thread.waiting = False
        self._count -= 1

    def wait(self, deadline: int = NEVER) -> bool:
        """Park the current thread, which was added, until it is woken (True) or the time is `deadline` (False)."""
        thread = scheduler.current()
        while True:
            in_time = scheduler.park(deadline)
            self.lock()
            waiting = thread.waiting
            if waiting and not in_time:
                self._remove(thread)
            self.unlock()
            if not waiting:
                return True
            if not in_time:
                return False

    def wake(self, count: int = 1) -> int:
        """Wake up to `count` threads; how many there were."""
        woken = 0
        while woken < count:
            self.lock()
            thread = self.take()
            self.unlock()
            if thread is None:
                break
            scheduler.wake(thread)
            woken += 1
        return woken

    def wake_all(self) -> None:
        """Wake everybody who waits now."""
        self.wake(self._count)
