"""Sending datagrams that are longer than a packet of the link, in fragments (RFC 791 section 3.2).

One datagram at a time lies here as a whole. Its fragments leave as fast as there are packets and room in the device's ring, and, for a neighbour whose
hardware address is not known, the first one alone before the others: nothing is lost on this side, however small pool and ring are.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.network.duration import MILLISECOND, NEVER
from yarara.kernel.network.ipv4 import HEADER_SIZE, LONGEST, MORE_FRAGMENTS, Ipv4
from yarara.kernel.network.neighbours import INCOMPLETE
from yarara.kernel.network.packet import HEADROOM
from yarara.kernel.network.reassembly import UNIT

RETRY_INTERVAL = MILLISECOND
"""After which what found no packet or no room is tried again, if nothing else happens."""


class Fragmenter:
    """Of one stack."""

    def __init__(self, ipv4: Ipv4) -> None:
        """Raises MemoryError."""
        self._ipv4 = ipv4
        self.buffer = allocate_dma(LONGEST + 1)
        """For the next datagram, while none is on its way."""
        self._length = 0
        self._done = 0
        self._source = 0
        self._destination = 0
        self._protocol = 0
        self._identification = 0
        self._piece = 0

    @property
    def is_busy(self) -> bool:
        return self._done < self._length

    def send(self, length: int, source: int, destination: int, protocol: int, now: int) -> None:
        """Send what lies in `buffer`, at most LONGEST - HEADER_SIZE bytes. No other may be on its way."""
        assert not self.is_busy and 0 < length <= LONGEST - HEADER_SIZE, "one datagram at a time"
        self._length = length
        self._done = 0
        self._source = source
        self._destination = destination
        self._protocol = protocol
        self._identification = self._ipv4.next_identification()
        self._piece = min(self._ipv4.max_payload, self._ipv4.pool.size - HEADROOM) // UNIT * UNIT
        self.poll(now)

    def poll(self, now: int) -> int:
        """Go on with it; when to be called again."""
        while self.is_busy:
            if self._done > 0 and self._waits():
                return NEVER if not self.is_busy else now + RETRY_INTERVAL
            if not self._send_piece(now):
                return now + RETRY_INTERVAL
        return NEVER

    def _waits(self) -> bool:
        """Whether the first fragment waits for the hardware address of its neighbour. When that does not answer, the others are given up; ARP
        tells of the first."""
        ipv4 = self._ipv4
        if ipv4.interface.is_own(self._destination) or ipv4.interface.is_broadcast(self._destination):
            return False
        neighbour = ipv4.arp.cache.find(ipv4.interface.next_hop(self._destination))
        if neighbour is None:
            self._done = self._length
            return True
        return neighbour.state == INCOMPLETE

    def _send_piece(self, now: int) -> bool:
        """The next fragment; False when there is no packet or no room now."""
        length = min(self._piece, self._length - self._done)
        ipv4 = self._ipv4
        if ipv4.loop_is_full and ipv4.interface.is_own(self._destination):
            return False
        packet = ipv4.pool.take()
        if packet is None:
            return False
        machine.copy(packet.append(length), self.buffer + self._done, length)
        more = MORE_FRAGMENTS if self._done + length < self._length else 0
        if not ipv4.send_fragment(packet, self._source, self._destination, self._protocol, self._identification, self._done // UNIT | more, now):
            ipv4.pool.give(packet)
            return False
        self._done += length
        return True
