"""The virtio entropy device (virtio 1.2, section 5.4): a source of random bytes, and the smallest driver there is.

    qemu-system-x86_64 ... -object rng-builtin,id=r -device virtio-rng-pci,rng=r      (or virtio-rng-device on microvm)

The device has one queue and nothing to configure: what it is lent it fills with random bytes. The driver waits for them without
interrupts, for they are few and come at once. `docs/write-a-virtio-driver.md` writes this file step by step.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.virtio.features import ENTROPY_REQUIRED, ENTROPY_WANTED
from yarara.kernel.virtio.transport import Transport, VirtioError

REQUEST_QUEUE = 0  # 5.4.2
BUFFER_SIZE = 256
"""The most bytes asked for at once."""
PATIENCE = 10_000_000
"""So many looks at the ring without an answer, about a second, are an error."""


class VirtioRng:
    """The driver. One core at a time uses it."""

    def __init__(self, transport: Transport) -> None:
        """Start the device. Raises VirtioError when it cannot be used, MemoryError."""
        self._transport = transport
        self.faults = 0
        """How often the device broke the rules; `last_fault` says what the last one was."""
        self.last_fault = ""
        self.failed = False
        """True when the device could not be started again: nothing more comes."""
        if not transport.reset():
            raise VirtioError("the device does not confirm a reset")
        transport.negotiate(ENTROPY_REQUIRED, ENTROPY_WANTED)
        self._queue = transport.make_queue(REQUEST_QUEUE, 1, 1)
        self.buffer = allocate_dma(BUFFER_SIZE)
        """Where `read` puts the bytes."""
        self._start()

    def _start(self) -> None:
        """Steps 7 and 8 of the initialization (3.1.1), after the features are settled."""
        self._queue.reset()
        self._transport.enable_queue(self._queue)
        self._queue.disable_interrupts()
        self._transport.start()

    def read(self, length: int) -> int:
        """Ask for 1 to BUFFER_SIZE bytes and wait for them. How many came to `buffer`, which may be fewer (5.4.6); 0: none, for the
        device does not work. Allocates nothing."""
        assert 0 < length <= BUFFER_SIZE
        if self.failed:
            return 0
        self._queue.lend(self.buffer, length, True)
        if self._queue.publish():
            self._transport.notify(self._queue)
        for _ in range(PATIENCE):
            if self._queue.take_used() >= 0:
                self._transport.acknowledge(-1)  # a device may interrupt unasked: its line must not stay up
                return self._queue.used_length if self._queue.used_length > 0 else self._recover("gave no bytes")
            if self._queue.broken:
                return self._recover(self._queue.fault)
            machine.pause()
        return self._recover("did not answer")

    @machine.cold
    def _recover(self, fault: str) -> int:
        """Reset the device and start it anew; 0, the bytes that came."""
        self.faults += 1
        self.last_fault = fault
        self.failed = True
        if not self._transport.reset():
            return 0  # it may still write to the buffer, which nobody uses any more
        features = self._transport.features
        try:
            self._transport.negotiate(features, features)
            self._start()
        except VirtioError:
            return 0
        self.failed = False
        return 0
