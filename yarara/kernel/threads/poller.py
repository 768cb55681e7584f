"""Who wants to be asked for work by a core: the network stack, for example."""

from __future__ import annotations


class Poller:
    """Base class. All methods run on the core that it is registered with, outside of interrupts; none may block."""

    def acknowledge(self, pending: int) -> None:
        """A device has interrupted since the last poll; `poll` follows. `pending` has a bit for each interrupt that came."""
        raise NotImplementedError

    def poll(self, now: int) -> int:
        """Do everything there is to do; the time in nanoseconds when it must be called again at the latest (clock.NEVER: never)."""
        raise NotImplementedError

    def enable_interrupts(self) -> bool:
        """Let the next piece of work interrupt the core. True when work arrived meanwhile, so that it must be polled again."""
        raise NotImplementedError

    def expects_more(self) -> bool:
        """Whether the last poll found so much that the next piece of work is likely to come soon, and need not interrupt a core that is busy."""
        return False


class Pollers(Poller):
    """Two of them, for a core with two kinds of devices."""

    def __init__(self, first: Poller, second: Poller) -> None:
        self._first = first
        self._second = second

    def acknowledge(self, pending: int) -> None:
        self._first.acknowledge(pending)
        self._second.acknowledge(pending)

    def poll(self, now: int) -> int:
        return min(self._first.poll(now), self._second.poll(now))

    def enable_interrupts(self) -> bool:
        waits = self._first.enable_interrupts()
        return self._second.enable_interrupts() or waits

    def expects_more(self) -> bool:
        return self._first.expects_more() or self._second.expects_more()
