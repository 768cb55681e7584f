"""The memory behind a connection: rings of bytes, and the pool their buffers come from.

Buffers are pages outside the garbage-collected heap: their addresses are stable, the collector never looks at them, and
they go back when the connection ends, not when somebody collects.
"""

from __future__ import annotations

from yarara import machine

PAGE_SIZE = 4096
KEPT_FREE = 256 * 1024
"""Bytes in free buffers that a pool keeps (one buffer at least); what comes back beyond them returns to the page allocator."""
GROWTH = 4
"""How many times as large a ring becomes that is too small."""
LARGEST_RING = 1024 * 1024


class BufferPool:
    """Buffers of one size, at most `limit` of them. Belongs to one core."""

    def __init__(self, size: int, limit: int, larger: BufferPool | None = None) -> None:
        """`size`: bytes per buffer, a power of two and at least one page. Takes no memory yet."""
        assert size >= PAGE_SIZE and size & (size - 1) == 0, "a ring must be a power of two, and whole pages"
        self.size = size
        self.limit = limit
        self.larger = larger
        """Where the ring of a connection gets its next buffer when this one has become too small; None: nowhere."""
        self.used = 0
        self._free = 0
        self._free_count = 0
        self._kept = max(KEPT_FREE // size, 1)

    @property
    def largest(self) -> int:
        """Bytes that a ring can grow to."""
        return self.size if self.larger is None else self.larger.largest

    def take(self) -> int:
        """The address of a buffer, its contents undefined; 0 when all are in use or the machine has no pages left."""
        if self.used >= self.limit:
            return 0
        address = self._free
        if address != 0:
            # A free buffer's first word is the address of the next free one.
            self._free = machine.load64(address)
            self._free_count -= 1
        else:
            address = _allocate(self.size)
        if address != 0:
            self.used += 1
        return address

    def give(self, address: int) -> None:
        """Take a buffer back."""
        assert self.used > 0, "a buffer came back twice"
        self.used -= 1
        if self._free_count == self._kept and machine.COMPILED:
            _free(address, self.size)
            return
        machine.store64(address, self._free)
        self._free = address
        self._free_count += 1


def growing_pool(size: int, limit: int, memory: int) -> BufferPool:
    """For rings of `size` bytes that become larger when they limit their connection: buffers of each larger size up to LARGEST_RING
    may take `memory` bytes."""
    return BufferPool(size, limit, _larger_pool(size * GROWTH, memory))


def _larger_pool(size: int, memory: int) -> BufferPool | None:
    if size > LARGEST_RING or size > memory:
        return None
    return growing_pool(size, memory // size, memory)


class ByteRing:
    """The bytes of a stream between two positions that are at most `capacity` apart.

    A position of the stream always lies at the same place of the ring (its low bits), so bytes can be written out of order
    and nothing ever moves. Which positions hold something is the owner's business.
    """

    def __init__(self, pool: BufferPool) -> None:
        """Without memory; `attach` gives it some."""
        self._pool = pool
        self._buffer = 0
        self._mask = pool.size - 1

    @property
    def capacity(self) -> int:
        """Bytes; also before memory is attached."""
        return self._mask + 1

    @property
    def attached(self) -> bool:
        """Whether it has memory."""
        return self._buffer != 0

    def attach(self) -> bool:
        """Take a buffer from the pool; False when there is none."""
        if self._buffer == 0:
            self._buffer = self._pool.take()
        return self._buffer != 0

    def grow(self, first: int, end: int) -> bool:
        """Move to a larger buffer, with the bytes between two positions; False when there is none, and nothing has changed."""
        old, pool, size = self._buffer, self._pool, self.capacity
        larger = pool.larger
        buffer = larger.take() if larger is not None and old != 0 else 0
        if larger is None or buffer == 0:
            return False
        self._pool, self._buffer, self._mask = larger, buffer, larger.size - 1
        while first < end:
            offset = first & (size - 1)
            count = min(end - first, size - offset)
            self.write(first, old + offset, count)
            first += count
        pool.give(old)
        return True

    def release(self) -> None:
        """Give the buffer back; what was in the ring is gone. Harmless without a buffer."""
        if self._buffer != 0:
            self._pool.give(self._buffer)
            self._buffer = 0

    def write(self, position: int, source: int, length: int) -> None:
        """Copy `length` bytes of memory into the ring from `position` on."""
        assert self._buffer != 0, "a ring without memory"
        offset = position & self._mask
        first = min(length, self._mask + 1 - offset)
        machine.copy(self._buffer + offset, source, first)
        machine.copy(self._buffer, source + first, length - first)

    def read(self, position: int, destination: int, length: int) -> None:
        """Copy `length` bytes of the ring, from `position` on, into memory."""
        assert self._buffer != 0, "a ring without memory"
        offset = position & self._mask
        first = min(length, self._mask + 1 - offset)
        machine.copy(destination, self._buffer + offset, first)
        machine.copy(destination + first, self._buffer, length - first)


def _allocate(size: int) -> int:
    if machine.COMPILED:
        from yarara.kernel.memory import pages
        return pages.allocate_pages(size // PAGE_SIZE)
    return machine.simulated_memory(size)


def _free(address: int, size: int) -> None:
    from yarara.kernel.memory import pages
    pages.free_pages(address, size // PAGE_SIZE)
