"""Rings of legacy descriptors (SDM 3.2.3 to 3.2.6 receive, 3.3.3 and 3.4 transmit): the device takes them in order, from its head up to
the tail that the driver moves, and reports each in its descriptor.

What was lent is remembered here, whatever the device writes into the descriptors: they are written anew each time, and of what comes back
only status, errors and length are read.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.e1000.registers import BASE_HIGH, BASE_LOW, HEAD, LENGTH, TAIL
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.machine import Array, Struct, u8, u16, u64

RING_SIZE = 256
"""Descriptors of each ring; one of them is always the driver's, for a head that is where the tail is means an empty ring."""
BUFFER_SIZE = 2048
"""What RCTL_BSIZE_2048 says: a packet that is lent begins at the start of its buffer, and is at least so large."""
ETHERNET_HEADER = 14

DESCRIPTOR_SIZE = 16
STATUS = 12             # where it is in a descriptor of either kind
DONE = 1 << 0           # status: the device is done with the descriptor (DD)
END_OF_PACKET = 1 << 1  # status: the frame ends here (EOP)
FRAME_ERRORS = 0x97     # errors CE, SE, SEQ, CXE, RXE (3.2.3.2); the other two are of checksums, which the stack looks at itself

COMMAND_END_OF_PACKET = 1 << 0  # EOP: the frame ends here
COMMAND_INSERT_FCS = 1 << 1     # IFCS
COMMAND_REPORT = 1 << 3         # RS: set DONE when it was sent


class ReceiveDescriptor(Struct, volatile=True):
    """3.2.3."""
    address: u64
    length: u16
    checksum: u16
    status: u8
    errors: u8
    special: u16


class TransmitDescriptor(Struct, volatile=True):
    """3.3.3."""
    address: u64
    length: u16
    checksum_offset: u8
    command: u8
    status: u8
    checksum_start: u8
    special: u16


class Ring:
    """What both kinds have in common: which packets the device has. `oldest` and the `lent` - 1 descriptors behind it are the device's."""

    def __init__(self, registers: int, limit: int) -> None:
        """The ring whose registers begin there. At most `limit` packets are lent at a time. Raises MemoryError."""
        self._registers = registers
        self.limit = min(limit, RING_SIZE - 1)
        self.memory = allocate_dma(RING_SIZE * DESCRIPTOR_SIZE)
        self.oldest = 0
        self.lent = 0
        self.returned = 0
        """How many packets have come back in all."""
        self._shown = 0  # where the device believes the tail
        self._packets: Array[Packet | None] = Array(RING_SIZE)
        for index in range(RING_SIZE):
            self._packets.clear_slot(index)

    @machine.cold
    def enable(self) -> None:
        """Show the ring to the device, empty (14.4, 14.5)."""
        machine.fill(self.memory, 0, RING_SIZE * DESCRIPTOR_SIZE)
        self.oldest = 0
        self.lent = 0
        self._shown = 0
        machine.write32(self._registers + BASE_LOW, self.memory & 0xFFFF_FFFF)
        machine.write32(self._registers + BASE_HIGH, self.memory >> 32)
        machine.write32(self._registers + LENGTH, RING_SIZE * DESCRIPTOR_SIZE)
        machine.write32(self._registers + HEAD, 0)
        machine.write32(self._registers + TAIL, 0)

    def room(self) -> int:
        """How many more packets can be lent."""
        return self.limit - self.lent

    def publish(self) -> None:
        """Tell the device about everything lent since the last call."""
        tail = (self.oldest + self.lent) % RING_SIZE
        if tail != self._shown:
            self._shown = tail
            machine.write_fence()  # the descriptors are there before the device is told
            machine.write32(self._registers + TAIL, tail)

    def is_done(self) -> bool:
        """Whether the device has reported the oldest descriptor that it has."""
        return self.lent > 0 and machine.read8(self.memory + self.oldest * DESCRIPTOR_SIZE + STATUS) & DONE != 0

    @machine.always_inline
    def _lend(self, packet: Packet) -> int:
        """Note that the device gets a packet; the address of the descriptor to fill in. There must be room."""
        index = (self.oldest + self.lent) % RING_SIZE
        self._packets[index] = packet
        self.lent += 1
        return self.memory + index * DESCRIPTOR_SIZE

    @machine.always_inline
    def _take_oldest(self) -> Packet | None:
        """The packet of the oldest descriptor, which the device has reported."""
        packet = self._packets[self.oldest]
        self._packets.clear_slot(self.oldest)
        self.oldest = (self.oldest + 1) % RING_SIZE
        self.lent -= 1
        self.returned += 1
        return packet

    @machine.cold
    def withdraw(self) -> Packet | None:
        """Everything lent, oldest first, linked by `next`. The device must have been reset."""
        first: Packet | None = None
        for back in range(self.lent):
            index = (self.oldest + self.lent - 1 - back) % RING_SIZE
            packet = self._packets[index]
            self._packets.clear_slot(index)
            if packet is not None:
                packet.next = first
                first = packet
        self.lent = 0
        return first


class ReceiveRing(Ring):
    """Packets that the device fills with frames."""

    def __init__(self, registers: int, pool: PacketPool) -> None:
        # At most half of the pool waits to be filled, so that there is always something to send with.
        super().__init__(registers, pool.count // 2)
        self._pool = pool
        self._few_lent = self.limit - max(self.limit // 4, 1)  # with so few packets the device is given new ones
        self.fault = ""
        """What the device did against the rules, with the descriptor and the field; "" for nothing."""
        self.runts = 0
        """Frames too short to hold an Ethernet header, dropped."""
        self.damaged = 0
        """Frames in which the device saw an error, dropped."""

    @machine.cold
    def enable(self) -> None:
        self.fault = ""
        super().enable()

    def take(self) -> Packet | None:
        """The next frame; None when there is none, or the device has broken the rules (`fault`)."""
        if self.lent <= self._few_lent:
            self.refill()
        while self.is_done():
            descriptor = ReceiveDescriptor.at(self.memory + self.oldest * DESCRIPTOR_SIZE)
            machine.read_fence()  # what stands beside the status was written before it
            length = descriptor.length
            status = descriptor.status
            errors = descriptor.errors
            if length > BUFFER_SIZE:
                self._blame("length", length)
                break
            if status & END_OF_PACKET == 0:
                self._blame("status, without end of packet", status)  # no frame that was asked for is longer than a buffer
                break
            packet = self._take_oldest()
            if packet is None:
                break
            packet.length = length
            if errors & FRAME_ERRORS == 0 and length >= ETHERNET_HEADER:
                return packet
            self._drop(packet, errors)
        self.refill()
        return None

    @machine.cold
    def check_head(self) -> None:
        """Find fault with a device that is beyond a descriptor that it has not reported, or at one that it does not have. To be called when
        it has said again and again that there is something, and there was nothing."""
        head = machine.read32(self._registers + HEAD)
        if head != self.oldest and not self.is_done():
            self._blame("head", head)

    @machine.cold
    def _blame(self, field: str, value: int) -> None:
        self.fault = "receive ring, descriptor " + str(self.oldest) + ", field " + field + ": " + str(value)

    @machine.cold
    def _drop(self, packet: Packet, errors: int) -> None:
        if errors & FRAME_ERRORS:
            self.damaged += 1
        else:
            self.runts += 1
        self._pool.give(packet)

    def refill(self) -> None:
        """Give the device every packet it can have."""
        while self.lent < self.limit:
            packet = self._pool.take()
            if packet is None:
                break
            packet.start = 0
            descriptor = self._lend(packet)
            machine.store64(descriptor, packet.data)
            machine.store64(descriptor + 8, 0)  # length, status and errors
        self.publish()


class TransmitRing(Ring):
    """Packets that the device sends."""

    def lend(self, packet: Packet) -> None:
        """Queue one frame. There must be room."""
        address = self._lend(packet)
        machine.store64(address, packet.data)
        machine.store64(address + 8, 0)  # status: not done
        descriptor = TransmitDescriptor.at(address)
        descriptor.length = packet.length
        descriptor.command = COMMAND_END_OF_PACKET | COMMAND_INSERT_FCS | COMMAND_REPORT

    def take(self) -> Packet | None:
        """A packet that was sent; None when there is none."""
        return self._take_oldest() if self.is_done() else None
