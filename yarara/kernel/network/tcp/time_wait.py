"""TIME-WAIT (RFC 9293 section 3.3.2): what remembers a connection until its last segments have left the network.

No rings and no timers but one: thousands of them must be affordable, and there is a limit on how many.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.duration import NEVER, SECOND
from yarara.kernel.network.tcp.engine import Engine
from yarara.kernel.network.tcp.entry import Entry, EntryQueue
from yarara.kernel.network.tcp.segment import ACK, FIN, RST, SYN, TcpSegment
from yarara.kernel.network.tcp.sequence import unwrap
from yarara.kernel.network.tcp.state import CLOSED, TIME_WAIT

DURATION = 60 * SECOND
"""2 MSL, with the maximum segment lifetime that Linux and BSD use (30 s) instead of the two minutes of RFC 9293."""


class TimeWaits:
    """All of one core; the oldest makes room when there are too many."""

    def __init__(self, engine: Engine, limit: int) -> None:
        self.engine = engine
        self.limit = limit
        self.queue = EntryQueue()
        self._free = EntryQueue()

    def enter(self, ends: Entry, send_next: int, receive_next: int, window: int, now: int) -> None:
        """Remember the connection `ends`, which is not in the table any more. Without memory it is forgotten at once."""
        try:
            waiting = self._take()
        except MemoryError:
            return
        waiting.same_ends(ends)
        waiting.start(send_next, receive_next, window)
        self.engine.table.insert(waiting)
        self.queue.append(waiting)
        self.engine.timers.set(waiting, now + DURATION)

    def restart(self, waiting: TimeWait, now: int) -> None:
        """It waits from the beginning."""
        self.queue.remove(waiting)
        self.queue.append(waiting)
        self.engine.timers.set(waiting, now + DURATION)

    def leave(self, waiting: TimeWait) -> None:
        """The 4-tuple is free again; the object waits for its next use."""
        waiting.trace_state(TIME_WAIT, CLOSED)
        self.queue.remove(waiting)
        self.engine.timers.set(waiting, NEVER)
        self.engine.table.remove(waiting)
        self._free.append(waiting)

    @machine.may_allocate  # once a connection, and then it is kept
    def _take(self) -> TimeWait:
        oldest = self.queue.oldest
        if oldest is not None and self.queue.count >= self.limit:
            assert isinstance(oldest, TimeWait)
            self.leave(oldest)
        unused = self._free.oldest
        if unused is not None:
            assert isinstance(unused, TimeWait)
            self._free.remove(unused)
            return unused
        waiting = TimeWait(self)
        self.engine.timers.add(waiting)
        return waiting


class TimeWait(Entry):
    """One connection that is over, unless its peer has not noticed."""

    def __init__(self, all_of_them: TimeWaits) -> None:
        super().__init__()
        self._all = all_of_them
        self._send_next = 0
        self._receive_next = 0
        self._window = 0

    def start(self, send_next: int, receive_next: int, window: int) -> None:
        """Positions behind both FINs, and the last window announced (as on the wire)."""
        self._send_next = send_next
        self._receive_next = receive_next
        self._window = window

    def arrive(self, segment: TcpSegment, now: int) -> bool:
        """RFC 9293 section 3.10.7.4; a reset is ignored, so that an old one cannot end the wait (RFC 1337)."""
        if segment.flags & RST:
            return True
        start = unwrap(segment.sequence, self._receive_next)
        if segment.flags & SYN:
            return self._arrive_syn(segment, start, now)
        if segment.flags & FIN and start + segment.sequence_length == self._receive_next:
            self._all.restart(self, now)
            self._acknowledge(now)  # our last acknowledgment was lost
        elif segment.length > 0 or start != self._receive_next or not segment.flags & ACK:
            self._challenge(now)
        return True

    def _arrive_syn(self, segment: TcpSegment, start: int, now: int) -> bool:
        """A new connection may take over when it begins behind the old one (RFC 9293 section 3.6.1)."""
        if segment.flags & (ACK | FIN) or start < self._receive_next:
            self._challenge(now)
            return True
        segment.previous_end = self._send_next
        self._all.leave(self)
        return False

    def _challenge(self, now: int) -> None:
        if self.may_challenge(now):
            self._acknowledge(now)

    def _acknowledge(self, now: int) -> None:
        self._all.engine.output.acknowledge(self, self._send_next, self._receive_next, self._window, now)

    def expire(self, now: int) -> None:
        self._all.leave(self)
