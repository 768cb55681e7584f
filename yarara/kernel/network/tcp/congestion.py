"""Congestion control: slow start, congestion avoidance, fast retransmit and fast recovery (RFC 5681), with the NewReno
modification of fast recovery (RFC 6582) and limited transmit (RFC 3042).

Everything is in bytes of sequence space. Positions are those of `sequence.py`.
"""

from __future__ import annotations

DUPLICATE_THRESHOLD = 3
LARGEST_WINDOW = 1 << 30
"""The largest window RFC 7323 can announce; a larger cwnd would mean nothing."""


class Congestion:
    """How much may be in flight, and when a loss is to be repaired without waiting for the timer."""

    def __init__(self, initial_sequence: int) -> None:
        self.mss = 0
        """SMSS: the largest payload sent."""
        self.cwnd = 0
        self.ssthresh = LARGEST_WINDOW
        self.recover = initial_sequence
        """RFC 6582: the end of what had been sent when the last loss was noticed."""
        self.recovering = False
        self.duplicates = 0
        """Duplicate acknowledgments in a row."""
        self._acknowledged = 0
        self._timed_out_at = -1

    def start(self, mss: int, syn_was_lost: bool) -> None:
        """The handshake is over. After a lost SYN the initial window is one segment (RFC 5681 section 3.1)."""
        self.mss = mss
        self.cwnd = mss if syn_was_lost else self._initial_window()

    def _initial_window(self) -> int:
        """IW (RFC 5681 section 3.1)."""
        if self.mss > 2190:
            return 2 * self.mss
        if self.mss > 1095:
            return 3 * self.mss
        return 4 * self.mss

    @property
    def allowance(self) -> int:
        """What may be in flight now. Limited transmit: the first two duplicates let one new segment out each."""
        if self.recovering:
            return self.cwnd
        return self.cwnd + min(self.duplicates, DUPLICATE_THRESHOLD - 1) * self.mss

    def acknowledge(self, position: int, count: int, flight: int) -> bool:
        """An acknowledgment of `count` new bytes, up to `position`, arrived while `flight` bytes were in flight.

        True: it was a partial one, so the segment at `position` is lost too and is to be sent again.
        """
        self.duplicates = 0
        if self.recovering:
            return self._acknowledge_in_recovery(position, count, flight - count)
        if self.cwnd < self.ssthresh:
            self._grow(min(count, self.mss))
            return False
        self._acknowledged += count
        if self._acknowledged >= self.cwnd:
            self._acknowledged -= self.cwnd
            self._grow(self.mss)
        return False

    def _acknowledge_in_recovery(self, position: int, count: int, flight: int) -> bool:
        """RFC 6582 section 3.2, step 3."""
        if position >= self.recover:
            self.cwnd = min(self.ssthresh, max(flight, self.mss) + self.mss)
            self.recovering = False
            self._acknowledged = 0
            return False
        self.cwnd = max(self.cwnd - count, 0)
        if count >= self.mss or self.cwnd < self.mss:
            self.cwnd += self.mss
        return True

    def duplicate(self, una: int, flight: int, highest: int) -> bool:
        """A duplicate acknowledgment of `una` arrived; `highest` is the end of what was ever sent.

        True: it is the third one, so the segment at `una` is lost and is to be sent again (fast retransmit).
        """
        if self.recovering:
            self._grow(self.mss)
            return False
        self.duplicates += 1
        if self.duplicates != DUPLICATE_THRESHOLD or una <= self.recover:
            return False
        self.ssthresh = max(flight // 2, 2 * self.mss)
        self.cwnd = self.ssthresh + DUPLICATE_THRESHOLD * self.mss
        self.recover = highest
        self.recovering = True
        return True

    def timed_out(self, una: int, flight: int, highest: int) -> None:
        """The retransmission timer expired (RFC 5681 section 3.1, RFC 6582 section 3.2 step 4)."""
        if una != self._timed_out_at:  # ssthresh stays while the same segment is sent again and again
            self.ssthresh = max(flight // 2, 2 * self.mss)
        self._timed_out_at = una
        self.cwnd = self.mss
        self.recover = highest
        self.recovering = False
        self.duplicates = 0
        self._acknowledged = 0

    def restart(self) -> None:
        """Nothing was sent for longer than the retransmission timeout: what was learnt is stale (RFC 5681 section 4.1)."""
        self.cwnd = min(self.cwnd, self._initial_window())

    def _grow(self, count: int) -> None:
        self.cwnd = min(self.cwnd + count, LARGEST_WINDOW)
