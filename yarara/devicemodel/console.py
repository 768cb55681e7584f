"""A console device with several ports (virtio 1.2, section 5.3): the host's side of what the driver reads and writes."""

from __future__ import annotations

import struct

from yarara.devicemodel.device import (
    F_ANY_LAYOUT, F_EVENT_IDX, F_IN_ORDER, F_INDIRECT_DESC, F_RING_PACKED, F_RING_RESET, F_VERSION_1, VirtioDevice,
)
from yarara.devicemodel.queue import DriverError

F_MULTIPORT = 1 << 1
ALL_FEATURES = (F_VERSION_1 | F_EVENT_IDX | F_ANY_LAYOUT | F_INDIRECT_DESC | F_RING_PACKED | F_IN_ORDER | F_RING_RESET | F_MULTIPORT)
MESSAGE = struct.Struct("<IHH")
DEVICE_READY, PORT_ADD, PORT_REMOVE, PORT_READY, PORT_OPEN, PORT_NAME = 0, 1, 2, 3, 6, 7
CONTROL_RECEIVE, CONTROL_TRANSMIT = 2, 3


class ConsoleModel(VirtioDevice):
    """`ports` gives the name of each port by its number; the host has them open from the beginning, unless `open` says otherwise."""

    def __init__(self, ports: dict[int, bytes], features: int = ALL_FEATURES, capacity: int = 16, most: int = 4) -> None:
        super().__init__(3, features, 2 + 2 * most, capacity, struct.pack("<HHII", 0, 0, most, 0))
        self.ports = ports
        self.open = set(ports)
        self.refused: set[int] = set()
        """Ports for which there is no driver."""
        self.opened: set[int] = set()
        """Ports that the driver has opened."""
        self.lost = 0
        """Bytes and messages for which there was no buffer."""
        self.written: dict[int, bytearray] = {number: bytearray() for number in ports}
        """What the driver has written to each port."""
        self.holds = False
        """Nothing is taken of what the driver writes."""
        self.mute = False
        """Messages of the driver are not answered."""

    def _forget(self) -> None:
        super()._forget()
        self.opened = set()

    def notify(self, index: int) -> None:
        super().notify(index)
        queue = self.queues[index]
        while index == CONTROL_TRANSMIT and not self.mute and (chain := queue.take()) is not None:
            message = chain.read()
            if len(message) != MESSAGE.size:
                raise DriverError(f"a message of {len(message)} bytes")
            self._obey(*MESSAGE.unpack(message))
            queue.put(chain.head, 0)
        if index % 2 == 1 and index != CONTROL_TRANSMIT:
            self.take_writes(index)
        if queue.ready:
            queue.want_notifications(not self.holds)
        queue.notified = False

    def take_writes(self, index: int, most: int = 1 << 30) -> None:
        """Read what the driver has lent of a transmit queue."""
        queue, number = self.queues[index], max((index - 3) // 2, 0)
        while most > 0 and not self.holds and (chain := queue.take()) is not None:
            if number not in self.opened:
                raise DriverError(f"bytes for port {number}, which the driver has not opened")
            self.written[number] += chain.read()
            queue.put(chain.head, 0)
            self.signal(queue)
            most -= 1
        if queue.ready:
            queue.want_notifications(not self.holds)

    def _obey(self, number: int, event: int, value: int) -> None:
        if event == DEVICE_READY and value == 1:
            for port in self.ports:
                self.say(port, PORT_ADD, 1)
        elif event == PORT_READY and number in self.ports:
            if not value:
                self.refused.add(number)
                return
            self.say(number, PORT_NAME, 1, self.ports[number])
            if number in self.open:
                self.say(number, PORT_OPEN, 1)
        elif event == PORT_OPEN and number in self.ports and number not in self.refused:
            self.opened.add(number)
        else:
            raise DriverError(f"message {event} for port {number}")

    def say(self, number: int, event: int, value: int, rest: bytes = b"") -> bool:
        """A message to the driver; whether there was a buffer for it."""
        return self._write(CONTROL_RECEIVE, MESSAGE.pack(number, event, value) + rest)

    def send(self, number: int, data: bytes) -> bool:
        """Bytes from the host, in one buffer; False when there is none, or the driver has not opened the port."""
        return number in self.opened and self._write(2 * number + 2 if number else 0, data)

    def close(self, number: int) -> bool:
        """The host closes a port."""
        self.open.discard(number)
        return self.say(number, PORT_OPEN, 0)

    def _write(self, index: int, data: bytes) -> bool:
        queue = self.queues[index]
        chain = queue.take() if self.live() and queue.ready else None
        if chain is None:
            self.lost += len(data)
            return False
        queue.put(chain.head, chain.write(data[:chain.writable()]))
        self.signal(queue)
        return True
