"""What all connections of one core share."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.network.duration import MILLISECOND
from yarara.kernel.network.tcp.buffer import BufferPool
from yarara.kernel.network.tcp.isn import InitialSequence
from yarara.kernel.network.tcp.output import Output
from yarara.kernel.network.tcp.table import Table
from yarara.kernel.network.tcp.timers import TimerHeap

RETRY_DELAY = MILLISECOND
"""How soon to try again what the device or the packet pool had no room for; then less and less often, because it may also be
that there is no route."""
LARGEST_RETRY_DELAY = 64 * MILLISECOND
MINIMUM_MSS = 48
"""A peer that asks for less gets this: otherwise the headers would be all that we send."""


class Engine:
    """The table, the timers, the way out, and the memory."""

    def __init__(self, output: Output, mss: int, receive_pool: BufferPool, send_pool: BufferPool, core: int = 0) -> None:
        self.output = output
        self.core = core
        """Where everything of it is done."""
        self.accept_lock = allocate_dma(8) if machine.PARALLEL else 0
        """Held to put connections into queues of those to be accepted, and to take them out, which core 0 does."""
        self.mss = mss
        """The largest payload of one packet on our link, which we announce and never exceed."""
        self.receive_pool = receive_pool
        self.send_pool = send_pool
        self.table = Table()
        self.timers = TimerHeap()
        self.initial_sequence = InitialSequence()
        self.window_scale = _scale_for(receive_pool.largest)
        """The shift count we offer (RFC 7323 section 2.2)."""

    @property
    def first_window(self) -> int:
        """The window in our SYN, which is never scaled."""
        return min(self.receive_pool.size, 0xFFFF)

    def usable_mss(self, announced: int, default: int) -> int:
        """The largest payload to send to a peer that announced this (negative: nothing)."""
        if announced < 0:
            announced = default
        return min(max(announced, MINIMUM_MSS), self.mss)


def _scale_for(capacity: int) -> int:
    scale = 0
    while capacity >> scale > 0xFFFF:
        scale += 1
    return scale
