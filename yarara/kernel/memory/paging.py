"""Page tables: what may be executed, what may be written, and what is not there at all.

Four levels of tables with 512 entries of 8 bytes each (Intel SDM volume 3, section 4.5). All RAM and all devices are identity
mapped, in 2 MiB pages where nothing asks for more detail; the thread stacks have an area of their own. No page is both
writable and executable, and page 0 is not mapped, so that a null pointer faults.

The boot code enters with the first 4 GiB mapped, everything allowed; it has set EFER.NXE and CR0.WP.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory import area, pagemap, pages, spinlock
from yarara.kernel.memory.pagemap import PAGE_SIZE
from yarara.machine import Struct, u64

LARGE_PAGE_SIZE = 0x20_0000

# Bits of an entry.
PRESENT = 1 << 0
WRITABLE = 1 << 1
WRITE_THROUGH = 1 << 3
CACHE_DISABLE = 1 << 4
LARGE = 1 << 7  # in a page directory: a 2 MiB page, not a table
NO_EXECUTE = -0x7FFF_FFFF_FFFF_FFFF - 1  # bit 63
ADDRESS = 0x000F_FFFF_FFFF_F000

# What a page may be used for.
NOTHING = 0
READ_EXECUTE = PRESENT
READ_ONLY = PRESENT | NO_EXECUTE
READ_WRITE = PRESENT | WRITABLE | NO_EXECUTE
DEVICE = READ_WRITE | WRITE_THROUGH | CACHE_DISABLE

STACK_AREA = 0x7000_0000_0000
STACK_AREA_END = 0x7FFF_FFFF_F000
"""Where thread stacks lie: the last 16 TiB of the lower half of all addresses, above all RAM and devices."""


class PagingState(Struct):
    """The part of the static area."""
    lock: u64
    root: u64  # the top table


def state() -> PagingState:
    return PagingState.at(area.at(area.PAGING))


def initialize() -> None:
    """Build the tables for all RAM that the page allocator knows and for the image, and use them on this core.

    Raises MemoryError when there is no room for the tables.
    """
    state().root = _new_table()
    if state().root == 0:
        raise MemoryError
    for index in range(pagemap.count()):
        entry = pagemap.range_at(index)
        map_memory(entry.start, entry.end)
    map_memory(0, LARGE_PAGE_SIZE)  # firmware tables and what starts the other cores
    map_memory(machine.symbol("yarara_text_start"), machine.symbol("yarara_data_end"))
    protect(machine.symbol("yarara_text_start"), machine.symbol("yarara_text_end"), READ_EXECUTE)
    protect(machine.symbol("yarara_rodata_start"), machine.symbol("yarara_rodata_end"), READ_ONLY)
    protect(machine.symbol("yarara_data_start"), machine.symbol("yarara_data_end"), READ_WRITE)
    protect(0, PAGE_SIZE, NOTHING)
    activate()


def activate() -> None:
    """Use the tables on this core. Its code and stack must be mapped by them."""
    machine.write_cr3(state().root)


def empty_tlb() -> None:
    """Have this core forget its translations, which nothing makes wrong: for emulators.

    QEMU's TCG keeps them in a table that starts with 256 pages, one place each, and only when it is emptied becomes as large as
    was needed. Linux empties it all the time; a kernel that never does so stays with the smallest, and spends half of its
    time on misses. To a processor ten times a second are nothing.
    """
    machine.write_cr3(state().root)


def map_memory(start: int, end: int) -> None:
    """Map RAM for data, rounded out to 2 MiB; what is already mapped stays as it is. Raises MemoryError."""
    if not _map_large(start, end, READ_WRITE):
        raise MemoryError


def map_device(physical: int, length: int) -> None:
    """Make the registers of a device accessible, uncached, at their physical address. Raises MemoryError.

    Where nothing is mapped yet, the whole 2 MiB around become device memory: that costs no table. Other cores see the
    mapping at once; a core that used the same pages as RAM before must not do so any more.
    """
    if not _map_large(physical, physical + length, DEVICE):
        raise MemoryError
    protect(physical, physical + length, DEVICE)


def protect(start: int, end: int, use: int) -> None:
    """Change what the pages from `start` to `end` may be used for; splits 2 MiB pages where needed. Raises MemoryError.

    Only this core's old translations are dropped.
    """
    spinlock.acquire(state().address)
    page = start & -PAGE_SIZE
    while page < end and page >= 0:
        page = _protect_at(page, end, use)
    spinlock.release(state().address)
    if page < end:
        raise MemoryError


def map_page(virtual: int, physical: int) -> bool:
    """Map one page of data; False when there is no memory for a table."""
    spinlock.acquire(state().address)
    entry = _entry(virtual, 0)
    if entry != 0:
        machine.write64(entry, physical | READ_WRITE)
    spinlock.release(state().address)
    return entry != 0


def unmap_page(virtual: int) -> int:
    """Undo `map_page`, for pages that only this core can have touched; the physical address."""
    spinlock.acquire(state().address)
    entry = _entry(virtual, 0)
    physical = machine.read64(entry) & ADDRESS
    machine.write64(entry, NOTHING)
    machine.invalidate_page(virtual)
    spinlock.release(state().address)
    return physical


# -- tables ------------------------------------------------------------------------------------------------------------

def _map_large(start: int, end: int, use: int) -> bool:
    """Map whatever is not mapped of the 2 MiB pages that the range touches; False when memory ran out."""
    spinlock.acquire(state().address)
    page = start & -LARGE_PAGE_SIZE
    entry = -1
    while page < end and entry != 0:
        entry = _entry(page, 1)
        if entry != 0 and machine.read64(entry) == 0:
            machine.write64(entry, page | use | LARGE)
        page += LARGE_PAGE_SIZE
    spinlock.release(state().address)
    return entry != 0


def _protect_at(page: int, end: int, use: int) -> int:
    """Change one page, large if possible, or none if the large page is as wanted; the address of the next page, or -1 when memory ran out."""
    around = page & -LARGE_PAGE_SIZE
    entry = _entry(page, 1)
    if entry == 0:
        return -1
    if machine.read64(entry) == around | use | LARGE:
        return around + LARGE_PAGE_SIZE
    if page == around and end - page >= LARGE_PAGE_SIZE and machine.read64(entry) & LARGE != 0:
        _set(entry, page, use | LARGE)
        return page + LARGE_PAGE_SIZE
    entry = _entry(page, 0)
    if entry == 0:
        return -1
    _set(entry, page, use)
    return page + PAGE_SIZE


def _set(entry: int, page: int, use: int) -> None:
    """Write the entry for an identity-mapped page."""
    machine.write64(entry, page | use if use & PRESENT != 0 else NOTHING)
    machine.invalidate_page(page)


def _entry(virtual: int, level: int) -> int:
    """Where the entry for an address lies, at level 0 (4 KiB) or 1 (2 MiB); makes the tables above. 0: no memory."""
    table = state().root
    above = 3
    while above > level and table != 0:
        table = _table_below(table + _offset(virtual, above))
        above -= 1
    return 0 if table == 0 else table + _offset(virtual, level)


def _offset(virtual: int, level: int) -> int:
    return (virtual >> (12 + 9 * level) & 511) * 8


def _table_below(slot: int) -> int:
    """The table that this entry refers to, made if it is missing; 0 when there is no memory."""
    entry = machine.read64(slot)
    if entry & PRESENT != 0 and entry & LARGE == 0:
        return entry & ADDRESS
    table = _new_table()
    if table != 0:
        if entry & PRESENT != 0:
            _fill_split(table, entry)
        machine.write64(slot, table | PRESENT | WRITABLE)
    return table


def _fill_split(table: int, entry: int) -> None:
    """Describe a 2 MiB page in 512 small ones."""
    small = entry & ~LARGE
    for index in range(512):
        machine.write64(table + index * 8, small + index * PAGE_SIZE)


def _new_table() -> int:
    table = pages.allocate_pages(1)
    if table != 0:
        machine.fill(table, 0, PAGE_SIZE)
    return table
