"""Allocation: where objects may lie, what they look like, what happens when memory runs out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.memory.booted import PAGE, Booted, booted, live_objects
from yarara import machine
from yarara.kernel.memory import blocks, collector, heap, pages
from yarara.simulation import simulation

sizes = st.one_of(st.integers(8, 64), st.integers(8, 2048), st.integers(2049, 20000))


def check_apart(objects: list[tuple[int, int]]) -> None:
    end = 0
    for address, size in sorted(objects):
        assert address >= end
        end = address + size


@given(st.lists(sizes, max_size=80))
@settings(max_examples=60, deadline=None)
def test_objects_are_zeroed_aligned_and_apart(wanted: list[int]) -> None:
    with booted() as computer:
        start = computer.add_ram(700)
        for page in range(start, start + 700 * PAGE, PAGE):
            machine.fill(page + pages.FreeBlock.SIZE, 0xAA, PAGE - pages.FreeBlock.SIZE)  # memory is dirty
        computer.start_heap()
        info = computer.add_type(1, 0)
        objects = []
        for size in wanted:
            address = heap.allocate(info, size)
            computer.push(address)
            assert address % 8 == 0
            assert machine.load64(address) == info
            assert simulation.read_bytes(address + 8, size - 8) == bytes(size - 8)
            machine.fill(address + 8, 0x55, size - 8)
            objects.append((address, size))
        check_apart(objects)


def test_every_size_has_the_smallest_class_that_holds_it() -> None:
    assert [blocks.cell_size(blocks.size_class(size)) for size in (8, 9, 24, 128, 129, 160, 161, 2048)] == [
        8, 16, 24, 128, 160, 160, 192, 2048]
    cells = [blocks.cell_size(c) for c in range(1, blocks.CLASSES)]
    assert cells == sorted(set(cells)) and cells[-1] == blocks.MAX_CELL
    for size in range(1, blocks.MAX_CELL + 1):
        assert blocks.cell_size(blocks.size_class(size)) == min(cell for cell in cells if cell >= size)


@pytest.mark.parametrize("size_class", range(1, blocks.CLASSES))
def test_block_of_each_class_is_laid_out_exactly(size_class: int) -> None:
    with booted(64):
        block = blocks.Block.at(blocks.new_block(size_class))
        assert block.address % blocks.BLOCK_SIZE == 0
        bitmaps = 2 * 8 * -(-block.cells // 64)
        assert block.first == blocks.HEADER_SIZE + bitmaps == blocks.Block.SIZE + bitmaps
        end = block.first + block.cells * block.cell_size
        assert end <= blocks.BLOCK_SIZE < end + block.cell_size + 16
        for offset in range(block.first, blocks.BLOCK_SIZE):
            assert blocks.cell_index(block, block.address + offset) == (offset - block.first) // block.cell_size


@given(st.integers(1, 32), st.sets(st.integers(0, 2000)), st.integers(0, 2000), st.booleans())
@settings(deadline=None)
def test_search_in_the_bitmap(size_class: int, marked: set[int], start: int, want: bool) -> None:
    with booted(64):
        block = blocks.Block.at(blocks.new_block(size_class))
        marked = {index % block.cells for index in marked}
        assert all(blocks.mark(block, index) for index in marked)
        assert not any(blocks.mark(block, index) for index in marked)
        start %= block.cells
        expected = [i for i in range(start, block.cells) if (i in marked) == want]
        assert blocks.next_with_mark(block, start, want) == (expected[0] if expected else block.cells)
        assert blocks.marked_count(block) == len(marked)


def fill_up(info: int, size: int) -> int:
    """Allocate, keeping nothing, until a collection happens; the number of objects."""
    before = collector.statistics().collections
    count = 0
    while collector.statistics().collections == before:
        heap.allocate(info, size)
        count += 1
    return count


def keep_allocating(computer: Booted, info: int, size: int) -> int:
    """Allocate a chain that stays alive until memory is full; its length."""
    variable = computer.add_variable(0)
    count = 0
    with pytest.raises(MemoryError):
        while True:
            address = heap.allocate(info, size)
            machine.store64(address + 8, machine.load64(variable))
            machine.store64(variable, address)
            count += 1
    return count


@pytest.mark.parametrize("size", [24, 500, 2048, 5000])
def test_memory_error_comes_when_memory_is_full_and_goes_when_it_is_not(size: int) -> None:
    with booted(256) as computer:
        info = computer.add_type(3, 0b10)
        count = keep_allocating(computer, info, size)
        assert count * size > 256 * PAGE * 0.55
        assert collector.statistics().collections > 0
        variable = machine.load64(computer.roots + 8)
        machine.store64(variable, 0)
        collector.collect()
        assert live_objects() == set()
        assert pages.free_count() >= 255
        assert abs(keep_allocating(computer, info, size) - count) <= 1


def test_garbage_is_reused_for_ever() -> None:
    with booted(300) as computer:
        info = computer.add_type(3, 0)
        for _ in range(3):
            assert fill_up(info, 600) > 300
        assert pages.free_count() >= 299 - pages.total_count() // 4


def test_collection_is_due_after_a_share_of_memory() -> None:
    with booted(1000) as computer:
        info = computer.add_type(3, 0)
        handed_out = fill_up(info, 2048) * 2048
        assert 0.8 * 1000 * PAGE / 8 < handed_out < 1.3 * 1000 * PAGE / 8


def test_threshold_follows_the_live_objects_as_far_as_memory_allows() -> None:
    with booted(1000) as computer:
        info = computer.add_type(3, 0)
        for more, live, threshold in ((150, 150, 300), (150, 300, 349.5), (100, 400, 400)):
            computer.push(heap.allocate(info, more * PAGE))
            collector.collect()
            assert collector.statistics().live == live * PAGE
            assert blocks.state().threshold == threshold * PAGE  # one page is the mark stack


def test_absurd_size_is_refused_without_a_collection() -> None:
    with booted(100) as computer:
        info = computer.add_type(3, 0)
        for size in (101 * PAGE, 1 << 40, (1 << 63) - 1):
            with pytest.raises(MemoryError):
                heap.allocate(info, size)
        assert collector.statistics().collections == 0
        assert heap.allocate(info, 16) != 0


def test_holes_between_survivors_are_used() -> None:
    with booted(200) as computer:
        info = computer.add_type(3, 0)
        objects = [heap.allocate(info, 40) for _ in range(3000)]
        kept = objects[::3]
        holder = computer.add_type(2, 0, item_size=8, item_pointers=1)
        array = heap.allocate(holder, 16 + 8 * len(kept))
        machine.store64(array + 8, len(kept))
        for index, address in enumerate(kept):
            machine.store64(array + 16 + 8 * index, address)
        computer.add_variable(array)
        collector.collect()
        assert live_objects() == {*kept, array}
        free = pages.free_count()
        again = [heap.allocate(info, 40) for _ in range(1900)]
        assert pages.free_count() == free  # no new block
        check_apart([(address, 40) for address in kept + again])


def test_cores_allocate_from_different_blocks() -> None:
    with booted(200) as computer:
        info = computer.add_type(3, 0)
        first_core = simulation.core_block
        second_core = simulation.allocate(PAGE)
        machine.store64(second_core, second_core)
        machine.store64(second_core + 8, 1)
        by_core: dict[int, set[int]] = {first_core: set(), second_core: set()}
        for core in (first_core, second_core) * 50:
            simulation.core_block = core
            if core == second_core and not by_core[core]:
                heap.initialize_core()
            by_core[core].add(heap.allocate(info, 24) & -blocks.BLOCK_SIZE)
        assert not by_core[first_core] & by_core[second_core]


def test_fresh_objects_touch_no_lock_and_no_shared_word() -> None:
    with booted(100) as computer:
        info = computer.add_type(3, 0)
        heap.allocate(info, 24)
        machine.store64(blocks.state().address, 1)  # taken: a second acquire would spin for ever
        machine.store64(pages.state().address, 1)
        for _ in range(2 * blocks.RUN_SIZE // 24):
            heap.allocate(info, 24)
