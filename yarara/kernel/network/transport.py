"""What IPv4 expects of the protocols above it."""

from __future__ import annotations

from yarara.kernel.network.duration import NEVER
from yarara.kernel.network.packet import Packet

PROTOCOL_ICMP = 1
PROTOCOL_TCP = 6
PROTOCOL_UDP = 17


class Transport:
    """ICMP, UDP or TCP, as seen from below."""

    def receive(self, packet: Packet, source: int, destination: int, now: int) -> None:
        """A packet whose first byte is the first of the transport header; its length is what IPv4 says and lies within the
        frame. It is valid during the call only: the caller keeps it."""
        raise NotImplementedError

    def unreachable(self, source: int, source_port: int, destination: int, destination_port: int, sequence: int, error: int,
                    now: int) -> None:
        """A packet that we sent could not be delivered, says ARP or an ICMP message (RFC 1122 section 3.2.2.1).

        `source` is our side. `sequence` is the 32-bit word after the ports, TCP's sequence number, with which TCP can tell a
        real message from a blind guess (RFC 5927). `error` is a number of `errors`: a hint, since anyone may send one.
        """

    def poll(self, now: int) -> int:
        """Run the timers that are due; the next deadline."""
        return NEVER
