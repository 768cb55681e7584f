"""Virtio over memory-mapped registers, version 2 (virtio 1.2, section 4.2). Every register is 32 bits wide. For version 1, see
`legacy_mmio.py`.

    qemu-system-x86_64 -M microvm -global virtio-mmio.force-legacy=false -device virtio-net-device,...

Such a device does not announce itself. QEMU and Firecracker append one `virtio_mmio.device=512@0xfeb02e00:12` per slot to the kernel
command line: size, address, interrupt; with ACPI on, they name it in the DSDT instead (`devices/dsdt.py`).
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import map_registers
from yarara.kernel.virtio.queue import Virtqueue
from yarara.kernel.virtio.transport import Transport, VirtioError

MAGIC_VALUE = 0x000
VERSION = 0x004
DEVICE_ID = 0x008
DEVICE_FEATURES = 0x010
DEVICE_FEATURES_SEL = 0x014
DRIVER_FEATURES = 0x020
DRIVER_FEATURES_SEL = 0x024
QUEUE_SEL = 0x030
QUEUE_NUM_MAX = 0x034
QUEUE_NUM = 0x038
QUEUE_READY = 0x044
QUEUE_NOTIFY = 0x050
INTERRUPT_STATUS = 0x060
INTERRUPT_ACK = 0x064
STATUS = 0x070
QUEUE_DESC_LOW = 0x080
QUEUE_DESC_HIGH = 0x084
QUEUE_DRIVER_LOW = 0x090
QUEUE_DRIVER_HIGH = 0x094
QUEUE_DEVICE_LOW = 0x0A0
QUEUE_DEVICE_HIGH = 0x0A4
QUEUE_RESET = 0x0C0
CONFIG_GENERATION = 0x0FC
CONFIG = 0x100
CONFIG_LENGTH = 0x100

MAGIC = 0x74726976  # "virt"

_RESET_TRIES = 10_000


class MmioTransport(Transport):
    """The registers of one device."""

    def __init__(self, base: int, interrupt: int, version: int = 2) -> None:
        """Raises VirtioError when there is no virtio device of this version at `base`."""
        super().__init__(legacy=version == 1)
        self.base = base
        self.interrupt = interrupt
        map_registers(base, CONFIG + CONFIG_LENGTH)
        if machine.read32(base + MAGIC_VALUE) != MAGIC:
            raise VirtioError("no virtio device at this address")
        if machine.read32(base + VERSION) != version:
            raise VirtioError("a virtio device of another version")
        self.device_type = machine.read32(base + DEVICE_ID)

    def status(self) -> int:
        return machine.read32(self.base + STATUS) & 0xFF

    def set_status(self, status: int) -> None:
        machine.write32(self.base + STATUS, status)

    def device_features(self, word: int) -> int:
        machine.write32(self.base + DEVICE_FEATURES_SEL, word)
        return machine.read32(self.base + DEVICE_FEATURES)

    def set_driver_features(self, word: int, features: int) -> None:
        machine.write32(self.base + DRIVER_FEATURES_SEL, word)
        machine.write32(self.base + DRIVER_FEATURES, features)

    def queue_capacity(self, index: int) -> int:
        machine.write32(self.base + QUEUE_SEL, index)
        return machine.read32(self.base + QUEUE_NUM_MAX)

    def enable_queue(self, queue: Virtqueue) -> None:
        """The steps of 4.2.3.2."""
        # 1. Select the queue.
        machine.write32(self.base + QUEUE_SEL, queue.index)
        # 2. It must not be in use already.
        if machine.read32(self.base + QUEUE_READY) != 0:
            raise self._unusable("the queue is in use already")
        # 3. The largest size the device can do; 0 means that there is no such queue.
        if machine.read32(self.base + QUEUE_NUM_MAX) < queue.size:
            raise self._unusable("the queue is larger than the device can do")
        # 4. Memory for the queue was allocated with it. 5. Its size. 6. Its addresses.
        machine.write32(self.base + QUEUE_NUM, queue.size)
        self._write_address(QUEUE_DESC_LOW, queue.descriptor_area)
        self._write_address(QUEUE_DRIVER_LOW, queue.driver_area)
        self._write_address(QUEUE_DEVICE_LOW, queue.device_area)
        # 7. Ready.
        machine.write32(self.base + QUEUE_READY, 1)

    def _write_address(self, register: int, address: int) -> None:
        """The low half at `register`, the high half behind it."""
        machine.write32(self.base + register, address & 0xFFFF_FFFF)
        machine.write32(self.base + register + 4, address >> 32)

    def reset_queue(self, queue: Virtqueue) -> bool:
        """2.6.1, 4.2.2: write, wait, and see that it is out of use."""
        machine.write32(self.base + QUEUE_SEL, queue.index)
        machine.write32(self.base + QUEUE_RESET, 1)
        for _ in range(_RESET_TRIES):
            if machine.read32(self.base + QUEUE_RESET) == 0:
                # A device that does not know the register reads 0 at once, and goes on to use the queue.
                return machine.read32(self.base + QUEUE_READY) == 0
            machine.pause()
        return False

    def notify(self, queue: Virtqueue) -> None:
        machine.write32(self.base + QUEUE_NOTIFY, queue.index)

    def acknowledge(self, pending: int) -> int:
        causes = machine.read32(self.base + INTERRUPT_STATUS) & 3
        machine.write32(self.base + INTERRUPT_ACK, causes)
        return causes

    def configuration_generation(self) -> int:
        return machine.read32(self.base + CONFIG_GENERATION)

    def configuration8(self, offset: int) -> int:
        return machine.read8(self.base + CONFIG + offset)

    def configuration16(self, offset: int) -> int:
        return machine.read16(self.base + CONFIG + offset)

    def set_configuration32(self, offset: int, value: int) -> None:
        machine.write32(self.base + CONFIG + offset, value)
