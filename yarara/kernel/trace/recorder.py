"""Recording: where events go.

Each core writes to its own ring, whose address and the categories wanted stand in the core's block, so a trace point costs a load and a
test when nothing is wanted, and some twenty instructions when something is. The oldest events are overwritten; the host sees by the
counters what it missed.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import commandline
from yarara.kernel.boot.state import kernel_state
from yarara.kernel.cpu import core
from yarara.kernel.memory import pages
from yarara.kernel.memory.pagemap import PAGE_SIZE
from yarara.kernel.process import linux, options
from yarara.kernel.trace.area import CORE_STRIDE, CORES, HEADER_SIZE, MAGIC, Area, CoreRing, capacity_for, size_for, total_size
from yarara.kernel.trace.events import Event

CLOSE = 20_000
"""Two looks at the time-stamp counter further apart than this, with a look at the clock between them, say nothing exact."""


def area() -> Area:
    """The shared memory; its address is 0 where there is none."""
    return Area.at(kernel_state().trace)


def reserve() -> None:
    """Find the memory for it, as soon as there are pages: low ones, so that an address is a place in the file behind the RAM."""
    if machine.PROCESS:
        length = options.number("YARARA_TRACE_SIZE", 0)
        address = 0 if length == 0 else linux.map_file(options.number("YARARA_TRACE", -1), length)
        size = length - HEADER_SIZE
    else:
        size = size_for(pages.total_count() * PAGE_SIZE)
        address = pages.allocate_pages(total_size(size) // PAGE_SIZE)
        if address != 0:
            machine.fill(address, 0, HEADER_SIZE)
    if address != 0:
        prepare(address, size)


def prepare(address: int, size: int) -> None:
    """Let rings of `size` bytes altogether follow a header, which is all zero, at this address."""
    kernel_state().trace = address
    header = Area.at(address)
    header.capacity = capacity_for(size)
    header.frames = HEADER_SIZE + size // 2
    header.frames_size = size // 2
    header.magic = MAGIC


def begin() -> None:
    """Read from the kernel command line what is wanted, and begin on this core."""
    if kernel_state().trace == 0:
        return
    area().categories = _option("trace")
    area().captures = _option("capture")
    attach(machine.core_load(core.SELF), 0)


def _option(name: str) -> int:
    value = commandline.option(name)
    return int(value) if value is not None and value.isdigit() else 0


def attach(block: int, number: int) -> None:
    """Let the core with this block record."""
    if kernel_state().trace == 0:
        return
    ring = CoreRing.at(kernel_state().trace + CORES + CORE_STRIDE * number)
    size = area().capacity * Event.SIZE
    ring.start = kernel_state().trace + HEADER_SIZE + number * size
    ring.end = ring.start + size
    ring.next = ring.start
    machine.store64(block + core.TRACE_RING, ring.address)
    machine.store64(block + core.TRACE_CATEGORIES, area().categories)


@machine.always_inline
def is_wanted(categories: int) -> bool:
    """Whether this core records events of one of these categories."""
    return machine.unlikely(machine.core_load(core.TRACE_CATEGORIES) & categories != 0)


@machine.always_inline
def record(kind: int, first: int, second: int) -> None:
    """One event. `kind` is the second word of an Event: kind | number << 16 | value << 32."""
    ring = CoreRing.at(machine.core_load(core.TRACE_RING))
    event = ring.next
    machine.store_tsc(event)
    machine.store32(event + 8, kind)
    machine.store32(event + 12, kind >> 32)
    machine.store64(event + 16, first)
    machine.store64(event + 24, second)
    machine.write_fence()  # the host reads events after the word that says that they are there
    following = event + Event.SIZE
    if machine.unlikely(following == ring.end):
        ring.next = 0  # so that the host does not take the place for one of the lap before
        ring.laps += 1
        following = ring.start
    ring.next = following


@machine.never_inline
def record_apart(kind: int, first: int, second: int) -> None:
    """The same as a call: where it happens less often, the surrounding code stays small."""
    record(kind, first, second)


def note_time(before: int, now: int, after: int, day_offset: int) -> None:
    """The monotonic clock showed `now` between these two values of the time-stamp counter. Core 0 tells, again and again."""
    header = area()
    if after - before > CLOSE:
        return
    if header.first_ticks == 0:
        header.first_time = now
        header.first_ticks = before
        header.day_offset = day_offset
    header.last_ticks = 0
    header.last_time = now
    header.last_ticks = before
