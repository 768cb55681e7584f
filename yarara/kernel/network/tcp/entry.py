"""What the table holds for one 4-tuple: a connection being opened (`HalfOpen`), one that is open (`Connection`), or what is left of
one (`TimeWait`)."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.duration import MILLISECOND
from yarara.kernel.network.tcp.segment import TcpSegment
from yarara.kernel.network.tcp.timers import Timer
from yarara.kernel.trace import points

CHALLENGE_INTERVAL = 500 * MILLISECOND
"""RFC 5961 section 7 asks for a limit. One for each entry, not one for all: a common one can be measured from outside and tells
an attacker about the connections of others (CVE-2016-5696)."""


class Entry(Timer):
    """Addresses and ports of both ends, and the next deadline."""

    def __init__(self) -> None:
        super().__init__()
        self.local_address = 0
        self.local_port = 0
        self.remote_address = 0
        self.remote_port = 0
        self.chain: Entry | None = None
        """The next entry in the same bucket of the table."""
        self.older: Entry | None = None
        self.newer: Entry | None = None
        """Neighbours in an `EntryQueue`."""
        self._challenged_at = -CHALLENGE_INTERVAL

    def set_ends(self, local_address: int, local_port: int, remote_address: int, remote_port: int) -> None:
        self.local_address = local_address
        self.local_port = local_port
        self.remote_address = remote_address
        self.remote_port = remote_port

    def reverse_of(self, segment: TcpSegment) -> None:
        """Take the 4-tuple of a segment that arrived."""
        self.set_ends(segment.destination, segment.destination_port, segment.source, segment.source_port)

    def same_ends(self, other: Entry) -> None:
        """Take the 4-tuple of another entry."""
        self.set_ends(other.local_address, other.local_port, other.remote_address, other.remote_port)

    @machine.always_inline
    def trace_state(self, old: int, new: int) -> None:
        """Tell the timeline of a change from one `state` to another."""
        points.tcp_state(old, new, self.local_address, self.local_port, self.remote_address, self.remote_port)

    def arrive(self, segment: TcpSegment, now: int) -> bool:
        """A segment with this 4-tuple. False: the entry has just removed itself, and the segment is as good as for nobody."""
        raise NotImplementedError

    def unreachable(self, sequence: int, error: int, now: int) -> None:
        """A message says that our segment with this sequence number was not delivered (RFC 1122 section 4.2.3.9)."""

    def may_challenge(self, now: int) -> bool:
        """Whether a suspicious segment is answered now (RFC 5961): an acknowledgment, so that an honest peer finds out."""
        if now - self._challenged_at < CHALLENGE_INTERVAL:
            return False
        self._challenged_at = now
        return True


class EntryQueue:
    """Entries by age; linked through the entries, so nothing is allocated. An entry is in one queue at most."""

    def __init__(self) -> None:
        self.count = 0
        self.oldest: Entry | None = None
        self._newest: Entry | None = None

    def append(self, entry: Entry) -> None:
        """Add the newest one."""
        entry.older = self._newest
        entry.newer = None
        if self._newest is None:
            self.oldest = entry
        else:
            self._newest.newer = entry
        self._newest = entry
        self.count += 1

    def remove(self, entry: Entry) -> None:
        """Take out one that is in."""
        older = entry.older
        newer = entry.newer
        if older is None:
            self.oldest = newer
        else:
            older.newer = newer
        if newer is None:
            self._newest = older
        else:
            newer.older = older
        entry.older = None
        entry.newer = None
        self.count -= 1
