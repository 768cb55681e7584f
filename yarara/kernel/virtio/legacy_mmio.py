"""Virtio over memory-mapped registers, version 1: the legacy interface (virtio 1.2, section 4.2.4).

    qemu-system-x86_64 -M microvm -device virtio-net-device,...      (QEMU's default for such devices)

The same registers as version 2, but for where a queue lies: in one piece, of which the device is told the page.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.virtio.mmio import QUEUE_NUM, QUEUE_NUM_MAX, QUEUE_SEL, MmioTransport
from yarara.kernel.virtio.queue import Virtqueue
from yarara.kernel.virtio.split import LEGACY_ALIGNMENT

GUEST_PAGE_SIZE = 0x028
QUEUE_ALIGN = 0x03C
QUEUE_PFN = 0x040


class LegacyMmioTransport(MmioTransport):
    """The registers of one device."""

    def __init__(self, base: int, interrupt: int) -> None:
        """Raises VirtioError when there is no virtio device of version 1 at `base`."""
        super().__init__(base, interrupt, 1)

    def enable_queue(self, queue: Virtqueue) -> None:
        """The steps of 4.2.4, "Virtqueue Configuration"."""
        # The unit of the page number; it belongs to the device, which forgets it with a reset.
        machine.write32(self.base + GUEST_PAGE_SIZE, LEGACY_ALIGNMENT)
        # 1. Select the queue.
        machine.write32(self.base + QUEUE_SEL, queue.index)
        # 2. It must not be in use already.
        if machine.read32(self.base + QUEUE_PFN) != 0:
            raise self._unusable("the queue is in use already")
        # 3. The largest size the device can do.
        if machine.read32(self.base + QUEUE_NUM_MAX) < queue.size:
            raise self._unusable("the queue is larger than the device can do")
        # 4. Memory for the queue was allocated with it. 5. Its size. 6. The alignment of its used ring.
        machine.write32(self.base + QUEUE_NUM, queue.size)
        machine.write32(self.base + QUEUE_ALIGN, LEGACY_ALIGNMENT)
        # 7. Where it lies: from now on it is in use.
        machine.write32(self.base + QUEUE_PFN, queue.descriptor_area // LEGACY_ALIGNMENT)

    def configuration_generation(self) -> int:
        return 0
