"""A virtqueue of packets: a packet is lent under an identifier and comes back under it.

A packet in a ring belongs to that ring, and `_lent` remembers it, whatever the device says later.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.packet import Packet
from yarara.kernel.virtio.queue import Chain, Virtqueue
from yarara.machine import Array

MOST_PARTS = 2


class PacketRing:
    """Packets whose first `header_size` bytes are the device's header, in one part with the frame or in a part of its own."""

    def __init__(self, queue: Virtqueue, limit: int, header_size: int, header_apart: bool) -> None:
        """At most `limit` packets are lent at a time."""
        self.queue = queue
        self.header_size = header_size
        self.returned = 0
        """How many packets have come back in all."""
        self._limit = limit
        self._chain: Chain | None = Chain(MOST_PARTS) if header_apart else None
        self._shift = 1 if header_apart and not queue.indirect else 0  # a packet takes two descriptors, or one
        self._lent: Array[Packet | None] = Array(queue.size)
        self._order: Array[int] = Array(queue.size)  # per identifier: when it was lent, if it is to be sent
        self._next_order = 0
        for identifier in range(queue.size):
            self._lent.clear_slot(identifier)

    def room(self) -> int:
        """How many more packets can be lent."""
        return min(self.queue.free >> self._shift, self._limit - self.queue.lent)

    def lend(self, packet: Packet, length: int, device_writes: bool) -> None:
        """Give `length` bytes from the start of a packet to the device. There must be room."""
        chain = self._chain
        if chain is None:
            identifier = self.queue.lend(packet.data, length, device_writes)
        else:
            identifier = self._lend_parts(chain, packet.data, length, device_writes)
        self._lent[identifier] = packet
        if not device_writes:
            self._order[identifier] = self._next_order
            self._next_order += 1

    @machine.cold
    def _lend_parts(self, chain: Chain, address: int, length: int, device_writes: bool) -> int:
        chain.clear()
        chain.add(address, self.header_size, device_writes)
        chain.add(address + self.header_size, length - self.header_size, device_writes)
        return self.queue.lend_chain(chain)

    @machine.always_inline
    def take(self) -> Packet | None:
        """A packet that the device has returned; None when there is none or the queue is broken."""
        identifier = self.queue.take_used()
        if identifier < 0:
            return None
        packet = self._lent[identifier]
        self._lent.clear_slot(identifier)
        self.returned += 1
        return packet

    @machine.cold
    def withdraw(self) -> Packet | None:
        """Everything lent, linked by `next`, what is to be sent in the order of lending. The device must have confirmed a reset."""
        first: Packet | None = None
        while True:
            newest = -1
            for identifier in range(self.queue.size):
                if self._lent[identifier] is not None and (newest < 0 or self._order[identifier] > self._order[newest]):
                    newest = identifier
            if newest < 0:
                return first
            packet = self._lent[newest]
            self._lent.clear_slot(newest)
            if packet is not None:
                packet.next = first
                first = packet
