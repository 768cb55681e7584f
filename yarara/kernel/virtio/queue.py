"""The driver side of a split virtqueue (virtio 1.2, section 2.7).

Three areas of memory are shared with the device: the *descriptor table* says where buffers are, the driver offers them
in the *available* ring, the device returns them in the *used* ring. A buffer is one descriptor here.

The device is not trusted. What the driver needs to know about a buffer it keeps in arrays of its own, and it never reads
back what it wrote; each value the device writes is read once and checked before it is used.

Index registers are 16-bit counters that run freely and wrap; the slot of a ring is the counter modulo its size.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.machine import Array, Struct, u16, u32, u64

EMPTY = -1
"""`take_used`: the device has returned nothing more."""
BROKEN = -2
"""`take_used`: the device broke the rules; nothing more comes before a reset."""
FULL = -1
"""`lend`: the device holds as many buffers as there are descriptors."""

DESC_F_WRITE = 2
AVAIL_F_NO_INTERRUPT = 1
USED_F_NO_NOTIFY = 1

_NOT_LENT = -1
_ANY_LENGTH = 0xFFFF_FFFF


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
    """A buffer that the device returns: the descriptor it began with and how many bytes the device wrote."""
    id: u32
    length: u32


class Virtqueue:
    """A ring of `size` descriptors. Belongs to one core: nothing here is locked.

    `lend` and `publish` give buffers to the device, `take_used` gets them back. The memory is allocated once; `reset` makes the
    queue new again after a reset of the device.
    """

    def __init__(self, index: int, size: int) -> None:
        """Queue number `index` of its device. `size` is a power of two up to 32768. Raises MemoryError."""
        assert 0 < size <= 32768 and size & (size - 1) == 0, "the size of a split virtqueue is a power of two"
        self.index = index
        self.size = size
        used_offset = (16 * size + 6 + 2 * size + 3) // 4 * 4  # 2.7: the used ring is aligned to 4
        self._memory_size = used_offset + 6 + 8 * size
        self.descriptor_table = allocate_dma(self._memory_size)
        self.available_ring = self.descriptor_table + 16 * size
        self.used_ring = self.descriptor_table + used_offset
        self.event_index = False
        self.lent = 0
        self.used_length = 0
        self.broken = False
        self.fault = ""
        """How the device broke the rules."""
        self._writable: Array[int] = Array(size)  # per descriptor: bytes the device may write, or _NOT_LENT
        self._next_free: Array[int] = Array(size)
        self._first_free = 0
        self._offered = 0  # counters: buffers put into the available ring ...
        self._published = 0  # ... of which the device knows
        self._seen = 0  # the used index as last read ...
        self._taken = 0  # ... and how far take_used has come
        self.reset(False)

    def reset(self, event_index: bool) -> None:
        """Forget all buffers. The device must not be using the queue. `event_index`: VIRTIO_F_EVENT_IDX was negotiated."""
        machine.fill(self.descriptor_table, 0, self._memory_size)
        for descriptor in range(self.size):
            self._writable[descriptor] = _NOT_LENT
            self._next_free[descriptor] = descriptor + 1
        self._first_free = 0
        self.event_index = event_index
        self.lent = 0
        self.used_length = 0
        self.broken = False
        self.fault = ""
        self._offered = 0
        self._published = 0
        self._seen = 0
        self._taken = 0

    # -- driver to device ----------------------------------------------------------------------------------------------

    def lend(self, address: int, length: int, device_writes: bool) -> int:
        """Put a buffer into the available ring (2.7.13), for the device to write or to read. The device does not know before
        `publish`. Returns the descriptor that `take_used` will give back, or FULL."""
        if self.lent == self.size:
            return FULL
        descriptor = self._first_free
        self._first_free = self._next_free[descriptor]
        self.lent += 1
        # What a device reports to have written into a buffer that it only reads means nothing, and some report anything.
        self._writable[descriptor] = length if device_writes else _ANY_LENGTH
        entry = Descriptor.at(self.descriptor_table + 16 * descriptor)
        entry.address = address
        entry.length = length
        entry.flags = DESC_F_WRITE if device_writes else 0
        entry.next = 0
        machine.store16(self.available_ring + 4 + 2 * (self._offered & (self.size - 1)), descriptor)
        self._offered = (self._offered + 1) & 0xFFFF
        return descriptor

    def publish(self) -> bool:
        """Show the device everything lent since the last call. True: it wants a notification (2.7.10)."""
        old = self._published
        new = self._offered
        if new == old:
            return False
        machine.write_fence()  # the device may read descriptors and slots as soon as it sees the index
        AvailableRing.at(self.available_ring).index = new
        self._published = new
        # x86 may do a load before an earlier store. If the wish were read before the device can see the index, the device could
        # look, find nothing, ask for a notification and sleep, and get none.
        machine.fence()
        if not self.event_index:
            return UsedRing.at(self.used_ring).flags & USED_F_NO_NOTIFY == 0
        avail_event = machine.read16(self.used_ring + 4 + 8 * self.size)
        return (new - avail_event - 1) & 0xFFFF < (new - old) & 0xFFFF

    # -- device to driver ----------------------------------------------------------------------------------------------

    def take_used(self) -> int:
        """The next buffer that the device has returned (2.7.14), as the descriptor that `lend` gave; or EMPTY or BROKEN.

        `used_length` is then the number of bytes written, never more than the buffer holds; meaningless for a buffer that the
        device only reads.
        """
        if self._taken == self._seen:
            waiting = self._look()
            if waiting <= 0:
                return EMPTY if waiting == 0 else BROKEN
        element = UsedElement.at(self.used_ring + 4 + 8 * (self._taken & (self.size - 1)))
        descriptor = element.id
        length = element.length
        if descriptor >= self.size or self._writable[descriptor] == _NOT_LENT:
            return self._broken("returned a buffer that it did not have")
        if length > self._writable[descriptor]:
            return self._broken("wrote more than the buffer holds")
        self.used_length = length
        self._taken = (self._taken + 1) & 0xFFFF
        self._writable[descriptor] = _NOT_LENT
        self._next_free[descriptor] = self._first_free
        self._first_free = descriptor
        self.lent -= 1
        return descriptor

    def _look(self) -> int:
        """Read the used index: how many buffers wait in the used ring, or BROKEN when that cannot be."""
        if self.broken:
            return BROKEN
        seen = UsedRing.at(self.used_ring).index
        waiting = (seen - self._taken) & 0xFFFF
        if waiting > self._published_and_lent():
            return self._broken("used index beyond the buffers it had")
        machine.read_fence()  # the elements are read after the index that covers them
        self._seen = seen
        return waiting

    def _published_and_lent(self) -> int:
        return self.lent - ((self._offered - self._published) & 0xFFFF)

    def _broken(self, fault: str) -> int:
        self.broken = True
        self.fault = fault
        self._seen = self._taken  # nothing that was seen is believed any more
        return BROKEN

    # -- interrupts ----------------------------------------------------------------------------------------------------

    def enable_interrupts(self) -> bool:
        """Ask for an interrupt with the next returned buffer (2.7.7). True: some have been returned already, so look again
        before sleeping."""
        if self.event_index:
            machine.write16(self._used_event(), self._taken)
        else:
            AvailableRing.at(self.available_ring).flags = 0
        # The device returns a buffer and then reads this wish; we write the wish and then look for buffers. With a fence on
        # both sides one of the two sees the other; without it both may miss, and the core would sleep on a full ring.
        machine.fence()
        return UsedRing.at(self.used_ring).index != self._taken

    def disable_interrupts(self) -> None:
        """Interrupts are not wanted while the core polls. A hint: the device may have decided already."""
        if self.event_index:
            # An event behind the used index: the counter meets it only after a whole turn.
            machine.write16(self._used_event(), (self._taken - 1) & 0xFFFF)
        else:
            AvailableRing.at(self.available_ring).flags = AVAIL_F_NO_INTERRUPT

    def _used_event(self) -> int:
        return self.available_ring + 4 + 2 * self.size
