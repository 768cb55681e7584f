"""An entropy device (virtio 1.2, section 5.4): it fills what it is lent, as soon as it is notified."""

from __future__ import annotations

from typing import Callable

from yarara.devicemodel.device import (
    F_ANY_LAYOUT, F_EVENT_IDX, F_IN_ORDER, F_INDIRECT_DESC, F_RING_PACKED, F_RING_RESET, F_VERSION_1, AnsweringDevice,
)
from yarara.devicemodel.queue import DriverError

ALL_FEATURES = F_VERSION_1 | F_EVENT_IDX | F_ANY_LAYOUT | F_INDIRECT_DESC | F_RING_PACKED | F_IN_ORDER | F_RING_RESET


class RngModel(AnsweringDevice):
    """`source` makes the bytes; `most` limits how many are given at once."""

    def __init__(self, source: Callable[[int], bytes], features: int = ALL_FEATURES, capacity: int = 8) -> None:
        super().__init__(4, features, capacity, b"")
        self.source = source
        self.most = 1 << 16

    def _answer(self, index: int) -> bool:
        queue = self.queues[index]
        chain = queue.take()
        if chain is None:
            return False
        if any(not buffer.device_writes for buffer in chain.buffers):
            raise DriverError("the device reads nothing (5.4.6.1)")
        if self.lie is not None:
            self.lie()
        else:
            queue.put(chain.head, chain.write(self.source(min(chain.writable(), self.most))))
            self.signal(queue)
        return True
