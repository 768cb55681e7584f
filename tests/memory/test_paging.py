"""The page tables, read back by a walker that knows nothing of the code that made them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.memory.booted import MIB, PAGE, booted
from tests.memory.walker import Translation, translate
from yarara import machine
from yarara.kernel.memory import pages, paging
from yarara.simulation import simulation

IMAGE = 3 * MIB + 64 * 1024
TEXT = (IMAGE, IMAGE + 20 * PAGE)
RODATA = (TEXT[1], TEXT[1] + 5 * PAGE)
DATA = (RODATA[1], RODATA[1] + 300 * PAGE)  # over the edge of a 2 MiB page
RAM_END = 8 * MIB


@contextmanager
def paged() -> Iterator[list[int]]:
    """A machine with 8 MiB, an image in the middle, and its tables in use; yields what was written to CR3."""
    loaded: list[int] = []
    with booted(), patch.object(machine, "write_cr3", loaded.append):
        simulation._next = 2 * MIB
        simulation.allocate(RAM_END - 2 * MIB, 2 * MIB)
        for name, (start, end) in {"text": TEXT, "rodata": RODATA, "data": DATA}.items():
            simulation.set_symbol(f"yarara_{name}_start", start)
            simulation.set_symbol(f"yarara_{name}_end", end)
        pages.reserve(TEXT[0], DATA[1])
        pages.add_range(2 * MIB, RAM_END)
        paging.initialize()
        yield loaded


def look(virtual: int) -> Translation | None:
    return translate(paging.state().root, virtual)


def expected(page: int) -> tuple[bool, bool] | None:
    """Writable, executable."""
    if TEXT[0] <= page < TEXT[1]:
        return False, True
    if RODATA[0] <= page < RODATA[1]:
        return False, False
    return (True, False) if PAGE <= page < RAM_END else None


def test_every_page_has_the_rights_of_its_section() -> None:
    with paged() as loaded:
        assert loaded == [paging.state().root]
        for page in range(0, 12 * MIB, PAGE):
            found = look(page)
            rights = expected(page)
            if found is None:
                assert rights is None
            else:
                assert (found.writable, found.executable) == rights
                assert found.physical == page and found.cached


def test_tables_of_a_small_machine_take_few_pages() -> None:
    with paged():
        assert pages.total_count() - pages.free_count() == 5  # one to unmap page 0, one for the sections, three above
        assert look(5 * MIB) == Translation(5 * MIB, True, False, True, 2 * MIB)


def test_page_zero_faults_and_stays_so() -> None:
    with paged():
        paging.map_memory(0, 2 * MIB)
        assert look(0) is None and look(PAGE - 1) is None
        assert look(PAGE) == Translation(PAGE, True, False, True, PAGE)


@given(st.lists(st.tuples(st.integers(2 * MIB, RAM_END), st.integers(1, 3 * MIB), st.sampled_from(
    [paging.NOTHING, paging.READ_EXECUTE, paging.READ_ONLY, paging.READ_WRITE])), max_size=5))
@settings(max_examples=25, deadline=None)
def test_protect_changes_exactly_the_pages_it_touches(changes: list[tuple[int, int, int]]) -> None:
    with paged():
        model = {page: expected(page) for page in range(2 * MIB, RAM_END, PAGE)}
        rights = {paging.NOTHING: None, paging.READ_EXECUTE: (False, True), paging.READ_ONLY: (False, False),
                  paging.READ_WRITE: (True, False)}
        for start, length, use in changes:
            end = min(start + length, RAM_END)
            paging.protect(start, end, use)
            for page in range(start // PAGE * PAGE, end, PAGE):
                model[page] = rights[use]
        for page, want in model.items():
            found = look(page)
            assert (found and (found.writable, found.executable)) == want
            assert not found or found.physical == page
            assert not (found and found.writable and found.executable)


def test_whole_large_pages_are_protected_without_a_table() -> None:
    with paged():
        free = pages.free_count()
        paging.protect(6 * MIB, 8 * MIB, paging.READ_ONLY)
        assert pages.free_count() == free
        assert look(7 * MIB) == Translation(7 * MIB, False, False, True, 2 * MIB)


def test_device_registers_are_uncached_and_cost_no_table_of_small_pages() -> None:
    with paged():
        free = pages.free_count()
        paging.map_device(0xFEE0_0000, PAGE)
        paging.map_device(0xFEC0_0000, PAGE)
        paging.map_device(0xFEC0_1000, 4)
        assert free - pages.free_count() == 1  # the directory of the fourth GiB
        assert look(0xFEC0_0010) == Translation(0xFEC0_0010, True, False, False, 2 * MIB)
        paging.map_device(0x38_0000_0000_00, 3 * MIB)  # a 64-bit BAR
        assert look(0x38_0000_0000_00 + 3 * MIB - 1) == Translation(0x38_0000_0000_00 + 3 * MIB - 1, True, False, False, 2 * MIB)


def test_device_inside_mapped_ram_splits_the_page() -> None:
    with paged():
        paging.map_device(6 * MIB + 5 * PAGE + 16, 2 * PAGE)
        cached = {page: look(6 * MIB + page * PAGE) for page in range(512)}
        assert [page for page, found in cached.items() if found and not found.cached] == [5, 6, 7]


def test_missing_memory_is_an_error_and_leaves_the_lock_free() -> None:
    with paged():
        while pages.allocate_pages(1):
            pass
        with pytest.raises(MemoryError):
            paging.map_device(0xFEE0_0000, PAGE)
        with pytest.raises(MemoryError):
            paging.protect(6 * MIB, 6 * MIB + PAGE, paging.READ_ONLY)
        with pytest.raises(MemoryError):
            paging.map_memory(1 << 40, (1 << 40) + PAGE)
        assert paging.state().lock == 0
        assert look(6 * MIB) is not None
