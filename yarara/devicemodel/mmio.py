"""The register block of a virtio-mmio device, version 2 (virtio 1.2, section 4.2.2)."""

from __future__ import annotations

from yarara.devicemodel.device import VirtioDevice
from yarara.devicemodel.queue import DeviceQueue, DriverError
from yarara.simulation import simulation

_AREAS = {0x80: "descriptor_area", 0x90: "driver_area", 0xA0: "device_area"}


class MmioRegisters:
    """Attach a device at an address of the simulated machine."""

    SIZE = 0x200

    def __init__(self, device: VirtioDevice, base: int, version: int = 2) -> None:
        self.device = device
        self.version = version
        self._feature_word = self._driver_word = self._queue_index = 0
        simulation.map_device(base, self.SIZE, self)

    def _queue(self) -> DeviceQueue | None:
        return self.device.queues[self._queue_index] if self._queue_index < len(self.device.queues) else None

    def read(self, offset: int, size: int) -> int:
        if offset >= 0x100:
            return int.from_bytes(self.device.configuration[offset - 0x100:offset - 0x100 + size], "little")
        if size != 4 or offset % 4:
            raise DriverError(f"{size} byte read of register {offset:#x}")
        queue = self._queue()
        match offset:
            case 0x000:
                return 0x74726976
            case 0x004:
                return self.version
            case 0x008:
                return self.device.device_type
            case 0x00C:
                return 0x554D4551
            case 0x010:
                return self.device.offered_to_driver() >> 32 * self._feature_word & 0xFFFF_FFFF
            case 0x034:
                return queue.capacity if queue else 0
            case 0x044:
                return int(queue is not None and queue.ready)
            case 0x060:
                return self.device.interrupt_status
            case 0x070:
                return self.device.status
            case 0x0C0:
                return 0
            case 0x0FC:
                return self.device.generation & 0xFFFF_FFFF
        raise DriverError(f"read of register {offset:#x}")

    def write(self, offset: int, size: int, value: int) -> None:
        if offset >= 0x100:
            self.device.write_configuration(offset - 0x100, size, value)
            return
        if size != 4 or offset % 4:
            raise DriverError(f"{size} byte write of register {offset:#x}")
        match offset:
            case 0x014:
                self._feature_word = value
            case 0x020:
                self.device.write_features(self._driver_word, value)
            case 0x024:
                self._driver_word = value
            case 0x030:
                self._queue_index = value
            case 0x050:
                self.device.notify(value)
            case 0x0C0:
                self.device.reset_queue(self._queue_index)
            case 0x064:
                self.device.interrupt_status &= ~value
            case 0x070:
                self.device.write_status(value)
            case _:
                self._write_queue(offset, value)

    def _write_queue(self, offset: int, value: int) -> None:
        queue = self._queue()
        if queue is None or queue.ready:
            raise DriverError("a queue that is not there, or in use")
        if offset == 0x038:
            queue.size = value
        elif offset == 0x044:
            self.device.start_queue(self._queue_index)
        elif offset & ~4 in _AREAS:
            queue.set_half(_AREAS[offset & ~4], offset & 4, value)
        else:
            raise DriverError(f"write of register {offset:#x}")
