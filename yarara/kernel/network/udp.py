"""The User Datagram Protocol (RFC 768, RFC 1122 section 4.1).

An endpoint owns a port, a bounded queue of received datagrams and the last error. A datagram goes to the endpoint that fits it
best: connected to its source, else bound to its destination, else bound to any address. Nobody there: ICMP port unreachable.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network import address as ipv4_address
from yarara.kernel.network import checksum, errors
from yarara.kernel.network.counters import Counters
from yarara.kernel.network.datagrams import DatagramQueue
from yarara.kernel.network.fragmenter import Fragmenter
from yarara.kernel.network.icmp import PORT, Icmp
from yarara.kernel.network.ipv4 import LONGEST, Ipv4
from yarara.kernel.network.ipv4 import HEADER_SIZE as IPV4_HEADER_SIZE
from yarara.kernel.network.observer import Observer
from yarara.kernel.network.packet import Packet
from yarara.kernel.network.reassembly import UNIT
from yarara.kernel.network.transport import PROTOCOL_UDP, Transport
from yarara.kernel.trace import points
from yarara.machine import Struct, be16

HEADER_SIZE = 8
CHECKSUM_FIELD = 6
"""Where in the header it is."""
FIRST_EPHEMERAL = 49152
"""The first of the ports for whoever does not care (RFC 6335 section 6), up to 65535."""
EPHEMERAL_COUNT = 16384
QUEUE_CAPACITY = 64 * 1024
"""Bytes of received datagrams that an endpoint keeps unless it says otherwise."""
LARGE_CAPACITY = 256 * 1024
"""What a socket's queue grows to: three of the longest datagrams, as in Linux, which counts more bytes than they have."""
MOST_DATA = LONGEST - IPV4_HEADER_SIZE - HEADER_SIZE
"""Of one datagram."""
_BUCKETS = 64


class UdpHeader(Struct):
    source_port: be16
    destination_port: be16
    length: be16
    checksum: be16


class UdpDatagram:
    """The header as values. `length` counts header and data, in bytes."""

    def __init__(self) -> None:
        self.source_port = 0
        self.destination_port = 0
        self.length = 0
        self.checksum = 0

    def parse(self, address: int, length: int) -> bool:
        """Read the header of a datagram in `length` bytes. False unless HEADER_SIZE <= self.length <= length and it has a
        destination port."""
        if length < HEADER_SIZE:
            return False
        header = UdpHeader.at(address)
        self.source_port = header.source_port
        self.destination_port = header.destination_port
        self.length = header.length
        self.checksum = header.checksum
        return HEADER_SIZE <= self.length <= length and self.destination_port != 0

    def emit(self, address: int) -> None:
        """Write the header's 8 bytes."""
        header = UdpHeader.at(address)
        header.source_port = self.source_port
        header.destination_port = self.destination_port
        header.length = self.length
        header.checksum = self.checksum


class UdpEndpoint:
    """One end of UDP conversations. Made by `Udp.open`; errors are numbers of `errors`, 0 is success."""

    def __init__(self, udp: Udp, capacity: int, most: int) -> None:
        self.local_address = ipv4_address.ANY
        self.local_port = 0
        """0 until bound."""
        self.remote_address = ipv4_address.ANY
        """When connected: the only peer."""
        self.remote_port = 0
        self.may_broadcast = False
        self.received = DatagramQueue(capacity, most)
        self.error = errors.NONE
        """The last thing that a peer or a router said; whoever reports it resets it."""
        self.observer: Observer | None = None
        self.next: UdpEndpoint | None = None
        """For `Udp`: the next endpoint in the same bucket."""
        self._udp = udp

    def bind(self, address: int, port: int) -> int:
        """Own a port (0: any free one) on one address of this host, or on ANY."""
        if self.local_port != 0:
            return errors.INVALID
        return self._udp.bind(self, address, port)

    def connect(self, address: int, port: int) -> int:
        """Talk to one peer only from now on; binds first if need be. Address ANY and port 0 undo it."""
        if address == ipv4_address.ANY and port == 0:
            self.remote_address = ipv4_address.ANY
            self.remote_port = 0
            return errors.NONE
        error = self._prepare(address, port)
        if error != errors.NONE:
            return error
        if self.local_address == ipv4_address.ANY:
            self.local_address = self._udp.ipv4.interface.source_for(address)
        self.remote_address = address
        self.remote_port = port
        return errors.NONE

    @machine.allocates_nothing
    def send(self, data: int, length: int, destination: int, port: int, now: int) -> int:
        """Send the `length` bytes at `data`; binds first if need be."""
        error = self._prepare(destination, port)
        if error != errors.NONE:
            return error
        source = self.local_address
        if source == ipv4_address.ANY or self._udp.ipv4.interface.is_broadcast(source):
            source = self._udp.ipv4.interface.source_for(destination)
        return self._udp.send(data, length, source, self.local_port, destination, port, now)

    def _prepare(self, destination: int, port: int) -> int:
        """Check that the destination can be reached, and have a port."""
        interface = self._udp.ipv4.interface
        if port == 0 or (ipv4_address.is_loopback(self.local_address) and not interface.is_own(destination)):
            return errors.INVALID
        if interface.is_broadcast(destination) and not self.may_broadcast:
            return errors.ACCESS_DENIED
        if interface.source_for(destination) == 0:
            return errors.NETWORK_UNREACHABLE
        return errors.NONE if self.local_port != 0 else self._udp.bind(self, self.local_address, 0)

    def close(self) -> None:
        """Give port and memory back. The endpoint must not be used afterwards."""
        self.observer = None
        self._udp.forget(self)
        self.received.free()

    def fit(self, source: int, source_port: int, destination: int) -> int:
        """How well a datagram to our port fits: -1 not at all, else the better the larger."""
        score = 0
        if self.local_address != ipv4_address.ANY:
            if self.local_address != destination:
                return -1
            score = 1
        if self.remote_port != 0:
            if self.remote_address != source or self.remote_port != source_port:
                return -1
            score += 2
        return score

    def fail(self, error: int) -> None:
        self.error = error
        self.notify()

    def notify(self) -> None:
        observer = self.observer
        if observer is not None:
            observer.changed()


class Udp(Transport):
    """One host's UDP: its endpoints by port."""

    def __init__(self, ipv4: Ipv4, icmp: Icmp, counters: Counters) -> None:
        self.ipv4 = ipv4
        self.icmp = icmp
        self.counters = counters
        self.fragmenter: Fragmenter | None = None
        """For datagrams that are longer than a packet; None as long as no socket for datagrams was opened."""
        self._large_from = 0
        """The port of the last one."""
        self._incoming = UdpDatagram()
        self._outgoing = UdpDatagram()
        self._buckets: list[UdpEndpoint | None] = []
        for _ in range(_BUCKETS):
            self._buckets.append(None)

    # -- endpoints -----------------------------------------------------------------------------------------------------

    def open(self, capacity: int = QUEUE_CAPACITY, most: int = 0) -> UdpEndpoint:
        """A new endpoint, not bound yet, with a receive queue of `capacity` bytes, which may grow to `most`. Raises MemoryError."""
        return UdpEndpoint(self, capacity, most)

    def bind(self, endpoint: UdpEndpoint, address: int, port: int) -> int:
        """Give an unbound endpoint its port; called by `UdpEndpoint.bind`."""
        interface = self.ipv4.interface
        if address != ipv4_address.ANY and not interface.is_own(address) and not interface.is_broadcast(address):
            return errors.ADDRESS_NOT_AVAILABLE
        if not 0 <= port <= 0xFFFF:
            return errors.INVALID
        if port == 0:
            port = self._free_port(address)
        if port == 0 or self._is_taken(address, port):
            return errors.ADDRESS_IN_USE
        endpoint.local_address = address
        endpoint.local_port = port
        endpoint.next = self._buckets[port % _BUCKETS]
        self._buckets[port % _BUCKETS] = endpoint
        return errors.NONE

    def _free_port(self, address: int) -> int:
        """An ephemeral port nobody has, from a random one on so that it is hard to guess (RFC 6056); 0 when there is none."""
        start = machine.random_word()
        for index in range(EPHEMERAL_COUNT):
            port = FIRST_EPHEMERAL + ((start + index) & 0x3FFF)
            if not self._is_taken(address, port):
                return port
        return 0

    def _is_taken(self, address: int, port: int) -> bool:
        other = self._buckets[port % _BUCKETS]
        while other is not None:
            if other.local_port == port and (address == 0 or other.local_address == 0 or other.local_address == address):
                return True
            other = other.next
        return False

    def forget(self, endpoint: UdpEndpoint) -> None:
        """Take an endpoint out of the table; called by `UdpEndpoint.close`."""
        bucket = endpoint.local_port % _BUCKETS
        other = self._buckets[bucket]
        if other is endpoint:
            self._buckets[bucket] = endpoint.next
        while other is not None:
            if other.next is endpoint:
                other.next = endpoint.next
            other = other.next
        endpoint.next = None
        endpoint.local_port = 0

    # -- receiving -----------------------------------------------------------------------------------------------------

    def receive(self, packet: Packet, source: int, destination: int, now: int) -> None:
        self.counters.udp_received += 1
        datagram = self._incoming
        if not datagram.parse(packet.data, packet.length):
            self.counters.udp_malformed += 1
            points.drop("udp_malformed")
            return
        if (not packet.verified and datagram.checksum != 0
                and checksum.transport(packet.data, datagram.length, source, destination, PROTOCOL_UDP) != 0):
            self.counters.udp_bad_checksum += 1
            points.drop("udp_bad_checksum")
            return
        endpoint = self._best(source, datagram.source_port, destination, datagram.destination_port)
        if endpoint is None:
            self.counters.udp_no_endpoint += 1
            points.drop("udp_no_endpoint")
            self.icmp.send_unreachable(PORT, packet, source, destination, now)
        elif endpoint.received.put(source, datagram.source_port, packet.data + HEADER_SIZE, datagram.length - HEADER_SIZE):
            endpoint.notify()
        else:
            self.counters.udp_queue_full += 1
            points.drop("udp_queue_full")

    def _best(self, source: int, source_port: int, destination: int, port: int) -> UdpEndpoint | None:
        best: UdpEndpoint | None = None
        best_fit = -1
        endpoint = self._buckets[port % _BUCKETS]
        while endpoint is not None:
            if endpoint.local_port == port:
                fit = endpoint.fit(source, source_port, destination)
                if fit > best_fit:
                    best = endpoint
                    best_fit = fit
            endpoint = endpoint.next
        return best

    def unreachable(self, source: int, source_port: int, destination: int, destination_port: int, sequence: int, error: int,
                    now: int) -> None:
        """Only a connected endpoint is told: the others could not know which of their datagrams is meant (RFC 1122 4.1.3.3)."""
        endpoint = self._best(destination, destination_port, source, source_port)
        if endpoint is not None and endpoint.remote_port != 0:
            endpoint.fail(error)

    # -- sending -------------------------------------------------------------------------------------------------------

    def send(self, data: int, length: int, source: int, source_port: int, destination: int, destination_port: int,
             now: int) -> int:
        """Send one datagram with a copy of the `length` bytes at `data`; a number of `errors`."""
        if length < 0 or length > MOST_DATA:
            return errors.MESSAGE_TOO_LONG
        if machine.DATAGRAMS and self.fragmenter is not None and self.fragmenter.is_busy and self._large_from == source_port:
            return errors.NO_BUFFERS  # none overtakes the one before it
        if length + HEADER_SIZE > self.ipv4.max_payload or length > self.ipv4.pool.most:
            return self._send_large(data, length, source, source_port, destination, destination_port, now)
        packet = self.ipv4.pool.take_for(length)
        if packet is None:
            self.counters.no_packet += 1
            points.drop("no_packet")
            return errors.NO_BUFFERS
        machine.copy(packet.append(length), data, length)
        return self.send_packet(packet, source, source_port, destination, destination_port, now)

    @machine.never_inline
    def _send_large(self, data: int, length: int, source: int, source_port: int, destination: int, destination_port: int, now: int) -> int:
        """In fragments, whose checksum is that of the whole; the device makes them if it can."""
        fragmenter = self.fragmenter
        if not machine.DATAGRAMS or fragmenter is None:
            return errors.MESSAGE_TOO_LONG
        ipv4 = self.ipv4
        if ipv4.ethernet.device.cuts_datagrams and ipv4.pool.available_large >= 2:  # one is for what is received
            packet = ipv4.pool.take_large()
            if packet is not None:
                packet.segment_size = ipv4.max_payload // UNIT * UNIT
                machine.copy(packet.append(length), data, length)
                return self.send_packet(packet, source, source_port, destination, destination_port, now)
        if fragmenter.is_busy:
            return errors.NO_BUFFERS
        self._large_from = source_port
        datagram = self._outgoing
        datagram.source_port = source_port
        datagram.destination_port = destination_port
        datagram.length = length + HEADER_SIZE
        datagram.checksum = 0
        datagram.emit(fragmenter.buffer)
        machine.copy(fragmenter.buffer + HEADER_SIZE, data, length)
        computed = checksum.transport(fragmenter.buffer, datagram.length, source, destination, PROTOCOL_UDP)
        machine.store_be16(fragmenter.buffer + CHECKSUM_FIELD, computed if computed != 0 else 0xFFFF)  # 0 would mean that there is none
        fragmenter.send(datagram.length, source, destination, PROTOCOL_UDP, now)
        self.counters.udp_sent += 1
        return errors.NONE

    def send_packet(self, packet: Packet, source: int, source_port: int, destination: int, destination_port: int,
                    now: int) -> int:
        """Send one datagram whose data is in a packet of the pool. Takes ownership always; a number of `errors`."""
        datagram = self._outgoing
        datagram.source_port = source_port
        datagram.destination_port = destination_port
        datagram.length = packet.length + HEADER_SIZE
        datagram.checksum = checksum.partial(checksum.pseudo_header(source, destination, PROTOCOL_UDP, datagram.length))
        datagram.emit(packet.push(HEADER_SIZE))
        packet.transport_start = packet.start
        packet.checksum_field = CHECKSUM_FIELD
        if not self.ipv4.send(packet, source, destination, PROTOCOL_UDP, now):
            self.ipv4.pool.give(packet)
            return errors.NO_BUFFERS
        self.counters.udp_sent += 1
        return errors.NONE
