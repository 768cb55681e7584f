"""The Address Resolution Protocol for IPv4 over Ethernet (RFC 826, RFC 1122 section 2.3.2, RFC 5227).

Here are the message and the rules: who is asked, answered and believed, and when; `neighbours` is the cache. A packet whose next
hop is not known waits in the cache's entry until the answer comes or three requests went unanswered.

Anyone on the link can send ARP, so: the cache has a fixed size; an entry that nobody asked for never displaces one that is in
use; a claim to change a neighbour's hardware address is believed only when the entry has not been confirmed within the last
second; replies to questions never asked are ignored.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network import address as ipv4_address
from yarara.kernel.network.address import MAC_BROADCAST, is_unicast_mac
from yarara.kernel.network.counters import Counters
from yarara.kernel.network.duration import NEVER, SECOND
from yarara.kernel.network.ethernet import TYPE_ARP, TYPE_IPV4, Ethernet
from yarara.kernel.network.interface import Interface
from yarara.kernel.network.neighbours import FREE, INCOMPLETE, MAX_REQUESTS, PROBING, REACHABLE, SIZE, Neighbour, NeighbourCache
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.trace import points
from yarara.machine import Struct, be16, be32, u8

REQUEST = 1
REPLY = 2

HARDWARE_ETHERNET = 1

RETRY_INTERVAL = 1 * SECOND
"""Between requests for one address: at most one a second (RFC 1122 section 2.3.2.1)."""
REACHABLE_TIME = 60 * SECOND
"""A confirmation this old is checked again with a unicast request if the entry is in use, otherwise forgotten."""
LOCK_TIME = 1 * SECOND
"""A confirmed entry does not change its hardware address sooner than this."""
DEFEND_INTERVAL = 10 * SECOND
"""Between announcements that defend our address (RFC 5227 section 2.4)."""


class ArpPacket(Struct):
    """The 28 bytes of an ARP packet for these two protocols."""
    hardware_type: be16
    protocol_type: be16
    hardware_size: u8
    protocol_size: u8
    operation: be16
    sender_mac_high: be16
    sender_mac_low: be32
    sender_address: be32
    target_mac_high: be16
    target_mac_low: be32
    target_address: be32


PACKET_SIZE = 28


class ArpMessage:
    """An ARP packet as values."""

    def __init__(self) -> None:
        self.operation = 0
        self.sender_mac = 0
        self.sender_address = 0
        self.target_mac = 0
        self.target_address = 0

    def parse(self, address: int, length: int) -> bool:
        """Read a packet; False when it is too short, not for IPv4 over Ethernet, or names a sender that no host can be."""
        if length < PACKET_SIZE:
            return False
        packet = ArpPacket.at(address)
        if packet.hardware_type != HARDWARE_ETHERNET or packet.protocol_type != TYPE_IPV4:
            return False
        if packet.hardware_size != 6 or packet.protocol_size != 4:
            return False
        self.operation = packet.operation
        self.sender_mac = packet.sender_mac_high << 32 | packet.sender_mac_low
        self.sender_address = packet.sender_address
        self.target_mac = packet.target_mac_high << 32 | packet.target_mac_low
        self.target_address = packet.target_address
        return self._is_plausible()

    def _is_plausible(self) -> bool:
        if self.operation != REQUEST and self.operation != REPLY:
            return False
        if not is_unicast_mac(self.sender_mac):
            return False
        sender = self.sender_address
        return sender == 0 or (ipv4_address.is_unicast(sender) and not ipv4_address.is_loopback(sender))

    def emit(self, address: int) -> None:
        """Write the packet's 28 bytes."""
        packet = ArpPacket.at(address)
        packet.hardware_type = HARDWARE_ETHERNET
        packet.protocol_type = TYPE_IPV4
        packet.hardware_size = 6
        packet.protocol_size = 4
        packet.operation = self.operation
        packet.sender_mac_high = self.sender_mac >> 32
        packet.sender_mac_low = self.sender_mac & 0xFFFF_FFFF
        packet.sender_address = self.sender_address
        packet.target_mac_high = self.target_mac >> 32
        packet.target_mac_low = self.target_mac & 0xFFFF_FFFF
        packet.target_address = self.target_address


class Arp:
    """Finds the hardware addresses of neighbours and tells them ours."""

    def __init__(self, interface: Interface, ethernet: Ethernet, pool: PacketPool, counters: Counters, answers: bool = True) -> None:
        """`answers`: tell others our address. Of several cores one does; the others ask, and learn from what it hears."""
        self.interface = interface
        self.ethernet = ethernet
        self.pool = pool
        self.counters = counters
        self.cache = NeighbourCache(counters)
        self._incoming = ArpMessage()
        self._outgoing = ArpMessage()
        self._deadline = NEVER
        self._defended: int | None = None
        self._answers = answers

    # -- sending -------------------------------------------------------------------------------------------------------

    def send(self, packet: Packet, next_hop: int, now: int) -> bool:
        """Send an IPv4 packet to a neighbour, now or when its hardware address is known.

        True: the packet is no longer the caller's. False: it was not sent (ring or cache full) and still is.
        """
        entry = self.cache.find(next_hop)
        if entry is None:
            entry = self.cache.claim()
            if entry is None:
                self.counters.arp_cache_full += 1
                points.drop("arp_cache_full")
                return False
            entry.begin(next_hop, now)
            self._ask(entry, now)
        entry.requested = True
        entry.used = now
        if entry.state == INCOMPLETE:
            self.cache.hold(entry, packet, self.pool)
            return True
        return self.ethernet.send(packet, entry.mac, TYPE_IPV4)

    @machine.cold
    def announce(self) -> None:
        """Tell the whole link our hardware address (a gratuitous request, RFC 5227 section 2.3)."""
        self._send(REQUEST, MAC_BROADCAST, 0, self.interface.address)

    def _ask(self, entry: Neighbour, now: int) -> None:
        """One more request for an entry: to everyone, or, when only checking, to the neighbour we know."""
        entry.requests += 1
        self._set_deadline(entry, now + RETRY_INTERVAL)
        destination = entry.mac if entry.state == PROBING else MAC_BROADCAST
        self._send(REQUEST, destination, 0, entry.address)

    def _send(self, operation: int, destination: int, target_mac: int, target_address: int) -> None:
        """Best effort: without a packet or room in the ring the requester's retry is the remedy."""
        packet = self.pool.take()
        if packet is None:
            self.counters.no_packet += 1
            points.drop("no_packet")
            return
        message = self._outgoing
        message.operation = operation
        message.sender_mac = self.interface.mac
        message.sender_address = self.interface.address
        message.target_mac = target_mac
        message.target_address = target_address
        message.emit(packet.append(PACKET_SIZE))
        if not self.ethernet.send(packet, destination, TYPE_ARP):
            self.pool.give(packet)

    # -- receiving -----------------------------------------------------------------------------------------------------

    def receive(self, packet: Packet, now: int) -> None:
        """An ARP packet, pulled to its first byte; the caller keeps it."""
        message = self._incoming
        if not message.parse(packet.data, packet.length):
            self.counters.arp_malformed += 1
            points.drop("arp_malformed")
            return
        if self.interface.address == 0:
            self.counters.arp_ignored += 1
            points.drop("arp_ignored")
            return
        if message.sender_address == self.interface.address:
            self._conflict(now)
            return
        to_us = message.target_address == self.interface.address
        if message.sender_address != 0:
            self._learn(message, to_us, now)
        if to_us and message.operation == REQUEST and self._answers:
            self._send(REPLY, message.sender_mac, message.sender_mac, message.sender_address)

    def _learn(self, message: ArpMessage, to_us: bool, now: int) -> None:
        """RFC 826: refresh the entry if there is one; make one only for a neighbour that asks for us."""
        entry = self.cache.find(message.sender_address)
        if entry is not None:
            if self._believes(entry, message.sender_mac, now):
                self._confirm(entry, message.sender_mac, now)
            else:
                self.counters.arp_ignored += 1
                points.drop("arp_ignored")
            return
        if not to_us or message.operation != REQUEST or not self.interface.is_neighbour(message.sender_address):
            self.counters.arp_ignored += 1
            points.drop("arp_ignored")
            return
        entry = self.cache.claim_unrequested()
        if entry is None:
            self.counters.arp_cache_full += 1
            points.drop("arp_cache_full")
            return
        entry.begin(message.sender_address, now)
        self._confirm(entry, message.sender_mac, now)

    def _believes(self, entry: Neighbour, mac: int, now: int) -> bool:
        return entry.mac == mac or entry.state != REACHABLE or now - entry.confirmed >= LOCK_TIME

    def _confirm(self, entry: Neighbour, mac: int, now: int) -> None:
        """The neighbour has this hardware address; what waited for it goes out."""
        entry.confirm(mac, now)
        self._set_deadline(entry, now + REACHABLE_TIME)
        packet = entry.take_waiting()
        while packet is not None:
            self.cache.waiting -= 1
            if not self.ethernet.send(packet, mac, TYPE_IPV4):
                self.pool.give(packet)
            packet = entry.take_waiting()

    def _conflict(self, now: int) -> None:
        """Someone else uses our address (or an echo of our own frame came back): defend it, but not in a loop."""
        if self._incoming.sender_mac == self.interface.mac or not self._answers:
            return
        self.counters.arp_conflicts += 1
        points.drop("arp_conflicts")
        if self._defended is None or now - self._defended >= DEFEND_INTERVAL:
            self._defended = now
            self.announce()

    # -- time ----------------------------------------------------------------------------------------------------------

    def poll(self, now: int) -> int:
        """Repeat requests, check and forget old entries; the next deadline.

        Packets whose neighbour did not answer are then to be had from `cache.take_failed`.
        """
        if now < self._deadline:
            return self._deadline
        self._deadline = NEVER
        for index in range(SIZE):
            entry = self.cache.entries[index]
            if entry.state != FREE and entry.deadline <= now:
                self._expire(entry, now)
            if entry.state != FREE and entry.deadline < self._deadline:
                self._deadline = entry.deadline
        return self._deadline

    def _expire(self, entry: Neighbour, now: int) -> None:
        if entry.state == REACHABLE:
            if entry.used <= entry.confirmed:
                self.cache.release(entry)
                return
            entry.state = PROBING
            entry.requests = 0
        if entry.requests < MAX_REQUESTS:
            self._ask(entry, now)
        else:
            self.cache.fail(entry)

    def _set_deadline(self, entry: Neighbour, deadline: int) -> None:
        entry.deadline = deadline
        if deadline < self._deadline:
            self._deadline = deadline
