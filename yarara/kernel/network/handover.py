"""Packets on their way from one core to another, without a lock: one core puts, the other takes.

A packet belongs to the core that has it, wherever it came from. An empty one (`length` 0) is on its way to the other core's pool: each side
counts what it got and gave (`settle`), so in the long run both keep as many packets as they began with.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.machine import Array

PUT = 0
TAKEN = 64  # in another line of the cache
SLACK = 16
"""So many packets may lie on the wrong side before they are given back."""


class Handover:
    """One direction. `capacity` is a power of two, not less than the packets of both sides: so there is always room."""

    def __init__(self, capacity: int, packet_size: int) -> None:
        """Packets of more than `packet_size` bytes are large ones. Raises MemoryError."""
        self._packets: Array[Packet | None] = Array(capacity)
        for slot in range(capacity):
            self._packets.clear_slot(slot)
        self._mask = capacity - 1
        self._packet_size = packet_size
        self._counts = allocate_dma(128)
        self.put_count = 0
        """Of the core that puts: how many so far, ..."""
        self.put_large = 0
        """... and how many of them were large ones."""
        self.taken_count = 0
        """Of the core that takes."""
        self.taken_large = 0

    def put(self, packet: Packet) -> None:
        """Give a packet away."""
        assert self.put_count - machine.read64(self._counts + TAKEN) <= self._mask, "more packets than there are"
        self._packets[self.put_count & self._mask] = packet
        if packet.capacity > self._packet_size:
            self.put_large += 1
        self.put_count += 1
        machine.write_fence()  # the other core reads the slot, and the packet, after the count that covers them
        machine.write64(self._counts + PUT, self.put_count)

    def take(self) -> Packet | None:
        """The next packet; None when there is none."""
        if self.is_empty():
            return None
        machine.read_fence()
        slot = self.taken_count & self._mask
        packet = self._packets[slot]
        self._packets.clear_slot(slot)
        if packet is not None and packet.capacity > self._packet_size:
            self.taken_large += 1
        self.taken_count += 1
        machine.write_fence()  # the slot is written again after the count that frees it
        machine.write64(self._counts + TAKEN, self.taken_count)
        return packet

    def is_empty(self) -> bool:
        """Whether there is nothing to take. For the core that takes."""
        return machine.read64(self._counts + PUT) == self.taken_count

    def waiting(self) -> int:
        """How many have not been taken. For the core that puts."""
        return self.put_count - machine.read64(self._counts + TAKEN)


def settle(pool: PacketPool, incoming: Handover, outgoing: Handover) -> bool:
    """Give back what was got too much; whether anything was."""
    large = incoming.taken_large - outgoing.put_large
    surplus = incoming.taken_count - outgoing.put_count - large
    given = False
    while large > 0:
        packet = pool.take_large()
        if packet is None:
            break
        outgoing.put(packet)
        large -= 1
        given = True
    if surplus < SLACK:
        return given
    while surplus > 0:
        packet = pool.take()
        if packet is None:
            break
        outgoing.put(packet)
        surplus -= 1
        given = True
    return given
