"""The page allocator: runs of 4 KiB pages, identity mapped (physical address = virtual address).

A buddy allocator. A free block is 2**order pages, aligned to its size; its first page holds the links of the free list of
its order, and the page map holds its order. Freed blocks merge with their buddy, the block whose address differs only in
the bit of the order. A run of any length is cut from a larger block and the rest goes back at once, so nothing is lost to
rounding. When no single block is large enough, neighbouring blocks are joined (`_take_run`). Long runs that would leave much of a block lie one
behind another: else no run of 257 pages would fit into what each of them leaves of 512.

Any core may call; one lock, held for some dozens of instructions.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory import area, pagemap, spinlock
from yarara.kernel.memory.pagemap import PAGE_SHIFT, PAGE_SIZE, Range
from yarara.machine import Struct, u64

MAX_ORDER = 24
MAX_RESERVED = 16
LONG_RUN = 64
"""Pages."""
MOST_LOOKED_AT = 4096
"""Blocks and used pages behind the last long run, for room for the next one."""
MOST_SEARCHED = 1000
"""Blocks of one size, for one that is not reported."""


class PagesState(Struct):
    """The allocator's part of the static area, before the free lists and the reserved ranges."""
    lock: u64
    free: u64  # pages
    total: u64  # pages ever added
    small_maps: u64  # bytes used of the room for maps in the static area
    reserved: u64  # number of reserved ranges
    run_end: u64  # where the last long run ends


class FreeBlock(Struct):
    """The first words of a free block."""
    next: u64
    previous: u64
    reported: u64  # where memory goes back to the host: 1 when the host knows that the block is free


class Reserved(Struct):
    """Memory that `add_range` leaves out."""
    start: u64
    end: u64


def state() -> PagesState:
    return PagesState.at(area.at(area.PAGES))


def _list_head(order: int) -> int:
    return area.at(area.PAGES + 64) + order * 8


def _reserved_at(index: int) -> Reserved:
    return Reserved.at(area.at(area.PAGES + 320) + index * Reserved.SIZE)


# -- allocation --------------------------------------------------------------------------------------------------------

def allocate_pages(count: int) -> int:
    """The address of `count` adjacent pages with any contents, or 0 when there is no such run."""
    if count <= 0 or count > state().free:
        return 0
    order = _order_for(count)
    spinlock.acquire(state().address)
    behind = count >= LONG_RUN and (1 << order) - count > 1 << order - 2
    address = _take_behind(count) if behind else 0
    if address == 0:
        address = _take(order)
        if address != 0:
            _release_run(address + (count << PAGE_SHIFT), (1 << order) - count, _is_reported(address))
        elif count > 1:
            address = _take_run(count)
    if address != 0:
        state().free -= count
        if behind:
            state().run_end = address + (count << PAGE_SHIFT)
    spinlock.release(state().address)
    return address


def allocate_aligned(order: int) -> int:
    """The address of 2**order pages, aligned to that size, or 0."""
    spinlock.acquire(state().address)
    address = _take(order)
    if address != 0:
        state().free -= 1 << order
    spinlock.release(state().address)
    return address


def free_pages(address: int, count: int) -> None:
    """Give back pages; part of what was allocated together may be given back alone."""
    spinlock.acquire(state().address)
    _release_run(address, count, 0)
    state().free += count
    spinlock.release(state().address)


def free_count() -> int:
    """Pages that are free now."""
    return state().free


def total_count() -> int:
    """Pages that were ever handed to the allocator."""
    return state().total


def _order_for(count: int) -> int:
    """The smallest order with at least `count` pages."""
    return 64 - machine.count_leading_zeros(count - 1)


# -- blocks ------------------------------------------------------------------------------------------------------------

def _take(order: int) -> int:
    """A block of this order, split off a larger one if need be; 0 when there is none."""
    found = order
    while found <= MAX_ORDER:
        address = machine.load64(_list_head(found))
        if address != 0:
            _remove(address, found)
            reported = _is_reported(address)
            while found > order:
                found -= 1
                _insert(address + (PAGE_SIZE << found), found, reported)
            return address
        found += 1
    return 0


def _is_reported(address: int) -> int:
    return FreeBlock.at(address).reported if machine.BALLOON else 0


def _insert(address: int, order: int, reported: int) -> None:
    """Put a block at the front of its free list."""
    head = _list_head(order)
    block = FreeBlock.at(address)
    block.next = machine.load64(head)
    block.previous = 0
    if machine.BALLOON:
        block.reported = reported
    if block.next != 0:
        FreeBlock.at(block.next).previous = address
    machine.store64(head, address)
    pagemap.set_kind(address, 1, order + 1)


def _remove(address: int, order: int) -> None:
    """Take a block out of its free list."""
    block = FreeBlock.at(address)
    if block.previous == 0:
        machine.store64(_list_head(order), block.next)
    else:
        FreeBlock.at(block.previous).next = block.next
    if block.next != 0:
        FreeBlock.at(block.next).previous = block.previous
    pagemap.set_kind(address, 1, pagemap.IN_USE)


def _release_run(address: int, count: int, reported: int) -> None:
    """Free a run as the largest aligned blocks that it is made of."""
    while count > 0:
        order = machine.count_trailing_zeros(address >> PAGE_SHIFT)
        longest = 63 - machine.count_leading_zeros(count)
        if order > longest:
            order = longest
        if order > MAX_ORDER:
            order = MAX_ORDER
        _release(address, order, reported)
        address += PAGE_SIZE << order
        count -= 1 << order


def _release(address: int, order: int, reported: int) -> None:
    """Free a block and merge it with its buddy as long as that is free too. What is merged is reported if both were."""
    entry = pagemap.find(address)
    while order < MAX_ORDER:
        buddy = address ^ (PAGE_SIZE << order)
        if not _is_free(entry, buddy, order):
            break
        _remove(buddy, order)
        reported &= _is_reported(buddy)
        address &= buddy
        order += 1
    _insert(address, order, reported)


def _is_free(entry: Range, address: int, order: int) -> bool:
    if address < entry.start or address >= entry.end:
        return False
    return machine.load8(pagemap.byte_address(entry, address)) == order + 1


# -- free blocks that the host does not know of (kernel/balloon.py) ----------------------------------------------------

def take_unreported(least: int) -> int:
    """Take a free block of 2**least pages or more that is not reported, or part of it, so that half of the free memory stays: its address, in whose low bits is
    the order. 0: there is none. To be given back soon, with `give_back`."""
    spinlock.acquire(state().address)
    found = 0
    order = MAX_ORDER
    while found == 0 and order >= least:
        found = _find_unreported(order)
        if found == 0:
            order -= 1
    if found != 0:
        _remove(found, order)
        while order >= least and 2 << order > state().free:
            order -= 1
            _insert(found + (PAGE_SIZE << order), order, 0)
        if order < least:
            _release(found, order, 0)
            found = 0
        else:
            state().free -= 1 << order
    spinlock.release(state().address)
    return 0 if found == 0 else found | order


def give_back(address: int, count: int, reported: bool) -> None:
    """Give back a block of `take_unreported`."""
    spinlock.acquire(state().address)
    _release(address, 63 - machine.count_leading_zeros(count), 1 if reported else 0)
    state().free += count
    spinlock.release(state().address)


def _find_unreported(order: int) -> int:
    address = machine.load64(_list_head(order))
    for _ in range(MOST_SEARCHED):
        if address == 0 or _is_reported(address) == 0:
            return address
        address = FreeBlock.at(address).next
    return 0


# -- runs over several blocks ------------------------------------------------------------------------------------------

def _take_run(count: int) -> int:
    """A run that no single block holds: search all maps for neighbouring free blocks. Slow, and rarely needed."""
    for index in range(pagemap.count()):
        entry = pagemap.range_at(index)
        start = _find_run(entry, entry.start, count, (entry.end - entry.start) >> PAGE_SHIFT)
        if start != 0:
            _take_blocks(entry, start, count)
            return start
    return 0


def _take_behind(count: int) -> int:
    """A run not far behind the last long one."""
    entry = pagemap.find(state().run_end)
    if entry.address == 0:
        return 0
    start = _find_run(entry, state().run_end, count, MOST_LOOKED_AT)
    if start != 0:
        _take_blocks(entry, start, count)
    return start


def _find_run(entry: Range, start: int, count: int, most: int) -> int:
    """From `start` on. Pages inside a free block look like used ones: only a search from the start of the range finds everything."""
    page = start
    while page < entry.end and most > 0:
        most -= 1
        kind = machine.load8(pagemap.byte_address(entry, page))
        if kind == pagemap.IN_USE or kind >= pagemap.BLOCK:
            page += PAGE_SIZE
            start = page
        else:
            page += PAGE_SIZE << (kind - 1)
            if (page - start) >> PAGE_SHIFT >= count:
                return start
    return 0


def _take_blocks(entry: Range, start: int, count: int) -> None:
    """Take the free blocks from `start` on and give back what is more than `count` pages."""
    page = start
    end = start + (count << PAGE_SHIFT)
    while page < end:
        order = machine.load8(pagemap.byte_address(entry, page)) - 1
        _remove(page, order)
        page += PAGE_SIZE << order
    _release_run(end, (page - end) >> PAGE_SHIFT, 0)


# -- the memory map ----------------------------------------------------------------------------------------------------

def reserve(start: int, end: int) -> None:
    """Keep the pages that this memory touches out of the ranges added later. At most 16 of these."""
    allocator = state()
    if end > start and allocator.reserved < MAX_RESERVED:
        hole = _reserved_at(allocator.reserved)
        hole.start = start & -PAGE_SIZE
        hole.end = (end + PAGE_SIZE - 1) & -PAGE_SIZE
        allocator.reserved += 1


def add_range(start: int, end: int) -> None:
    """Hand usable RAM, already mapped, to the allocator: the whole pages from `start` to `end`, without reserved ones.

    Page 0 is never used: address 0 means nothing. At most 16 ranges; further ones are left alone.
    """
    start = PAGE_SIZE if start < PAGE_SIZE else (start + PAGE_SIZE - 1) & -PAGE_SIZE
    end &= -PAGE_SIZE
    if start >= end or pagemap.count() == pagemap.MAX_RANGES:
        return
    map_address = _place_map(start, end)
    if map_address == 0:
        return
    pagemap.insert(start, end, map_address)
    while start < end:
        hole = _first_hole(start, end)
        limit = end if hole.address == 0 else hole.start
        if limit > start:
            _add_run(start, (limit - start) >> PAGE_SHIFT)
        start = limit if hole.address == 0 else hole.end


def _add_run(address: int, count: int) -> None:
    state().total += count
    free_pages(address, count)


def _first_hole(start: int, end: int) -> Reserved:
    """The reserved memory that begins first within this range; at address 0 when there is none."""
    first = Reserved.at(0)
    for index in range(state().reserved):
        hole = _reserved_at(index)
        if hole.start < end and hole.end > start and (first.address == 0 or hole.start < first.start):
            first = hole
    return first


def _place_map(start: int, end: int) -> int:
    """Room for the map of a range: in the static area if it is small, else in pages of its own, which are reserved."""
    length = (end - start) >> PAGE_SHIFT
    used = state().small_maps
    if used + length <= area.END - area.SMALL_MAPS:
        state().small_maps = used + length
        return area.at(area.SMALL_MAPS) + used
    while start < end and state().reserved < MAX_RESERVED:
        hole = _first_hole(start, end)
        limit = end if hole.address == 0 else hole.start
        if start + length <= limit:
            reserve(start, start + length)
            return start
        start = limit if hole.address == 0 else hole.end
    return 0
