"""The garbage collector: stop the world, mark what can be reached, free the rest.

Roots are the module variables (a table from the compiler), the stacks of all threads, and the words of the core blocks. Objects
never move. What was not reached is freed lazily: the collection only counts marks; a block without any goes back to the
page allocator, one with room goes to the list of its class, and its dead cells are cleared when a core takes it.

A collection is due when twice as much was handed out since the last one as was alive after it, so that the work is
proportional to the allocation; as much as was alive is enough when memory gets scarce; but not before a minimum that
depends on the size of RAM. And when pages run out. Where little is alive and one core runs, it comes early: new objects then take the places of dead
ones while these are still in the processor's cache.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory import area, blocks, finalizers, marking, pagemap, pages, paging, stacks, weak, world
from yarara.kernel.memory.blocks import BLOCK_SIZE, Block
from yarara.kernel.memory.pagemap import PAGE_SHIFT, PAGE_SIZE
from yarara.kernel.memory.stacks import StackRecord
from yarara.machine import Struct, u64

MIN_THRESHOLD = 0x4_0000  # bytes
MAX_MIN_THRESHOLD = 0x100_0000
THRESHOLD_SHARE = 8  # the minimum is this part of RAM
NEAR = 0x10_0000
"""Bytes that fit into the second-level cache of most processors, with room for others."""
SMALL_HEAP_SHARE = 4
"""With little alive, the minimum is this many times that: looking through it costs little beside so much allocation."""
MARK_STACK_SHARE = 1024  # of RAM
MAX_MARK_STACK_PAGES = 64

CORE_BLOCK_SIZE = 4096

NEVER_DUE = 1 << 62

BUCKETS = 45
FIRST_BUCKET = 10
"""Pauses are counted by length: two buckets for each doubling from 2**10 ticks on."""


class Statistics(Struct):
    """What happened so far. Times in ticks of the time-stamp counter."""
    collections: u64
    pause_max: u64
    pause_total: u64
    live: u64  # bytes of objects, as cells or pages, after the last collection
    allocated: u64  # bytes handed out before the last collection, since the start
    started: u64  # when the application began
    objects: u64  # how many there were when the last collection began; only where `counting` was set
    counting: u64
    disabled: u64  # 1: collect only when memory is short


def statistics() -> Statistics:
    return Statistics.at(area.at(area.COLLECTOR + 32))


def bucket_address(bucket: int) -> int:
    """Where the pauses of a range of lengths are counted."""
    return area.at(area.PAUSES) + bucket * 8


def bucket_end(bucket: int) -> int:
    """Pauses in this bucket are shorter, in ticks."""
    return (3 + (bucket & 1)) << ((bucket >> 1) + FIRST_BUCKET - 1)


def _bucket(ticks: int) -> int:
    exponent = 63 - machine.count_leading_zeros(ticks | 1)
    if exponent < FIRST_BUCKET:
        return 0
    bucket = (exponent - FIRST_BUCKET) * 2 + (ticks >> (exponent - 1) & 1)
    return bucket if bucket < BUCKETS else BUCKETS - 1


def initialize() -> bool:
    """Take the mark stack from the pages; False when there is no memory."""
    count = pages.total_count() // MARK_STACK_SHARE + 1
    if count > MAX_MARK_STACK_PAGES:
        count = MAX_MARK_STACK_PAGES
    marking.state().stack = pages.allocate_pages(count)
    marking.state().capacity = count * PAGE_SIZE // marking.Pending.SIZE
    _set_threshold()
    return marking.state().stack != 0


@machine.never_inline
def collect() -> None:
    """Free every object that cannot be reached. When another core is doing so, wait for that instead."""
    if world.stop_others():
        machine.call1(machine.symbol("yarara_spill_and_call"), machine.symbol("yarara_collect"))
        world.resume_others()
        if machine.BALLOON:
            from yarara.kernel import balloon
            balloon.tick()


def collect_and_count() -> int:
    """Collect; how many objects went. (With those that other cores made and lost while this one waited for them.)"""
    statistics().counting = 1
    collect()
    statistics().counting = 0
    return statistics().objects - _count_marked()


def set_automatic(automatic: bool) -> None:
    """Whether to collect when so much was allocated, or only when memory is short."""
    statistics().disabled = 0 if automatic else 1
    _set_threshold()


@machine.export("yarara_collect")
def _collect(stack_pointer: int) -> None:
    """The collection proper: the world is stopped and this core's registers are on its stack."""
    start = machine.read_tsc()
    world.publish_stack_pointer(stack_pointer)
    if statistics().counting != 0:
        statistics().objects = _count_objects()
    _begin()
    _mark_variables()
    _mark_stacks()
    _mark_cores()
    weak.mark_bereft()
    finalizers.mark()
    marking.drain()
    weak.clear()
    finalizers.revive()
    weak.sort()
    _sweep()
    _set_threshold()
    _count_pause(machine.read_tsc() - start)


def _count_pause(ticks: int) -> None:
    counters = statistics()
    machine.store64(bucket_address(_bucket(ticks)), machine.load64(bucket_address(_bucket(ticks))) + 1)
    if machine.COMPILED and not machine.PROCESS and counters.collections & 3 == 0:
        paging.empty_tlb()
    counters.collections += 1
    counters.pause_total += ticks
    if ticks > counters.pause_max:
        counters.pause_max = ticks


def _set_threshold() -> None:
    """Decide when the next collection is due."""
    statistics().allocated += blocks.state().allocated
    blocks.state().allocated = 0
    live = statistics().live
    affordable = (pages.free_count() << PAGE_SHIFT) // 2
    wanted = 2 * live if 2 * live < affordable else affordable
    least = _least_threshold()
    if least < live:
        least = live
    blocks.state().threshold = wanted if wanted > least else least
    if statistics().disabled != 0:
        blocks.state().threshold = NEVER_DUE


def _least_threshold() -> int:
    least = (pages.total_count() << PAGE_SHIFT) // THRESHOLD_SHARE
    if least > MAX_MIN_THRESHOLD:
        least = MAX_MIN_THRESHOLD
    if least > MIN_THRESHOLD and world.core_count() <= 1:
        near = statistics().live * SMALL_HEAP_SHARE
        if near < NEAR:
            near = NEAR
        if near < least:
            least = near
    return least if least > MIN_THRESHOLD else MIN_THRESHOLD


# -- roots -------------------------------------------------------------------------------------------------------------

def _count_objects() -> int:
    """How many objects the heap holds, with those that are lost. Before the marks are cleared, while the world is stopped."""
    count = 0
    page = pagemap.next_heap_page(0)
    while page != 0:
        if pagemap.kind(page) == pagemap.BLOCK:
            block = Block.at(page)
            for index in range(block.cells):
                if blocks.is_marked(block, index) or index < block.swept and machine.load64(blocks.cell_address(block, index)) != 0:
                    count += 1
            page += BLOCK_SIZE
        else:
            count += 1
            page += pagemap.large_pages(page) << PAGE_SHIFT
        page = pagemap.next_heap_page(page)
    return count


def _count_marked() -> int:
    """How many objects the last collection has found."""
    count = 0
    page = pagemap.next_heap_page(0)
    while page != 0:
        if pagemap.kind(page) == pagemap.BLOCK:
            count += blocks.marked_count(Block.at(page))
            page += BLOCK_SIZE
        else:
            count += 1
            page += pagemap.large_pages(page) << PAGE_SHIFT
        page = pagemap.next_heap_page(page)
    return count


def _begin() -> None:
    """Take all blocks from the cores and clear all marks."""
    for number in range(world.core_count()):
        core = world.core(number).block
        if core != 0:
            machine.fill(core + blocks.CURSORS, 0, blocks.CORE_END - blocks.CURSORS)
    page = pagemap.next_heap_page(0)
    while page != 0:
        if pagemap.kind(page) == pagemap.BLOCK:
            blocks.begin_marking(Block.at(page))
            page += BLOCK_SIZE
        else:
            page += pagemap.large_pages(page) << PAGE_SHIFT
        page = pagemap.next_heap_page(page)


def _mark_variables() -> None:
    """The compiler's table: the number of module variables that hold references, then their addresses."""
    table = machine.symbol("yarara_roots")
    for index in range(machine.load64(table)):
        marking.mark_reference(machine.load64(machine.load64(table + 8 + index * 8)))
        marking.drain()


def _mark_stacks() -> None:
    address = stacks.state().records
    while address != 0:
        record = StackRecord.at(address)
        marking.mark_word(address)
        pointer = world.stack_pointer_within(record.low, record.high)
        if pointer == 0:
            pointer = record.stack_pointer
        marking.mark_words(pointer, record.high)
        marking.drain()
        address = record.next


def _mark_cores() -> None:
    """The core blocks, where for example the current thread is kept; without the heap's own part."""
    for number in range(world.core_count()):
        core = world.core(number).block
        if core != 0:
            marking.mark_words(core, core + blocks.CURSORS)
            marking.mark_words(core + blocks.CORE_END, core + CORE_BLOCK_SIZE)


# -- sweeping ----------------------------------------------------------------------------------------------------------

def _sweep() -> None:
    statistics().live = 0
    blocks.clear_lists()
    page = pagemap.next_heap_page(0)
    while page != 0:
        if pagemap.kind(page) == pagemap.BLOCK:
            _sweep_block(Block.at(page))
            page += BLOCK_SIZE
        else:
            page += _sweep_large(page) << PAGE_SHIFT
        page = pagemap.next_heap_page(page)


def _sweep_block(block: Block) -> None:
    live = blocks.marked_count(block)
    statistics().live += live * block.cell_size
    block.swept = 0
    block.free = block.cells - live
    if live == 0:
        blocks.release_block(block.address)
    elif block.free != 0:
        blocks.append(block)


def _sweep_large(address: int) -> int:
    """Free a large object that was not reached; its number of pages."""
    count = pagemap.large_pages(address)
    if pagemap.kind(address) == pagemap.LARGE:
        pagemap.set_kind(address, count, pagemap.IN_USE)
        pages.free_pages(address, count)
    else:
        pagemap.set_kind(address, 1, pagemap.LARGE)
        statistics().live += count << PAGE_SHIFT
    return count
