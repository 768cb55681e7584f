"""Ethernet II frames (IEEE 802.3 section 3.2.6, with a type field).

The device takes care of preamble, padding to 60 bytes and frame check sequence; here a frame is its header and payload.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.counters import Counters
from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.packet import Packet
from yarara.kernel.network.vlan import IDENTIFIER, NO_VLAN, TAG_SIZE, TYPE_VLAN, Tag, add_tag
from yarara.kernel.trace import points
from yarara.machine import Struct, be16, be32

TYPE_IPV4 = 0x0800
TYPE_ARP = 0x0806

HEADER_SIZE = 14
UNTAGGED = -1


class EthernetHeader(Struct):
    """The 14 bytes as they lie on the wire; a hardware address is its upper 16 and its lower 32 bits."""
    destination_high: be16
    destination_low: be32
    source_high: be16
    source_low: be32
    type: be16


class EthernetFrame:
    """The header of a frame as values."""

    def __init__(self) -> None:
        self.destination = 0
        self.source = 0
        self.type = 0

    def parse(self, address: int, length: int) -> bool:
        """Read the header of a frame of `length` bytes; False when it is a runt."""
        if length < HEADER_SIZE:
            return False
        header = EthernetHeader.at(address)
        self.destination = header.destination_high << 32 | header.destination_low
        self.source = header.source_high << 32 | header.source_low
        self.type = header.type
        return True

    def remove_tag(self, packet: Packet) -> int:
        """Of a frame whose header was parsed and pulled off the packet: pull off the tag, too; `type` is then that of what was tagged.
        Its VLAN, or UNTAGGED."""
        if self.type != TYPE_VLAN or packet.length < TAG_SIZE:
            return UNTAGGED
        tag = Tag.at(packet.data)
        identifier = tag.control & IDENTIFIER
        self.type = tag.type
        packet.pull(TAG_SIZE)
        return identifier

    def emit(self, address: int) -> None:
        """Write the header's 14 bytes."""
        header = EthernetHeader.at(address)
        header.destination_high = self.destination >> 32
        header.destination_low = self.destination & 0xFFFF_FFFF
        header.source_high = self.source >> 32
        header.source_low = self.source & 0xFFFF_FFFF
        header.type = self.type


class Ethernet:
    """Sends frames from the device's own hardware address."""

    def __init__(self, device: NetworkDevice, counters: Counters) -> None:
        self.device = device
        self.counters = counters
        self._outgoing = EthernetFrame()
        self._outgoing.source = device.mac

    def send(self, packet: Packet, destination: int, frame_type: int) -> bool:
        """Frame the packet and hand it to the device. False: the ring is full; the packet is as it was and still the caller's."""
        frame = self._outgoing
        frame.destination = destination
        frame.type = frame_type
        size = HEADER_SIZE
        if machine.VLAN and self.device.vlan != NO_VLAN:
            add_tag(packet, self.device.vlan, frame_type)
            frame.type = TYPE_VLAN
            size += TAG_SIZE
        frame.emit(packet.push(HEADER_SIZE))
        if self.device.transmit(packet):
            self.counters.frames_sent += 1
            return True
        packet.pull(size)
        self.counters.device_full += 1
        points.drop("device_full")
        return False
