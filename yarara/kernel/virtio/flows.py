"""By which pair of queues, and so on which core, each flow comes and leaves.

With receive-side scaling the device computes it too, for what it receives (`steering.py`). Without, one that steers as virtio 1.2, section 5.1.6.5.5, wants it
(Linux's TAP does) sends what comes of a flow by the pair by which the flow last left; of new ones it knows nothing, so their first frames may come to any core.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.ethernet import TYPE_IPV4
from yarara.kernel.network.packet import Packet
from yarara.kernel.network.placement import Placement
from yarara.kernel.network.transport import PROTOCOL_TCP, PROTOCOL_UDP
from yarara.kernel.virtio.steering import Steering

IPV4 = 14
"""Where the IPv4 header of a frame begins."""
TYPE = 12
PROTOCOL = IPV4 + 9
FRAGMENT = IPV4 + 6
SOURCE = IPV4 + 12
DESTINATION = IPV4 + 16
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
        ports = _ports(packet, WITH_PORTS)
        if ports == NO_FLOW:
            return 0
        return self.core_of(machine.load_be32(packet.data + DESTINATION), machine.load_be32(packet.data + SOURCE), (ports << 16 | ports >> 16) & 0xFFFF_FFFF)

    def of_received(self, packet: Packet, arrived: int) -> int:
        """The core that a frame is for which came by pair `arrived`: where its connection is; core 0 for all but TCP."""
        ports = _ports(packet, ONLY_TCP)
        if ports == NO_FLOW:
            return 0
        if self.steering is not None:
            return arrived  # the device has computed it
        return self.core_of(machine.load_be32(packet.data + SOURCE), machine.load_be32(packet.data + DESTINATION), ports)


def _ports(packet: Packet, protocols: int) -> int:
    """Both ports of a frame, as they stand there; NO_FLOW for a fragment, of which only the first would have them, and for other protocols."""
    frame = packet.data
    if (packet.length < IPV4 + 24 or machine.load_be16(frame + TYPE) != TYPE_IPV4 or protocols >> (machine.load8(frame + PROTOCOL) & 63) & 1 == 0
            or machine.load_be16(frame + FRAGMENT) & 0x3FFF != 0):
        return NO_FLOW
    return machine.load_be32(frame + IPV4 + (machine.load8(frame + IPV4) & 15) * 4)
