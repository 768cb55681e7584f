"""The heap: where objects come from.

Each core has, for each size class, a run of free zeroed cells: an address that goes up and where it ends, in the core block. An
allocation takes the next cell and touches nothing that another core touches. When the run is used up, the next one is
looked for in the block that the core owns; then a block is taken (`blocks.take_block`); then garbage is collected.

Objects over 2048 bytes have pages of their own.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory import blocks, collector, pagemap, pages, world
from yarara.kernel.memory.blocks import CURSORS, MAX_CELL, MAX_FINE_CELL, OWNED, RUN_SIZE, Block
from yarara.kernel.memory.pagemap import PAGE_SHIFT, PAGE_SIZE


def initialize() -> None:
    """Set up the heap, once, after the pages of the boot memory map were added. Raises MemoryError."""
    if not collector.initialize():
        raise MemoryError


def initialize_core() -> None:
    """Let this core allocate: its block is zeroed and holds its own address and number."""
    world.join()


@machine.always_inline
def allocate(type_info: int, size: int) -> int:
    """A new object of `size` bytes, header included: header set, the rest zero, 8-byte aligned.

    A safe point: garbage may be collected. Raises MemoryError when a collection has not helped. Sizes are without a sign: those
    of no `int` are only larger than any memory.
    """
    address = find_room(type_info, size)
    if machine.unlikely(address == 0):
        raise MemoryError
    machine.store64(address, type_info)
    return address


@machine.export("yarara_find_room")
@machine.always_inline
def find_room(type_info: int, size: int) -> int:
    """The same, but the header is the caller's next thing to set, and 0 says that a collection has not helped: `yarara_new` of the compiler."""
    if machine.less_unsigned(MAX_FINE_CELL, size):
        return _allocate_coarse(type_info, size)
    size_class = (size + 7 & 0xFF) >> 3
    cell = machine.core_load(CURSORS + size_class * 16)
    end = machine.wrap_add(cell, size_class * 8)
    if machine.unlikely(end > machine.core_load(CURSORS + 8 + size_class * 16)):
        return _allocate_from_new_run(type_info, size_class)
    machine.core_store(CURSORS + size_class * 16, end)
    if machine.PARALLEL:
        machine.store64(cell, type_info)  # another core that is shown the object too early may find it empty, but never without a class
    return cell


@machine.never_inline
def _allocate_coarse(type_info: int, size: int) -> int:
    if machine.less_unsigned(MAX_CELL, size):
        return _allocate_large(type_info, size)
    size_class = blocks.size_class(size)
    cell = machine.core_load(CURSORS + size_class * 16)
    if cell == machine.core_load(CURSORS + 8 + size_class * 16):
        return _allocate_from_new_run(type_info, size_class)
    return _take_cell(type_info, size_class)


@machine.never_inline
def _allocate_from_new_run(type_info: int, size_class: int) -> int:
    """The run of this class is used up: find another one."""
    if world.stop_requested():
        world.rendezvous()
    owned = machine.core_load(OWNED + size_class * 8)
    while owned == 0 or not _open_run(Block.at(owned)):
        owned = _next_block(size_class)
        if owned == 0:
            return 0
        machine.core_store(OWNED + size_class * 8, owned)
    return _take_cell(type_info, size_class)


def _take_cell(type_info: int, size_class: int) -> int:
    cell = machine.core_load(CURSORS + size_class * 16)
    machine.core_store(CURSORS + size_class * 16, cell + blocks.cell_size(size_class))
    machine.store64(cell, type_info)
    return cell


def _open_run(block: Block) -> bool:
    """Clear the next run of free cells of the block that this core owns, and allocate from it; False: no more."""
    index = blocks.next_with_mark(block, block.swept, False)
    end = blocks.next_with_mark(block, index, True)
    longest = index + RUN_SIZE // block.cell_size
    if end > longest:
        end = longest
    block.swept = end
    if index == end:
        return False
    start = blocks.cell_address(block, index)
    length = (end - index) * block.cell_size
    machine.fill(start, 0, length)
    machine.core_store(CURSORS + block.size_class * 16, start)
    machine.core_store(CURSORS + 8 + block.size_class * 16, start + length)
    return True


def _next_block(size_class: int) -> int:
    if blocks.collection_due():
        collector.collect()
    block = blocks.take_block(size_class)
    if block == 0:
        collector.collect()
        block = blocks.take_block(size_class)
    return block


def _allocate_large(type_info: int, size: int) -> int:
    """An object on pages of its own."""
    count = machine.shift_right_unsigned(size, PAGE_SHIFT) + (0 if size & (PAGE_SIZE - 1) == 0 else 1)
    if count > pages.total_count():
        return 0
    if world.stop_requested():
        world.rendezvous()
    if blocks.collection_due():
        collector.collect()
    address = pages.allocate_pages(count)
    if address == 0:
        collector.collect()
        address = pages.allocate_pages(count)
        if address == 0:
            return 0
    blocks.count_allocated(count << PAGE_SHIFT)
    machine.fill(address, 0, count << PAGE_SHIFT)
    machine.store64(address, type_info)
    pagemap.set_large(address, count)
    return address
