"""The way out: one segment becomes one packet, handed to IPv4."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.ipv4 import Ipv4
from yarara.kernel.network.packet import Packet
from yarara.kernel.network.tcp.buffer import ByteRing
from yarara.kernel.network.tcp.entry import Entry
from yarara.kernel.network.tcp.segment import ABSENT, ACK, CHECKSUM_FIELD, RST, TcpSegment
from yarara.kernel.network.tcp.sequence import MASK
from yarara.kernel.network.transport import PROTOCOL_TCP
from yarara.kernel.trace import points


MOST_TEXT = 0xFFFF - 20 - 20
"""Bytes in the longest IPv4 packet, behind its header and that of TCP."""


class Output:
    """Sends segments. What sends returns False, with nothing sent, when there is no packet or no room below: try later."""

    def __init__(self, ipv4: Ipv4) -> None:
        self.counters = ipv4.counters
        self._ipv4 = ipv4
        self._segment = TcpSegment()
        self.ends = Entry()
        """For whoever needs a 4-tuple for a moment."""

    def begin(self, ends: Entry, position: int, flags: int) -> TcpSegment:
        """The segment to complete and then to `send`, from our end to the other: without acknowledgment, options and payload."""
        segment = self._segment
        segment.source = ends.local_address
        segment.source_port = ends.local_port
        segment.destination = ends.remote_address
        segment.destination_port = ends.remote_port
        segment.sequence = position & MASK
        segment.flags = flags
        segment.acknowledgment = 0
        segment.window = 0
        segment.mss = ABSENT
        segment.window_scale = ABSENT
        segment.length = 0
        return segment

    def send(self, now: int) -> bool:
        """Send the segment from `begin` without payload."""
        packet = self._ipv4.pool.take()
        if packet is None:
            self.counters.no_packet += 1
            points.drop("no_packet")
            return False
        packet.append(self._segment.header_length)
        return self._hand_down(packet, now)

    def most_text(self) -> int:
        """How many bytes of text one packet can carry now for the device to cut into segments; 0 when it does not."""
        ipv4 = self._ipv4
        # The last large packet is left for a segment that the device has put together.
        if not ipv4.cuts_segments or ipv4.pool.available_large < 2:
            return 0
        return MOST_TEXT

    def send_text(self, ring: ByteRing, position: int, length: int, mss: int, now: int) -> bool:
        """Send the segment from `begin` with `length` bytes of a ring as its payload, as several of `mss` bytes if it is longer."""
        packet = self._ipv4.pool.take_for(self._segment.header_length + length)
        if packet is None:
            self.counters.no_packet += 1
            points.drop("no_packet")
            return False
        if length > mss:
            packet.segment_size = mss
        packet.append(self._segment.header_length)
        ring.read(position, packet.append(length), length)
        self._segment.length = length
        return self._hand_down(packet, now)

    def _hand_down(self, packet: Packet, now: int) -> bool:
        segment = self._segment
        segment.emit(packet.data)
        packet.transport_start = packet.start
        packet.checksum_field = CHECKSUM_FIELD
        if self._ipv4.send(packet, segment.source, segment.destination, PROTOCOL_TCP, now):
            self.counters.tcp_sent += 1
            return True
        self._ipv4.pool.give(packet)
        return False

    def acknowledge(self, ends: Entry, position: int, acknowledgment: int, window: int, now: int) -> bool:
        """Send an acknowledgment without text; `window` is the field as on the wire."""
        segment = self.begin(ends, position, ACK)
        segment.acknowledgment = acknowledgment & MASK
        segment.window = window
        return self.send(now)

    @machine.cold
    def reset(self, offender: TcpSegment, now: int) -> bool:
        """Answer a segment that fits no connection (RFC 9293 section 3.10.7.1). A reset is never answered."""
        if offender.flags & RST:
            return True
        self.ends.reverse_of(offender)
        if offender.flags & ACK:
            self.begin(self.ends, offender.acknowledgment, RST)
        else:
            reply = self.begin(self.ends, 0, RST | ACK)
            reply.acknowledgment = (offender.sequence + offender.sequence_length) & MASK
        return self.send(now)
