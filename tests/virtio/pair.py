"""Both sides of one ring, of either format, in a simulated memory of their own."""

from __future__ import annotations

from yarara.devicemodel.device import F_EVENT_IDX, F_IN_ORDER, F_INDIRECT_DESC, F_RING_PACKED, F_VERSION_1
from yarara.devicemodel.queue import DeviceQueue, DeviceRing
from yarara.kernel.virtio.packed import PackedQueue
from yarara.kernel.virtio.queue import Chain, Virtqueue
from yarara.kernel.virtio.split import SplitQueue
from yarara.simulation import simulation

BUFFER = 0x40_0000

FORMATS = {
    "split": F_EVENT_IDX, "split, flags": 0, "split, in order": F_EVENT_IDX | F_IN_ORDER, "split, indirect": F_EVENT_IDX | F_INDIRECT_DESC,
    "packed": F_RING_PACKED | F_EVENT_IDX, "packed, flags": F_RING_PACKED, "packed, in order": F_RING_PACKED | F_EVENT_IDX | F_IN_ORDER,
    "packed, indirect": F_RING_PACKED | F_EVENT_IDX | F_INDIRECT_DESC,
}


class Pair:
    """`driver` lends, `device` takes and returns."""

    def __init__(self, size: int = 4, features: int = F_EVENT_IDX, most_parts: int = 3) -> None:
        simulation.reset()
        self.features = features | F_VERSION_1
        self.in_order = bool(features & F_IN_ORDER)
        self.driver: Virtqueue = (PackedQueue if features & F_RING_PACKED else SplitQueue)(0, size, self.features, most_parts)
        self.queue = DeviceQueue(size)
        self.chain = Chain(most_parts)
        self.connect()

    @property
    def device(self) -> DeviceRing:
        return self.queue.live

    def connect(self) -> None:
        """What a reset of the device and its new start do."""
        self.driver.reset()
        self.queue.reset()
        self.queue.descriptor_area = self.driver.descriptor_area
        self.queue.driver_area = self.driver.driver_area
        self.queue.device_area = self.driver.device_area
        self.queue.start(self.features)

    def lend(self, count: int, length: int = 100) -> list[int]:
        """So many buffers that the device writes."""
        lent = [self.driver.lend(BUFFER, length, True) for _ in range(count)]
        self.driver.publish()
        return lent

    def lend_chain(self, *parts: tuple[int, int, bool]) -> int:
        self.chain.clear()
        for part in parts:
            self.chain.add(*part)
        return self.driver.lend_chain(self.chain)

    def take_all(self) -> list[int]:
        """The heads of everything that is offered."""
        taken = []
        while (chain := self.device.take()) is not None:
            taken.append(chain.head)
        return taken
