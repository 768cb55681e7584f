"""SYN-RECEIVED after a passive open: the handshake of a connection that does not exist yet.

It remembers the peer's SYN and our answer to it, and owns no rings: a SYN costs its sender more than us.
"""

from __future__ import annotations

from yarara.kernel.network.tcp.engine import LARGEST_RETRY_DELAY, RETRY_DELAY, Engine
from yarara.kernel.network.tcp.entry import Entry
from yarara.kernel.network.tcp.rto import INITIAL
from yarara.kernel.network.tcp.segment import ABSENT, ACK, RST, SYN, TcpSegment
from yarara.kernel.network.tcp.sequence import MASK, unwrap
from yarara.kernel.network.tcp.state import CLOSED, SYN_RECEIVED

SYN_ACK_RETRIES = 5
"""Sent again after 1, 3, 7, 15 and 31 seconds, forgotten after 63."""


class HalfOpen(Entry):
    """Made, used again and again, and told what to do by a `Listener`, which overrides how it ends."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.sequence = 0
        """Our initial sequence number."""
        self.peer_sequence = 0
        self.peer_mss = ABSENT
        self.peer_scale = ABSENT
        self.resent = False
        """The SYN-ACK went out more than once."""
        self.sent_at = 0
        """When it went out last."""
        self._engine = engine
        self._retries = 0
        self._timeout = INITIAL
        self._retry_delay = RETRY_DELAY
        self._sent = False

    def start(self, syn: TcpSegment, sequence: int, now: int) -> None:
        """Answer a SYN; `sequence` is our initial sequence number."""
        self.sequence = sequence
        self.peer_sequence = syn.sequence
        self.peer_mss = syn.mss
        self.peer_scale = syn.window_scale
        self.resent = False
        self._retries = 0
        self._timeout = INITIAL
        self._retry_delay = RETRY_DELAY
        self.trace_state(CLOSED, SYN_RECEIVED)
        self._answer(now)

    def _answer(self, now: int) -> None:
        """Send the SYN-ACK. When there is no room below, soon again."""
        segment = self._engine.output.begin(self, self.sequence, SYN | ACK)
        segment.acknowledgment = (self.peer_sequence + 1) & MASK
        segment.window = self._engine.first_window
        segment.mss = self._engine.mss
        if self.peer_scale != ABSENT:
            segment.window_scale = self._engine.window_scale
        self._sent = self._engine.output.send(now)
        self.sent_at = now
        if self._sent:
            self._engine.timers.set(self, now + self._timeout)
        else:
            self._engine.timers.set(self, now + self._retry_delay)
            self._retry_delay = min(2 * self._retry_delay, LARGEST_RETRY_DELAY)

    def expire(self, now: int) -> None:
        if self._sent:
            if self._retries == SYN_ACK_RETRIES:
                self.finished()
                return
            self._retries += 1
            self._timeout *= 2
            self.resent = True
        self._answer(now)

    def arrive(self, segment: TcpSegment, now: int) -> bool:
        """RFC 9293 section 3.10.7.4, for the state SYN-RECEIVED."""
        expected = self.peer_sequence + 1
        start = unwrap(segment.sequence, expected)
        in_window = expected <= start <= expected + self._engine.first_window
        if segment.flags & RST:
            if start == expected:
                self.finished()
            elif in_window:
                self._challenge(now)
        elif segment.flags & SYN:
            self._arrive_syn(segment, start + 1 == expected, now)
        elif not in_window:
            self._challenge(now)
        elif segment.flags & ACK:
            if segment.acknowledgment == (self.sequence + 1) & MASK:
                self.acknowledged(segment, now)
            else:
                self._engine.output.reset(segment, now)
        return True

    def _arrive_syn(self, segment: TcpSegment, same: bool, now: int) -> None:
        if same and not segment.flags & ACK:  # our answer was lost, or is late
            self.resent = True
            self._answer(now)
        else:
            self._challenge(now)

    def _challenge(self, now: int) -> None:
        if self.may_challenge(now):
            self._engine.output.acknowledge(
                self, self.sequence + 1, self.peer_sequence + 1, self._engine.first_window >> self._scale, now)

    @property
    def _scale(self) -> int:
        return self._engine.window_scale if self.peer_scale != ABSENT else 0

    def acknowledged(self, segment: TcpSegment, now: int) -> None:
        """The handshake is complete; `segment` may carry text already."""
        raise NotImplementedError

    def finished(self) -> None:
        """It came to nothing."""
        raise NotImplementedError
