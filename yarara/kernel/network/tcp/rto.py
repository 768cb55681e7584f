"""The retransmission timeout (RFC 6298). Times are nanoseconds."""

from __future__ import annotations

from yarara.kernel.network.duration import MILLISECOND, SECOND

INITIAL = SECOND
MINIMUM = 200 * MILLISECOND
"""RFC 6298 asks for 1 s and says that less may prove acceptable. Linux has used 200 ms for decades, and a service that is left
waiting for a second after one lost segment is not what anyone wants."""
MAXIMUM = 60 * SECOND
GRANULARITY = MILLISECOND
AFTER_LOST_SYN = 3 * SECOND


class RetransmissionTimer:
    """Estimates the round-trip time and says how long to wait for an acknowledgment."""

    def __init__(self) -> None:
        self.timeout = INITIAL
        """RTO."""
        self._srtt = -1
        self._rttvar = 0

    def sample(self, rtt: int) -> None:
        """Section 2. One round trip, measured on a segment that was sent once (Karn's algorithm, section 3)."""
        if self._srtt < 0:
            self._srtt = rtt
            self._rttvar = rtt // 2
        else:
            self._rttvar += (abs(self._srtt - rtt) - self._rttvar) // 4
            self._srtt += (rtt - self._srtt) // 8
        self.timeout = min(max(self._srtt + max(GRANULARITY, 4 * self._rttvar), MINIMUM), MAXIMUM)

    def back_off(self) -> None:
        """(5.5): the timer expired; wait twice as long for the next answer, until a new sample arrives."""
        self.timeout = min(2 * self.timeout, MAXIMUM)

    def established(self, syn_was_lost: bool) -> None:
        """(5.7): the handshake is over. After a lost SYN the path may be slow, so the first data gets 3 s."""
        if syn_was_lost:
            self.timeout = AFTER_LOST_SYN
