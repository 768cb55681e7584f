"""The packed virtqueue (virtio 1.2, section 2.8).

One ring of descriptors, which the driver and the device go round one behind the other: the driver makes descriptors *available* in
order, the device overwrites them as *used*. Each side has a *wrap counter* that turns over with each lap; two bits of a descriptor,
compared with it, say whose the descriptor is. Beside the ring, two structures say when the driver wants to be interrupted and when
the device wants to be notified.

A chain is known by an identifier that need not be its place in the ring: chains may come back in any order.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.trace import points
from yarara.kernel.virtio.queue import (
    ANY_LENGTH, BROKEN, DESC_F_INDIRECT, DESC_F_NEXT, DESC_F_WRITE, DESCRIPTOR_SIZE, EMPTY, FULL, Chain, Virtqueue,
)
from yarara.machine import Struct, u16, u32, u64

DESC_F_AVAIL = 1 << 7
DESC_F_USED = 1 << 15
BOTH = DESC_F_AVAIL | DESC_F_USED

# struct pvirtq_event_suppress (2.8.14), read and written as one word: the position in bits 0-14, its wrap counter in bit 15, flags in
# bits 16-17.
EVENT_WRAP = 1 << 15
EVENT_ENABLE = 0 << 16
EVENT_DISABLE = 1 << 16
EVENT_DESC = 2 << 16
EVENT_FLAGS = 3 << 16

_NONE = -1


class Descriptor(Struct):
    """struct pvirtq_desc (2.8.13)."""
    address: u64
    length: u32
    id: u16
    flags: u16


class SharedDescriptor(Struct, volatile=True):
    """The same, where the device may write it at any time."""
    address: u64
    length: u32
    id: u16
    flags: u16


class PackedQueue(Virtqueue):
    """`size` is any number up to 32768."""

    def __init__(self, index: int, size: int, features: int, most_parts: int) -> None:
        super().__init__(index, size, features, most_parts)
        self._memory_size = DESCRIPTOR_SIZE * size + 8
        self.descriptor_area = allocate_dma(self._memory_size)
        self.driver_area = self.descriptor_area + DESCRIPTOR_SIZE * size
        self.device_area = self.driver_area + 4
        self._next = 0  # the slot of the next available descriptor ...
        self._available = 0  # ... and the two bits that make it available, in this lap
        self._added = 0  # descriptors that the device was not told of
        self._held = _NONE  # the first of them, whose flags are not yet written ...
        self._held_flags = 0  # ... and what they will be
        self._taken = 0  # the slot of the next used descriptor ...
        self._used = 0  # ... and the two bits that say that it is used, in this lap
        self.reset()

    @machine.cold
    def reset(self) -> None:
        machine.fill(self.descriptor_area, 0, self._memory_size)
        self._forget()
        self._next = 0
        self._available = DESC_F_AVAIL
        self._added = 0
        self._held = _NONE
        self._taken = 0
        self._used = BOTH

    # -- driver to device (2.8.21.1) -----------------------------------------------------------------------------------

    def lend(self, address: int, length: int, device_writes: bool) -> int:
        if self.free == 0:
            return FULL
        identifier = self._claim_one(length if device_writes else ANY_LENGTH)
        points.buffer_in(machine.address_of(self), identifier, 1, length)  # before the call, which then has nothing to keep for it
        self._place(identifier, address, length, DESC_F_WRITE if device_writes else 0)
        return identifier

    @machine.cold
    def lend_chain(self, chain: Chain) -> int:
        count = chain.count
        indirect = self.indirect and count > 1
        if self.free < (1 if indirect else count):
            return FULL
        identifier = self._claim(1, 1 if indirect else count, chain.writable)
        if indirect:
            table = self._table(identifier)
            for part in range(count):
                entry = Descriptor.at(table + DESCRIPTOR_SIZE * part)
                entry.address = chain.addresses[part]
                entry.length = chain.lengths[part]
                entry.id = 0
                entry.flags = chain.flags[part]
            self._place(identifier, table, DESCRIPTOR_SIZE * count, DESC_F_INDIRECT)
        else:
            for part in range(count):
                self._place(identifier, chain.addresses[part], chain.lengths[part],
                            chain.flags[part] | (DESC_F_NEXT if part + 1 < count else 0))
        if machine.TRACING:
            points.buffer_in(machine.address_of(self), identifier, count, chain.length())
        return identifier

    def _place(self, identifier: int, address: int, length: int, flags: int) -> None:
        """Write the next descriptor of the ring. The device goes by order and finds nothing at the first one since the last
        `publish`, whose flags are written there: so one barrier does for all that follow."""
        slot = self._next
        descriptor = Descriptor.at(self.descriptor_area + DESCRIPTOR_SIZE * slot)
        descriptor.address = address
        descriptor.length = length
        descriptor.id = identifier
        if self._held == _NONE:
            self._held = slot
            self._held_flags = flags | self._available
        else:
            descriptor.flags = flags | self._available
        self._added += 1
        slot += 1
        if slot == self.size:
            slot = 0
            self._available ^= BOTH
        self._next = slot

    def publish(self) -> bool:
        added = self._added
        if added == 0:
            return False
        machine.write_fence()  # the device may read everything as soon as it sees these flags
        SharedDescriptor.at(self.descriptor_area + DESCRIPTOR_SIZE * self._held).flags = self._held_flags
        self._held = _NONE
        self._added = 0
        self.unpublished = 0
        # The flags before the look at the device's wish, as in the split ring.
        machine.device_fence()
        event = machine.read32(self.device_area)
        if event & EVENT_FLAGS != EVENT_DESC:
            return event & EVENT_FLAGS != EVENT_DISABLE
        position = event & (EVENT_WRAP - 1)
        if (event & EVENT_WRAP != 0) != (self._available == DESC_F_AVAIL):
            position -= self.size  # in the lap before this one
        return (self._next - position - 1) & 0xFFFF < added

    # -- device to driver (2.8.21.2) -----------------------------------------------------------------------------------

    def take_used(self) -> int:
        if self._batch_end < 0:
            descriptor = SharedDescriptor.at(self.descriptor_area + DESCRIPTOR_SIZE * self._taken)
            if descriptor.flags & BOTH != self._used or self.broken:
                return BROKEN if self.broken else EMPTY
            machine.read_fence()  # the rest of the descriptor is read after the flags that cover it
            identifier = descriptor.id
            length = descriptor.length
            if self.lent == self.unpublished:
                return self.condemn("flags", identifier, "returned more buffers than it had")
            if not self.in_order:
                return self._advance(self._take_back(identifier, length))
            if not self._begin_batch(identifier, length, self.lent - self.unpublished):
                return BROKEN
        return self._advance(self._take_from_batch())

    def _advance(self, identifier: int) -> int:
        """The next used descriptor stands as many slots further as the chain had descriptors."""
        if identifier >= 0:
            self._taken += self._taken_descriptors[identifier]
            if self._taken >= self.size:
                self._taken -= self.size
                self._used ^= BOTH
        return identifier

    # -- interrupts (2.8.10, 2.8.14) -----------------------------------------------------------------------------------

    def enable_interrupts(self) -> bool:
        event = EVENT_ENABLE
        if self.event_index:
            event = EVENT_DESC | self._taken | (EVENT_WRAP if self._used == BOTH else 0)
        machine.write32(self.driver_area, event)
        # The wish before the look, as in the split ring.
        machine.device_fence()
        flags = SharedDescriptor.at(self.descriptor_area + DESCRIPTOR_SIZE * self._taken).flags
        return flags & BOTH == self._used or self._batch_end >= 0

    def disable_interrupts(self) -> None:
        machine.write32(self.driver_area, EVENT_DISABLE)
