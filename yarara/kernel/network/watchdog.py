"""When the device at one pair of rings is taken for broken: it interrupts without a reason, or sends nothing for long."""

from __future__ import annotations

from yarara.kernel.network.duration import NEVER, SECOND

PATIENCE = 5 * SECOND
"""A device that has sent none of the frames it was given for so long is broken."""
MOST_INTERRUPTS = 1000
"""So many interrupts in a row after which nothing had been returned are an error."""

IDLE = 0
"""`look`: there is nothing to send."""
SENDING = 1
"""Something was sent since the last look, or this is the first with something to send."""
QUIET = 2
"""Nothing was sent since, ..."""
OVERDUE = 3
"""... for too long."""


class Watchdog:
    """Told how many packets the device has returned and sent in all; remembers what it was told last."""

    def __init__(self) -> None:
        self.interrupts = 0
        """In a row, after which nothing had been returned."""
        self.deadline = NEVER
        """When to `look` again."""
        self._returned = 0
        self._sent = 0

    def interrupted(self, returned: int) -> bool:
        """An interrupt came. True: too many without a reason."""
        self.interrupts = self.interrupts + 1 if returned == self._returned else 0
        self._returned = returned
        if self.interrupts <= MOST_INTERRUPTS:
            return False
        self.interrupts = 0
        return True

    def has_sent(self, sent: int) -> bool:
        """Whether the device has sent anything since this was last asked."""
        before = self._sent
        self._sent = sent
        return sent != before

    def look(self, now: int, unsent: int, sent: int) -> int:
        """How it stands at the time `now` with a device that has `unsent` frames to send."""
        if unsent == 0:
            self.deadline = NEVER
            return IDLE
        if self.has_sent(sent) or self.deadline == NEVER:
            self.deadline = now + PATIENCE
            return SENDING
        if now < self.deadline:
            return QUIET
        self.deadline = now + PATIENCE
        return OVERDUE
