"""The Internet Protocol, version 4, for a host (RFC 791, RFC 1122 section 3).

Received packets are checked here once: header and lengths against the frame, checksum, source and destination. What comes
through is handed to the transport protocol as exactly its own bytes. Options are accepted and skipped. Fragments are put together
for UDP (reassembly.py), where a program has sockets for datagrams; others are dropped and counted. Packets to ourselves wait in a short queue and come back in through the same checks.

Sent packets have a time to live of 64, carry no options, are fragments of a datagram if it is too long (fragmenter.py), and may be fragmented on the way (no path MTU discovery).
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network import address as ipv4_address
from yarara.kernel.network import checksum, errors
from yarara.kernel.network.address import MAC_BROADCAST
from yarara.kernel.network.arp import Arp
from yarara.kernel.network.counters import Counters
from yarara.kernel.network.ethernet import TYPE_IPV4, Ethernet
from yarara.kernel.network.interface import Interface
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.network.reassembly import UNIT, Reassembly
from yarara.kernel.network.transport import PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP, Transport
from yarara.kernel.trace import points
from yarara.machine import Struct, be16, be32, u8

HEADER_SIZE = 20
"""Without options; with them up to 60."""
LONGEST = 0xFFFF
"""With header."""
TIME_TO_LIVE = 64
MORE_FRAGMENTS = 0x2000
FRAGMENT_OFFSET = 0x1FFF
QUOTED_PAYLOAD = 8
"""Bytes of the transport header that an ICMP error quotes at least: the ports and one word."""
MAX_LOOPED = 64
"""Packets to ourselves that may wait at a time."""


class Ipv4Packet(Struct):
    """The header as it lies on the wire (RFC 791 section 3.1), without options."""
    version_and_header_length: u8
    type_of_service: u8
    total_length: be16
    identification: be16
    flags_and_fragment_offset: be16
    time_to_live: u8
    protocol: u8
    header_checksum: be16
    source: be32
    destination: be32


class Ipv4Header:
    """The header as values; lengths in bytes."""

    def __init__(self) -> None:
        self.header_length = HEADER_SIZE
        self.total_length = 0
        self.identification = 0
        self.flags_and_fragment_offset = 0
        self.protocol = 0
        self.source = 0
        self.destination = 0

    def parse(self, address: int, length: int) -> bool:
        """Read the header of a packet in `length` bytes (which may be more: Ethernet pads). False when version or lengths are
        impossible. Afterwards HEADER_SIZE <= header_length <= total_length <= length."""
        return self._read(address, length) and self.header_length <= self.total_length <= length

    def parse_quoted(self, address: int, length: int) -> bool:
        """Read the header of a packet of which only the beginning is there, as in an ICMP error. False unless it is complete
        and followed by at least QUOTED_PAYLOAD bytes."""
        return self._read(address, length) and self.header_length + QUOTED_PAYLOAD <= length

    def _read(self, address: int, length: int) -> bool:
        if length < HEADER_SIZE:
            return False
        packet = Ipv4Packet.at(address)
        version_and_header_length = packet.version_and_header_length
        self.header_length = (version_and_header_length & 15) * 4
        self.total_length = packet.total_length
        self.identification = packet.identification
        self.flags_and_fragment_offset = packet.flags_and_fragment_offset
        self.protocol = packet.protocol
        self.source = packet.source
        self.destination = packet.destination
        return version_and_header_length >> 4 == 4 and self.header_length >= HEADER_SIZE

    @property
    def is_fragment(self) -> bool:
        return self.flags_and_fragment_offset & (MORE_FRAGMENTS | FRAGMENT_OFFSET) != 0

    def emit(self, address: int) -> None:
        """Write a header of 20 bytes with its checksum; `header_length` must be HEADER_SIZE."""
        packet = Ipv4Packet.at(address)
        packet.version_and_header_length = 4 << 4 | HEADER_SIZE // 4
        packet.type_of_service = 0
        packet.total_length = self.total_length
        packet.identification = self.identification
        packet.flags_and_fragment_offset = self.flags_and_fragment_offset
        packet.time_to_live = TIME_TO_LIVE
        packet.protocol = self.protocol
        packet.header_checksum = 0
        packet.source = self.source
        packet.destination = self.destination
        packet.header_checksum = checksum.of(address, HEADER_SIZE)


class Ipv4:
    """One host's IPv4 on one interface."""

    def __init__(self, interface: Interface, ethernet: Ethernet, arp: Arp, pool: PacketPool, counters: Counters) -> None:
        self.interface = interface
        self.ethernet = ethernet
        self.arp = arp
        self.pool = pool
        self.counters = counters
        self.icmp: Transport | None = None
        self.udp: Transport | None = None
        self.tcp: Transport | None = None
        self.reassembly: Reassembly | None = None
        """None as long as no socket for datagrams was opened."""
        self.header = Ipv4Header()
        """Of the packet being received; its bytes end where the packet given to the transport begins."""
        self._outgoing = Ipv4Header()
        self._quoted = Ipv4Header()
        self._identification = machine.random_word() & 0xFFFF
        self._first_looped: Packet | None = None
        self._last_looped: Packet | None = None
        self._looped = 0

    # -- sending -------------------------------------------------------------------------------------------------------

    @property
    def max_payload(self) -> int:
        """The most bytes of transport header and data that `send` takes."""
        return self.interface.mtu - HEADER_SIZE

    @property
    def cuts_segments(self) -> bool:
        """Whether `send` takes a packet with a `segment_size`, however long."""
        return self.ethernet.device.cuts_segments

    def send(self, packet: Packet, source: int, destination: int, protocol: int, now: int) -> bool:
        """Send a transport header with its data. `source` is normally what `interface.source_for(destination)` gives.

        True: the packet is no longer the caller's; it went out, or waits for ARP or for our own `poll`. False: too long, no
        route, or no room now; it is as it was and still the caller's.
        """
        if packet.length > (self.max_payload if packet.segment_size == 0 else LONGEST - HEADER_SIZE):
            self.counters.ipv4_too_long += 1
            points.drop("ipv4_too_long")
            return False
        self._push_header(packet, source, destination, protocol)
        if self._route(packet, destination, now):
            return True
        packet.pull(HEADER_SIZE)
        return False

    def next_identification(self) -> int:
        """For a packet whose fragments are sent by `send_fragment`."""
        self._identification = (self._identification + 1) & 0xFFFF
        return self._identification - 1 & 0xFFFF

    def send_fragment(self, packet: Packet, source: int, destination: int, protocol: int, identification: int, flags_and_offset: int, now: int) -> bool:
        """As `send`, for a part of a packet: `flags_and_offset` as they stand in the header."""
        header = self._outgoing
        header.total_length = packet.length + HEADER_SIZE
        header.identification = identification
        header.flags_and_fragment_offset = flags_and_offset
        header.protocol = protocol
        header.source = source
        header.destination = destination
        header.emit(packet.push(HEADER_SIZE))
        header.flags_and_fragment_offset = 0
        if self._route(packet, destination, now):
            return True
        packet.pull(HEADER_SIZE)
        return False

    def _push_header(self, packet: Packet, source: int, destination: int, protocol: int) -> None:
        header = self._outgoing
        header.total_length = packet.length + HEADER_SIZE
        header.identification = self._identification
        header.protocol = protocol
        header.source = source
        header.destination = destination
        header.emit(packet.push(HEADER_SIZE))
        used = 1 if packet.segment_size == 0 else packet.length // packet.segment_size + 1  # each segment gets one of its own
        self._identification = (self._identification + used) & 0xFFFF

    def _route(self, packet: Packet, destination: int, now: int) -> bool:
        if self.interface.is_own(destination):
            return self._loop(packet)
        if packet.checksum_field != 0 and not self.ethernet.device.completes_checksums:
            checksum.complete(packet)
        if self.interface.is_broadcast(destination):
            return self.ethernet.send(packet, MAC_BROADCAST, TYPE_IPV4)
        next_hop = self.interface.next_hop(destination)
        if next_hop == 0:
            self.counters.ipv4_no_route += 1
            points.drop("ipv4_no_route")
            return False
        return self.arp.send(packet, next_hop, now)

    # -- loopback ------------------------------------------------------------------------------------------------------

    @property
    def has_looped(self) -> bool:
        """Packets to ourselves wait for `receive_looped`."""
        return self._first_looped is not None

    @property
    def loop_is_full(self) -> bool:
        """No more packets to ourselves may wait."""
        return self._looped >= MAX_LOOPED

    def _loop(self, packet: Packet) -> bool:
        if self._looped >= MAX_LOOPED:
            self.counters.loopback_full += 1
            points.drop("loopback_full")
            return False
        packet.next = None
        packet.verified = True  # its bytes never leave the memory, so nothing is summed
        if self._last_looped is None:
            self._first_looped = packet
        else:
            self._last_looped.next = packet
        self._last_looped = packet
        self._looped += 1
        return True

    def receive_looped(self, now: int) -> bool:
        """Receive one packet that we sent to ourselves; False when there is none."""
        packet = self._first_looped
        if packet is None:
            return False
        self._first_looped = packet.next
        if self._first_looped is None:
            self._last_looped = None
        packet.next = None
        self._looped -= 1
        if self._is_intact(packet):
            self._deliver(packet, now)
        self.pool.give(packet)
        return True

    # -- receiving -----------------------------------------------------------------------------------------------------

    def receive(self, packet: Packet, to_group: bool, now: int) -> None:
        """A packet from the link, pulled to its IPv4 header; the caller keeps it. `to_group`: the frame was not for us alone."""
        self.counters.ipv4_received += 1
        if not self._is_intact(packet):
            return
        if not self._is_possible_source(self.header.source):
            self.counters.ipv4_bad_source += 1
            points.drop("ipv4_bad_source")
        elif not self._is_for_us(to_group):
            self.counters.ipv4_not_ours += 1
            points.drop("ipv4_not_ours")
        else:
            self._deliver(packet, now)

    def _is_intact(self, packet: Packet) -> bool:
        header = self.header
        if not header.parse(packet.data, packet.length):
            self.counters.ipv4_malformed += 1
            points.drop("ipv4_malformed")
            return False
        if checksum.of(packet.data, header.header_length) != 0:
            self.counters.ipv4_bad_checksum += 1
            points.drop("ipv4_bad_checksum")
            return False
        return True

    def _is_possible_source(self, source: int) -> bool:
        """RFC 1122 section 3.2.1.3: the address of one host, and not of this one."""
        return ipv4_address.is_unicast(source) and not self.interface.is_own(source) and not self.interface.is_broadcast(source)

    def _is_for_us(self, to_group: bool) -> bool:
        """Our address in a frame for us alone (RFC 1122 section 3.3.6), or, for UDP only, a broadcast. Before there is an address,
        any unicast for UDP: some DHCP servers answer to the address that they are about to give."""
        destination = self.header.destination
        if self.interface.is_broadcast(destination):
            return self.header.protocol == PROTOCOL_UDP
        if to_group or ipv4_address.is_loopback(destination):
            return False
        if self.interface.address == 0:
            return self.header.protocol == PROTOCOL_UDP and ipv4_address.is_unicast(destination)
        return destination == self.interface.address

    def _deliver(self, packet: Packet, now: int) -> None:
        header = self.header
        transport = self._transport(header.protocol)
        if transport is None:
            self.counters.ipv4_unknown_protocol += 1
            points.drop("ipv4_unknown_protocol")
            return
        packet.trim(header.total_length)
        packet.pull(header.header_length)
        if header.is_fragment:
            self._collect(packet, transport, now)
        else:
            transport.receive(packet, header.source, header.destination, now)

    @machine.never_inline
    def _collect(self, packet: Packet, transport: Transport, now: int) -> None:
        """A fragment, pulled to its data: when the datagram is complete, hand it on."""
        header = self.header
        reassembly = self.reassembly
        if not machine.DATAGRAMS or reassembly is None or header.protocol != PROTOCOL_UDP:
            self.counters.ipv4_fragments += 1
            points.drop("ipv4_fragments")
            return
        flags_and_offset = header.flags_and_fragment_offset
        whole = reassembly.accept(packet, header.header_length, header.source, header.destination, header.protocol, header.identification,
                                  (flags_and_offset & FRAGMENT_OFFSET) * UNIT, flags_and_offset & MORE_FRAGMENTS != 0, now)
        if whole is not None:
            header.header_length = whole.header_length
            transport.receive(whole.as_packet(whole.end), header.source, header.destination, now)
            reassembly.forget(whole)

    def _transport(self, protocol: int) -> Transport | None:
        if protocol == PROTOCOL_TCP:
            return self.tcp
        if protocol == PROTOCOL_UDP:
            return self.udp
        if protocol == PROTOCOL_ICMP:
            return self.icmp
        return None

    # -- errors --------------------------------------------------------------------------------------------------------

    @machine.cold
    def unreachable(self, quoted: int, length: int, error: int, now: int) -> bool:
        """Tell the transport that a packet of ours was not delivered. At `quoted` are `length` bytes of its beginning, with the
        IPv4 header. False when that is not something we can have sent."""
        header = self._quoted
        if not header.parse_quoted(quoted, length) or header.flags_and_fragment_offset & FRAGMENT_OFFSET != 0:
            return False
        transport = self._transport(header.protocol)
        if transport is None or not self.interface.is_own(header.source):
            return False
        ports = quoted + header.header_length
        transport.unreachable(header.source, machine.load_be16(ports), header.destination, machine.load_be16(ports + 2),
                              machine.load_be32(ports + 4), error, now)
        return True

    def poll(self, now: int) -> int:
        """Run ARP's timers, and report packets that it could not deliver; the next deadline."""
        deadline = self.arp.poll(now)
        packet = self.arp.cache.take_failed()
        while packet is not None:
            self.unreachable(packet.data, packet.length, errors.HOST_UNREACHABLE, now)
            self.pool.give(packet)
            packet = self.arp.cache.take_failed()
        return deadline
