"""What a port of the console device is made of (virtio 1.2, section 5.3.2): a queue that the device fills, and one that it empties."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.virtio.transport import Transport
from yarara.machine import Array

BUFFERS = 8
"""Of a queue that the device writes to."""
BUFFER_SIZE = 4096
WRITES = 64
"""Most that the device has at once of a queue that it reads from, ..."""
OUTPUT_SIZE = 32768
"""... and their bytes."""


class Incoming:
    """A queue whose buffers the device fills."""

    def __init__(self, transport: Transport, index: int, size: int) -> None:
        """Buffers of `size` bytes. Raises VirtioError, MemoryError."""
        self._transport = transport
        self.queue = transport.make_queue(index, BUFFERS, 1)
        self._size = size
        self._count = min(BUFFERS, self.queue.size)
        self._memory = 0
        self._lent: Array[int] = Array(self.queue.size)  # by identifier: the address of the buffer
        self.at = 0
        """The buffer that came back last: where the rest of it begins, ..."""
        self.left = 0
        """... how many bytes are left, ..."""
        self._whole = 0  # ... and where it begins; 0: the device has all

    def enable(self) -> None:
        """Show it, empty, to the device. Raises VirtioError."""
        self.queue.reset()
        self._transport.enable_queue(self.queue)
        self.queue.disable_interrupts()
        self.left = 0
        self._whole = 0

    def lend_all(self) -> None:
        """Once the device is live. Raises MemoryError."""
        if self._memory == 0:
            self._memory = allocate_dma(self._count * self._size)
        for number in range(self._count):
            self._lend(self._memory + number * self._size)
        self._publish()

    def _lend(self, address: int) -> None:
        self._lent[self.queue.lend(address, self._size, True)] = address

    def _publish(self) -> None:
        if self.queue.publish():
            self._transport.notify(self.queue)

    def next(self) -> bool:
        """Give the buffer back to the device and take the next one; False when none has come, or the queue is broken."""
        if self._whole != 0:
            self._lend(self._whole)
            self._publish()
            self._whole = 0
            self.left = 0
        identifier = self.queue.take_used()
        if identifier < 0:
            return False
        self._transport.acknowledge(-1)  # a device may interrupt unasked: its line must not stay up
        self._whole = self._lent[identifier]
        self.at = self._whole
        self.left = self.queue.used_length
        return True


class Outgoing:
    """A queue whose buffers the device reads: a ring of bytes, each piece written is a buffer. The device returns them in the order of the
    bytes, for a port is a stream. Nothing here allocates after `prepare`, so a panic may use it."""

    def __init__(self, transport: Transport, index: int) -> None:
        """Raises VirtioError, MemoryError."""
        self._transport = transport
        self.queue = transport.make_queue(index, WRITES, 1)
        self._most = min(WRITES, self.queue.size)
        self._memory = 0
        # What the device has, by number modulo `_most`: the identifier of each piece, and its length.
        self._identifiers: Array[int] = Array(self._most)
        self._lengths: Array[int] = Array(self._most)
        self._first = 0
        self._count = 0
        self._begin = 0
        """Where in the memory its bytes begin, ..."""
        self._used = 0
        """... and how many there are."""

    def enable(self) -> None:
        """Show it, empty, to the device. Raises VirtioError."""
        self.queue.reset()
        self._transport.enable_queue(self.queue)
        self.queue.disable_interrupts()

    def prepare(self) -> None:
        """Once the device is live: what it had before a reset and did not return is lent anew. Raises MemoryError."""
        if self._memory == 0:
            self._memory = allocate_dma(OUTPUT_SIZE)
        at = self._begin
        for number in range(self._count):
            place = (self._first + number) % self._most
            self._identifiers[place] = self.queue.lend(self._memory + at, self._lengths[place], False)
            at = (at + self._lengths[place]) % OUTPUT_SIZE
        self._publish()

    def write(self, address: int, length: int) -> int:
        """Lend a copy of these bytes to the device, as many as there is room for; how many."""
        taken = 0
        while taken < length and self._count < self._most and self._used < OUTPUT_SIZE:
            end = (self._begin + self._used) % OUTPUT_SIZE
            piece = min(length - taken, OUTPUT_SIZE - self._used, OUTPUT_SIZE - end)
            machine.copy(self._memory + end, address + taken, piece)
            self._lend(self._memory + end, piece)
            taken += piece
        if taken > 0:
            self._publish()
        return taken

    def _lend(self, address: int, length: int) -> None:
        place = (self._first + self._count) % self._most
        self._identifiers[place] = self.queue.lend(address, length, False)
        self._lengths[place] = length
        self._count += 1
        self._used += length

    def _publish(self) -> None:
        if self.queue.publish():
            self._transport.notify(self.queue)

    def take_back(self) -> bool:
        """Take back what the device has read; True when it has returned everything. The queue may be broken afterwards."""
        identifier = self.queue.take_used()
        while identifier >= 0:
            if identifier != self._identifiers[self._first]:
                self.queue.condemn("id", identifier, "returned a buffer out of order")
                return False
            length = self._lengths[self._first]
            self._first = (self._first + 1) % self._most
            self._count -= 1
            self._begin = (self._begin + length) % OUTPUT_SIZE
            self._used -= length
            identifier = self.queue.take_used()
        return self._count == 0


class Port:
    """One of the device's ports."""

    def __init__(self, number: int, incoming: Incoming, outgoing: Outgoing) -> None:
        self.number = number
        self.incoming = incoming
        self.outgoing = outgoing
        self.name = ""
        self.is_open = False
        """Somebody on the host has it open."""
        self.opened_as = ""
        """The name by which the driver has it open."""

    def enable(self) -> None:
        """The device was reset: show it both queues. Raises VirtioError."""
        self.name = ""
        self.is_open = False
        self.opened_as = ""
        self.incoming.enable()
        self.outgoing.enable()
