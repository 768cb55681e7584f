"""A virtio function with the legacy interface alone: registers behind I/O ports (virtio 1.2, section 4.1.4.10)."""

from __future__ import annotations

import struct

from yarara.devicemodel.device import VirtioDevice
from yarara.devicemodel.legacy_mmio import lay_out
from yarara.devicemodel.pci import MSIX_REGION, MSIX_SIZE, VENDOR_VIRTIO, MessageFunction
from yarara.devicemodel.queue import DriverError
from yarara.simulation import simulation

PORTS = 0x40
_SIZES = {0: 4, 4: 4, 8: 4, 12: 2, 14: 2, 16: 2, 18: 1, 19: 1, 20: 2, 22: 2}


class LegacyVirtioFunction(MessageFunction):
    """The PCI function of a virtio device, already placed at I/O ports `ports` and with its message table at `base`."""

    def __init__(self, device: VirtioDevice, ports: int, base: int, interrupt_line: int = 11) -> None:
        super().__init__(device, VENDOR_VIRTIO, 0x0FFF + device.device_type, {0: PORTS, MSIX_REGION: MSIX_SIZE})
        struct.pack_into("<H", self.configuration, 0x2E, device.device_type)
        device.legacy = True
        self.place_ports(ports)
        self.place(MSIX_REGION, base, interrupt_line)
        self.add_messages(base)
        simulation.map_ports(ports, PORTS, _Ports(self))

    def place_ports(self, ports: int) -> None:
        """Region 0 is one of I/O ports."""
        struct.pack_into("<I", self.configuration, 0x10, ports | 1)

    def _kind(self, index: int) -> int:
        return 1 if index == 0 else 0

    def is_wide(self, index: int) -> bool:
        return False


class _Ports:
    """What answers behind the ports."""

    def __init__(self, function: LegacyVirtioFunction) -> None:
        self.function = function
        self.device = function.device
        self._queue_index = 0

    def _check(self, offset: int, size: int) -> int:
        """Where an access leads in the device's own configuration, -1 for a register before it."""
        if self.function.configuration[4] & 5 != 5:
            raise DriverError("the function is not enabled: it needs ports and bus master")
        start = 24 if self.function.sends_messages() else 20
        if offset >= start:
            return offset - start
        if _SIZES.get(offset) != size:
            raise DriverError(f"{size} byte access to port {offset}")
        return -1

    def read(self, offset: int, size: int) -> int:
        place = self._check(offset, size)
        if place >= 0:
            return int.from_bytes(self.device.configuration[place:place + size], "little")
        index = self._queue_index
        queue = self.device.queues[index] if index < len(self.device.queues) else None
        match offset:
            case 0:
                return self.device.offered_to_driver()
            case 8:
                return queue.descriptor_area >> 12 if queue and queue.ready else 0
            case 12:
                return queue.capacity if queue else 0
            case 18:
                return self.device.status
            case 19:
                causes, self.device.interrupt_status = self.device.interrupt_status, 0
                return causes
            case 20:
                return self.device.configuration_vector
            case 22:
                return queue.vector if queue else 0xFFFF
        raise DriverError(f"read of port {offset}")

    def write(self, offset: int, size: int, value: int) -> None:
        place = self._check(offset, size)
        if place >= 0:
            self.device.write_configuration(place, size, value)
            return
        match offset:
            case 4:
                self.device.write_features(0, value)
            case 8:
                queue = self.device.queues[self._queue_index]
                if queue.ready:
                    raise DriverError("a queue that is in use")
                lay_out(queue, value << 12, 4096)
                self.device.start_queue(self._queue_index)
            case 14:
                self._queue_index = value
            case 16:
                self.device.notify(value)
            case 18:
                self.device.write_status(value)
            case 20:
                self.device.configuration_vector = value if value < self.function.vectors else 0xFFFF
            case 22:
                self.device.queues[self._queue_index].vector = value if value < self.function.vectors else 0xFFFF
            case _:
                raise DriverError(f"write of port {offset}")
