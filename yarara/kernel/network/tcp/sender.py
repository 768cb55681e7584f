"""The sending half of a connection: what is in flight, what may follow, when to send again.

Positions, in the order of the stream (RFC 9293 section 3.3.1):

```
   una          next         end
    | in flight  | not sent   | free
```

`una` is the first byte not acknowledged, `next` the next to send, `end` where the application's data ends for now. After a
timeout `next` goes back to `una`; `max` remembers how far it had been. A FIN occupies the position `end`.
"""

from __future__ import annotations

from yarara.kernel.network.duration import NEVER
from yarara.kernel.network.tcp.buffer import BufferPool, ByteRing
from yarara.kernel.network.tcp.congestion import Congestion
from yarara.kernel.network.tcp.rto import MAXIMUM, RetransmissionTimer

LARGEST_BACK_OFF = 10
"""Doublings of the persist interval after which it is at its maximum anyway."""


class Sender:
    """Owns the send ring. Decides; the `Connection` builds the segments."""

    def __init__(self, initial_sequence: int, pool: BufferPool) -> None:
        self.ring = ByteRing(pool)
        self.una = initial_sequence
        self.next = initial_sequence
        self.max = initial_sequence
        self.end = initial_sequence + 1  # the SYN occupies the first position
        self.fin = False
        """The application has no more to send: a FIN follows the data."""
        self.mss = 0
        self.no_delay = False
        """Nagle's algorithm is off."""

        self.window = 0
        """SND.WND: what the peer is ready to take from `una` on, in bytes."""
        self.scale = 0
        """The peer's shift count (RFC 7323)."""
        self.max_window = 0
        """The largest window the peer ever offered."""
        self._wl1 = 0
        self._wl2 = 0

        self.congestion = Congestion(initial_sequence)
        self.rto = RetransmissionTimer()
        self.resend = False
        """The segment at `una` is believed lost and goes first."""
        self.forced = False
        """The persist timer expired: send something although the window says no."""
        self.expires = NEVER
        """When to send again (retransmission timer) or to probe (persist timer)."""
        self.progress = 0
        """Since when the peer has owed us an answer."""
        self._persisting = False
        self._probes = 0
        self._last_sent = 0
        self._timed_position = -1
        self._timed_at = 0

    # -- the application's side

    @property
    def space(self) -> int:
        """Bytes that `write` can take now."""
        if self.fin or not self.ring.attached:
            return 0
        return self.ring.capacity - (self.end - self.una)

    def write(self, address: int, length: int, now: int) -> int:
        """Take up to `length` bytes from memory; how many."""
        if length > self.space and self._ring_limits():
            self.ring.grow(self.una, self.end)
        count = min(length, self.space)
        if count > 0:
            self._note_start(now)
            self.ring.write(self.end, address, count)
            self.end += count
        return count

    def _ring_limits(self) -> bool:
        """Whether the network and the peer would take more than the ring holds: as much as is in flight should wait behind it."""
        return 2 * min(self.window, self.congestion.allowance) > self.ring.capacity

    def finish(self, now: int) -> None:
        """A FIN after what was written."""
        self._note_start(now)
        self.fin = True

    def _note_start(self, now: int) -> None:
        if self.una == self.end:
            self.progress = now

    @property
    def limit(self) -> int:
        """The position behind everything there is to send."""
        return self.end + 1 if self.fin else self.end

    @property
    def fin_acknowledged(self) -> bool:
        return self.fin and self.una > self.end

    # -- the handshake

    def syn_sent(self, now: int) -> None:
        """Our SYN went out, perhaps again (then it times nothing: Karn's algorithm)."""
        again = self.max > self.una
        self.next = self.una + 1
        self.max = self.next
        self._timed_position = -1 if again else self.next
        self._timed_at = now
        self.expires = now + self.rto.timeout

    def synchronized(self, mss: int, syn_was_lost: bool) -> None:
        """Our SYN was acknowledged, and the peer's options are known."""
        self.mss = mss
        self.rto.established(syn_was_lost)
        self.congestion.start(mss, syn_was_lost)

    # -- what to send

    @property
    def flight(self) -> int:
        return self.next - self.una

    def resend_length(self) -> int:
        """How much of the sequence space a segment occupies that repeats what was sent from `una` on."""
        sent = self.max - self.una
        length = min(self.mss, self.end - self.una)
        if length == self.end - self.una:
            length += 1  # the FIN, if it was among what was sent
        return min(length, sent)

    @property
    def acknowledgment_position(self) -> int:
        """The sequence number of a segment without text: one that the peer must find acceptable. What a probe sent beyond the
        window does not count."""
        return self.next if self._persisting else self.max

    def sendable(self, most: int = 0) -> int:
        """How much of the sequence space the next segment may occupy, from `next` on; 0 when nothing may be sent now. `most`: bytes
        of text that the device cuts into segments of `mss`, if it does that.

        Sender's silly window avoidance and Nagle's algorithm: RFC 9293 sections 3.8.6.2.1 and 3.7.4.
        """
        remaining = self.limit - self.next
        if remaining <= 0:
            return 0
        room = min(self.window, self.congestion.allowance) - self.flight
        if room <= 0:
            return 1 if self.forced else 0
        unsent = max(self.end - self.next, 0)
        burst = most - most % self.mss if most > self.mss else self.mss
        length = min(unsent, room, burst)
        if length == unsent:  # everything, so that a FIN may ride along
            length = min(remaining, room)
            if length > unsent or self.no_delay or self.flight == 0:
                return length
        if length >= self.mss:
            return length - length % self.mss if length > self.mss else length
        if self.next < self.max or self.forced:
            return length
        if (self.no_delay or self.flight == 0) and 2 * length >= self.max_window:
            return length
        return 0

    def sent(self, length: int, now: int) -> None:
        """A segment of this length (in sequence space) went out from `next`."""
        if self.next >= self.max and self._timed_position < 0:  # what is sent twice is not measured (Karn's algorithm)
            self._timed_position = self.next + length
            self._timed_at = now
        self._last_sent = now
        self.forced = False
        self.max = max(self.max, self.next + length)
        if self.next + length > self.una + self.window:
            self._timed_position = -1  # a probe: not in flight, since the peer did not invite it
        else:
            self.next += length

    def resent(self) -> None:
        """The segment at `una` went out again."""
        self.resend = False
        self._timed_position = -1

    def restart_if_idle(self, now: int) -> None:
        """RFC 5681 section 4.1."""
        if self.una == self.max and now - self._last_sent > self.rto.timeout:
            self.congestion.restart()

    # -- what comes back

    def acknowledge(self, position: int, now: int) -> None:
        """Everything up to `position` arrived; una < position <= max."""
        if 0 <= self._timed_position <= position:
            self.rto.sample(now - self._timed_at)
            self._timed_position = -1
        if self.congestion.acknowledge(position, position - self.una, self.flight):
            self.resend = True
        elif not self.congestion.recovering:
            self.resend = False
        self.una = position
        self.next = max(self.next, position)
        self.progress = now
        self.forced = False
        self._probes = 0
        self.expires = NEVER  # (5.3) of RFC 6298: `schedule` starts it again if something is left

    def duplicate(self) -> None:
        """A duplicate acknowledgment (RFC 5681 section 2) arrived."""
        if self.congestion.duplicate(self.una, self.flight, self.max):
            self.resend = True

    def is_duplicate(self, position: int, window: int) -> bool:
        """Whether a segment that carries nothing but this acknowledgment and this window is one (RFC 5681 section 2)."""
        return position == self.una and self.flight > 0 and window == self.window

    def update_window(self, sequence: int, acknowledgment: int, window: int) -> None:
        """RFC 9293 section 3.10.7.4: believe the window of the newest segment only."""
        if self._wl1 < sequence or (self._wl1 == sequence and self._wl2 <= acknowledgment):
            self.set_window(sequence, acknowledgment, window)

    def set_window(self, sequence: int, acknowledgment: int, window: int) -> None:
        """The peer's window, in bytes, and the segment that said so."""
        self.window = window
        self.max_window = max(self.max_window, window)
        self._wl1 = sequence
        self._wl2 = acknowledgment

    # -- time

    def schedule(self, now: int) -> None:
        """Start, keep or stop the timer, after anything has changed."""
        if self.flight > 0:
            if self._persisting or self.expires == NEVER:
                self.expires = now + self.rto.timeout
            self._persisting = False
        elif self.limit > self.una:
            if not self._persisting or self.expires == NEVER:
                self.expires = now + min(self.rto.timeout << self._probes, MAXIMUM)
            self._persisting = True
        else:
            self.expires = NEVER
            self._persisting = False

    def timed_out(self) -> None:
        """The timer expired: go back to `una`, or probe (RFC 9293 section 3.8.6.1)."""
        self.expires = NEVER
        if self._persisting:
            self._probes = min(self._probes + 1, LARGEST_BACK_OFF)
            self.forced = True
            return
        self.congestion.timed_out(self.una, self.flight, self.max)
        self.rto.back_off()
        self.next = self.una
        self.resend = False
        self._timed_position = -1

    @property
    def persisting(self) -> bool:
        """The peer's window is closed (or too small to use) and nothing is in flight."""
        return self._persisting
