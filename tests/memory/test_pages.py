"""The page allocator against a model: a set of free page numbers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.memory.booted import PAGE, booted
from yarara import machine
from yarara.kernel.memory import area, pagemap, pages
from yarara.simulation import simulation


def longest_run(free: set[int]) -> int:
    longest = 0
    for page in free:
        if page - 1 not in free:
            end = page
            while end in free:
                end += 1
            longest = max(longest, end - page)
    return longest


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 24), st.integers(0, 1000)), max_size=60))
@settings(max_examples=150, deadline=None)
def test_allocator_behaves_as_a_set_of_free_pages(steps: list[tuple[bool, int, int]]) -> None:
    with booted() as computer:
        free: set[int] = set()
        for length in (36, 64):  # two ranges that do not touch; their maps do
            start = computer.add_ram(length) // PAGE
            free |= set(range(start, start + length))
        everything = set(free)
        taken: list[tuple[int, int]] = []
        for allocating, count, choice in steps:
            if allocating:
                address = pages.allocate_pages(count)
                run = set(range(address // PAGE, address // PAGE + count))
                if address:
                    assert run <= free
                    free -= run
                    taken.append((address, count))
                else:
                    assert longest_run(free) < count
            elif taken:
                address, held = taken.pop(choice % len(taken))
                part = min(count, held)  # give back the first part; keep the rest
                pages.free_pages(address, part)
                free |= set(range(address // PAGE, address // PAGE + part))
                if part < held:
                    taken.append((address + part * PAGE, held - part))
            assert pages.free_count() == len(free)
        for address, count in taken:
            pages.free_pages(address, count)
        assert pages.free_count() == len(everything)
        assert pages.allocate_pages(64) and pages.allocate_pages(36)  # all merged again


@given(st.lists(st.integers(0, 4), max_size=40))
@settings(max_examples=50, deadline=None)
def test_aligned_blocks_are_aligned_and_apart(orders: list[int]) -> None:
    with booted() as computer:
        computer.add_ram(150)
        seen: set[int] = set()
        for order in orders:
            address = pages.allocate_aligned(order)
            if address:
                assert address % (PAGE << order) == 0
                run = set(range(address // PAGE, (address // PAGE) + (1 << order)))
                assert not run & seen
                seen |= run


def test_unaligned_run_over_several_blocks_is_found() -> None:
    with booted() as computer:
        computer.add_ram(62)  # from page 1 of 64: the largest block has 16 or 32 pages
        assert pages.allocate_pages(62) != 0
        assert pages.allocate_pages(1) == 0


def test_long_runs_fill_the_memory() -> None:
    """Of one page more than a power of two each: objects of a megabyte, with their headers."""
    with booted() as computer:
        computer.add_ram(4200)
        before = pages.free_count()
        taken = [address for _ in range(16) if (address := pages.allocate_pages(257))]
        assert len(taken) >= before // 257 - 1
        assert len({address // PAGE + page for address in taken for page in range(257)}) == 257 * len(taken)
        for address in taken:
            pages.free_pages(address, 257)
        assert pages.free_count() == before and pages.allocate_pages(4096) != 0


def test_nothing_sensible_is_refused_with_zero() -> None:
    with booted() as computer:
        computer.add_ram(8)
        for count in (0, -1, 9, 1 << 50):
            assert pages.allocate_pages(count) == 0
        assert pages.free_count() == 8


def test_reserved_memory_is_never_handed_out() -> None:
    with booted():
        start = simulation.allocate(32 * PAGE, 32 * PAGE)
        pages.reserve(start + 5 * PAGE + 100, start + 6 * PAGE + 1)  # touches pages 5 and 6
        pages.reserve(start + 20 * PAGE, start + 21 * PAGE)
        pages.reserve(start - PAGE, start + PAGE)
        pages.add_range(start, start + 32 * PAGE)
        got = set()
        while address := pages.allocate_pages(1):
            got.add((address - start) // PAGE)
        assert got == set(range(32)) - {0, 5, 6, 20}
        assert pages.total_count() == 28


def test_partial_pages_and_page_zero_are_left_out() -> None:
    with booted():
        start = simulation.allocate(4 * PAGE)
        pages.add_range(start + 1, start + 4 * PAGE - 1)
        assert pages.total_count() == 2
        pages.add_range(0, 100)
        pages.add_range(start + 1, start + 5)
        assert pagemap.count() == 1


def test_small_map_costs_no_page() -> None:
    with booted() as computer:
        computer.add_ram(1000)  # a 4 MiB machine
        assert pages.free_count() == 1000


def test_large_map_lies_in_pages_of_its_own() -> None:
    with booted():
        count = 5000
        start = simulation.allocate(count * PAGE)
        pages.reserve(start + PAGE, start + 2 * PAGE)  # page 0 alone is too small for the map
        pages.add_range(start, start + count * PAGE)
        assert pages.free_count() == count - 1 - 2
        assert pagemap.range_at(0).map == start + 2 * PAGE
        seen = set()
        while address := pages.allocate_pages(1):
            machine.fill(address, 0xFF, PAGE)
            seen.add(address)
        assert len(seen) == count - 3


def test_ranges_are_kept_in_order_and_bounded() -> None:
    with booted():
        starts = [simulation.allocate(PAGE) for _ in range(20)]
        for start in starts[::-1]:
            pages.add_range(start, start + PAGE)
        assert pagemap.count() == pagemap.MAX_RANGES
        kept = [pagemap.range_at(i).start for i in range(pagemap.count())]
        assert kept == starts[4:]
        assert all(pagemap.find(start).start == start for start in kept)
        assert pagemap.find(starts[0]).address == 0


def test_large_object_is_found_from_each_of_its_pages() -> None:
    with booted() as computer:
        start = computer.add_ram(300)
        for count in (1, 2, 3, 4, 5, 63, 64, 65, 200):
            pagemap.set_kind(start, 300, pagemap.IN_USE)
            pagemap.set_large(start + PAGE, count)
            assert pagemap.large_pages(start + PAGE) == count
            assert pagemap.kind(start) == pagemap.kind(start + (count + 1) * PAGE) == pagemap.IN_USE
            for page in range(1, count + 1):
                assert pagemap.large_start(start + page * PAGE + 123) == start + PAGE


def test_lock_is_free_after_every_operation() -> None:
    with booted() as computer:
        computer.add_ram(8)
        pages.free_pages(pages.allocate_pages(3), 3)
        pages.allocate_pages(100)
        pages.allocate_aligned(10)
        assert pages.state().lock == 0


def test_parts_of_the_static_area_do_not_overlap() -> None:
    from yarara.kernel.memory import collector, marking, paging, stacks, world

    assert 8 + pagemap.MAX_RANGES * pagemap.Range.SIZE <= area.PAGES
    assert pages.PagesState.SIZE <= 64 and 64 + (pages.MAX_ORDER + 1) * 8 <= 320
    assert area.PAGES + 320 + pages.MAX_RESERVED * pages.Reserved.SIZE <= area.PAGING
    assert area.PAGING + paging.PagingState.SIZE <= area.STACKS
    assert stacks.StacksState.SIZE == 24 and stacks.StackRecord.SIZE == 40
    assert area.STACKS + 64 + (stacks.MAX_ORDER + 1) * 8 <= area.BLOCKS
    from yarara.kernel.memory import blocks
    assert blocks.BlocksState.SIZE == 24
    assert area.BLOCKS + 24 + blocks.CLASSES * blocks.BlockList.SIZE <= area.COLLECTOR
    assert marking.MarkingState.SIZE == 32
    assert area.COLLECTOR + 32 + collector.Statistics.SIZE <= area.WORLD
    assert world.WorldState.SIZE == 16
    assert area.WORLD + 16 + world.MAX_CORES * world.CoreEntry.SIZE <= area.SMALL_MAPS
