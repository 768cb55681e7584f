"""By which pair of queues, and so on which core, each flow comes and leaves.

With receive-side scaling the device computes it too, for what it receives (`steering.py`). Without, one that steers as virtio 1.2, section 5.1.6.5.5, wants it
(Linux's TAP does) sends what comes of a flow by the pair by which the flow last left; of new ones it knows nothing, so their first frames may come to any core.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.ethernet import TYPE_IPV4
from yarara.kernel.network.packet import Packet
from yarara.kernel.network.placement import Placement
from yarara.kernel.network.transport import PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP
from yarara.kernel.virtio.steering import Steering

TYPE = 12
IPV4 = 14
"""Where the IPv4 header of a frame begins."""
# In an IPv4 header:
FRAGMENT = 6
PROTOCOL = 9
SOURCE = 12
DESTINATION = 16
IS_PART = 0x3FFF
"""Of the field at FRAGMENT: there are more fragments, or this is not the first ..."""
IS_LATER = 0x1FFF
"""... or just this; the first one has the ports."""
ICMP_HEADER = 8
WITH_PORTS = 1 << PROTOCOL_TCP | 1 << PROTOCOL_UDP
ONLY_TCP = 1 << PROTOCOL_TCP
NO_FLOW = -1


class Flows(Placement):
    """Nothing in it changes: every core may ask."""

    def __init__(self, pairs: int, steering: Steering | None) -> None:
        self.pairs = pairs
        """Those in use; pair i is core i's."""
        self.steering = steering
        """None: the device follows the flows by itself."""

    def core_of(self, source: int, destination: int, ports: int) -> int:
        steering = self.steering
        if steering is not None:
            return steering.pair_of(source, destination, ports)
        flow = source ^ destination ^ ports
        return ((flow ^ flow >> 16) * 0x9E37 & 0xFFFF) * self.pairs >> 16  # the same in both directions

    def of_sent(self, packet: Packet) -> int:
        """The pair by which a frame leaves: that by which the answer comes. What has no ports leaves by the first."""
        return self._of_ours(packet.data + IPV4, _ports(packet, WITH_PORTS))

    def _of_ours(self, header: int, ports: int) -> int:
        """The core of the flow of a packet that we send, with its IPv4 header there."""
        if ports == NO_FLOW:
            return 0
        return self.core_of(machine.load_be32(header + DESTINATION), machine.load_be32(header + SOURCE), (ports << 16 | ports >> 16) & 0xFFFF_FFFF)

    def of_received(self, packet: Packet, arrived: int) -> int:
        """The core that a frame is for which came by pair `arrived`: where its connection is; core 0 for all but TCP and errors of it."""
        ports = _ports(packet, ONLY_TCP)
        if ports == NO_FLOW:
            return self._of_error(packet)
        if self.steering is not None:
            return arrived  # the device has computed it
        header = packet.data + IPV4
        return self.core_of(machine.load_be32(header + SOURCE), machine.load_be32(header + DESTINATION), ports)

    @machine.never_inline
    def _of_error(self, packet: Packet) -> int:
        """The core whose connection an ICMP error is about, of which it quotes the beginning of a packet; else core 0."""
        header = packet.data + IPV4
        if not _is_ipv4(packet) or machine.load8(header + PROTOCOL) != PROTOCOL_ICMP or machine.load_be16(header + FRAGMENT) & IS_PART != 0:
            return 0
        quoted = _behind(header) + ICMP_HEADER
        return self._of_ours(quoted, _ports_of(quoted, ONLY_TCP, IS_LATER))


def _ports(packet: Packet, protocols: int) -> int:
    """Both ports of a frame, as they stand there; NO_FLOW for a fragment, of which only the first would have them, and for other protocols."""
    return _ports_of(packet.data + IPV4, protocols, IS_PART) if _is_ipv4(packet) else NO_FLOW


def _is_ipv4(packet: Packet) -> bool:
    return packet.length >= IPV4 + 24 and machine.load_be16(packet.data + TYPE) == TYPE_IPV4


def _ports_of(header: int, protocols: int, fragments: int) -> int:
    """What is read may be behind the frame's end, but is in its packet: whoever the frame is for looks at the lengths."""
    if protocols >> (machine.load8(header + PROTOCOL) & 63) & 1 == 0 or machine.load_be16(header + FRAGMENT) & fragments != 0:
        return NO_FLOW
    return machine.load_be32(_behind(header))


def _behind(header: int) -> int:
    """Where the data of an IPv4 packet begins."""
    return header + (machine.load8(header) & 15) * 4
