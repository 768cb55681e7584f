"""Stacks: their memory, their room, how they grow and are used again; looked at through the page tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest

from tests.memory.booted import PAGE
from tests.memory.test_paging import look, paged
from yarara import machine
from yarara.kernel.cpu import core
from yarara.kernel.memory import pages, paging, stacks
from yarara.kernel.memory.stacks import StackRecord
from yarara.kernel.threads import stack_growth
from yarara.simulation import simulation


class StackWindow:
    """Lets the test touch stack memory through the tables, as the processor would."""

    def read(self, offset: int, size: int) -> int:
        found = look(paging.STACK_AREA + offset)
        assert found
        return simulation.read(found.physical, size)

    def write(self, offset: int, size: int, value: int) -> None:
        found = look(paging.STACK_AREA + offset)
        assert found
        simulation.write(found.physical, size, value)


@contextmanager
def stacked() -> Iterator[None]:
    with paged():
        simulation.map_device(paging.STACK_AREA, 8 * stacks.STRIDE, StackWindow())
        yield


def check_stack(low: int, top: int) -> set[int]:
    """All of it is memory for data, and what is below is not there; the physical pages."""
    assert look(low - 1) is None
    frames = set()
    for page in range(low, top, PAGE):
        found = look(page)
        assert found and found.writable and not found.executable and found.page_size == PAGE
        frames.add(found.physical)
    return frames


def test_stack_has_its_size_and_room_below() -> None:
    with stacked():
        tops = [stacks.allocate_stack(size) for size in (PAGE, 5 * PAGE, 16 * PAGE, PAGE)]
        frames: set[int] = set()
        for top, count in zip(tops, (1, 8, 16, 1)):
            assert stacks.lowest(top) == top - count * PAGE
            frames |= check_stack(top - count * PAGE, top)
        assert len(frames) == 26
        assert all(above - below == stacks.STRIDE > stacks.ROOM for below, above in zip(tops, tops[1:]))
        assert look(tops[-1]) is None


def test_freed_stack_is_used_again_for_its_size() -> None:
    with stacked():
        small = [stacks.allocate_stack(2 * PAGE) for _ in range(3)]
        large = stacks.allocate_stack(64 * PAGE)
        free = pages.free_count()
        stacks.free_stack(large, large - 64 * PAGE, 64 * PAGE)
        for top in small:
            stacks.free_stack(top, top - 2 * PAGE, 2 * PAGE)
        assert {stacks.allocate_stack(PAGE + 1) for _ in range(3)} == set(small)
        assert stacks.allocate_stack(50 * PAGE) == large
        assert pages.free_count() == free


def test_stack_that_does_not_fit_leaves_nothing_behind() -> None:
    with stacked():
        first = stacks.allocate_stack(PAGE)
        taken = [pages.allocate_pages(1) for _ in range(pages.free_count() - 6)]
        assert stacks.allocate_stack(16 * PAGE) == 0
        assert pages.free_count() == 5  # the table stays
        assert look(first + PAGE) is None
        pages.free_pages(taken.pop(), 1)
        assert stacks.allocate_stack(4 * PAGE) == first + stacks.STRIDE
        assert stacks.allocate_stack(1 << 40) == 0
        assert stacks.state().lock == 0


def running_on(size: int) -> StackRecord:
    """The first stack, where nothing schedules yet."""
    top = stacks.allocate_stack(size)
    stacks.register_initial_stack(stacks.lowest(top), top)
    return stacks.initial_record()


def test_stack_grows_to_what_is_allowed() -> None:
    with stacked(), patch.object(stack_growth, "most", 1000 * stack_growth.CALL):
        record = running_on(8 * PAGE)
        lengths = []
        with pytest.raises(RecursionError):
            while True:
                stack_growth.grow()
                check_stack(record.low, record.high)
                lengths.append((record.high - record.low) // PAGE)
                assert machine.core_load(core.STACK_LIMIT) == record.low + stacks.RESERVE
        assert lengths == [16, 32, 64, 125]
        stack_growth.allow(2000)
        stack_growth.grow()
        assert record.high - record.low == 250 * PAGE
        stack_growth.allow(10)  # CPython would stop at once; here nothing is taken away
        with pytest.raises(RecursionError):
            stack_growth.grow()
        assert stack_growth.most == 1000 * stack_growth.CALL
        stack_growth.allow(1 << 60)
        assert stack_growth.most == stacks.ROOM
        check_stack(record.low, record.high)


def test_growth_leaves_most_of_the_memory_and_nothing_half_done() -> None:
    with stacked(), patch.object(stack_growth, "most", stacks.ROOM):
        record = running_on(8 * PAGE)
        taken = [pages.allocate_pages(1) for _ in range(pages.free_count() - 63)]
        with pytest.raises(RecursionError):
            stack_growth.grow()
        assert pages.free_count() == 63 and record.high - record.low == 8 * PAGE
        pages.free_pages(taken.pop(), 1)
        stack_growth.grow()
        assert pages.free_count() == 64 - 8 - 1 and record.high - record.low == 16 * PAGE  # one became a table


def test_freed_stack_stays_as_long_as_it_became() -> None:
    with stacked():
        top = stacks.allocate_stack(8 * PAGE)
        low = stacks.lowest(top)
        assert stacks.extend(low, 24 * PAGE)
        stacks.free_stack(top, low - 24 * PAGE, 8 * PAGE)
        free = pages.free_count()
        assert stacks.allocate_stack(8 * PAGE) == top
        assert stacks.lowest(top) == low - 24 * PAGE
        assert pages.free_count() == free
        check_stack(low - 24 * PAGE, top)
