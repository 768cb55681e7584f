"""A file system device: each message goes to a server, whose answer comes back at once."""

from __future__ import annotations

import struct
from typing import Callable

from yarara.devicemodel.device import (
    F_ANY_LAYOUT, F_EVENT_IDX, F_IN_ORDER, F_INDIRECT_DESC, F_RING_PACKED, F_RING_RESET, F_VERSION_1, VirtioDevice,
)
from yarara.devicemodel.fuse_server import FORGET, FuseServer
from yarara.devicemodel.queue import DriverError

ALL_FEATURES = F_VERSION_1 | F_EVENT_IDX | F_ANY_LAYOUT | F_INDIRECT_DESC | F_RING_PACKED | F_IN_ORDER | F_RING_RESET
PRIORITY, REQUEST = 0, 1


class FsModel(VirtioDevice):
    """`distort` changes what the server says; `lie`, called in place of an answer, breaks the rules of the ring."""

    def __init__(self, server: FuseServer, tag: str = "data", features: int = ALL_FEATURES, capacity: int = 16) -> None:
        super().__init__(26, features, 2, capacity, struct.pack("<36sI", tag.encode(), 1))
        self.server = server
        self.distort: Callable[[int, bytes], bytes] | None = None
        """Called with the operation and the answer."""
        self.lie: Callable[[], None] | None = None
        self.silent = False

    def write_status(self, status: int) -> None:
        super().write_status(status)
        if self.status == 0:
            self.server.reset()

    def notify(self, index: int) -> None:
        super().notify(index)
        queue = self.queues[index]
        if self.lie is not None and not self.silent:
            if queue.take() is not None:
                self.lie()  # once: after it the ring may hold anything
        else:
            while not self.silent and (self._answer(index) or self._sleep(index)):
                pass
        queue.notified = False

    def _answer(self, index: int) -> bool:
        """Answer the next request of a queue; False when there is none."""
        queue = self.queues[index]
        chain = queue.take()
        if chain is None:
            return False
        request = chain.read()
        operation, = struct.unpack_from("<I", request, 4)
        if (operation == FORGET) != (index == PRIORITY):
            raise DriverError(f"request {operation} in queue {index}")
        answer = self.server.answer(request)
        if self.distort is not None and index == REQUEST:
            answer = self.distort(operation, answer)
        queue.put(chain.head, chain.write(answer))
        self.signal(queue)
        return True
