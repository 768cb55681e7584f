"""Deadlines of many connections: a binary heap whose entries know their place in it.

A deadline moves with almost every segment, nearly always to later. So the heap is ordered by `wake`, which may be earlier than
the deadline: moving a deadline to later touches one field, and the heap finds out when the old time comes.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.duration import NEVER


class Timer:
    """One thing that waits for a time. Derived classes say what happens then."""

    def __init__(self) -> None:
        self.deadline = NEVER
        """When `expire` is due, in nanoseconds. Set it through `TimerHeap.set`."""
        self.wake = NEVER
        """The heap's key, never later than the deadline."""
        self.place = -1
        """Index in the heap; -1 outside."""

    def expire(self, now: int) -> None:
        """The deadline came and was reset to NEVER."""
        raise NotImplementedError


class TimerHeap:
    """All timers of one core. One that has nothing to wait for stays, at the bottom: setting a deadline never allocates."""

    def __init__(self) -> None:
        self._heap: list[Timer] = []

    def __len__(self) -> int:
        return len(self._heap)

    @machine.may_allocate  # once a connection
    def add(self, timer: Timer) -> None:
        """Let a timer, which has no deadline yet, take part. Raises MemoryError."""
        self._heap.append(timer)
        timer.deadline = NEVER
        timer.wake = NEVER
        timer.place = len(self._heap) - 1

    def remove(self, timer: Timer) -> None:
        """Take a timer out, so that nothing here keeps it alive. Harmless when it is not in."""
        place = timer.place
        if place < 0:
            return
        timer.place = -1
        last = self._heap.pop()
        if last is timer:
            return
        if place > 0 and last.wake < self._heap[(place - 1) // 2].wake:
            self._sift_up(last, place)
        else:
            self._sift_down(last, place)

    def set(self, timer: Timer, deadline: int) -> None:
        """Give a timer that takes part a deadline, in place of the one it had."""
        timer.deadline = deadline
        if deadline < timer.wake:
            timer.wake = deadline
            self._sift_up(timer, timer.place)

    def next_deadline(self) -> int:
        """The earliest deadline; NEVER when there is none."""
        while len(self._heap) > 0:
            first = self._heap[0]
            if first.wake == first.deadline:
                return first.wake
            self._postpone(first)
        return NEVER

    def expire(self, now: int) -> int:
        """Call `expire` of everything that is due; the next deadline."""
        deadline = self.next_deadline()
        while deadline <= now:
            timer = self._heap[0]
            timer.deadline = NEVER
            self._postpone(timer)
            timer.expire(now)
            deadline = self.next_deadline()
        return deadline

    def _postpone(self, timer: Timer) -> None:
        """The deadline of the topmost timer has moved to later."""
        timer.wake = timer.deadline
        self._sift_down(timer, 0)

    def _sift_up(self, timer: Timer, place: int) -> None:
        """Put `timer` at `place` or, while its parent is later, above it."""
        while place > 0:
            parent = self._heap[(place - 1) // 2]
            if parent.wake <= timer.wake:
                break
            self._put(parent, place)
            place = (place - 1) // 2
        self._put(timer, place)

    def _sift_down(self, timer: Timer, place: int) -> None:
        """Put `timer` at `place` or, while a child is earlier, below it."""
        count = len(self._heap)
        while 2 * place + 1 < count:
            child = 2 * place + 1
            if child + 1 < count and self._heap[child + 1].wake < self._heap[child].wake:
                child += 1
            if timer.wake <= self._heap[child].wake:
                break
            self._put(self._heap[child], place)
            place = child
        self._put(timer, place)

    def _put(self, timer: Timer, place: int) -> None:
        self._heap[place] = timer
        timer.place = place
