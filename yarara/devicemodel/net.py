"""A network device with a wire (virtio 1.2, section 5.1): frames in and out are `bytes`, without checksum."""

from __future__ import annotations

import struct

from yarara.devicemodel.device import F_EVENT_IDX, F_VERSION_1, VirtioDevice
from yarara.devicemodel.queue import DriverError

F_MTU = 1 << 3
F_MAC = 1 << 5
F_STATUS = 1 << 16
ALL_FEATURES = F_VERSION_1 | F_EVENT_IDX | F_MTU | F_MAC | F_STATUS

RECEIVE_QUEUE = 0
TRANSMIT_QUEUE = 1

HEADER = struct.Struct("<BBHHHHH")


class NetModel(VirtioDevice):
    """`wire` holds what the driver sent; `deliver` is what comes from the other end. Nothing moves by itself: call `step`, or
    `run` to let the device do all that it knows of."""

    def __init__(self, mac: bytes = b"\x52\x54\x00\x12\x34\x56", mtu: int = 1500, features: int = ALL_FEATURES,
                 capacity: int = 256) -> None:
        super().__init__(1, features, 2, capacity, mac + struct.pack("<HHH", 1, 1, mtu))
        self.wire: list[bytes] = []
        self.missed = 0
        """Frames that came when there was no packet to put them in."""

    def step(self) -> bool:
        """Send one frame, if the device is awake. False: it sleeps until the next notification."""
        queue = self.queues[TRANSMIT_QUEUE]
        if not self.live() or not queue.notified:
            return False
        chain = queue.take()
        if chain is not None:
            queue.want_notifications(False)
            self._send(chain.read())
            queue.put(chain.head, 0)
            self.signal(queue)
            return True
        # To sleep, ask for a notification first and look again: what came between is seen now, what comes later notifies.
        queue.want_notifications(True)
        queue.notified = queue.waiting() > 0
        return queue.notified

    def run(self) -> None:
        """Send everything the driver has told it of."""
        while self.step():
            pass

    def _send(self, data: bytes) -> None:
        if len(data) < HEADER.size + 14:
            raise DriverError("a frame without an Ethernet header")
        if any(data[:HEADER.size]):
            raise DriverError("an offload that was not negotiated")
        self.wire.append(data[HEADER.size:])

    def deliver(self, frame: bytes) -> bool:
        """A frame comes in. False: it was lost, for want of a packet."""
        queue = self.queues[RECEIVE_QUEUE]
        chain = queue.take() if self.live() and queue.ready else None
        if chain is None:
            self.missed += 1
            if queue.ready:
                queue.want_notifications(True)
            return False
        queue.want_notifications(False)
        if chain.writable() < HEADER.size + 1514:
            raise DriverError("a receive buffer too small for a frame (5.1.6.3.1)")
        data = HEADER.pack(0, 0, 0, 0, 0, 0, 1) + frame
        queue.put(chain.head, chain.write(data))
        self.signal(queue)
        return True

    def set_link(self, up: bool) -> None:
        """Plug the cable in, or pull it."""
        self.change_configuration(6, struct.pack("<H", up))
