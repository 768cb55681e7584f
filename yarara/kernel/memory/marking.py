"""Marking: finding what can still be reached.

A marked object whose fields have not been looked at is *pending*. Pending objects wait on the mark stack, pages of a fixed
number taken when the heap was set up, so that a collection needs no memory. When the stack is full, the object's block (or the
large object's byte in the page map) is flagged instead, and flagged blocks are gone through again later. Arrays are looked at
in pieces, so a large one does not flood the stack.

Most of the time of a collection is waiting for memory: for the header of an object's block, and for the object. So references that are found
are not followed at once: they go through a short queue while the processor fetches both.

References in objects and in the table of roots are exact: 0, a static object of the image (ignored: it lies in no page of the
heap), or the start of an object. Words of stacks may be anything; any address within an object keeps it alive.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory import area, blocks, pagemap, typeinfo
from yarara.kernel.memory.blocks import BLOCK_SIZE, Block
from yarara.kernel.memory.typeinfo import TypeInfo
from yarara.machine import Struct, u64

TOP_BIT = -0x7FFF_FFFF_FFFF_FFFF - 1

PIECE = 128
"""Slots of an array that are looked at in one go."""


AHEAD = 8
"""How many references wait in the queue."""


class MarkingState(Struct):
    """The part of the static area, together with the collector's."""
    stack: u64  # address of the mark stack
    capacity: u64  # entries
    depth: u64  # entries in use
    overflowed: u64  # 1: something was flagged


class Pending(Struct):
    """An entry of the mark stack."""
    object: u64
    position: u64  # 0: nothing of it was looked at; else the slot to go on with


class AheadState(Struct):
    """The part of the static area before the places of the queue, which are 0 when they are empty."""
    found: u64  # references that came so far


def state() -> MarkingState:
    return MarkingState.at(area.at(area.COLLECTOR))


def _ahead() -> AheadState:
    return AheadState.at(area.at(area.AHEAD))


# -- marking one object ------------------------------------------------------------------------------------------------

def mark_reference(address: int) -> None:
    """Mark the object that an exact reference refers to."""
    kind = pagemap.kind(address)
    if kind == pagemap.BLOCK:
        block = Block.at(address & -BLOCK_SIZE)
        if blocks.mark(block, blocks.cell_index(block, address)):
            _push_new(address)
    elif kind == pagemap.LARGE:
        pagemap.set_kind(address, 1, pagemap.LARGE_MARKED)
        _push_new(address)


def mark_word(word: int) -> None:
    """Mark the object that a word points into, if it does."""
    kind = pagemap.kind(word)
    if kind == pagemap.BLOCK:
        _mark_in_block(Block.at(word & -BLOCK_SIZE), word)
    elif kind >= pagemap.LARGE:
        mark_reference(pagemap.large_start(word))


def _mark_in_block(block: Block, word: int) -> None:
    if word - block.address < block.first:
        return
    index = blocks.cell_index(block, word)
    if index < block.cells and blocks.is_object(block, index) and blocks.mark(block, index):
        _push_new(blocks.cell_address(block, index))


def mark_words(start: int, end: int) -> None:
    """Mark what the words from `start` to `end` may point into."""
    while start < end:
        mark_word(machine.load64(start))
        start += 8


def is_alive(address: int) -> bool:
    """Whether an object was marked, or is not in the heap at all."""
    kind = pagemap.kind(address)
    if kind == pagemap.BLOCK:
        block = Block.at(address & -BLOCK_SIZE)
        return blocks.is_marked(block, blocks.cell_index(block, address))
    return kind != pagemap.LARGE


# -- the mark stack ----------------------------------------------------------------------------------------------------

def _push_new(address: int) -> None:
    """An object has just been marked: look into it later, unless it holds no references."""
    info = typeinfo.type_of(address)
    if info.pointers == 0 and info.item_pointers == 0:
        return
    marking = state()
    if marking.depth == marking.capacity:
        _flag(address)
    else:
        _push(address, 0)


def _push(address: int, position: int) -> None:
    marking = state()
    entry = Pending.at(marking.stack + marking.depth * Pending.SIZE)
    entry.object = address
    entry.position = position
    marking.depth += 1


def _flag(address: int) -> None:
    """No room on the mark stack: remember where a pending object is."""
    state().overflowed = 1
    if pagemap.kind(address) == pagemap.BLOCK:
        Block.at(address & -BLOCK_SIZE).pending = 1
    else:
        pagemap.set_kind(address, 1, pagemap.LARGE_PENDING)


def mark_referents(address: int) -> None:
    """Mark what an object that is not marked itself refers to, and so on."""
    _scan(address, 0)
    drain()


def drain() -> None:
    """Look into all pending objects, until everything reachable from what is marked is marked."""
    _drain_stack()
    while state().overflowed != 0:
        state().overflowed = 0
        page = pagemap.next_heap_page(0)
        while page != 0:
            page = pagemap.next_heap_page(_look_again(page))


def _drain_stack() -> None:
    marking = state()
    while True:
        while marking.depth > 0:
            marking.depth -= 1
            entry = Pending.at(marking.stack + marking.depth * Pending.SIZE)
            _scan(entry.object, entry.position)
        if not _empty_queue():
            return


def _mark_soon(address: int) -> None:
    """Let a reference wait in the queue, and mark what the one refers to that waited longest."""
    machine.prefetch(address)
    machine.prefetch(address & -BLOCK_SIZE)
    ahead = _ahead()
    place = ahead.address + 8 + (ahead.found & AHEAD - 1) * 8
    ahead.found += 1
    first = machine.load64(place)
    machine.store64(place, address)
    if first != 0:
        mark_reference(first)


def _empty_queue() -> bool:
    """Mark what waits in the queue; whether there was anything."""
    any_waited = False
    ahead = _ahead()
    for step in range(AHEAD):
        place = ahead.address + 8 + (ahead.found + step & AHEAD - 1) * 8
        address = machine.load64(place)
        if address != 0:
            machine.store64(place, 0)
            mark_reference(address)
            any_waited = True
    return any_waited


def _look_again(page: int) -> int:
    """Look into what is flagged here; where the search goes on."""
    kind = pagemap.kind(page)
    if kind == pagemap.BLOCK:
        if Block.at(page).pending != 0:
            _look_into_block(Block.at(page))
        return page + BLOCK_SIZE
    if kind == pagemap.LARGE_PENDING:
        pagemap.set_kind(page, 1, pagemap.LARGE_MARKED)
        _scan(page, 0)
        _drain_stack()
    return page + pagemap.large_pages(page) * pagemap.PAGE_SIZE


def _look_into_block(block: Block) -> None:
    block.pending = 0
    index = blocks.next_with_mark(block, 0, True)
    while index < block.cells:
        _scan(blocks.cell_address(block, index), 0)
        _drain_stack()
        index = blocks.next_with_mark(block, index + 1, True)


# -- looking into one object -------------------------------------------------------------------------------------------

def _scan(address: int, position: int) -> None:
    """Mark what an object refers to; of an array, the next piece."""
    info = typeinfo.type_of(address)
    if position == 0:
        _scan_words(address, info.pointers, info.size)
    if info.item_pointers != 0:
        _scan_piece(address, position, info)


def _scan_piece(address: int, position: int, info: TypeInfo) -> None:
    end = machine.load64(address + typeinfo.ARRAY_LENGTH)
    if end - position > PIECE:
        end = position + PIECE
        _push(address, end)  # before anything else: there is room, this object has just left the stack
    start = address + info.size + position * info.item_size
    slot = address + info.size + end * info.item_size
    while slot > start:
        slot -= info.item_size
        _scan_words(slot, info.item_pointers, info.item_size)


def _scan_words(address: int, bitmap: int, size: int) -> None:
    """Mark what the words with a bit in the bitmap refer to.

    The last word first: what it refers to is then looked into last, and objects are met in the order in which programs
    usually make them, which is the order of their addresses.
    """
    if bitmap == typeinfo.EVERY_WORD:
        mark_words(address, address + size)
        return
    while bitmap != 0:
        above = machine.count_leading_zeros(bitmap)
        bitmap ^= machine.shift_right_unsigned(TOP_BIT, above)
        reference = machine.load64(address + (63 - above) * 8)
        if reference != 0:
            _mark_soon(reference)
