"""The heap of deadlines against a model that sorts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yarara.kernel.threads.thread import Thread, ThreadQueue
from yarara.kernel.threads.timers import TimerHeap


def nothing() -> None:
    """What these threads would do."""


def thread() -> Thread:
    return Thread(nothing, 0)


def test_an_empty_heap_has_no_first() -> None:
    assert TimerHeap().first is None


@given(st.lists(st.integers(0, 50)))
def test_the_earliest_deadline_is_first(deadlines: list[int]) -> None:
    heap = TimerHeap()
    for deadline in deadlines:
        heap.insert(thread(), deadline)
    taken = []
    while heap.first is not None:
        taken.append(heap.first.deadline)
        heap.remove(heap.first)
    assert taken == sorted(deadlines)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 1000))))
def test_any_thread_can_leave_at_any_time(steps: list[tuple[bool, int]]) -> None:
    heap = TimerHeap()
    inside: list[Thread] = []
    for insert, number in steps:
        if insert or not inside:
            new = thread()
            heap.insert(new, number)
            inside.append(new)
        else:
            leaving = inside.pop(number % len(inside))
            heap.remove(leaving)
            assert not leaving.in_timers
        first = heap.first
        if inside:
            assert first is not None and first.deadline == min(waiting.deadline for waiting in inside)
        else:
            assert first is None
        assert all(waiting.in_timers for waiting in inside)


@given(st.lists(st.booleans()))
def test_a_queue_is_first_in_first_out(steps: list[bool]) -> None:
    queue = ThreadQueue()
    model: list[Thread] = []
    for append in steps:
        if append:
            new = thread()
            queue.append(new)
            model.append(new)
        else:
            assert queue.take() is (model.pop(0) if model else None)
        assert queue.is_empty() == (not model)
