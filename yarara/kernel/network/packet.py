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


LARGE_SIZE = HEADROOM + 64 * 1024 + 128
"""Of a large packet: any IPv4 packet with its frame."""


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
        self.verified = False
        """Received: the checksum of TCP or UDP is known to be right, or was never needed since no wire was crossed."""
        self.arrived = False
        """Handed over to another core: it came from the device and is to be received there; else it is to be sent."""
        self.checksum_field = 0
        """To be sent: where in the transport header the checksum lies that is still to be completed, because the field holds only
        the sum of the pseudo-header; 0 when nothing is left to do."""
        self.transport_start = 0
        """With `checksum_field`: where in the buffer the transport header begins."""
        self.segment_size = 0
        """To be sent: a TCP segment that the device is to cut into ones with so many bytes of payload, or a UDP datagram to be cut into fragments
        with so many bytes; 0: it goes as it is."""

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
    """`count` packets of `size` bytes each, allocated once, and perhaps a few large ones for what does not fit: segments that the
    device cuts or has put together, and jumbo frames. Belongs to one core: nothing here is locked."""

    def __init__(self, count: int, size: int, filled: bool = True) -> None:
        """`filled`: the packets are made; else they will be taken from another pool. Raises MemoryError when there are no pages for it."""
        assert count > 0 and size > HEADROOM, "a packet must hold more than its headroom"
        self.count = count
        self.size = size
        self.large_count = 0
        self.large_size = 0
        self.available = 0
        self.available_large = 0
        self._free: Packet | None = None
        self._free_large: Packet | None = None
        if filled:
            self._make(count, size)

    @machine.cold
    def take_all(self, other: PacketPool) -> None:
        """Have all packets that another pool of the same sizes has."""
        packet = other.take()
        while packet is not None:
            self.give(packet)
            packet = other.take()
        packet = other.take_large()
        while packet is not None:
            self.give(packet)
            packet = other.take_large()

    @machine.cold
    def add_large(self, count: int, size: int) -> None:
        """Have so many large packets too; to be called once, if at all. Raises MemoryError."""
        assert self.large_count == 0 and size > self.size, "large packets are larger"
        self.large_count = count
        self.large_size = size
        self._make(count, size)

    @machine.cold
    def _make(self, count: int, size: int) -> None:
        memory = allocate_dma(count * size)
        for index in range(count):
            self.give(Packet(memory + index * size, size))

    @property
    def most(self) -> int:
        """The longest that a fresh packet can become."""
        return max(self.size, self.large_size) - HEADROOM

    def take(self) -> Packet | None:
        """An empty packet with `HEADROOM` bytes in front, or None when all are in use. Its contents are whatever was there."""
        packet = self._free
        if packet is None:
            return None
        self._free = packet.next
        self.available -= 1
        return self._fresh(packet)

    def take_large(self) -> Packet | None:
        """The same of the large ones."""
        packet = self._free_large
        if packet is None:
            return None
        self._free_large = packet.next
        self.available_large -= 1
        return self._fresh(packet)

    def take_for(self, length: int) -> Packet | None:
        """One that has room for so many bytes; None also when none can have."""
        if length <= self.size - HEADROOM:
            return self.take()
        return self.take_large() if length <= self.large_size - HEADROOM else None

    def _fresh(self, packet: Packet) -> Packet:
        packet.next = None
        packet.pooled = False
        packet.start = HEADROOM
        packet.length = 0
        packet.verified = False
        packet.checksum_field = 0
        packet.segment_size = 0
        return packet

    def give_all(self, first: Packet | None) -> None:
        """Take back packets that are linked by `next`."""
        while first is not None:
            packet = first
            first = packet.next
            self.give(packet)

    def give(self, packet: Packet) -> None:
        """Take a packet back from its owner."""
        assert not packet.pooled, "packet given back twice"
        packet.pooled = True
        if packet.capacity > self.size:
            packet.next = self._free_large
            self._free_large = packet
            self.available_large += 1
            return
        packet.next = self._free
        self._free = packet
        self.available += 1
