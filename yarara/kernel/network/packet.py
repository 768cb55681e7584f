"""Packets and the pool they come from.

A packet is a window that slides over one buffer: a protocol *pulls* its header off a received packet and *pushes* its
header in front of one to be sent, so the bytes never move. Buffers are given out and taken back by a `PacketPool`; at any
time a packet has exactly one owner (the pool, a device's ring, a protocol), and only the owner may touch it.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma

HEADROOM = 128
"""Bytes kept free in front of a fresh packet: a device header (12), Ethernet (14), IPv4 (up to 60), TCP (up to 40 of 60)."""


class Packet:
    """`length` bytes that begin `start` bytes into a buffer of `capacity` bytes at address `buffer`."""

    def __init__(self, buffer: int, capacity: int) -> None:
        self.buffer = buffer
        self.capacity = capacity
        self.start = 0
        self.length = 0
        self.next: Packet | None = None
        """For whoever owns the packet: the next one in a list of packets."""
        self.pooled = False
        """True while the pool owns it; giving a packet back twice is a bug that the pool reports."""

    @property
    def data(self) -> int:
        """The address of the first byte."""
        return self.buffer + self.start

    @property
    def tailroom(self) -> int:
        """Bytes of the buffer from the first byte on: the most that `length` can become."""
        return self.capacity - self.start

    def reset(self, headroom: int) -> None:
        """Make it empty, with `headroom` bytes free in front."""
        assert 0 <= headroom <= self.capacity, "headroom larger than the buffer"
        self.start = headroom
        self.length = 0

    def push(self, count: int) -> int:
        """Grow by `count` bytes at the front; the address of the new first byte."""
        assert 0 <= count <= self.start, "no headroom"
        self.start -= count
        self.length += count
        return self.buffer + self.start

    def pull(self, count: int) -> None:
        """Drop `count` bytes from the front."""
        assert 0 <= count <= self.length, "pull beyond the end of the packet"
        self.start += count
        self.length -= count

    def append(self, count: int) -> int:
        """Grow by `count` bytes at the end; the address of the first of them."""
        end = self.start + self.length
        assert 0 <= count <= self.capacity - end, "no tailroom"
        self.length += count
        return self.buffer + end

    def trim(self, length: int) -> None:
        """Keep only the first `length` bytes (Ethernet padding goes this way)."""
        assert 0 <= length <= self.length, "trim cannot grow a packet"
        self.length = length


class PacketPool:
    """`count` packets of `size` bytes each, allocated once. Belongs to one core: nothing here is locked."""

    def __init__(self, count: int, size: int) -> None:
        """Raises MemoryError when there are no pages for it."""
        assert count > 0 and size > HEADROOM, "a packet must hold more than its headroom"
        self.count = count
        self.size = size
        self.available = 0
        self._free: Packet | None = None
        memory = allocate_dma(count * size)
        for index in range(count):
            self.give(Packet(memory + index * size, size))

    def take(self) -> Packet | None:
        """An empty packet with `HEADROOM` bytes in front, or None when all are in use. Its contents are whatever was there."""
        packet = self._free
        if packet is None:
            return None
        self._free = packet.next
        self.available -= 1
        packet.next = None
        packet.pooled = False
        packet.start = HEADROOM
        packet.length = 0
        return packet

    def give(self, packet: Packet) -> None:
        """Take a packet back from its owner."""
        assert not packet.pooled, "packet given back twice"
        packet.pooled = True
        packet.next = self._free
        self._free = packet
        self.available += 1
