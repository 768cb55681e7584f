"""A network device that records its traffic in the pcapng format, for Wireshark, tshark and tcpdump.

It wraps another device, so it works with every driver, and sees frames as the driver does: segments that the device cuts or has put
together are whole, checksums that the device completes are not complete. draft-ietf-opsawg-pcapng describes the blocks.
"""

from __future__ import annotations

from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.network.address import MAC_BROADCAST, MAC_GROUP_BIT
from yarara.kernel.network.device import DeviceWrapper, NetworkDevice
from yarara.kernel.network.ethernet import EthernetFrame
from yarara.kernel.network.packet import Packet
from yarara.machine import Struct, u8, u16, u32, u64

SECTION_HEADER = 0x0A0D_0D0A
BYTE_ORDER_MAGIC = 0x1A2B_3C4D
LENGTH_UNKNOWN = -1
INTERFACE_DESCRIPTION = 1
LINK_TYPE_ETHERNET = 1
ENHANCED_PACKET = 6

# Options (sections 3.5, 4.2 and 4.3).
OPTION_TIME_RESOLUTION = 9
NANOSECONDS = 9
OPTION_FLAGS = 2
OPTION_DROP_COUNT = 4

# The flags of a packet (section 4.3.1): which way, and to whom.
INBOUND = 1
OUTBOUND = 2
UNICAST = 1 << 2
MULTICAST = 2 << 2
BROADCAST = 3 << 2


class SectionHeader(Struct):
    """The start of a file (section 4.1)."""
    type: u32
    length: u32
    byte_order: u32
    version_major: u16
    version_minor: u16
    section_length: u64
    length_again: u32


class InterfaceDescription(Struct):
    """Section 4.2, with the option that times are nanoseconds; a limit of 0 bytes is none."""
    type: u32
    length: u32
    link_type: u16
    reserved: u16
    limit: u32
    option: u16
    option_length: u16
    resolution: u8
    padding: u8
    padding_more: u16
    end: u32
    length_again: u32


class PacketHead(Struct):
    """Section 4.3, in front of the frame."""
    type: u32
    length: u32
    interface: u32
    time_high: u32
    time_low: u32
    captured_length: u32
    original_length: u32


class PacketTail(Struct):
    """Behind the frame and the zeros that fill its last word."""
    flags_option: u16
    flags_length: u16
    flags: u32
    drops_option: u16
    drops_length: u16
    drops: u64
    end: u32
    length_again: u32


class Sink:
    """Where the file goes, and what time it is there."""

    def now(self) -> int:
        """The time of day in nanoseconds since 1970."""
        raise NotImplementedError

    def reserve(self, length: int) -> bool:
        """Make room for a block of so many bytes. False: there is none, and the block is not written."""
        raise NotImplementedError

    def write(self, address: int, length: int) -> None:
        """Append these bytes to the block. They must be taken before this returns."""
        raise NotImplementedError

    def publish(self) -> None:
        """The block is complete."""
        raise NotImplementedError


class CaptureDevice(DeviceWrapper):
    """Passes everything on to `device`, and every frame received or accepted for sending to `sink`."""

    def __init__(self, device: NetworkDevice, sink: Sink) -> None:
        """Raises MemoryError."""
        super().__init__(device)
        self.completes_checksums = device.completes_checksums
        self.cuts_segments = device.cuts_segments
        self.cuts_datagrams = device.cuts_datagrams
        self.missed = 0
        """Frames that the sink had no room for, ..."""
        self._told = 0  # ... of which the file tells
        self._sink = sink
        self._frame = EthernetFrame()
        memory = allocate_dma(SectionHeader.SIZE + InterfaceDescription.SIZE + PacketHead.SIZE + PacketTail.SIZE)
        self._head = PacketHead.at(memory)
        self._tail = PacketTail.at(memory + PacketHead.SIZE)
        self._begin(memory + PacketHead.SIZE + PacketTail.SIZE)

    def _begin(self, address: int) -> None:
        """Write what stands before all packets; set what is the same in each."""
        section = SectionHeader.at(address)
        section.type = SECTION_HEADER
        section.length = SectionHeader.SIZE
        section.byte_order = BYTE_ORDER_MAGIC
        section.version_major = 1
        section.section_length = LENGTH_UNKNOWN
        section.length_again = SectionHeader.SIZE
        interface = InterfaceDescription.at(address + SectionHeader.SIZE)
        interface.type = INTERFACE_DESCRIPTION
        interface.length = InterfaceDescription.SIZE
        interface.link_type = LINK_TYPE_ETHERNET
        interface.option = OPTION_TIME_RESOLUTION
        interface.option_length = 1
        interface.resolution = NANOSECONDS
        interface.length_again = InterfaceDescription.SIZE
        if self._sink.reserve(SectionHeader.SIZE + InterfaceDescription.SIZE):
            self._sink.write(address, SectionHeader.SIZE + InterfaceDescription.SIZE)
            self._sink.publish()
        self._head.type = ENHANCED_PACKET
        self._tail.flags_option = OPTION_FLAGS
        self._tail.flags_length = 4
        self._tail.drops_option = OPTION_DROP_COUNT
        self._tail.drops_length = 8

    def _write(self, frame: int, length: int, direction: int) -> None:
        padding = -length & 3
        block = PacketHead.SIZE + length + padding + PacketTail.SIZE
        if not self._sink.reserve(block):
            self.missed += 1
            return
        now = self._sink.now()
        head, tail = self._head, self._tail
        head.length = block
        head.time_high = now >> 32
        head.time_low = now & 0xFFFF_FFFF
        head.captured_length = length
        head.original_length = length
        tail.flags = direction | self._addressed(frame, length)
        tail.drops = self.missed - self._told
        self._told = self.missed
        tail.length_again = block
        self._sink.write(head.address, PacketHead.SIZE)
        self._sink.write(frame, length)
        if padding > 0:
            self._sink.write(tail.address + PacketTail.SIZE - 8, padding)  # zeros: the end of the options
        self._sink.write(tail.address, PacketTail.SIZE)
        self._sink.publish()

    def _addressed(self, frame: int, length: int) -> int:
        if not self._frame.parse(frame, length):
            return 0
        if self._frame.destination == MAC_BROADCAST:
            return BROADCAST
        return MULTICAST if self._frame.destination & MAC_GROUP_BIT else UNICAST

    def receive(self) -> Packet | None:
        packet = self._device.receive()
        if packet is not None:
            self._write(packet.data, packet.length, INBOUND)
        return packet

    def transmit(self, packet: Packet) -> bool:
        frame = packet.data
        length = packet.length
        if not self._device.transmit(packet):
            return False
        # The device owns the packet now, but it only reads the frame, and nobody else can take the packet before this returns.
        self._write(frame, length, OUTBOUND)
        return True
