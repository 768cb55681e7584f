"""The page map: one byte for each page of RAM, saying what the page holds.

The page allocator keeps the sizes of free blocks in it. The heap keeps there which pages are its own, so that a word found on
a stack can be told from a reference in a few instructions, and large objects need no header.

A range of RAM is described by one map. Ranges are kept in the order of their addresses and never go away.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory import area
from yarara.machine import Struct, u64

PAGE_SIZE = 4096
PAGE_SHIFT = 12

# What a byte says. 1..BLOCK-1: first page of a free block of 2**(byte-1) pages. The other pages of it say IN_USE.
IN_USE = 0
BLOCK = 0x80  # a page of a block of small objects
LARGE = 0x81  # first page of a large object
LARGE_MARKED = 0x82  # the same, reached by the collection that is going on
LARGE_PENDING = 0x83  # the same, but what it refers to has still to be looked at
CONTINUED = 0xC0  # + n: a further page of a large object, which starts at least 2**n and less than 2**(n+1) pages before

MAX_RANGES = 16


class Range(Struct):
    """One range of RAM."""
    start: u64
    end: u64
    map: u64  # address of its first byte


def count() -> int:
    """The number of ranges."""
    return machine.load64(area.at(area.PAGE_MAP))


def range_at(index: int) -> Range:
    return Range.at(area.at(area.PAGE_MAP + 8) + index * Range.SIZE)


def insert(start: int, end: int, map_address: int) -> None:
    """Add a range; its map is cleared."""
    index = count()
    machine.store64(area.at(area.PAGE_MAP), index + 1)
    while index > 0 and range_at(index - 1).start > start:
        machine.copy(range_at(index).address, range_at(index - 1).address, Range.SIZE)
        index -= 1
    entry = range_at(index)
    entry.start = start
    entry.end = end
    entry.map = map_address
    machine.fill(map_address, 0, (end - start) >> PAGE_SHIFT)


@machine.always_inline
def find(address: int) -> Range:
    """The range that holds an address; at address 0 when none does."""
    index = count()
    while index > 0:  # from the top: the last range is usually the largest
        index -= 1
        entry = range_at(index)
        if entry.start <= address < entry.end:
            return entry
    return Range.at(0)


def byte_address(entry: Range, address: int) -> int:
    """Where the byte for the page at `address` lies."""
    return entry.map + ((address - entry.start) >> PAGE_SHIFT)


@machine.always_inline
def kind(address: int) -> int:
    """What the page around any word holds; IN_USE when it is no RAM of ours."""
    entry = find(address)
    if entry.address == 0:
        return IN_USE
    return machine.load8(byte_address(entry, address))


def set_kind(address: int, pages: int, value: int) -> None:
    """Set the bytes of these pages, which lie in one range."""
    machine.fill(byte_address(find(address), address), value, pages)


def set_large(address: int, pages: int) -> None:
    """Enter a large object."""
    first = byte_address(find(address), address)
    machine.store8(first, LARGE)
    distance = 1
    step = 0
    while distance < pages:
        length = distance if 2 * distance <= pages else pages - distance
        machine.fill(first + distance, CONTINUED + step, length)
        distance *= 2
        step += 1


def large_start(address: int) -> int:
    """The large object around an address in one; the distance at least halves with each step."""
    page = address & -PAGE_SIZE
    value = kind(page)
    while value >= CONTINUED:
        page -= PAGE_SIZE << (value - CONTINUED)
        value = kind(page)
    return page


def large_pages(address: int) -> int:
    """The number of pages of the large object that starts here."""
    entry = find(address)
    first = byte_address(entry, address)
    limit = (entry.end - address) >> PAGE_SHIFT
    pages = 1
    while pages < limit and machine.load8(first + pages) >= CONTINUED:
        pages += 1
    return pages


def next_heap_page(address: int) -> int:
    """The first page at or after `address` that belongs to the heap; 0 when there is none."""
    for index in range(count()):
        entry = range_at(index)
        if address < entry.end:
            page = _next_in_range(entry, address if address > entry.start else entry.start)
            if page != 0:
                return page
    return 0


def _next_in_range(entry: Range, page: int) -> int:
    while page < entry.end:
        value = machine.load8(byte_address(entry, page))
        if value >= BLOCK:
            return page
        page += PAGE_SIZE if value == IN_USE else PAGE_SIZE << (value - 1)
    return 0
