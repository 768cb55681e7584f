"""Blocks: 16 KiB of cells of one size, where the small objects live.

A block begins with a header, two bitmaps with one bit for each cell, then the cells. Cell sizes are multiples of 8 up to 128
bytes, then four steps to each doubling up to 2048; the number of a size is its *class*.

The life of a cell between two collections. `marks` says which cells the last collection found alive. The core that owns
the block goes through it once, cell by cell: `swept` is how far it got. Each run of unmarked cells on the way is zeroed and
then handed out. So, of the cells below `swept`, those with a header are objects; of those above, the marked ones are. Nothing
is written for an allocated cell but the object's own header.

A block with room that no core owns waits in the list of its class. The lists have one lock, taken once for each block.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory import area, pagemap, pages, spinlock
from yarara.machine import Struct, u32, u64

BLOCK_SIZE = 16384
BLOCK_ORDER = 2  # in pages
HEADER_SIZE = 40
MAX_CELL = 2048
MAX_FINE_CELL = 128
"""Up to here sizes go up in steps of 8 and the class is the number of 8-byte words."""
CLASSES = 33
RUN_SIZE = 2048
"""At most this much is zeroed at once, so that it is still in the first-level cache when objects are written into it."""

# The heap's part of the core block: for each class the free run that objects are taken from, then the block it is in.
CURSORS = 256  # + 16 * class: next free address, end of the run
OWNED = 784  # + 8 * class: address of the block, 0 for none
CORE_END = 1048


class Block(Struct):
    """The header."""
    cell_size: u32
    reciprocal: u32  # 2**32 / cell_size rounded up: divides offsets within the block exactly
    size_class: u32
    cells: u32
    first: u32  # offset of the first cell
    swept: u32  # cells below this index have been handed out or skipped
    pending: u32  # 1: it has marked cells that the collection has not looked into
    free: u32  # unmarked cells after the last collection
    next: u64  # in the list of its class


class BlocksState(Struct):
    """The part of the static area, before the lists."""
    lock: u64
    allocated: u64  # bytes handed to the cores since the last collection
    threshold: u64  # at which the next collection is due


def state() -> BlocksState:
    return BlocksState.at(area.at(area.BLOCKS))


def _list_head(size_class: int) -> int:
    return area.at(area.BLOCKS + 24) + size_class * 16


# -- sizes -------------------------------------------------------------------------------------------------------------

def size_class(size: int) -> int:
    """The class of an object of 1..2048 bytes."""
    if size <= MAX_FINE_CELL:
        return (size + 7) >> 3
    exponent = 63 - machine.count_leading_zeros(size - 1)
    quarter = (size - 1) >> (exponent - 2)
    return 17 + (exponent - 7) * 4 + (quarter - 4)


def cell_size(size_class: int) -> int:
    """The bytes of a cell of this class."""
    if size_class <= 16:
        return size_class << 3
    step = size_class - 17
    return ((step & 3) + 5) << ((step >> 2) + 5)


# -- one block ---------------------------------------------------------------------------------------------------------

def new_block(size_class: int) -> int:
    """A block of free cells, or 0 when there are no pages."""
    address = pages.allocate_aligned(BLOCK_ORDER)
    if address == 0:
        return 0
    size = cell_size(size_class)
    cells = (BLOCK_SIZE - HEADER_SIZE) * 64 // (size * 64 + 16)
    while HEADER_SIZE + _bitmap_words(cells) * 16 + cells * size > BLOCK_SIZE:
        cells -= 1
    block = Block.at(address)
    block.cell_size = size
    block.reciprocal = (0xFFFF_FFFF + size) // size
    block.size_class = size_class
    block.cells = cells
    block.first = HEADER_SIZE + _bitmap_words(cells) * 16
    block.swept = 0
    block.pending = 0
    block.free = cells
    machine.fill(address + HEADER_SIZE, 0, _bitmap_words(cells) * 16)
    pagemap.set_kind(address, 1 << BLOCK_ORDER, pagemap.BLOCK)
    return address


def release_block(address: int) -> None:
    """Give the pages of an empty block back."""
    pagemap.set_kind(address, 1 << BLOCK_ORDER, pagemap.IN_USE)
    pages.free_pages(address, 1 << BLOCK_ORDER)


def cell_address(block: Block, index: int) -> int:
    return block.address + block.first + index * block.cell_size


def cell_index(block: Block, address: int) -> int:
    """The cell that an address not below the first cell lies in; `block.cells` or more behind the last."""
    return (address - block.address - block.first) * block.reciprocal >> 32


def _bitmap_words(cells: int) -> int:
    return (cells + 63) >> 6


# -- the bitmaps -------------------------------------------------------------------------------------------------------

def is_marked(block: Block, index: int) -> bool:
    return machine.load8(block.address + HEADER_SIZE + (index >> 3)) >> (index & 7) & 1 != 0


def mark(block: Block, index: int) -> bool:
    """Mark a cell; False when it was marked already."""
    address = block.address + HEADER_SIZE + (index >> 3)
    old = machine.load8(address)
    new = old | 1 << (index & 7)
    machine.store8(address, new)
    return old != new


def is_object(block: Block, index: int) -> bool:
    """Whether a cell held an object when the collection that is going on began."""
    if index < block.swept:
        return machine.load64(cell_address(block, index)) != 0
    before = block.address + HEADER_SIZE + _bitmap_words(block.cells) * 8
    return machine.load8(before + (index >> 3)) >> (index & 7) & 1 != 0


def begin_marking(block: Block) -> None:
    """Keep the old marks as the second bitmap and clear the first."""
    length = _bitmap_words(block.cells) * 8
    marks = block.address + HEADER_SIZE
    machine.copy(marks + length, marks, length)
    machine.fill(marks, 0, length)


def marked_count(block: Block) -> int:
    count = 0
    for word in range(_bitmap_words(block.cells)):
        count += machine.population_count(machine.load64(block.address + HEADER_SIZE + word * 8))
    return count


def next_with_mark(block: Block, index: int, marked: bool) -> int:
    """The first cell from `index` on that is marked (or not); `block.cells` when there is none."""
    flip = 0 if marked else -1
    while index < block.cells:
        word = machine.load64(block.address + HEADER_SIZE + (index >> 6) * 8) ^ flip
        word = machine.shift_right_unsigned(word, index & 63)
        if word != 0:
            index += machine.count_trailing_zeros(word)
            break
        index = (index | 63) + 1
    return index if index < block.cells else block.cells


# -- blocks with room, by class ----------------------------------------------------------------------------------------

class BlockList(Struct):
    """First and last block of a class, 0 when empty."""
    first: u64
    last: u64


def _list(size_class: int) -> BlockList:
    return BlockList.at(_list_head(size_class))


def clear_lists() -> None:
    machine.fill(_list_head(0), 0, CLASSES * BlockList.SIZE)


def append(block: Block) -> None:
    """Put a block at the end of the list of its class. Only the collector does, while the world is stopped."""
    waiting = _list(block.size_class)
    block.next = 0
    if waiting.first == 0:
        waiting.first = block.address
    else:
        Block.at(waiting.last).next = block.address
    waiting.last = block.address


def take_block(size_class: int) -> int:
    """A block with room for the calling core alone, from the list or from new pages; 0 when there is neither."""
    spinlock.acquire(state().address)
    waiting = _list(size_class)
    address = waiting.first
    if address != 0:
        waiting.first = Block.at(address).next
    spinlock.release(state().address)
    if address == 0:
        address = new_block(size_class)
    if address != 0:
        count_allocated(Block.at(address).free * Block.at(address).cell_size)
    return address


def count_allocated(size: int) -> None:
    """Account for memory handed to a core."""
    machine.fetch_add(state().address + 8, size)


def collection_due() -> bool:
    return state().allocated >= state().threshold
