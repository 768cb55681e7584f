"""Putting the fragments of datagrams together again (RFC 791 section 3.2, RFC 815, RFC 1122 section 3.3.2).

What is missing of a datagram are *holes*; a hole's description lies in its own first bytes, so the memory of a datagram is all that it takes (RFC 815
section 3). Fragments begin at multiples of eight bytes, so a hole has at least eight.

Nothing here is believed, and all is bounded: DATAGRAMS at a time, for which the oldest gives way; MOST_HOLES in each; LIFETIME. A fragment that
overlaps with another in part, or contradicts the datagram's end, spoils all of it, and what still comes of it is dropped (RFC 5722 says so for version
6; Linux does it for 4 too). One that brings nothing new is ignored.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.network.counters import Counters
from yarara.kernel.network.duration import NEVER, SECOND
from yarara.kernel.network.packet import Packet
from yarara.kernel.trace import points
from yarara.machine import Array, Struct, u32

DATAGRAMS = 4
LIFETIME = 30 * SECOND
"""As Linux; RFC 1122 section 3.3.2 would wait for a minute."""
MOST_HOLES = 64
UNIT = 8
"""Offsets count these."""
LONGEST = 0xFFFF
"""Of a packet with its header."""
HEADER_ROOM = 64
"""In front of the data, for the header of the first fragment (up to 60 bytes)."""
_LIMIT = 0x1_0000
"""Where the last hole ends as long as the datagram's end is not known."""
_NONE = 0xFFFF_FFFF

FREE = 0
COLLECTING = 1
SPOILT = 2


class Hole(Struct):
    """Bytes that are missing, from where this lies on (RFC 815 section 3)."""
    end: u32  # the first byte behind it
    next: u32  # where the next hole is, _NONE without one


class Partial:
    """A datagram that is being put together."""

    def __init__(self) -> None:
        """Raises MemoryError."""
        memory = allocate_dma(HEADER_ROOM + _LIMIT)
        self.packet = Packet(memory, HEADER_ROOM + _LIMIT)
        self.data = memory + HEADER_ROOM
        self.state = FREE
        self.source = 0
        self.destination = 0
        self.protocol = 0
        self.identification = 0
        self.deadline = NEVER
        self.header_length = 0
        """Of the first fragment, which lies in front of the data; 0 before it came."""
        self.end = 0
        """How long the datagram is; 0 before the last fragment came."""
        self._highest = 0
        self._first = _NONE
        self._holes = 0

    def begin(self, source: int, destination: int, protocol: int, identification: int, now: int) -> None:
        self.state = COLLECTING
        self.source = source
        self.destination = destination
        self.protocol = protocol
        self.identification = identification
        self.deadline = now + LIFETIME
        self.header_length = 0
        self.end = 0
        self._highest = 0
        self._first = _NONE
        self._holes = 0
        self._add_hole(_NONE, 0, _LIMIT, _NONE)

    def is_complete(self) -> bool:
        return self._first == _NONE

    def add(self, offset: int, data: int, length: int, more: bool) -> bool:
        """`length` bytes at `data` belong at `offset`, and `more` come behind them. False: that cannot be."""
        end = offset + length
        if self.end != 0 and (end > self.end or not more and end != self.end) or not more and self._highest > end:
            return False
        before = _NONE
        start = self._first
        while start != _NONE:
            hole = Hole.at(self.data + start)
            hole_end, following = hole.end, hole.next
            if start <= offset and end <= hole_end:
                return self._fill(before, start, hole_end, following, offset, data, length, more)
            if start < end and offset < hole_end:
                return False  # a part of it is there already
            before = start
            start = following
        return True  # all of it is

    def _fill(self, before: int, start: int, hole_end: int, following: int, offset: int, data: int, length: int, more: bool) -> bool:
        """Put a fragment into a hole, of which up to two remain (RFC 815 section 3, steps 4 to 7)."""
        end = offset + length
        self._holes -= 1
        self._link(before, following)
        if start < offset:
            self._add_hole(before, start, offset, following)
            before = start
        if more and end < hole_end:
            self._add_hole(before, end, hole_end, following)
        if not more:
            self.end = end
        self._highest = max(self._highest, end)
        machine.copy(self.data + offset, data, length)
        return self._holes <= MOST_HOLES

    def _add_hole(self, before: int, start: int, end: int, following: int) -> None:
        hole = Hole.at(self.data + start)
        hole.end = end
        hole.next = following
        self._link(before, start)
        self._holes += 1

    def _link(self, before: int, start: int) -> None:
        """The hole `before`, or the list, goes on with another one."""
        if before == _NONE:
            self._first = start
        else:
            Hole.at(self.data + before).next = start

    def keep_header(self, address: int, length: int) -> None:
        """Of the first fragment."""
        if self.header_length == 0:
            self.header_length = length
            machine.copy(self.data - length, address, length)

    def as_packet(self, length: int) -> Packet:
        """The first `length` bytes; valid until something else is put together here."""
        self.packet.reset(HEADER_ROOM)
        self.packet.append(length)
        return self.packet


class Reassembly:
    """All that are being put together; belongs to one core."""

    def __init__(self, counters: Counters) -> None:
        """Raises MemoryError."""
        self.counters = counters
        self._partials: Array[Partial] = Array(DATAGRAMS)
        for index in range(DATAGRAMS):
            self._partials[index] = Partial()

    def accept(self, packet: Packet, header_length: int, source: int, destination: int, protocol: int, identification: int, offset: int,
               more: bool, now: int) -> Partial | None:
        """A fragment, pulled to its data, behind a header of `header_length` bytes. The datagram when it is complete: the caller calls `forget`
        when it has done with it."""
        if packet.length == 0 or more and packet.length % UNIT != 0 or offset + packet.length > LONGEST - header_length:
            self.counters.ipv4_malformed += 1
            points.drop("ipv4_malformed")
            return None
        partial = self._find(source, destination, protocol, identification)
        if partial is None:
            partial = self._take(now)
            partial.begin(source, destination, protocol, identification, now)
        if partial.state == SPOILT or not partial.add(offset, packet.data, packet.length, more):
            partial.state = SPOILT
            self.counters.ipv4_fragments_refused += 1
            points.drop("ipv4_fragments_refused")
            return None
        if offset == 0:
            partial.keep_header(packet.data - header_length, header_length)
        if not partial.is_complete():
            return None
        self.counters.ipv4_reassembled += 1
        return partial

    def forget(self, partial: Partial) -> None:
        partial.state = FREE
        partial.deadline = NEVER

    def _find(self, source: int, destination: int, protocol: int, identification: int) -> Partial | None:
        for index in range(DATAGRAMS):
            partial = self._partials[index]
            if (partial.state != FREE and partial.identification == identification and partial.source == source
                    and partial.destination == destination and partial.protocol == protocol):
                return partial
        return None

    def _take(self, now: int) -> Partial:
        """A free place; else that of the datagram that waits for longest."""
        oldest = self._partials[0]
        for index in range(DATAGRAMS):
            partial = self._partials[index]
            if partial.state == FREE:
                return partial
            if partial.deadline < oldest.deadline:
                oldest = partial
        self.counters.ipv4_fragments_lost += 1
        points.drop("ipv4_fragments_lost")
        return oldest

    # -- time ----------------------------------------------------------------------------------------------------------

    def take_overdue(self, now: int) -> Partial | None:
        """One that waits no longer: the caller calls `forget`."""
        for index in range(DATAGRAMS):
            partial = self._partials[index]
            if partial.deadline <= now:
                if partial.state == COLLECTING:
                    self.counters.ipv4_fragments_lost += 1
                    points.drop("ipv4_fragments_lost")
                return partial
        return None

    def deadline(self) -> int:
        """When the next one waits no longer."""
        deadline = NEVER
        for index in range(DATAGRAMS):
            deadline = min(deadline, self._partials[index].deadline)
        return deadline
