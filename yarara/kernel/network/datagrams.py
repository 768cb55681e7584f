"""The receive queue of a UDP endpoint: datagrams one after another in a ring of memory, which may become larger when they do not fit.

Each lies in one piece, behind a record of 8 bytes with its length and source, so that a reader gets one address for all of
it. Where a datagram would run past the end of the memory, a record with an impossible source says "go on at the beginning".
"""

from __future__ import annotations

from yarara import machine
from yarara.machine import Struct, u16, u32

PAGE_SIZE = 4096
RECORD_SIZE = 8
SKIP = 0xFFFF_FFFF
"""As a source address: no datagram here, the next one is at the beginning. (No datagram comes from the limited broadcast.)"""


class DatagramRecord(Struct):
    """In front of each datagram. Records begin at multiples of 8."""
    source: u32
    source_port: u16
    length: u16


class DatagramQueue:
    """First in, first out; the oldest datagram is read in place."""

    def __init__(self, capacity: int, most: int = 0) -> None:
        """`capacity` in bytes, records included, is rounded up to whole pages; `most`: what it may grow to. Raises MemoryError when there are none."""
        self._pages = (capacity + PAGE_SIZE - 1) // PAGE_SIZE
        self._most = most
        self.capacity = self._pages * PAGE_SIZE
        self._memory = _allocate(self._pages)
        if self._memory == 0:
            raise MemoryError("no pages for a queue of datagrams")
        self._head = 0
        self._tail = 0
        self._used = 0
        self.count = 0
        """Datagrams in the queue."""

    def put(self, source: int, source_port: int, data: int, length: int) -> bool:
        """Append a copy of the `length` bytes (at most 65535) at `data`; False when there is no room."""
        if not self._make_room(RECORD_SIZE + (length + 7) // 8 * 8):
            if not machine.DATAGRAMS or not self._grow() or not self._make_room(RECORD_SIZE + (length + 7) // 8 * 8):
                return False
        record = DatagramRecord.at(self._memory + self._tail)
        record.source = source
        record.source_port = source_port
        record.length = length
        machine.copy(record.address + RECORD_SIZE, data, length)
        self._advance_tail(RECORD_SIZE + (length + 7) // 8 * 8)
        self.count += 1
        return True

    def _make_room(self, size: int) -> bool:
        """Whether `size` bytes are free in one piece at the tail, after moving the tail to the beginning if that is needed."""
        if self._used == 0:
            self._head = 0
            self._tail = 0
        to_end = self.capacity - self._tail
        if size <= to_end:
            return self._used + size <= self.capacity
        if self._used + to_end + size > self.capacity:
            return False
        DatagramRecord.at(self._memory + self._tail).source = SKIP
        self._advance_tail(to_end)
        return True

    @machine.cold
    def _grow(self) -> bool:
        """Go on in larger memory, where everything lies in one piece; whether there is some."""
        pages = (self._most + PAGE_SIZE - 1) // PAGE_SIZE
        memory = _allocate(pages) if pages > self._pages else 0
        if memory == 0:
            return False
        end = 0
        for _ in range(self.count):
            if self._front().source == SKIP:
                self._head = 0
            size = RECORD_SIZE + (self._front().length + 7) // 8 * 8
            machine.copy(memory + end, self._front().address, size)
            end += size
            self._head += size
            if self._head == self.capacity:
                self._head = 0
        _free(self._memory, self._pages)
        self._memory = memory
        self._pages = pages
        self.capacity = pages * PAGE_SIZE
        self._head = 0
        self._tail = self._used = end
        return True

    def _advance_tail(self, size: int) -> None:
        self._used += size
        self._tail += size
        if self._tail == self.capacity:
            self._tail = 0

    def _front(self) -> DatagramRecord:
        """The record of the oldest datagram, which must exist."""
        assert self.count > 0, "the queue is empty"
        return DatagramRecord.at(self._memory + self._head)

    def _advance_head(self, size: int) -> None:
        self._used -= size
        self._head += size
        if self._head == self.capacity:
            self._head = 0

    @property
    def front_data(self) -> int:
        """The address of the oldest datagram's first byte, valid until `drop`."""
        return self._front().address + RECORD_SIZE

    @property
    def front_length(self) -> int:
        return self._front().length

    @property
    def front_source(self) -> int:
        return self._front().source

    @property
    def front_source_port(self) -> int:
        return self._front().source_port

    def drop(self) -> None:
        """Forget the oldest datagram."""
        record = self._front()
        self._advance_head(RECORD_SIZE + (record.length + 7) // 8 * 8)
        self.count -= 1
        if self.count > 0 and self._front().source == SKIP:  # now, so that the room before the end can be used
            self._advance_head(self.capacity - self._head)

    def free(self) -> None:
        """Give the memory back; the queue must not be used afterwards."""
        self.count = 0
        _free(self._memory, self._pages)


def _allocate(count: int) -> int:
    """So many pages; 0 when there are none."""
    if machine.COMPILED:
        from yarara.kernel.memory import pages
        return pages.allocate_pages(count)
    return machine.simulated_memory(count * PAGE_SIZE)


def _free(memory: int, count: int) -> None:
    if machine.COMPILED:
        from yarara.kernel.memory import pages
        pages.free_pages(memory, count)
