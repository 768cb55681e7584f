"""Memory that the program does not need goes back to the host, in images that were built for it (`machine.BALLOON`).

    yarara run --balloon program.py

Two ways, both over the balloon device: free memory is *reported*, so that the host may forget what is in it, and is still ours: it comes back when
it is touched. And the host can ask for memory to be *given*, so many pages, which are the host's until it asks for fewer. Nothing is given that would leave less than
an eighth of all memory free.

`tick` does what there is to do; the scheduler and the collector call it now and then.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import commandline, console
from yarara.kernel.memory import pages
from yarara.kernel.memory.pagemap import PAGE_SHIFT, PAGE_SIZE
from yarara.kernel.virtio import discovery
from yarara.kernel.virtio.balloon import MOST_PAGES, MOST_REPORTED, VirtioBalloon
from yarara.kernel.virtio.queue import Chain
from yarara.kernel.virtio.transport import DEVICE_BALLOON, Transport, VirtioError
from yarara.machine import Array

PERIOD = 200_000_000
"""Nanoseconds between two calls of `tick` by the scheduler."""
LEAST_TICKS = 1 << 26
"""Of the time stamp counter, between two that do something: some 20 milliseconds."""
MOST_STEPS = 16
"""Messages to the device in one tick."""
LEAST_ORDER = 5
"""Free blocks of fewer than 2**5 pages, 128 KiB, are not worth a report."""
RESERVE = 8
"""One part in so many of all memory is not given."""


class Balloon:
    """What the host has. One core at a time uses it."""

    def __init__(self, device: VirtioBalloon) -> None:
        """Raises MemoryError."""
        self.device = device
        self.given = 0
        """Pages in the balloon."""
        self._most_runs = pages.total_count() // MOST_PAGES + MOST_PAGES
        self._addresses: Array[int] = Array(self._most_runs)
        self._counts: Array[int] = Array(self._most_runs)
        self._runs = 0
        self._ranges = Chain(MOST_REPORTED)
        self._told = 0  # pages that the device knows of
        self._faults = 0  # of the device's, that were noticed

    def serve(self) -> None:
        """Give, take, report, whatever there is to do, up to MOST_STEPS of each. Allocates nothing."""
        if self.device.failed:
            return
        self._give()
        self._take()
        for _ in range(MOST_STEPS):
            if not self._report():
                break
        self.device.tell_statistics(pages.free_count() << PAGE_SHIFT, pages.total_count() << PAGE_SHIFT)
        self._notice_faults()
        if self.given != self._told and not self.device.failed:
            self._told = self.given
            self.device.set_actual(self.given)

    # -- given on demand -----------------------------------------------------------------------------------------------

    def _give(self) -> None:
        wanted = self.device.wanted()
        for _ in range(MOST_STEPS):
            count = min(wanted - self.given, MOST_PAGES, pages.free_count() - pages.total_count() // RESERVE)
            if count <= 0 or self._runs == self._most_runs or not self._give_run(count):
                return

    def _give_run(self, count: int) -> bool:
        """A run of so many pages, or of fewer where there is none so long."""
        address = pages.allocate_pages(count)
        while address == 0 and count > 1:
            count //= 2
            address = pages.allocate_pages(count)
        if address == 0:
            return False
        if not self.device.inflate(address, count):
            if not self.device.failed:
                pages.free_pages(address, count)
            return False
        self._addresses[self._runs] = address
        self._counts[self._runs] = count
        self._runs += 1
        self.given += count
        return True

    def _take(self) -> None:
        """The last that was given comes back first."""
        wanted = self.device.wanted()
        for _ in range(MOST_STEPS):
            if self.given <= wanted or self.device.faults != self._faults:
                return
            last = self._runs - 1
            count = min(self.given - wanted, self._counts[last])
            address = self._addresses[last] + (self._counts[last] - count << PAGE_SHIFT)
            if not self.device.deflate(address, count):
                return
            self._counts[last] -= count
            if self._counts[last] == 0:
                self._runs -= 1
            self.given -= count
            pages.free_pages(address, count)

    def _notice_faults(self) -> None:
        """A device that was reset has forgotten what it had: all is ours again. One that could not be reset keeps it."""
        if self.device.faults != self._faults and not self.device.failed:
            for run in range(self._runs):
                pages.free_pages(self._addresses[run], self._counts[run])
            self._runs = 0
            self.given = 0
            self._told = -1
        self._faults = self.device.faults

    # -- reported ------------------------------------------------------------------------------------------------------

    def _report(self) -> bool:
        """Report some blocks that became free; False when there are none. At most half of what is free is out of reach meanwhile."""
        ranges = self._ranges
        ranges.clear()
        most = self.device.most_reported()
        while ranges.count < most:
            block = pages.take_unreported(LEAST_ORDER)
            if block == 0:
                break
            ranges.add(block & -PAGE_SIZE, PAGE_SIZE << (block & PAGE_SIZE - 1), True)
        if ranges.count == 0:
            return False
        told = self.device.report(ranges)
        if not self.device.failed:
            for part in range(ranges.count):
                pages.give_back(ranges.addresses[part], ranges.lengths[part] >> PAGE_SHIFT, told)
        return told


class Service:
    """The balloon of this machine."""

    busy: int

    def __init__(self) -> None:
        self.busy = 0
        """1: a core is at it."""
        self.balloon: Balloon | None = None
        self.last = 0
        """The time stamp counter at the last tick."""


_service = Service()
_BUSY = 8
"""Offset of Service.busy."""


def start() -> None:
    """Look for the device, before the program begins. Raises MemoryError."""
    for transport in discovery.devices(commandline.text()):
        if transport.device_type == DEVICE_BALLOON and _service.balloon is None:
            _service.balloon = _started(transport)


def _started(transport: Transport) -> Balloon | None:
    try:
        balloon = Balloon(VirtioBalloon(transport))
    except VirtioError as error:
        console.log("balloon: " + str(error))
        return None
    console.log("balloon: a virtio device")
    return balloon


def tick() -> None:
    """Do what there is to do, unless another core does, or this was done just now. Allocates nothing, waits for the device alone."""
    balloon = _service.balloon
    now = machine.read_tsc()
    if balloon is None or now - _service.last < LEAST_TICKS:
        return
    if machine.compare_exchange(machine.address_of(_service) + _BUSY, 0, 1):
        _service.last = now
        balloon.serve()
        machine.write_fence()
        machine.write64(machine.address_of(_service) + _BUSY, 0)
