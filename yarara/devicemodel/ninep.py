"""A 9P device: each message goes to a server, whose answer comes back at once."""

from __future__ import annotations

from typing import Callable

from yarara.devicemodel.device import (
    F_ANY_LAYOUT, F_EVENT_IDX, F_IN_ORDER, F_INDIRECT_DESC, F_RING_PACKED, F_RING_RESET, F_VERSION_1, AnsweringDevice,
)
from yarara.devicemodel.ninep_server import Server
from yarara.devicemodel.queue import DriverError

F_MOUNT_TAG = 1 << 0
ALL_FEATURES = (F_VERSION_1 | F_EVENT_IDX | F_ANY_LAYOUT | F_INDIRECT_DESC | F_RING_PACKED | F_IN_ORDER | F_RING_RESET | F_MOUNT_TAG)


class NinePModel(AnsweringDevice):
    """`distort` changes what the server says; `lie`, called in place of an answer, breaks the rules of the ring."""

    def __init__(self, server: Server, tag: str = "data", features: int = ALL_FEATURES, capacity: int = 16) -> None:
        name = tag.encode()
        super().__init__(9, features, capacity, len(name).to_bytes(2, "little") + name)
        self.server = server
        self.distort: Callable[[bytes], bytes] | None = None

    def write_status(self, status: int) -> None:
        super().write_status(status)
        if self.status == 0:
            self.server.reset()

    def _answer(self, index: int) -> bool:
        queue = self.queues[index]
        chain = queue.take()
        if chain is None:
            return False
        if self.lie is not None:
            self.lie()
            return True
        if len(chain.buffers) != 2 or chain.buffers[0].device_writes or not chain.buffers[1].device_writes:
            raise DriverError("a message and room for the answer")
        answer = self.server.answer(chain.read())
        if self.distort is not None:
            answer = self.distort(answer)
        queue.put(chain.head, chain.write(answer))
        self.signal(queue)
        return True
