"""The memory that a kernel with trace points shares with the host (kernel/trace/area.py), seen from the host.

`yarara run` makes a file without a name. In a virtual machine it is the RAM, whose word `kernel_state().trace` says where the area lies; a
process maps it as the area itself. It can be read until the last, also after a panic.
"""

from __future__ import annotations

import mmap
import os
import struct
from collections.abc import Iterator
from typing import NamedTuple

from yarara.kernel.trace.area import CORE_STRIDE, CORES, HEADER_SIZE, MAGIC, MAXIMUM_CORES, Area, CoreRing
from yarara.kernel.trace.events import Event
from yarara.observe import layout

_EVENT = struct.Struct("<QHHIQQ")
_AREA = layout.fields(Area)
_CORE = layout.fields(CoreRing)


class Record(NamedTuple):
    """One event as it was recorded."""
    ticks: int
    core: int
    kind: int
    number: int
    value: int
    first: int
    second: int


class SharedMemory:
    """A file without a name, mapped; `descriptor` is for the one who runs the guest."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.descriptor = os.memfd_create("yarara")
        os.ftruncate(self.descriptor, size)
        self.data = mmap.mmap(self.descriptor, size)

    def close(self) -> None:
        self.data.close()
        os.close(self.descriptor)


class Recording:
    """Takes events and frames out of the shared memory, as often as one likes."""

    def __init__(self, data: mmap.mmap | bytearray, pointer: int | None) -> None:
        """`pointer` is where the guest says where the area begins; None: it is the file itself."""
        self.lost = 0
        """Events that were overwritten before they were taken."""
        self._data = data
        self._pointer = pointer
        self._base = -1
        self._seen = [0] * MAXIMUM_CORES

    def is_there(self) -> bool:
        """Whether the guest has come so far."""
        if self._base < 0:
            base = 0 if self._pointer is None else layout.word(self._data, self._pointer)
            if self._pointer is not None and not 0 < base <= len(self._data) - HEADER_SIZE:
                return False
            if layout.word(self._data, base) != MAGIC:
                return False
            self._base = base
        return True

    def field(self, name: str) -> int:
        """A word of the area's header."""
        return layout.word(self._data, self._base + _AREA[name][0])

    # -- events --------------------------------------------------------------------------------------------------------

    def events(self) -> list[Record]:
        """What was recorded since the last call, in the order in which it happened."""
        if not self.is_there():
            return []
        found = [record for core in range(MAXIMUM_CORES) for record in self._of_core(core)]
        found.sort(key=lambda record: record.ticks)
        return found

    def _of_core(self, core: int) -> Iterator[Record]:
        capacity = self.field("capacity")
        at = self._base + CORES + CORE_STRIDE * core
        written = self._written(at, capacity)
        seen = self._seen[core]
        if written <= seen:
            return
        start = self._base + HEADER_SIZE + core * capacity * Event.SIZE
        ring = self._data[start:start + capacity * Event.SIZE]
        # The guest goes on meanwhile: what it may have overwritten while the ring was copied does not count.
        oldest = min(max(seen, self._written(at, capacity) + 1 - capacity), written)
        self.lost += oldest - seen
        for index in range(oldest, written):
            ticks, *rest = _EVENT.unpack_from(ring, index % capacity * Event.SIZE)
            yield Record(ticks, core, *rest)
        self._seen[core] = written

    def _written(self, at: int, capacity: int) -> int:
        """How many events a core has recorded; 0 when it has no ring, or just begins it anew (then the next look sees all)."""
        laps, following, start = (layout.word(self._data, at + _CORE[name][0]) for name in ("laps", "next", "start"))
        if following == 0 or laps != layout.word(self._data, at + _CORE["laps"][0]):
            return 0
        return laps * capacity + (following - start) // Event.SIZE

    # -- frames --------------------------------------------------------------------------------------------------------

    def frames(self) -> bytes:
        """The bytes of the recorded frames (pcapng) since the last call; the guest may use their room again."""
        if not self.is_there():
            return b""
        size = self.field("frames_size")
        start = self._base + self.field("frames")
        written, taken = self.field("written"), self.field("taken")
        begin, count = taken % size, written - taken
        first = min(count, size - begin)
        found = bytes(self._data[start + begin:start + begin + first]) + bytes(self._data[start:start + count - first])
        place = self._base + _AREA["taken"][0]
        self._data[place:place + 8] = written.to_bytes(8, "little")
        return found

    # -- time ----------------------------------------------------------------------------------------------------------

    def moment(self) -> tuple[int, int] | None:
        """The latest pair of ticks and nanoseconds that the guest noted; None before the first."""
        if not self.is_there():
            return None
        ticks, time = self.field("last_ticks"), self.field("last_time")
        return (ticks, time) if ticks != 0 and ticks == self.field("last_ticks") else None

    def first_moment(self) -> tuple[int, int] | None:
        """The first such pair."""
        if not self.is_there() or self.field("first_ticks") == 0:
            return None
        return self.field("first_ticks"), self.field("first_time")
