"""`queue`: queues that threads put things into and take things from."""

from __future__ import annotations

from typing import Generic, TypeVar

from threading import Condition, Lock
from time import monotonic

T = TypeVar("T")


class Empty(Exception):
    """There is nothing to get."""


class Full(Exception):
    """There is no room."""


class Queue(Generic[T]):
    """First in, first out. At most `maxsize` items, or any number when that is 0 or less."""

    def __init__(self, maxsize: int = 0) -> None:
        self.maxsize = maxsize
        self.mutex = Lock()
        self.not_empty = Condition(self.mutex)
        self.not_full = Condition(self.mutex)
        self.all_tasks_done = Condition(self.mutex)
        self.unfinished_tasks = 0
        self._items: list[T] = []
        self._first = 0  # items before this one were taken

    def _qsize(self) -> int:
        return len(self._items) - self._first

    def _put(self, item: T) -> None:
        self._items.append(item)

    def _get(self) -> T:
        item = self._items[self._first]
        self._first += 1
        if 2 * self._first >= len(self._items):  # half of the list is over: cut it off, so that each item is moved once on average
            del self._items[:self._first]
            self._first = 0
        return item

    def qsize(self) -> int:
        """How many items there are."""
        with self.mutex:
            return self._qsize()

    def empty(self) -> bool:
        """Whether there is nothing."""
        with self.mutex:
            return self._qsize() == 0

    def full(self) -> bool:
        """Whether there is no room."""
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def put(self, item: T, block: bool = True, timeout: float | None = None) -> None:
        """Put an item in, waiting for room. Raises Full when it may not wait, or not that long."""
        with self.not_full:
            if self.maxsize > 0:
                self._wait_for_room(block, timeout)
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def _wait_for_room(self, block: bool, timeout: float | None) -> None:
        if not block:
            if self._qsize() >= self.maxsize:
                raise Full
        elif timeout is None:
            while self._qsize() >= self.maxsize:
                self.not_full.wait()
        else:
            end = _end(timeout)
            while self._qsize() >= self.maxsize:
                left = end - monotonic()
                if left <= 0:
                    raise Full
                self.not_full.wait(left)

    def get(self, block: bool = True, timeout: float | None = None) -> T:
        """Take an item out, waiting for one. Raises Empty when it may not wait, or not that long."""
        with self.not_empty:
            self._wait_for_item(block, timeout)
            item = self._get()
            self.not_full.notify()
            return item

    def _wait_for_item(self, block: bool, timeout: float | None) -> None:
        if not block:
            if self._qsize() == 0:
                raise Empty
        elif timeout is None:
            while self._qsize() == 0:
                self.not_empty.wait()
        else:
            end = _end(timeout)
            while self._qsize() == 0:
                left = end - monotonic()
                if left <= 0:
                    raise Empty
                self.not_empty.wait(left)

    def put_nowait(self, item: T) -> None:
        """Put an item in. Raises Full when there is no room."""
        self.put(item, False)

    def get_nowait(self) -> T:
        """Take an item out. Raises Empty when there is none."""
        return self.get(False)

    def task_done(self) -> None:
        """Say that what was got is dealt with. Raises ValueError when there was nothing."""
        with self.all_tasks_done:
            if self.unfinished_tasks <= 0:
                raise ValueError("task_done() called too many times")
            self.unfinished_tasks -= 1
            if self.unfinished_tasks == 0:
                self.all_tasks_done.notify_all()

    def join(self) -> None:
        """Wait until everything that was put in is dealt with."""
        with self.all_tasks_done:
            while self.unfinished_tasks > 0:
                self.all_tasks_done.wait()


class LifoQueue(Queue[T]):
    """Last in, first out."""

    def _get(self) -> T:
        return self._items.pop()


class PriorityQueue(Queue[T]):
    """The smallest first: a binary heap."""

    def _put(self, item: T) -> None:
        items = self._items
        items.append(item)
        at = len(items) - 1
        while at > 0:
            parent = (at - 1) // 2
            if not item < items[parent]:  # type: ignore[operator]
                break
            items[at] = items[parent]
            at = parent
        items[at] = item

    def _get(self) -> T:
        items = self._items
        last = items.pop()
        if len(items) == 0:
            return last
        smallest = items[0]
        at = 0
        child = 1
        while child < len(items):
            if child + 1 < len(items) and items[child + 1] < items[child]:  # type: ignore[operator]
                child += 1
            if not items[child] < last:  # type: ignore[operator]
                break
            items[at] = items[child]
            at = child
            child = 2 * at + 1
        items[at] = last
        return smallest


class SimpleQueue(Generic[T]):
    """A queue without bounds and without task tracking."""

    def __init__(self) -> None:
        self._queue: Queue[T] = Queue()

    def put(self, item: T, block: bool = True, timeout: float | None = None) -> None:
        """Put an item in; never waits."""
        self._queue.put(item)

    def get(self, block: bool = True, timeout: float | None = None) -> T:
        """Take an item out, waiting for one. Raises Empty when it may not wait, or not that long."""
        return self._queue.get(block, timeout)

    def put_nowait(self, item: T) -> None:
        self._queue.put(item)

    def get_nowait(self) -> T:
        """Take an item out. Raises Empty when there is none."""
        return self._queue.get(False)

    def empty(self) -> bool:
        return self._queue.empty()

    def qsize(self) -> int:
        return self._queue.qsize()


def _end(timeout: float) -> float:
    if timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
    return monotonic() + timeout
