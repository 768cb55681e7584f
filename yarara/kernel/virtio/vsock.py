"""The virtio socket device (virtio 1.2, section 5.10): packets between this machine and its host.

    qemu-system-x86_64 ... -device vhost-vsock-pci,guest-cid=3      (or vhost-vsock-device on microvm)

Here packets move; what they mean is in `../vsock/`. A device that breaks the rules is reset and started anew, which ends all connections.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.virtio.features import F_VSOCK_SEQPACKET, VSOCK_REQUIRED, VSOCK_WANTED
from yarara.kernel.virtio.queue import Virtqueue
from yarara.kernel.virtio.restarting import NEEDS_RESET
from yarara.kernel.virtio.transport import INTERRUPT_CONFIGURATION, Transport
from yarara.kernel.vsock.packet import HEADER_SIZE, VsockDevice
from yarara.machine import Array

RECEIVED = 32
"""Buffers for packets that come."""
SENT = 32
"""Packets that the device has at most."""
MOST_DATA = 4096
"""Bytes of data in a packet, either way."""
BUFFER_SIZE = 4160
EVENTS = 4
EVENT_SIZE = 8

# The queues (5.10.2).
RECEIVE = 0
TRANSMIT = 1
EVENT = 2

CONFIG_GUEST_CID = 0
EVENT_TRANSPORT_RESET = 0


class Slots:
    """Buffers of one size, and which of a queue's identifiers has which."""

    def __init__(self, queue: Virtqueue, most: int, size: int) -> None:
        """Raises MemoryError."""
        self.count = min(most, queue.size)
        self._memory = allocate_dma(self.count * size)
        self._size = size
        self._free: Array[int] = Array(self.count)
        self.by_identifier: Array[int] = Array(queue.size)
        self.forget()

    def forget(self) -> None:
        """The device has none."""
        self.left = self.count
        for number in range(self.count):
            self._free[number] = self._memory + number * self._size

    def take(self) -> int:
        self.left -= 1
        return self._free[self.left]

    def give(self, address: int) -> None:
        self._free[self.left] = address
        self.left += 1


class VirtioVsock(VsockDevice):
    """The driver. One core uses it."""

    def __init__(self, transport: Transport) -> None:
        """Start the device and fill its receive ring. Raises VirtioError when it cannot be used, MemoryError."""
        super().__init__(transport)
        self.keeps_messages = transport.negotiate(VSOCK_REQUIRED, VSOCK_WANTED) & F_VSOCK_SEQPACKET != 0
        self._received = transport.make_queue(RECEIVE, RECEIVED, 1)
        self._sent = transport.make_queue(TRANSMIT, SENT, 1)
        self._events = transport.make_queue(EVENT, EVENTS, 1)
        self._receive_slots = Slots(self._received, RECEIVED, BUFFER_SIZE)
        self._send_slots = Slots(self._sent, SENT, BUFFER_SIZE)
        self._event_slots = Slots(self._events, EVENTS, EVENT_SIZE)
        self.places = self._send_slots.count
        self._taken = 0  # the packet that the owner looks at
        self._start()

    @machine.cold
    def _start(self) -> None:
        """Steps 7 and 8 of the initialization (3.1.1)."""
        for queue in (self._received, self._sent, self._events):
            queue.reset()
            self._transport.enable_queue(queue)
        self._sent.disable_interrupts()
        self.cid = self._transport.configuration32(CONFIG_GUEST_CID)
        self._transport.start()
        self._receive_slots.forget()
        self._send_slots.forget()
        self._event_slots.forget()
        self._taken = 0
        self._fill(self._received, self._receive_slots, BUFFER_SIZE)
        self._fill(self._events, self._event_slots, EVENT_SIZE)

    def _fill(self, queue: Virtqueue, slots: Slots, size: int) -> None:
        while slots.left > 0:
            address = slots.take()
            slots.by_identifier[queue.lend(address, size, True)] = address
        self._publish(queue)

    def _publish(self, queue: Virtqueue) -> None:
        if queue.publish():
            self._transport.notify(queue)

    # -- receiving -----------------------------------------------------------------------------------------------------

    def next(self) -> int:
        if self.failed:
            return 0
        identifier = self._received.take_used()
        if identifier < 0:
            if self._received.broken:
                self._recover(self._received.describe_fault())
            return 0
        self._taken = self._receive_slots.by_identifier[identifier]
        self.length = self._received.used_length
        return self._taken

    def done(self) -> None:
        if self._taken != 0:
            self._receive_slots.by_identifier[self._received.lend(self._taken, BUFFER_SIZE, True)] = self._taken
            self._taken = 0

    def refill(self) -> None:
        if not self.failed:
            self._publish(self._received)

    # -- sending -------------------------------------------------------------------------------------------------------

    def room(self) -> int:
        if self.failed:
            return 0
        identifier = self._sent.take_used()
        while identifier >= 0:
            self._send_slots.give(self._send_slots.by_identifier[identifier])
            identifier = self._sent.take_used()
        if self._sent.broken:
            self._recover(self._sent.describe_fault())
        return 0 if self.failed else self._send_slots.left

    def has_room(self, packets: int) -> bool:
        while self.room() < packets:
            if self.failed or not self._sent.enable_interrupts():
                return False
        return True

    def packet(self) -> int:
        return self._send_slots.take()

    def send(self, address: int, length: int) -> None:
        self._send_slots.by_identifier[self._sent.lend(address, HEADER_SIZE + length, False)] = address

    def flush(self) -> None:
        if not self.failed and self._sent.unpublished > 0:
            self._publish(self._sent)

    # -- events, interrupts, errors ------------------------------------------------------------------------------------

    def was_reset(self) -> bool:
        """Whether the device has lost all connections, since it was last asked (5.10.6.7)."""
        if self.failed:
            return False
        found = False
        identifier = self._events.take_used()
        while identifier >= 0:
            address = self._event_slots.by_identifier[identifier]
            if self._events.used_length >= 4 and machine.load32(address) == EVENT_TRANSPORT_RESET:
                found = True
            self._event_slots.by_identifier[self._events.lend(address, EVENT_SIZE, True)] = address
            identifier = self._events.take_used()
        if self._events.broken:
            self._recover(self._events.describe_fault())
        elif found:
            self.cid = self._transport.configuration32(CONFIG_GUEST_CID)
            self._publish(self._events)
        return found

    def acknowledge(self, pending: int) -> None:
        if self._transport.acknowledge(pending) & INTERRUPT_CONFIGURATION and self._transport.needs_reset():
            self._recover(NEEDS_RESET)

    def disable_interrupts(self) -> None:
        if not self.failed:
            self._received.disable_interrupts()
            self._sent.disable_interrupts()

    def enable_interrupts(self) -> bool:
        if self.failed:
            return False
        waits = self._received.enable_interrupts()
        if 2 * self._send_slots.left < self._send_slots.count:  # somebody may wait for room
            waits = self._sent.enable_interrupts() or waits
        return self._events.enable_interrupts() or waits

    @machine.cold
    def distrust(self, fault: str) -> None:
        self._recover(fault)

    @machine.cold
    def _recover(self, fault: str) -> None:
        self._restart_after(fault, "virtio socket device")
