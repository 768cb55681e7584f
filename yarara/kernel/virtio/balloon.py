"""The virtio memory balloon device (virtio 1.2, section 5.5): memory goes back to the host, and comes again.

    qemu-system-x86_64 ... -device virtio-balloon-pci,free-page-reporting=on      (or virtio-balloon-device on microvm)

The device says how many pages the host would like to have. The driver tells it of each page that goes into the balloon, and of each that comes
out. Apart from that it reports free memory, whose contents the host may forget. What is given and taken `../balloon.py` decides. The core looks, the
device does not interrupt.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.virtio.features import BALLOON_REQUIRED, BALLOON_WANTED, F_BALLOON_FREE_PAGE_HINT, F_BALLOON_REPORTING, F_BALLOON_STATS_VQ
from yarara.kernel.virtio.queue import FULL, Chain, Virtqueue
from yarara.kernel.virtio.restarting import RestartingDriver
from yarara.kernel.virtio.transport import Transport
from yarara.machine import Struct, u16

PAGE_SHIFT = 12
"""Pages are counted in 4096 bytes, whatever the processor's are (5.5.6)."""
MOST_PAGES = 256
"""In one message."""
MOST_REPORTED = 32
"""Ranges of free memory in one report."""
PATIENCE = 100_000_000
"""So many looks at a queue without an answer, some seconds, are an error."""

# The queues (5.5.2); those after the first two are there when their feature is offered.
INFLATE = 0
DEFLATE = 1

# Device configuration (5.5.4).
CONFIG_NUM_PAGES = 0
CONFIG_ACTUAL = 4

# Tags of statistics (5.5.6.4).
S_MEMFREE = 4
S_MEMTOT = 5


class Statistic(Struct):
    """struct virtio_balloon_stat: packed, 10 bytes."""
    tag: u16
    value0: u16
    value1: u16
    value2: u16
    value3: u16

    def set(self, tag: int, value: int) -> None:
        self.tag = tag
        self.value0 = value & 0xFFFF
        self.value1 = value >> 16 & 0xFFFF
        self.value2 = value >> 32 & 0xFFFF
        self.value3 = value >> 48 & 0xFFFF


class VirtioBalloon(RestartingDriver):
    """The driver. One core at a time uses it."""

    def __init__(self, transport: Transport) -> None:
        """Start the device. Raises VirtioError when it cannot be used, MemoryError."""
        super().__init__(transport)
        offered = transport.offered()
        transport.negotiate(BALLOON_REQUIRED, BALLOON_WANTED)
        self._inflate = transport.make_queue(INFLATE, 1, 1)
        self._deflate = transport.make_queue(DEFLATE, 1, 1)
        following = 2
        self._statistics: Virtqueue | None = None
        if offered & F_BALLOON_STATS_VQ:
            self._statistics = transport.make_queue(following, 1, 1)
            following += 1
        if offered & F_BALLOON_FREE_PAGE_HINT:
            following += 1  # for migrations: not used
        self._reporting: Virtqueue | None = None
        if transport.features & F_BALLOON_REPORTING:
            self._reporting = transport.make_queue(following, MOST_REPORTED, MOST_REPORTED)
        self._numbers = allocate_dma(4 * MOST_PAGES)
        self._said = allocate_dma(2 * Statistic.SIZE)
        self._start()

    @machine.cold
    def _start(self) -> None:
        """Steps 7 and 8 of the initialization (3.1.1)."""
        self._enable(self._inflate)
        self._enable(self._deflate)
        if self._statistics is not None:
            self._enable(self._statistics)
        if self._reporting is not None:
            self._enable(self._reporting)
        self._statistics_asked = True
        """The device gets the first ones unasked (5.5.6.3)."""
        self._transport.start()
        self.set_actual(0)

    def _enable(self, queue: Virtqueue) -> None:
        queue.reset()
        self._transport.enable_queue(queue)
        queue.disable_interrupts()

    # -- the balloon (5.5.6) -------------------------------------------------------------------------------------------

    def wanted(self) -> int:
        """How many pages the host would like to have."""
        return self._transport.configuration32(CONFIG_NUM_PAGES)

    def set_actual(self, count: int) -> None:
        """Say how many pages are in the balloon."""
        self._transport.set_configuration32(CONFIG_ACTUAL, count)

    def inflate(self, address: int, count: int) -> bool:
        """The host may have these pages, up to MOST_PAGES, until `deflate`. False: the device does not work, and was started anew, or has `failed`."""
        return self._tell(self._inflate, address, count)

    def deflate(self, address: int, count: int) -> bool:
        """These pages are wanted back; their contents are gone. False: as before."""
        return self._tell(self._deflate, address, count)

    def _tell(self, queue: Virtqueue, address: int, count: int) -> bool:
        assert 0 < count <= MOST_PAGES
        for number in range(count):
            machine.store32(self._numbers + 4 * number, (address >> PAGE_SHIFT) + number)
        queue.lend(self._numbers, 4 * count, False)
        return self._wait(queue)

    # -- free page reporting (5.5.6.7) ---------------------------------------------------------------------------------

    def most_reported(self) -> int:
        """How many ranges fit into a report; 0: the device wants none."""
        queue = self._reporting
        if queue is None or self.failed:
            return 0
        return MOST_REPORTED if queue.indirect else min(MOST_REPORTED, queue.size)

    def report(self, ranges: Chain) -> bool:
        """The host may forget the contents of these ranges, which nobody uses until this returns. False: it was not told, and the device was
        started anew, or has `failed`."""
        queue = self._reporting
        if queue is None or queue.lend_chain(ranges) == FULL:
            return False
        return self._wait(queue)

    # -- statistics (5.5.6.3) ------------------------------------------------------------------------------------------

    def tell_statistics(self, free: int, total: int) -> None:
        """How many bytes are free and how many there are, if the device has asked."""
        queue = self._statistics
        if queue is None or self.failed:
            return
        if not self._statistics_asked:
            if queue.take_used() < 0:
                if queue.broken:
                    self._recover(queue)
                return
            self._transport.acknowledge(-1)
        self._statistics_asked = False
        Statistic.at(self._said).set(S_MEMFREE, free)
        Statistic.at(self._said + Statistic.SIZE).set(S_MEMTOT, total)
        queue.lend(self._said, 2 * Statistic.SIZE, False)
        if queue.publish():
            self._transport.notify(queue)

    # -- waiting, errors -----------------------------------------------------------------------------------------------

    def _wait(self, queue: Virtqueue) -> bool:
        """Show what was lent and wait until it comes back."""
        if queue.publish():
            self._transport.notify(queue)
        for _ in range(PATIENCE):
            if queue.take_used() >= 0:
                self._transport.acknowledge(-1)  # a device may interrupt unasked: its line must not stay up
                return True
            if queue.broken:
                break
            machine.pause()
        self._recover(queue)
        return False

    def _recover(self, queue: Virtqueue) -> None:
        """A reset empties the balloon, and the device may keep for ever what is in it, or was reported last, if it cannot be started again."""
        self._restart_after(queue.describe_fault(), "virtio balloon device")
