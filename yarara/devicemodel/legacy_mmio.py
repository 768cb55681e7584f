"""The register block of a virtio-mmio device, version 1: the legacy interface (virtio 1.2, section 4.2.4)."""

from __future__ import annotations

from yarara.devicemodel.device import VirtioDevice
from yarara.devicemodel.mmio import MmioRegisters
from yarara.devicemodel.queue import DeviceQueue, DriverError

VERSION_2_ONLY = {0x044, 0x080, 0x084, 0x090, 0x094, 0x0A0, 0x0A4, 0x0C0, 0x0FC}


class LegacyMmioRegisters(MmioRegisters):
    """Attach a device at an address of the simulated machine."""

    def __init__(self, device: VirtioDevice, base: int) -> None:
        super().__init__(device, base, version=1)
        device.legacy = True
        self._page_size = self._alignment = 0

    def read(self, offset: int, size: int) -> int:
        if offset in VERSION_2_ONLY:
            raise DriverError(f"read of register {offset:#x} of version 2")
        if offset == 0x010 and self._feature_word:
            return 0
        if offset == 0x040:
            queue = self._queue()
            return queue.descriptor_area // self._page_size if queue and queue.ready else 0
        return super().read(offset, size)

    def write(self, offset: int, size: int, value: int) -> None:
        if offset in VERSION_2_ONLY:
            raise DriverError(f"write of register {offset:#x} of version 2")
        if offset == 0x028:
            self._page_size = value
        elif offset == 0x03C:
            self._alignment = value
        elif offset == 0x040:
            queue = self._queue()
            if queue is None or self._page_size & (self._page_size - 1) or not self._page_size or not self._alignment:
                raise DriverError("a queue that is not there, or without a page size and an alignment")
            lay_out(queue, value * self._page_size, self._alignment)
            self.device.start_queue(self._queue_index)
        else:
            super().write(offset, size, value)


def lay_out(queue: DeviceQueue, address: int, alignment: int) -> None:
    """Where the parts of a legacy queue lie, which is in one piece (2.7.2)."""
    queue.descriptor_area = address
    queue.driver_area = address + 16 * queue.size
    queue.device_area = (queue.driver_area + 6 + 2 * queue.size + alignment - 1) // alignment * alignment
