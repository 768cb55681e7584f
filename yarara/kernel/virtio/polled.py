"""What drivers have in common that ask for one thing at a time, in one queue, and wait for the answer without interrupts: `rng.py`, `ninep.py`, `fs.py`.

A device that breaks the rules, or does not answer, is reset and started anew; what it was asked for is lost. One that does not even confirm
the reset has `failed`: it may write to the memory it was lent for ever, so that memory is never used for anything else.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.trace import points
from yarara.kernel.virtio.queue import Virtqueue
from yarara.kernel.virtio.restarting import LOOKS_AT_STATUS, NEEDS_RESET, RestartingDriver
from yarara.kernel.virtio.transport import DEVICE_9P, DEVICE_ENTROPY, Transport, VirtioError

REQUEST_QUEUE = 0


class PolledDriver(RestartingDriver):
    """One core at a time uses it."""

    def __init__(self, transport: Transport, required: int, wanted: int, most_parts: int, patience: int, queue: int = REQUEST_QUEUE) -> None:
        """Start the device, whose features are these, for requests of up to `most_parts` buffers in a queue. `patience` looks at the ring without
        an answer are an error. Raises VirtioError when the device cannot be used, MemoryError."""
        super().__init__(transport)
        self._patience = patience
        transport.negotiate(required, wanted)
        self._queue = transport.make_queue(queue, most_parts + most_parts // 2, most_parts)
        self._make_queues()
        self._start()

    def _make_queues(self) -> None:
        """Those that the device has beside that one."""

    def _check_room(self, parts: int) -> None:
        """Raises VirtioError when a request of so many parts does not fit into the queue."""
        if self._queue.size < parts and not self._queue.indirect:
            raise VirtioError("the queue is too small for a request")

    def _start(self) -> None:
        """Steps 7 and 8 of the initialization (3.1.1), after the features are settled."""
        self._queue.reset()
        self._transport.enable_queue(self._queue)
        self._queue.disable_interrupts()
        self._transport.start()

    def _wait(self) -> bool:
        """Show what was lent to the device and wait until it comes back; False after an error, and the device is started anew."""
        return self._wait_in(self._queue)

    def _wait_in(self, queue: Virtqueue) -> bool:
        if queue.publish():
            points.kick(machine.address_of(queue))
            self._transport.notify(queue)
        for looks in range(self._patience):
            if queue.take_used() >= 0:
                self._transport.acknowledge(-1)  # a device may interrupt unasked: its line must not stay up
                return True
            if queue.broken:
                break
            if looks % LOOKS_AT_STATUS == LOOKS_AT_STATUS - 1 and self._transport.needs_reset():
                self._recover(NEEDS_RESET)
                return False
            self._pause()
        self._recover(queue.describe_fault())
        return False

    def _pause(self) -> None:
        """Between two looks at the ring."""
        machine.pause()

    @machine.cold
    def _recover(self, fault: str) -> None:
        """What the device was asked for is lost."""
        self._restart_after(fault, _name(self._transport.device_type))


def _name(device_type: int) -> str:
    """What the log calls a device."""
    if device_type == DEVICE_ENTROPY:
        return "virtio entropy device"
    return "virtio 9P device" if device_type == DEVICE_9P else "virtio file system device"
