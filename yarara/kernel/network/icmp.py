"""The Internet Control Message Protocol for a host (RFC 792, RFC 1122 section 3.2.2).

Answers echo requests, tells the sender of a UDP datagram that nobody listens, and passes on to UDP and TCP what routers and
peers say about packets of ours. Redirects, source quench and the rest are ignored.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network import address as ipv4_address
from yarara.kernel.network import checksum, errors
from yarara.kernel.network.counters import Counters
from yarara.kernel.network.duration import MILLISECOND
from yarara.kernel.network.ipv4 import QUOTED_PAYLOAD, Ipv4
from yarara.kernel.network.packet import Packet
from yarara.kernel.network.transport import PROTOCOL_ICMP, Transport
from yarara.kernel.trace import points
from yarara.machine import Struct, be16, be32, u8

ECHO_REPLY = 0
DESTINATION_UNREACHABLE = 3
ECHO_REQUEST = 8
TIME_EXCEEDED = 11
REASSEMBLY = 1
"""Code of TIME_EXCEEDED: fragments did not come in time."""

# Codes of DESTINATION_UNREACHABLE.
NETWORK = 0
HOST = 1
PROTOCOL = 2
PORT = 3
FRAGMENTATION_NEEDED = 4
NETWORK_UNKNOWN = 6
NETWORK_PROHIBITED = 9
NETWORK_TYPE_OF_SERVICE = 11

HEADER_SIZE = 8

ERROR_BURST = 20
ERROR_INTERVAL = 10 * MILLISECOND
"""At most ERROR_BURST errors at once and one per interval in the long run (RFC 1122 asks hosts not to flood with errors)."""


class IcmpHeader(Struct):
    """The first 8 bytes of every message."""
    type: u8
    code: u8
    checksum: be16
    rest: be32
    """Identifier and sequence number of an echo; 0 or a next-hop MTU in errors."""


class IcmpMessage:
    """The header of a message as values."""

    def __init__(self) -> None:
        self.type = 0
        self.code = 0
        self.rest = 0

    def parse(self, address: int, length: int) -> bool:
        """Read the header of a message of `length` bytes; False when it is shorter than a header."""
        if length < HEADER_SIZE:
            return False
        header = IcmpHeader.at(address)
        self.type = header.type
        self.code = header.code
        self.rest = header.rest
        return True

    def emit(self, address: int, length: int) -> None:
        """Write the header in front of a payload that is already there, with the checksum over all `length` bytes."""
        header = IcmpHeader.at(address)
        header.type = self.type
        header.code = self.code
        header.checksum = 0
        header.rest = self.rest
        header.checksum = checksum.of(address, length)


class Icmp(Transport):
    """One host's ICMP."""

    def __init__(self, ipv4: Ipv4, counters: Counters) -> None:
        self.ipv4 = ipv4
        self.counters = counters
        self._incoming = IcmpMessage()
        self._outgoing = IcmpMessage()
        self._errors_left = ERROR_BURST
        self._refilled = 0

    @machine.cold
    def receive(self, packet: Packet, source: int, destination: int, now: int) -> None:
        message = self._incoming
        if not message.parse(packet.data, packet.length):
            self.counters.icmp_malformed += 1
            points.drop("icmp_malformed")
        elif checksum.of(packet.data, packet.length) != 0:
            self.counters.icmp_bad_checksum += 1
            points.drop("icmp_bad_checksum")
        elif message.type == ECHO_REQUEST and message.code == 0:
            self._reply(packet, source, destination, now)
        elif message.type == DESTINATION_UNREACHABLE or message.type == TIME_EXCEEDED:
            self._pass_on(packet, now)
        else:
            self.counters.icmp_ignored += 1
            points.drop("icmp_ignored")

    def _reply(self, packet: Packet, source: int, destination: int, now: int) -> None:
        """Send back identifier, sequence number and data, from the address that was asked (RFC 1122 section 3.2.2.6)."""
        if packet.length > self.ipv4.pool.most:
            self.counters.icmp_malformed += 1
            points.drop("icmp_malformed")
            return
        reply = self.ipv4.pool.take_for(packet.length)
        if reply is None:
            self.counters.no_packet += 1
            points.drop("no_packet")
            return
        data = reply.append(packet.length)
        machine.copy(data, packet.data, packet.length)
        self._outgoing.type = ECHO_REPLY
        self._outgoing.code = 0
        self._outgoing.rest = self._incoming.rest
        self._outgoing.emit(data, reply.length)
        if self.ipv4.send(reply, destination, source, PROTOCOL_ICMP, now):
            self.counters.icmp_echo_replies += 1
        else:
            self.ipv4.pool.give(reply)

    def _pass_on(self, packet: Packet, now: int) -> None:
        self.counters.icmp_errors_received += 1
        error = _error(self._incoming.type, self._incoming.code)
        if not self.ipv4.unreachable(packet.data + HEADER_SIZE, packet.length - HEADER_SIZE, error, now):
            self.counters.icmp_malformed += 1
            points.drop("icmp_malformed")

    def send_unreachable(self, code: int, packet: Packet, source: int, destination: int, now: int) -> None:
        """Answer a packet just received by DESTINATION_UNREACHABLE."""
        self.send_error(DESTINATION_UNREACHABLE, code, packet, source, destination, now)

    def send_error(self, kind: int, code: int, packet: Packet, source: int, destination: int, now: int) -> None:
        """Answer a packet just received, unless RFC 1122 section 3.2.2 forbids it or too many went out.

        The packet must be pulled to its transport header and `ipv4.header` still describe it; the caller keeps it.
        """
        if not ipv4_address.is_unicast(source) or not self.ipv4.interface.is_own(destination):
            return
        if not self._may_send_error(now):
            self.counters.icmp_errors_suppressed += 1
            points.drop("icmp_errors_suppressed")
            return
        error = self.ipv4.pool.take()
        if error is None:
            self.counters.no_packet += 1
            points.drop("no_packet")
            return
        self._quote(error, packet)
        self._outgoing.type = kind
        self._outgoing.code = code
        self._outgoing.rest = 0
        data = error.push(HEADER_SIZE)
        self._outgoing.emit(data, error.length)
        if self.ipv4.send(error, destination, source, PROTOCOL_ICMP, now):
            self.counters.icmp_errors_sent += 1
        else:
            self.ipv4.pool.give(error)

    def _quote(self, error: Packet, packet: Packet) -> None:
        """Copy the offending packet's IPv4 header and the beginning of its payload."""
        header_length = self.ipv4.header.header_length
        length = header_length + min(packet.length, QUOTED_PAYLOAD)
        machine.copy(error.append(length), packet.data - header_length, length)

    def _may_send_error(self, now: int) -> bool:
        """A bucket of ERROR_BURST tokens that gains one every ERROR_INTERVAL."""
        gained = (now - self._refilled) // ERROR_INTERVAL
        if gained > 0:
            self._errors_left = min(ERROR_BURST, self._errors_left + gained)
            self._refilled = now
        if self._errors_left == 0:
            return False
        self._errors_left -= 1
        return True


def _error(kind: int, code: int) -> int:
    """What a message means to an application (RFC 1122 sections 3.2.2.1 and 4.2.3.9)."""
    if kind == DESTINATION_UNREACHABLE:
        if code == PORT or code == PROTOCOL:
            return errors.CONNECTION_REFUSED
        if code == FRAGMENTATION_NEEDED:
            return errors.MESSAGE_TOO_LONG
        if code == NETWORK or code == NETWORK_UNKNOWN or code == NETWORK_PROHIBITED or code == NETWORK_TYPE_OF_SERVICE:
            return errors.NETWORK_UNREACHABLE
    return errors.HOST_UNREACHABLE
