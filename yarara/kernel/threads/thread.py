"""A thread of execution: its stack, its state, and its place in the queues of the core that it lives on."""

from __future__ import annotations

from typing import Callable

from yarara import machine
from yarara.kernel.memory.stacks import StackRecord

# States. Only the owning core runs a thread; any core may change PARKED to READY or RUNNING to NOTIFIED (scheduler.wake).
RUNNING = 0    # on its core, or able to be
PARKED = 1     # waits for `wake` or its deadline
NOTIFIED = 2   # woken before it parked: the next park returns at once
READY = 3      # in a run queue, or on the way to one
ENDED = 4

# Offsets in the object, for assembly and atomics: the header is one word, each field of the class body another.
RECORD = 8
STACK_POINTER = 24
STATE = 48


class Thread:
    """One thread. `entry` is called on a stack of its own; when it returns the thread has ended.

    The first five words are the StackRecord through which the collector finds the stack and, by that, the thread itself.
    """

    stack_low: int
    stack_high: int
    stack_pointer: int
    record_next: int
    record_previous: int
    state: int

    def __init__(self, entry: Callable[[], None], core: int) -> None:
        self.stack_low = 0
        self.stack_high = 0
        self.stack_pointer = 0                        # valid while it does not run
        self.record_next = 0
        self.record_previous = 0
        self.state = READY
        self.entry = entry
        self.core = core                              # the core it lives on; changes only by migrate()
        self.owner = 0                                # address of the library's object for it, which the library keeps alive
        self.next: Thread | None = None               # in a run queue or an inbox
        self.deadline = 0                             # when it wants to be woken at the latest; valid while in the heap
        self.in_timers = False
        self.timed_out = False                        # whether its deadline woke it
        self.waiting = False                          # whether it is in a WaitQueue (wait.py), whose links follow
        self.wait_next: Thread | None = None
        self.wait_previous: Thread | None = None
        self.timer_child: Thread | None = None        # links of the heap (timers.py)
        self.timer_sibling: Thread | None = None
        self.timer_previous: Thread | None = None

    def record(self) -> StackRecord:
        """Where the collector's part lies."""
        return StackRecord.at(machine.address_of(self) + RECORD)

    def change_state(self, expected: int, new: int) -> bool:
        """Atomically go from one state to another; whether it was in the first."""
        if machine.COMPILED:
            return machine.compare_exchange(machine.address_of(self) + STATE, expected, new)
        else:
            if self.state != expected:
                return False
            self.state = new
            return True


class ThreadQueue:
    """First in, first out; the links are in the threads."""

    def __init__(self) -> None:
        self._first: Thread | None = None
        self._last: Thread | None = None

    def is_empty(self) -> bool:
        return self._first is None

    def append(self, thread: Thread) -> None:
        """Put a thread, which is in no other queue, at the end."""
        thread.next = None
        last = self._last
        if last is None:
            self._first = thread
        else:
            last.next = thread
        self._last = thread

    def take(self) -> Thread | None:
        """Remove and return the first."""
        first = self._first
        if first is not None:
            self._first = first.next
            first.next = None
            if self._first is None:
                self._last = None
        return first
