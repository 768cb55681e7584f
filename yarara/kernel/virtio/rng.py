"""The virtio entropy device (virtio 1.2, section 5.4): a source of random bytes, and the smallest driver there is.

    qemu-system-x86_64 ... -object rng-builtin,id=r -device virtio-rng-pci,rng=r      (or virtio-rng-device on microvm)

The device has one queue and nothing to configure: what it is lent it fills with random bytes. The driver waits for them without
interrupts, for they are few and come at once. `docs/write-a-virtio-driver.md` writes this file step by step.
"""

from __future__ import annotations

from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.virtio.features import ENTROPY_REQUIRED, ENTROPY_WANTED
from yarara.kernel.virtio.polled import PolledDriver
from yarara.kernel.virtio.transport import Transport

BUFFER_SIZE = 256
"""The most bytes asked for at once."""
PATIENCE = 10_000_000
"""So many looks at the ring without an answer, about a second, are an error."""


class VirtioRng(PolledDriver):
    """The driver. One core at a time uses it."""

    def __init__(self, transport: Transport) -> None:
        """Start the device. Raises VirtioError when it cannot be used, MemoryError."""
        super().__init__(transport, ENTROPY_REQUIRED, ENTROPY_WANTED, 1, PATIENCE)
        self.buffer = allocate_dma(BUFFER_SIZE)
        """Where `read` puts the bytes."""

    def read(self, length: int) -> int:
        """Ask for 1 to BUFFER_SIZE bytes and wait for them. How many came to `buffer`, which may be fewer (5.4.6); 0: none, for the
        device does not work. Allocates nothing."""
        assert 0 < length <= BUFFER_SIZE
        if self.failed:
            return 0
        self._queue.lend(self.buffer, length, True)
        if not self._wait():
            return 0
        if self._queue.used_length == 0:
            self._recover("gave no bytes")
            return 0
        return self._queue.used_length
