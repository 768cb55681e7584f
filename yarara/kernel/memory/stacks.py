"""Thread stacks, and the register of all stacks that the garbage collector looks at.

Each stack has room below it, addresses without memory: it grows into them while there are calls within calls
(`threads/stack_growth.py`), and running past its end faults instead of overwriting a neighbour. A stack begins with a power of two of
pages. Stacks are never unmapped: a freed one waits, as large as it became, in a list for the size with which it began, so no other
core has to drop a translation.

The scheduler owns a `StackRecord` for each stack that holds frames, wherever it likes to keep it.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory import area, pages, paging, spinlock
from yarara.kernel.memory.pagemap import PAGE_SHIFT, PAGE_SIZE
from yarara.kernel.process import linux
from yarara.machine import Struct, u64

MAX_ORDER = 15
ROOM = 256 << 20
"""The bytes of addresses that a stack has, of which it takes what it needs."""
STRIDE = ROOM + 9 * PAGE_SIZE
"""From one stack to the next. Not a power of two, so that stacks do not compete for the same places in caches and TLBs."""
SHARE = 8
"""A stack does not grow by more than this part of the free memory."""
RESERVE = 16 * 1024
"""What the application must leave of a stack for the kernel's functions, which do not look at the limit."""


class StackRecord(Struct):
    """A stack whose words keep objects alive.

    The scheduler stores `stack_pointer` when it switches away from the thread, after pushing the callee-saved registers; a new
    thread's first frame counts as pushed. While the thread runs on a core the stored value is not used.
    If the record lies inside a heap object, that object stays alive while the record is registered.
    """
    low: u64
    high: u64
    stack_pointer: u64
    next: u64
    previous: u64


class StacksState(Struct):
    """The part of the static area, before the record of the initial stack and the free lists."""
    lock: u64
    used: u64  # bytes of the stack area handed out
    records: u64  # the first StackRecord


def state() -> StacksState:
    return StacksState.at(area.at(area.STACKS))


def initial_record() -> StackRecord:
    return StackRecord.at(area.at(area.STACKS + 24))


def _free_list(order: int) -> int:
    return area.at(area.STACKS + 64) + order * 8


# -- stacks ------------------------------------------------------------------------------------------------------------

def allocate_stack(size: int) -> int:
    """The top (end address) of a stack of at least `size` bytes, 16-byte aligned; 0 when there is no memory. `lowest` says where it begins."""
    order = _order_for(size)
    if order > MAX_ORDER:
        return 0
    spinlock.acquire(state().address)
    top = machine.load64(_free_list(order))
    if top != 0:
        machine.store64(_free_list(order), machine.load64(top - 8))
    else:
        top = _new_stack(PAGE_SIZE << order)
        if top != 0:
            machine.store64(top - 16, top - (PAGE_SIZE << order))
    spinlock.release(state().address)
    return top


def lowest(top: int) -> int:
    """The first byte of a stack that was just allocated; nothing may have run on it."""
    return machine.load64(top - 16)


def free_stack(top: int, low: int, size: int) -> None:
    """Give back a stack that nothing runs on: where it begins now, and the size it was asked for."""
    order = _order_for(size)
    spinlock.acquire(state().address)
    machine.store64(top - 16, low)
    machine.store64(top - 8, machine.load64(_free_list(order)))
    machine.store64(_free_list(order), top)
    spinlock.release(state().address)


def extend(low: int, length: int) -> bool:
    """Add so many bytes, whole pages, below a stack that begins at `low` and has room for them; False when there is no memory.

    Most of the free memory stays for others: calls without end must not take what the program needs to go on after its RecursionError.
    """
    if machine.PROCESS:
        return True  # Linux gives memory to all of the room as it is touched
    if pages.free_count() // SHARE < length >> PAGE_SHIFT:
        return False
    return _map(low - length, low)


def _order_for(size: int) -> int:
    return 64 - machine.count_leading_zeros((size - 1) >> PAGE_SHIFT)


def _new_stack(length: int) -> int:
    """Map a stack at the upper end of its room; 0 when there is no memory."""
    if machine.PROCESS:
        guard = linux.map_memory(STRIDE)
        if guard == 0:
            return 0
        linux.protect(guard, PAGE_SIZE, linux.PROT_NONE)
        return guard + STRIDE
    top = paging.STACK_AREA + state().used + STRIDE
    if top > paging.STACK_AREA_END or length > ROOM or not _map(top - length, top):
        return 0
    state().used += STRIDE
    return top


def _map(low: int, high: int) -> bool:
    """Give memory to these pages; False when there is not enough for all, and then none has any."""
    page = low
    while page < high:
        physical = pages.allocate_pages(1)
        if physical == 0 or not paging.map_page(page, physical):
            _undo(low, page, physical)
            return False
        page += PAGE_SIZE
    return True


def _undo(bottom: int, end: int, spare: int) -> None:
    """Take apart what could not be completed."""
    if spare != 0:
        pages.free_pages(spare, 1)
    while bottom < end:
        pages.free_pages(paging.unmap_page(bottom), 1)
        bottom += PAGE_SIZE


# -- the register ------------------------------------------------------------------------------------------------------

def register_stack(record: StackRecord) -> None:
    """From now on the collector looks at this stack; `low`, `high` and `stack_pointer` are set."""
    spinlock.acquire(state().address)
    record.previous = 0
    record.next = state().records
    if record.next != 0:
        StackRecord.at(record.next).previous = record.address
    state().records = record.address
    spinlock.release(state().address)


def unregister_stack(record: StackRecord) -> None:
    """The thread is over: its stack keeps nothing alive any more."""
    spinlock.acquire(state().address)
    if record.previous == 0:
        state().records = record.next
    else:
        StackRecord.at(record.previous).next = record.next
    if record.next != 0:
        StackRecord.at(record.next).previous = record.previous
    spinlock.release(state().address)


def register_initial_stack(low: int, high: int) -> None:
    """The stack that the first core was started on. It is never unregistered. `low` may be 0 when unknown."""
    record = initial_record()
    record.low = low
    record.high = high
    record.stack_pointer = high
    register_stack(record)
