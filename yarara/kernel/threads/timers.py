"""Threads by deadline: a pairing heap (Fredman, Sedgewick, Sleator, Tarjan 1986) whose links are in the threads.

Nothing is allocated; inserting takes a few instructions, removing O(log n) on average. One heap belongs to one core.
"""

from __future__ import annotations

from yarara.kernel.threads.thread import Thread


class TimerHeap:
    """A tree in which no thread has an earlier deadline than its parent."""

    def __init__(self) -> None:
        self.first: Thread | None = None  # the one with the earliest deadline

    def insert(self, thread: Thread, deadline: int) -> None:
        """Enter a thread, which must not be in a heap."""
        thread.deadline = deadline
        thread.in_timers = True
        thread.timer_child = None
        self.first = _join(self.first, thread)

    def remove(self, thread: Thread) -> None:
        """Take a thread out, which must be in this heap."""
        children = _merge_pairs(thread.timer_child)
        if thread is self.first:
            self.first = children
        else:
            _unlink(thread)
            self.first = _join(self.first, children)
        thread.in_timers = False
        thread.timer_child = None


def _join(left: Thread | None, right: Thread | None) -> Thread | None:
    """One tree from two: the later root becomes the first child of the earlier."""
    if left is None:
        return right
    if right is None:
        return left
    if right.deadline < left.deadline:
        left, right = right, left
    child = left.timer_child
    right.timer_previous = left
    right.timer_sibling = child
    if child is not None:
        child.timer_previous = right
    left.timer_child = right
    return left


def _unlink(thread: Thread) -> None:
    """Take a thread with its subtree from its parent; `timer_previous` of a first child is the parent."""
    previous = thread.timer_previous
    sibling = thread.timer_sibling
    if previous is not None:
        if previous.timer_child is thread:
            previous.timer_child = sibling
        else:
            previous.timer_sibling = sibling
    if sibling is not None:
        sibling.timer_previous = previous
    thread.timer_previous = None
    thread.timer_sibling = None


def _merge_pairs(first: Thread | None) -> Thread | None:
    """One tree from a list of siblings: join them in pairs from left to right, then the pairs from right to left."""
    pairs: Thread | None = None
    while first is not None:
        second = first.timer_sibling
        rest: Thread | None = None
        first.timer_previous = None
        first.timer_sibling = None
        if second is not None:
            rest = second.timer_sibling
            second.timer_previous = None
            second.timer_sibling = None
        pair = _join(first, second)
        if pair is not None:
            pair.timer_sibling = pairs
            pairs = pair
        first = rest
    merged: Thread | None = None
    while pairs is not None:
        following = pairs.timer_sibling
        pairs.timer_sibling = None
        merged = _join(merged, pairs)
        pairs = following
    return merged
