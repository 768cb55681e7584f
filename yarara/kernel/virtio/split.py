"""The split virtqueue (virtio 1.2, section 2.7).

Three areas of memory are shared with the device: the *descriptor table* says where buffers are, the driver offers them
in the *available* ring, the device returns them in the *used* ring. A chain is known by its first descriptor.

Index registers are 16-bit counters that run freely and wrap; the slot of a ring is the counter modulo its size.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.trace import points
from yarara.kernel.virtio.queue import (
    ANY_LENGTH, BROKEN, DESC_F_INDIRECT, DESC_F_NEXT, DESC_F_WRITE, DESCRIPTOR_SIZE, EMPTY, FULL, Chain, Virtqueue,
)
from yarara.machine import Struct, u16, u32, u64

AVAIL_F_NO_INTERRUPT = 1
USED_F_NO_NOTIFY = 1

LEGACY_ALIGNMENT = 4096
"""Where a legacy device looks for the used ring: on the next page (2.7.2). Others are content with that too."""


class Descriptor(Struct):
    """One entry of the descriptor table (2.7.5)."""
    address: u64
    length: u32
    flags: u16
    next: u16


class AvailableRing(Struct, volatile=True):
    """Start of the available ring (2.7.6); then `size` slots of 16 bits, then `used_event` (16 bits)."""
    flags: u16
    index: u16


class UsedRing(Struct, volatile=True):
    """Start of the used ring (2.7.8); then `size` elements, then `avail_event` (16 bits)."""
    flags: u16
    index: u16


class UsedElement(Struct, volatile=True):
    """A chain that the device returns: the descriptor it began with and how many bytes the device wrote."""
    id: u32
    length: u32


class SplitQueue(Virtqueue):
    """`size` is a power of two up to 32768."""

    def __init__(self, index: int, size: int, features: int, most_parts: int) -> None:
        assert size & (size - 1) == 0, "the size of a split virtqueue is a power of two"
        super().__init__(index, size, features, most_parts)
        available = DESCRIPTOR_SIZE * size
        used = (available + 6 + 2 * size + LEGACY_ALIGNMENT - 1) // LEGACY_ALIGNMENT * LEGACY_ALIGNMENT
        self._memory_size = used + 6 + 8 * size
        self.descriptor_area = allocate_dma(self._memory_size)
        self.driver_area = self.descriptor_area + available
        self.device_area = self.descriptor_area + used
        self._offered = 0  # counters: chains put into the available ring ...
        self._published = 0  # ... of which the device knows
        self._seen = 0  # the used index as last read ...
        self._taken = 0  # ... and how far take_used has come
        self.reset()

    @machine.cold
    def reset(self) -> None:
        machine.fill(self.descriptor_area, 0, self._memory_size)
        self._forget()
        self._offered = 0
        self._published = 0
        self._seen = 0
        self._taken = 0

    # -- driver to device (2.7.13) -------------------------------------------------------------------------------------

    def lend(self, address: int, length: int, device_writes: bool) -> int:
        if self.free == 0:
            return FULL
        head = self._claim_one(length if device_writes else ANY_LENGTH)
        self._describe(self.descriptor_area + DESCRIPTOR_SIZE * head, address, length, DESC_F_WRITE if device_writes else 0, 0)
        self._offer(head)
        points.buffer_in(machine.address_of(self), head, 1, length)
        return head

    @machine.cold
    def lend_chain(self, chain: Chain) -> int:
        count = chain.count
        indirect = self.indirect and count > 1
        if self.free < (1 if indirect else count):
            return FULL
        table = self.descriptor_area
        if indirect:
            head = self._claim(1, 1, chain.writable)
            table = self._table(head)
            self._describe(self.descriptor_area + DESCRIPTOR_SIZE * head, table, DESCRIPTOR_SIZE * count, DESC_F_INDIRECT, 0)
        else:
            head = self._claim(count, count, chain.writable)
        entry = 0 if indirect else head
        for part in range(count):
            following = entry + 1 if indirect else self._next_free[entry]
            more = part + 1 < count
            self._describe(table + DESCRIPTOR_SIZE * entry, chain.addresses[part], chain.lengths[part],
                           chain.flags[part] | (DESC_F_NEXT if more else 0), following if more else 0)
            entry = following
        self._offer(head)
        if machine.TRACING:
            points.buffer_in(machine.address_of(self), head, count, chain.length())
        return head

    def _describe(self, entry: int, address: int, length: int, flags: int, following: int) -> None:
        """Write one entry of a table."""
        descriptor = Descriptor.at(entry)
        descriptor.address = address
        descriptor.length = length
        descriptor.flags = flags
        descriptor.next = following

    def _offer(self, head: int) -> None:
        """Put a chain into the next slot of the available ring."""
        machine.store16(self.driver_area + 4 + 2 * (self._offered & (self.size - 1)), head)
        self._offered = (self._offered + 1) & 0xFFFF

    def publish(self) -> bool:
        old = self._published
        new = self._offered
        if new == old:
            return False
        machine.write_fence()  # the device may read descriptors and slots as soon as it sees the index
        AvailableRing.at(self.driver_area).index = new
        self._published = new
        self.unpublished = 0
        # x86 may do a load before an earlier store. If the wish were read before the device can see the index, the device could
        # look, find nothing, ask for a notification and sleep, and get none (2.7.13.4.1).
        machine.device_fence()
        if not self.event_index:
            return UsedRing.at(self.device_area).flags & USED_F_NO_NOTIFY == 0
        avail_event = machine.read16(self.device_area + 4 + 8 * self.size)
        return (new - avail_event - 1) & 0xFFFF < (new - old) & 0xFFFF

    # -- device to driver (2.7.14) -------------------------------------------------------------------------------------

    def take_used(self) -> int:
        if self._taken == self._seen:
            waiting = self._look()
            if waiting <= 0:
                return EMPTY if waiting == 0 else BROKEN
        if self._batch_end < 0:
            element = UsedElement.at(self.device_area + 4 + 8 * (self._taken & (self.size - 1)))
            identifier = element.id
            length = element.length
            if not self.in_order:
                self._taken = (self._taken + 1) & 0xFFFF
                return self._take_back(identifier, length)
            if not self._begin_batch(identifier, length, (self._seen - self._taken) & 0xFFFF):
                return BROKEN
        self._taken = (self._taken + 1) & 0xFFFF
        return self._take_from_batch()

    def _look(self) -> int:
        """Read the used index: how many chains wait in the used ring, or BROKEN when that cannot be."""
        if self.broken:
            return BROKEN
        seen = UsedRing.at(self.device_area).index
        waiting = (seen - self._taken) & 0xFFFF
        if waiting > self.lent - self.unpublished:
            return self.condemn("idx", seen, "returned more buffers than it had")
        machine.read_fence()  # the elements are read after the index that covers them
        self._seen = seen
        return waiting

    def condemn(self, field: str, descriptor: int, fault: str) -> int:
        self._seen = self._taken  # nothing that was seen is believed any more
        return super().condemn(field, descriptor, fault)

    # -- interrupts (2.7.7) --------------------------------------------------------------------------------------------

    def enable_interrupts(self) -> bool:
        if self.event_index:
            machine.write16(self._used_event(), self._taken)
        else:
            AvailableRing.at(self.driver_area).flags = 0
        # The device returns a buffer and then reads this wish; we write the wish and then look for buffers. With a fence on
        # both sides one of the two sees the other; without it both may miss, and the core would sleep on a full ring.
        machine.device_fence()
        return UsedRing.at(self.device_area).index != self._taken

    def disable_interrupts(self) -> None:
        if self.event_index:
            # An event behind the used index: the counter meets it only after a whole turn.
            machine.write16(self._used_event(), (self._taken - 1) & 0xFFFF)
        else:
            AvailableRing.at(self.driver_area).flags = AVAIL_F_NO_INTERRUPT

    def _used_event(self) -> int:
        return self.driver_area + 4 + 2 * self.size
