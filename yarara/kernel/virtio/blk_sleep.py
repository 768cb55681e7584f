"""How a thread sleeps until a disk has answered, and its core runs others or halts: the device interrupts then.

By interrupt messages (MSI-X) each lane interrupts its own core; by the line of a memory-mapped device all interrupt core 0. A line of the PCI bus may be that of other
devices too, and is routed for one of them only: such a disk is waited for by looking.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import commandline
from yarara.kernel.cpu import clock, core, interrupts
from yarara.kernel.threads import scheduler
from yarara.kernel.threads.interrupt_listener import InterruptListener
from yarara.kernel.virtio.blk_lane import Lane
from yarara.kernel.virtio.discovery import TOKEN
from yarara.kernel.virtio.mmio import MmioTransport
from yarara.kernel.virtio.transport import Transport

LONGEST = 100_000_000
"""Nanoseconds after which who sleeps looks at the device by itself: it may be broken."""


class Sleepers(InterruptListener):
    """The threads that wait for one disk, one in each lane."""

    def __init__(self, transport: Transport, lanes: list[Lane], bit: int) -> None:
        super().__init__(bit)
        self._transport = transport
        self._lanes = lanes
        self._apart = transport.vectors > len(lanes)  # each lane interrupts a core of its own

    def sleep(self, lane: Lane) -> bool:
        """Until the device interrupts because of this lane, or somebody wakes those who sleep. False: for as long as it may be. May return for no reason."""
        lane.sleeper = scheduler.current()
        # After this whoever returns an answer, or wishes that all leave, wakes us; what was there before is seen.
        waits = lane.queue.enable_interrupts()
        woken = waits or lane.closed or scheduler.park(clock.monotonic() + LONGEST)
        lane.sleeper = None
        lane.queue.disable_interrupts()
        return woken

    def interrupted(self) -> None:
        self._transport.acknowledge(-1)
        number = machine.core_load(core.NUMBER)
        for index in range(len(self._lanes)):
            if not self._apart or index == number:
                _wake(self._lanes[index])

    def wake_all(self) -> None:
        """There is a reason not to wait any longer, which was written before."""
        machine.fence()  # that before the look at who sleeps; `sleep` does it the other way round
        for lane in self._lanes:
            _wake(lane)


def _wake(lane: Lane) -> None:
    sleeper = lane.sleeper
    if sleeper is not None:
        scheduler.wake(sleeper)


@machine.cold
def prepare(transport: Transport, lanes: list[Lane]) -> Sleepers | None:
    """Have the device, which is not started yet, interrupt. None: its interrupts would not arrive, or nobody could sleep."""
    if not scheduler.is_started():
        return None
    messages = transport.message_count()
    if messages == 0 and not (isinstance(transport, MmioTransport) and TOKEN in commandline.text()):
        return None
    bit = interrupts.allocate_bit()
    if bit < 0:
        return None
    if messages == 0:
        if not interrupts.route_isa(transport.interrupt, bit, 0):
            return None
    elif not _send_messages(transport, min(messages, 1 + len(lanes)), bit):
        return None
    sleepers = Sleepers(transport, lanes, bit)
    scheduler.listen(sleepers)
    return sleepers


def _send_messages(transport: Transport, count: int, bit: int) -> bool:
    """One for the configuration and one for each queue, if there are so many; whether there are any."""
    for vector in range(count):
        if not transport.use_message(vector, interrupts.message_address(max(vector - 1, 0)), interrupts.message_data(bit)):
            break
    return transport.vectors > 0
