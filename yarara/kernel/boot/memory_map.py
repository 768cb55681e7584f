"""The memory that the loader says exists. Each region is checked and cut to whole pages above the first MiB.

The first MiB stays out: it holds the firmware's tables, what the loader passed, and the page where other cores start.
"""

from __future__ import annotations

from yarara.kernel.boot.start_info import StartInfo, start_info_address
from yarara.machine import Struct, u32, u64

PAGE = 4096
LOW_MEMORY_END = 0x10_0000
HIGHEST_ADDRESS = 1 << 46
"""No region reaches further: the end of the lower half of 48-bit addresses, halved."""
RAM = 1


class MemoryMapEntry(Struct):
    """hvm_memmap_table_entry."""
    start: u64
    size: u64              # bytes
    kind: u32              # as in an e820 map: 1 = RAM
    reserved: u32


def region_count() -> int:
    """How many regions the loader lists; each may be empty after the checks."""
    address = start_info_address()
    if address == 0:
        return 0
    return StartInfo.at(address).memory_map_entries


def region_start(index: int) -> int:
    """The first whole page of region `index` (below region_count())."""
    start = max(_entry(index).start, LOW_MEMORY_END)
    return min(start, HIGHEST_ADDRESS) + PAGE - 1 & ~(PAGE - 1)


def region_end(index: int) -> int:
    """The end of its last whole page; equal to region_start(index) when nothing of it is usable RAM."""
    entry = _entry(index)
    start = region_start(index)
    if entry.kind != RAM or not 0 <= entry.start < HIGHEST_ADDRESS or entry.size < 0:
        return start
    end = entry.start + min(entry.size, HIGHEST_ADDRESS - entry.start) & ~(PAGE - 1)
    return max(start, end)


def _entry(index: int) -> MemoryMapEntry:
    return MemoryMapEntry.at(StartInfo.at(start_info_address()).memory_map + index * MemoryMapEntry.SIZE)
