"""The memory that kernel and host share: a page that says where everything is, a ring of events for each core, a ring of bytes for
recorded frames.

    0                    Area
    CORES + CORE_STRIDE * core   CoreRing
    4096                 events of core 0, of core 1, ...
                         frames

In a virtual machine it is taken from RAM, which `yarara run` then maps from a file; in a process it is a mapping of such a file. The
host reads it whenever it likes, and after the guest has ended in whatever way. Sizes are powers of two.
"""

from __future__ import annotations

from yarara.machine import Struct, u64
from yarara.kernel.trace.events import Event

MAGIC = 0x3145_4341_5254_5259  # "YRTRACE1"
HEADER_SIZE = 4096
CORES = 256
"""Where the cores' parts begin in the header."""
CORE_STRIDE = 64
MAXIMUM_CORES = 8

SHARE = 16
"""The area takes this part of a virtual machine's memory, at most LARGEST; the half of it is for events."""
SMALLEST = 256 * 1024
LARGEST = 32 * 1024 * 1024


class Area(Struct, volatile=True):
    """The beginning of the header. Offsets are from there."""
    magic: u64
    categories: u64        # which events are recorded
    capacity: u64          # events in the ring of a core
    frames: u64            # offset of the ring of frames
    frames_size: u64       # bytes of it
    captures: u64          # 1: frames are recorded
    written: u64           # bytes of frames ever written
    taken: u64             # ... and read: the host writes this word
    frames_lost: u64       # frames that found no room
    first_ticks: u64       # the same moment on the time-stamp counter ...
    first_time: u64        # ... and on the kernel's monotonic clock (nanoseconds), soon after the start; 0 before
    last_ticks: u64        # the latest such pair, by core 0; 0 while it is written
    last_time: u64
    day_offset: u64        # time of day minus monotonic time


class CoreRing(Struct, volatile=True):
    """One core's events. Only the core writes; addresses are the kernel's."""
    next: u64              # where the next event goes; 0 while the ring is begun anew
    end: u64               # where the ring ends
    start: u64
    laps: u64              # how often it was filled to its end


def size_for(memory: int) -> int:
    """Bytes of the rings together, for a machine with so much memory."""
    size = SMALLEST
    while size * 2 * SHARE <= memory and size < LARGEST:
        size *= 2
    return size


def capacity_for(size: int) -> int:
    """Events of each core, in rings of `size` bytes altogether."""
    return size // 2 // (MAXIMUM_CORES * Event.SIZE)


def total_size(size: int) -> int:
    """Header and rings."""
    return HEADER_SIZE + size
