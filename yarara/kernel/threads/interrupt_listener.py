"""Who wants to hear of the interrupts of a device that is no poller's: a disk, for whose answer threads wait."""

from __future__ import annotations


class InterruptListener:
    """Base class. Known to the scheduler from `scheduler.listen` on, for good."""

    def __init__(self, bit: int) -> None:
        """Of the pending word, on whatever core it is set; nobody else's."""
        self.bit = bit
        self.older: InterruptListener | None = None
        """Of the scheduler."""

    def interrupted(self) -> None:
        """The device has interrupted this core. Outside of interrupts, as all that the scheduler calls; it may wake threads, and must not block."""
        raise NotImplementedError
