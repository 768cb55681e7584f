"""A memory balloon (virtio 1.2, section 5.5): which pages of the guest the host has, and which it knows to be free."""

from __future__ import annotations

import struct

from yarara.devicemodel.device import (
    F_ANY_LAYOUT, F_EVENT_IDX, F_IN_ORDER, F_INDIRECT_DESC, F_RING_PACKED, F_RING_RESET, F_VERSION_1, VirtioDevice,
)
from yarara.devicemodel.queue import Chain, DeviceQueue, DriverError

F_STATS_VQ, F_FREE_PAGE_HINT, F_REPORTING = 1 << 1, 1 << 3, 1 << 5
ALL_FEATURES = (F_VERSION_1 | F_EVENT_IDX | F_ANY_LAYOUT | F_INDIRECT_DESC | F_RING_PACKED | F_IN_ORDER | F_RING_RESET | F_STATS_VQ | F_REPORTING)
INFLATE, DEFLATE, STATISTICS = 0, 1, 2
PAGE = 4096
STATISTIC = struct.Struct("<HQ")


class BalloonModel(VirtioDevice):
    """The host asks with `ask`. What the driver gives is checked: no page twice, none that it does not have, no report of one that is given."""

    def __init__(self, features: int = ALL_FEATURES, capacity: int = 32) -> None:
        queues = 2 + sum(features & feature != 0 for feature in (F_STATS_VQ, F_FREE_PAGE_HINT, F_REPORTING))
        self.reporting = queues - 1 if features & F_REPORTING else -1
        self.inside: set[int] = set()
        """Numbers of the pages in the balloon."""
        self.reports: list[tuple[int, int]] = []
        """Address and length of each range that was reported."""
        self.statistics: dict[int, int] = {}
        """What the driver said last, by tag."""
        self._held: Chain | None = None
        self.silent = False
        super().__init__(5, features, queues, capacity, struct.pack("<IIII", 0, 0, 0, 0))

    def _forget(self) -> None:
        super()._forget()
        self.inside.clear()
        self._held = None
        if hasattr(self, "configuration"):
            self.configuration[4:8] = bytes(4)

    def ask(self, count: int) -> None:
        """The host would like to have so many pages."""
        self.change_configuration(0, struct.pack("<I", count))

    def actual(self) -> int:
        """How many pages it has, as the driver says."""
        return int.from_bytes(self.configuration[4:8], "little")

    def write_configuration(self, offset: int, size: int, value: int) -> None:
        if (offset, size) != (4, 4) or value != len(self.inside):
            super().write_configuration(offset, size, value)
        self.configuration[4:8] = value.to_bytes(4, "little")

    def ask_for_statistics(self) -> None:
        """Give back the buffer with the last ones."""
        assert self._held is not None
        self.queues[STATISTICS].put(self._held.head, 0)
        self._held = None
        self.signal(self.queues[STATISTICS])

    def notify(self, index: int) -> None:
        super().notify(index)
        queue = self.queues[index]
        while not self.silent and (chain := queue.take()) is not None:
            if index == STATISTICS and self.offered & F_STATS_VQ:
                self._hear(chain)
                continue
            if index == self.reporting:
                self._note_report(chain)
            else:
                self._move(index, chain)
            queue.put(chain.head, 0)
            self.signal(queue)
        queue.want_notifications(True)
        queue.notified = False

    def _move(self, index: int, chain: Chain) -> None:
        numbers = [number for number, in struct.iter_unpack("<I", chain.read())]
        if not numbers or len(set(numbers)) != len(numbers):
            raise DriverError("no pages, or one of them twice")
        if index == INFLATE:
            if self.inside & set(numbers):
                raise DriverError("a page that is in the balloon already")
            self.inside |= set(numbers)
        else:
            if not set(numbers) <= self.inside:
                raise DriverError("a page that is not in the balloon")
            self.inside -= set(numbers)

    def _note_report(self, chain: Chain) -> None:
        for part in chain.buffers:
            if not part.device_writes or part.address % PAGE or part.length % PAGE:
                raise DriverError("a range that does not consist of pages")
            if self.inside & set(range(part.address // PAGE, (part.address + part.length) // PAGE)):
                raise DriverError("a range with a page that is in the balloon")
            self.reports.append((part.address, part.length))

    def _hear(self, chain: Chain) -> None:
        if self._held is not None:
            raise DriverError("statistics that nobody asked for")
        self.statistics = dict(STATISTIC.iter_unpack(chain.read()))
        self._held = chain

    def queue_of_reports(self) -> DeviceQueue:
        return self.queues[self.reporting]
