"""The loader's memory map, believed only as far as it makes sense."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.boot.loader import RAM, RESERVED, new_machine, place_start_info
from yarara.kernel.boot import memory_map
from yarara.kernel.boot.start_info import MAGIC, MAXIMUM_ENTRIES

MIB = 1 << 20


def usable(*regions: tuple[int, int, int], magic: int = MAGIC, version: int = 1) -> list[tuple[int, int]]:
    new_machine()
    place_start_info(regions, magic=magic, version=version)
    return [(memory_map.region_start(i), memory_map.region_end(i)) for i in range(memory_map.region_count())]


def test_ram_is_cut_to_whole_pages() -> None:
    assert usable((2 * MIB + 100, MIB, RAM)) == [(2 * MIB + 4096, 3 * MIB)]


def test_the_first_mebibyte_stays_out() -> None:
    assert usable((0, 16 * MIB, RAM)) == [(MIB, 16 * MIB)]


def test_reserved_memory_is_empty() -> None:
    (start, end), = usable((16 * MIB, MIB, RESERVED))
    assert start == end


def test_less_than_a_page_is_empty() -> None:
    (start, end), = usable((16 * MIB + 1, 4096, RAM))
    assert start == end


def test_of_too_many_entries_the_first_are_used() -> None:
    assert usable(*[(16 * MIB, MIB, RAM)] * (MAXIMUM_ENTRIES + 1)) == [(16 * MIB, 17 * MIB)] * MAXIMUM_ENTRIES


def test_an_older_structure_has_no_map() -> None:
    assert usable((16 * MIB, MIB, RAM), version=0) == []


def test_without_the_magic_number_nothing_is_read() -> None:
    assert usable((16 * MIB, MIB, RAM), magic=1) == []


words = st.integers(0, (1 << 64) - 1)


@given(st.lists(st.tuples(words, words, st.integers(0, 6)), max_size=20))
def test_whatever_the_map_says_regions_are_pages_above_the_first_mebibyte(regions: list[tuple[int, int, int]]) -> None:
    for (start, end), (given_start, given_size, _) in zip(usable(*regions), regions, strict=True):
        assert MIB <= start <= end <= memory_map.HIGHEST_ADDRESS
        assert start % 4096 == end % 4096 == 0
        assert start == end or given_start <= start and end <= given_start + given_size
