"""The driver side of a virtqueue (virtio 1.2, section 2.6), whatever the format of its ring: `split.py` and `packed.py`.

A *chain* is a buffer of one or more parts; the driver lends it to the device, the device returns it. A ring has `size` descriptors;
a chain takes one for each part, or a single one when its parts stand in an *indirect* table.

The device is not trusted. What the driver needs to know about a chain it keeps here, in arrays of its own, and it never reads
back what it wrote; each value the device writes is read once and checked before it is used.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.trace import points
from yarara.kernel.virtio.features import F_EVENT_IDX, F_IN_ORDER, F_INDIRECT_DESC
from yarara.machine import Array

EMPTY = -1
"""`take_used`: the device has returned nothing more."""
BROKEN = -2
"""`take_used`: the device broke the rules; nothing more comes before a reset."""
FULL = -1
"""`lend`: too few descriptors are free."""

DESC_F_NEXT = 1
DESC_F_WRITE = 2
DESC_F_INDIRECT = 4
DESCRIPTOR_SIZE = 16

_NONE = -1
_NOT_LENT = -1
ANY_LENGTH = 0xFFFF_FFFF
"""What a device reports to have written into a buffer that it only reads means nothing, and some report anything."""


newest: Virtqueue | None = None
"""Of all queues that were ever made; the others follow by `older`."""


def register(queue: Virtqueue) -> None:
    """Let panics tell of a queue. Queues live as long as the machine."""
    global newest
    queue.older = newest
    newest = queue


class Chain:
    """The parts of one buffer, to be filled in and lent: first those that the device reads, then those it writes (2.6.4.2)."""

    def __init__(self, most_parts: int) -> None:
        self.addresses: Array[int] = Array(most_parts)
        self.lengths: Array[int] = Array(most_parts)
        self.flags: Array[int] = Array(most_parts)
        self.count = 0
        self.writable = 0
        """How many bytes the device may write."""

    def clear(self) -> None:
        self.count = 0
        self.writable = 0

    def add(self, address: int, length: int, device_writes: bool) -> None:
        """One more part. There must be room for it."""
        assert device_writes or self.writable == 0, "what the device reads comes first"
        self.addresses[self.count] = address
        self.lengths[self.count] = length
        self.flags[self.count] = DESC_F_WRITE if device_writes else 0
        self.count += 1
        if device_writes:
            self.writable += length

    def length(self) -> int:
        """Bytes of all parts."""
        total = 0
        for part in range(self.count):
            total += self.lengths[part]
        return total


class Virtqueue:
    """A ring of `size` descriptors. Belongs to one core: nothing here is locked.

    `lend` and `publish` give buffers to the device, `take_used` gets them back, under the same identifier. The memory is allocated
    once; `reset` makes the queue new again after the device was reset, or this queue of it.
    """

    descriptor_area: int
    """Where the three areas of the queue lie (2.6): what the device reads first, ..."""
    driver_area: int
    """... what else the driver writes, ..."""
    device_area: int
    """... and what the device writes."""

    device_type: int
    """Whose it is (5); the transport says so."""

    def __init__(self, index: int, size: int, features: int, most_parts: int) -> None:
        """Queue number `index` of its device, for chains of up to `most_parts`. Raises MemoryError."""
        assert 0 < size <= 32768 and most_parts > 0
        self.index = index
        self.name = ""
        """What messages call it, if the driver says so."""
        self.device_type = 0
        self.older: Virtqueue | None = None
        """The queue that was made before this one: a panic tells of all."""
        self.size = size
        self.event_index = features & F_EVENT_IDX != 0
        self.in_order = features & F_IN_ORDER != 0
        self.indirect = features & F_INDIRECT_DESC != 0 and most_parts > 1
        self._table_size = DESCRIPTOR_SIZE * most_parts
        self._tables = allocate_dma(size * self._table_size) if self.indirect else 0
        self.free = 0
        """How many more descriptors can be used."""
        self.lent = 0
        """How many chains are lent, ..."""
        self.unpublished = 0
        """... and how many of them the device has not been shown."""
        self.used_length = 0
        self.broken = False
        self.fault = ""
        """How the device broke the rules, ..."""
        self.fault_field = ""
        """... in which field of what it wrote, ..."""
        self.fault_descriptor = 0
        """... and for which descriptor, as far as it can be told."""
        # Per identifier: bytes the device may write, or _NOT_LENT; descriptors of the ring; the last identifier of its chain.
        self._writable: Array[int] = Array(size)
        self._taken_descriptors: Array[int] = Array(size)
        self._last: Array[int] = Array(size)
        # Free identifiers are a list that grows at its end. So they go round in order when the device returns chains in order, as
        # IN_ORDER demands of the split ring (2.7.5).
        self._next_free: Array[int] = Array(size)
        self._first_free = 0
        self._last_free = 0
        self._oldest = 0  # in order: what comes back next
        self._batch_end = _NONE  # in order: all up to this one have come back
        self._batch_length = 0

    @property
    def last_returned(self) -> int:
        """The descriptor that came back last: it is the last that will be used again."""
        return self._last_free

    @machine.cold
    def _forget(self) -> None:
        """Nothing is lent."""
        for identifier in range(self.size):
            self._writable[identifier] = _NOT_LENT
            self._next_free[identifier] = identifier + 1
        self._next_free[self.size - 1] = _NONE
        self._first_free = 0
        self._last_free = self.size - 1
        self.free = self.size
        self.lent = 0
        self.broken = False
        self.unpublished = 0
        self._oldest = 0
        self._batch_end = _NONE

    # -- what each format implements -----------------------------------------------------------------------------------

    def reset(self) -> None:
        """Forget all chains. The device must not be using the queue."""
        raise NotImplementedError

    def lend(self, address: int, length: int, device_writes: bool) -> int:
        """Put a buffer of one part into the ring, for the device to write or to read. The device does not know before `publish`.
        Returns the identifier that `take_used` will give back, or FULL."""
        raise NotImplementedError

    def lend_chain(self, chain: Chain) -> int:
        """The same with a buffer of several parts."""
        raise NotImplementedError

    def publish(self) -> bool:
        """Show the device everything lent since the last call. True: it wants a notification."""
        raise NotImplementedError

    def take_used(self) -> int:
        """The next chain that the device has returned, as the identifier that `lend` gave; or EMPTY or BROKEN.

        `used_length` is then the number of bytes written, never more than the chain holds; meaningless for one that the device
        only reads.
        """
        raise NotImplementedError

    def enable_interrupts(self) -> bool:
        """Ask for an interrupt with the next returned chain. True: some have been returned already, so look again before
        sleeping."""
        raise NotImplementedError

    def disable_interrupts(self) -> None:
        """Interrupts are not wanted while the core polls. A hint: the device may have decided already."""
        raise NotImplementedError

    @machine.cold
    def condemn(self, field: str, descriptor: int, fault: str) -> int:
        """The device has broken the rules: believe nothing any more. Returns BROKEN."""
        points.fault(machine.address_of(self), descriptor, fault, field)
        self.broken = True
        self.fault = fault
        self.fault_field = field
        self.fault_descriptor = descriptor
        return BROKEN

    # -- the driver's own copy -----------------------------------------------------------------------------------------

    def _claim_one(self, most: int) -> int:
        """Take one identifier for a chain of one descriptor, to which the device may write so many bytes."""
        head = self._first_free
        self._first_free = self._next_free[head]
        self._last[head] = head
        self._taken_descriptors[head] = 1
        self._note_lent(head, most)
        self.free -= 1
        return head

    def _note_lent(self, head: int, most: int) -> None:
        self._writable[head] = most
        self.lent += 1
        self.unpublished += 1

    def _claim(self, identifiers: int, descriptors: int, writable: int) -> int:
        """Take so many identifiers, linked by `_next_free`, for a chain of so many descriptors; the first of them."""
        head = self._first_free
        last = head
        for _ in range(identifiers - 1):
            last = self._next_free[last]
        self._first_free = self._next_free[last]
        self._last[head] = last
        self._taken_descriptors[head] = descriptors
        self._note_lent(head, writable if writable > 0 else ANY_LENGTH)
        self.free -= descriptors
        return head

    @machine.always_inline
    def _take_back(self, identifier: int, length: int) -> int:
        """Believe that a chain has come back, if it was lent and is not longer than it can be; it, or BROKEN."""
        if identifier >= self.size or self._writable[identifier] == _NOT_LENT:
            return self.condemn("id", identifier, "returned a buffer that it did not have")
        if length > self._writable[identifier]:
            return self.condemn("len", identifier, "wrote more than the buffer holds")
        self._writable[identifier] = _NOT_LENT
        last = self._last[identifier]
        self._next_free[last] = _NONE
        if self._first_free == _NONE:
            self._first_free = identifier
        else:
            self._next_free[self._last_free] = identifier
        self._last_free = last
        self.free += self._taken_descriptors[identifier]
        self.lent -= 1
        self.used_length = length
        points.buffer_out(machine.address_of(self), identifier, length)
        return identifier

    @machine.cold
    def describe_fault(self) -> str:
        """How the device broke the rules, and where; that it does not answer, if it broke none."""
        name = self.name if self.name != "" else "queue " + str(self.index)
        if not self.broken:
            return "did not answer (" + name + ", " + str(self.lent) + " lent)"
        return self.fault + " (" + name + ", descriptor " + str(self.fault_descriptor) + ", field " + self.fault_field + ")"

    def _table(self, identifier: int) -> int:
        """The indirect table that belongs to an identifier."""
        return self._tables + identifier * self._table_size

    # -- VIRTIO_F_IN_ORDER (2.7.9, 2.8.9): one note of the device may stand for a batch, all chains up to the one it names ----

    @machine.cold
    def _begin_batch(self, end: int, length: int, most: int) -> bool:
        """All chains up to `end`, of which `length` bytes were written, have come back. False: that is not among the oldest
        `most` chains, and the queue is broken."""
        chain = self._oldest
        for _ in range(most):
            if chain == end:
                self._batch_end = end
                self._batch_length = length
                return True
            chain = self._after(chain)
        self.condemn("id", end, "returned a buffer out of order")
        return False

    @machine.cold
    def _take_from_batch(self) -> int:
        """The next chain of the batch. Those before the last one were used completely."""
        chain = self._oldest
        self._oldest = self._after(chain)
        length = self._writable[chain]
        if chain == self._batch_end:
            self._batch_end = _NONE
            length = self._batch_length
        return self._take_back(chain, length)

    def _after(self, identifier: int) -> int:
        """The chain that was lent after this one."""
        following = self._last[identifier] + 1
        return following if following < self.size else 0
