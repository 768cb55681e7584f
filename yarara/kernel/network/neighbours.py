"""The ARP cache: neighbours, their hardware addresses, and the packets that wait for one.

Entries are made once and reused. An entry is FREE; INCOMPLETE (asked, no answer yet, packets wait in it); REACHABLE; or PROBING
(an old answer is still used while it is being checked).
"""

from __future__ import annotations

from yarara.kernel.network.counters import Counters
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.trace import points

FREE = 0
INCOMPLETE = 1
REACHABLE = 2
PROBING = 3

SIZE = 64
"""Neighbours remembered at a time."""
MAX_REQUESTS = 3
"""Requests before a neighbour counts as unreachable."""
MAX_WAITING_EACH = 8
"""Packets waiting for one neighbour; the oldest gives way (RFC 1122 section 2.3.2.2 asks to keep the latest)."""
MAX_WAITING = 16
"""Packets waiting for all neighbours: they come out of the device's pool, which must not run dry."""


class Neighbour:
    """One entry of the cache."""

    def __init__(self) -> None:
        self.state = FREE
        self.address = 0
        self.mac = 0
        self.requested = False
        """We have sent something to it; otherwise it only introduced itself."""
        self.used = 0
        """When a packet was last sent to it."""
        self.confirmed = 0
        """When it last said that it has this hardware address."""
        self.requests = 0
        """Unanswered requests so far."""
        self.deadline = 0
        """When to ask again, check or forget."""
        self.waiting = 0
        self._first: Packet | None = None
        self._last: Packet | None = None

    def begin(self, address: int, now: int) -> None:
        """Become the entry of a neighbour whose hardware address is not known yet."""
        self.state = INCOMPLETE
        self.address = address
        self.mac = 0
        self.requested = False
        self.used = now
        self.confirmed = now
        self.requests = 0

    def confirm(self, mac: int, now: int) -> None:
        self.state = REACHABLE
        self.mac = mac
        self.confirmed = now
        self.requests = 0

    def add_waiting(self, packet: Packet) -> None:
        packet.next = None
        if self._last is None:
            self._first = packet
        else:
            self._last.next = packet
        self._last = packet
        self.waiting += 1

    def take_waiting(self) -> Packet | None:
        """The packet that has waited longest, or None."""
        packet = self._first
        if packet is None:
            return None
        self._first = packet.next
        if self._first is None:
            self._last = None
        packet.next = None
        self.waiting -= 1
        return packet


class NeighbourCache:
    """A fixed number of entries, searched in order: most hosts talk to a gateway and a few neighbours."""

    def __init__(self, counters: Counters) -> None:
        self.counters = counters
        self.entries: list[Neighbour] = []
        self.waiting = 0
        """Packets in all entries."""
        for _ in range(SIZE):
            self.entries.append(Neighbour())
        self._recent = self.entries[0]
        self._failed: Packet | None = None

    def find(self, address: int) -> Neighbour | None:
        """The entry of an address."""
        recent = self._recent
        if recent.address == address and recent.state != FREE:
            return recent
        for index in range(SIZE):
            entry = self.entries[index]
            if entry.address == address and entry.state != FREE:
                self._recent = entry
                return entry
        return None

    def claim(self) -> Neighbour | None:
        """An entry for a neighbour we want to talk to: a free one, else one that only introduced itself, else the one unused for
        longest. None when all are waiting for answers."""
        entry = self.claim_unrequested()
        if entry is None:
            entry = self._least_recently_used(True)
            if entry is not None:
                self.release(entry)
        return entry

    def claim_unrequested(self) -> Neighbour | None:
        """An entry for a neighbour that introduces itself; never at the cost of one we talk to."""
        for index in range(SIZE):
            entry = self.entries[index]
            if entry.state == FREE:
                return entry
        victim = self._least_recently_used(False)
        if victim is not None:
            self.release(victim)
        return victim

    def _least_recently_used(self, requested: bool) -> Neighbour | None:
        victim: Neighbour | None = None
        for index in range(SIZE):
            entry = self.entries[index]
            if entry.state != INCOMPLETE and entry.requested == requested:
                if victim is None or entry.used < victim.used:
                    victim = entry
        return victim

    def release(self, entry: Neighbour) -> None:
        """Forget a neighbour for which nothing waits."""
        entry.state = FREE
        entry.address = 0

    def hold(self, entry: Neighbour, packet: Packet, pool: PacketPool) -> None:
        """Let a packet wait for the neighbour's answer; takes ownership. The oldest goes when too many wait."""
        if entry.waiting >= MAX_WAITING_EACH:
            self._drop(entry.take_waiting(), pool)
        if self.waiting >= MAX_WAITING:
            self.counters.arp_queue_dropped += 1
            points.drop("arp_queue_dropped")
            pool.give(packet)
            return
        entry.add_waiting(packet)
        self.waiting += 1

    def _drop(self, packet: Packet | None, pool: PacketPool) -> None:
        if packet is not None:
            self.waiting -= 1
            self.counters.arp_queue_dropped += 1
            points.drop("arp_queue_dropped")
            pool.give(packet)

    def fail(self, entry: Neighbour) -> None:
        """The neighbour does not answer: what waited for it can be had from `take_failed`."""
        packet = entry.take_waiting()
        while packet is not None:
            self.waiting -= 1
            self.counters.arp_unresolved += 1
            points.drop("arp_unresolved")
            packet.next = self._failed
            self._failed = packet
            packet = entry.take_waiting()
        self.release(entry)

    def take_failed(self) -> Packet | None:
        """A packet that could not be delivered; the caller owns it now. It begins at its IPv4 header."""
        packet = self._failed
        if packet is not None:
            self._failed = packet.next
            packet.next = None
        return packet
