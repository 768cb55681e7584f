"""Virtio over PCI, the legacy interface (virtio 1.2, sections 4.1.4.10 and 4.1.5): registers behind I/O ports, in region 0.

    qemu-system-x86_64 -M pc -device virtio-net-pci,disable-modern=on,...

A queue lies in one piece, of which the device is told the page. Its size is the device's choice.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.devices import pci
from yarara.kernel.virtio.pci import FIRST_LEGACY_DEVICE, LAST_LEGACY_DEVICE, NO_VECTOR, FunctionTransport
from yarara.kernel.virtio.queue import Virtqueue
from yarara.kernel.virtio.split import LEGACY_ALIGNMENT
from yarara.kernel.virtio.transport import CONFIGURATION_VECTOR, VirtioError

# Offsets from the start of region 0.
DEVICE_FEATURES = 0
DRIVER_FEATURES = 4
QUEUE_ADDRESS = 8
QUEUE_SIZE = 12
QUEUE_SELECT = 14
QUEUE_NOTIFY = 16
DEVICE_STATUS = 18
ISR_STATUS = 19
CONFIG_VECTOR = 20  # this and the next are there only while messages are enabled
QUEUE_VECTOR = 22
CONFIGURATION = 20
CONFIGURATION_WITH_MESSAGES = 24


class LegacyPciTransport(FunctionTransport):
    """The ports of one function."""

    def __init__(self, function: pci.Function) -> None:
        """Raises VirtioError when the function lacks the legacy interface."""
        region = function.region(0)
        if not FIRST_LEGACY_DEVICE <= function.device_id <= LAST_LEGACY_DEVICE or region is None or region.is_memory:
            raise VirtioError("a virtio function without an interface that can be used")
        super().__init__(function, legacy=True)
        self._ports = region.address
        self._length = region.length
        function.enable()

    def status(self) -> int:
        return machine.in8(self._ports + DEVICE_STATUS)

    def set_status(self, status: int) -> None:
        machine.out8(self._ports + DEVICE_STATUS, status)

    def device_features(self, word: int) -> int:
        return machine.in32(self._ports + DEVICE_FEATURES)

    def set_driver_features(self, word: int, features: int) -> None:
        machine.out32(self._ports + DRIVER_FEATURES, features)

    def queue_capacity(self, index: int) -> int:
        machine.out16(self._ports + QUEUE_SELECT, index)
        return machine.in16(self._ports + QUEUE_SIZE)

    def split_size(self, capacity: int, wanted: int) -> int:
        if capacity & (capacity - 1) != 0:
            raise self._unusable("the size of a queue is no power of two")
        return capacity

    def enable_queue(self, queue: Virtqueue) -> None:
        """The steps of 4.1.5.1.3 as they were (4.1.5.1.3.1)."""
        # 1. Select the queue. 2. Its size, which must be the device's.
        if self.queue_capacity(queue.index) != queue.size:
            raise self._unusable("the queue has another size than before")
        if machine.in32(self._ports + QUEUE_ADDRESS) != 0:
            raise self._unusable("the queue is in use already")
        # 3. Its interrupt message, when messages are used.
        if self.vectors > 0:
            self._use_vector(QUEUE_VECTOR, self.vector_of_queue(queue.index))
        # 4. Where it lies: from now on it is in use.
        machine.out32(self._ports + QUEUE_ADDRESS, queue.descriptor_area // LEGACY_ALIGNMENT)

    def start(self) -> None:
        if self.vectors > 0:
            self._use_vector(CONFIG_VECTOR, CONFIGURATION_VECTOR)
        super().start()

    def _use_vector(self, register: int, vector: int) -> None:
        machine.out16(self._ports + register, vector)
        if machine.in16(self._ports + register) == NO_VECTOR:
            raise self._unusable("the device has no room for an interrupt message")

    def notify(self, queue: Virtqueue) -> None:
        machine.out16(self._ports + QUEUE_NOTIFY, queue.index)

    def acknowledge(self, pending: int) -> int:
        if self.vectors > 0:
            return self._causes(pending)
        return machine.in8(self._ports + ISR_STATUS) & 3  # reading clears it

    def configuration_generation(self) -> int:
        return 0

    def configuration8(self, offset: int) -> int:
        return machine.in8(self._configuration(offset, 1))

    def configuration16(self, offset: int) -> int:
        return machine.in16(self._configuration(offset, 2))

    def set_configuration32(self, offset: int, value: int) -> None:
        machine.out32(self._configuration(offset, 4), value)

    def _configuration(self, offset: int, size: int) -> int:
        """The port of a field of the device's own configuration."""
        start = CONFIGURATION_WITH_MESSAGES if self.vectors > 0 else CONFIGURATION
        if start + offset + size > self._length:
            raise self._unusable("the device's configuration is too short")
        return self._ports + start + offset
