"""Virtio over PCI, the modern interface (virtio 1.2, section 4.1). For the one from before version 1.0, see `legacy_pci.py`;
a *transitional* device has both.

    qemu-system-x86_64 -M q35 -device virtio-net-pci,...

Vendor-specific capabilities in the PCI configuration say in which region, and where in it, each register block lies. They are
checked once, here, against the size of the region.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.devices import pci
from yarara.kernel.memory.dma import map_registers
from yarara.kernel.virtio.queue import Virtqueue
from yarara.kernel.virtio.transport import CONFIGURATION_VECTOR, Transport, VirtioError
from yarara.machine import Array, Struct, u8, u16, u32

VENDOR = 0x1AF4
FIRST_MODERN_DEVICE = 0x1040
LAST_MODERN_DEVICE = 0x107F
"""A modern device has the id FIRST_MODERN_DEVICE + device type."""
FIRST_LEGACY_DEVICE = 0x1000
LAST_LEGACY_DEVICE = 0x103F
"""A device that has the legacy interface, alone or too; the subsystem id is its type (4.1.2.3)."""

CAPABILITY_VENDOR = 0x09

# struct virtio_pci_cap (4.1.4): offsets from the start of the capability, and cfg_type.
CAP_LENGTH = 2
CAP_TYPE = 3
CAP_BAR = 4
CAP_OFFSET = 8
CAP_SIZE = 12
CAP_NOTIFY_MULTIPLIER = 16
COMMON_CFG = 1
NOTIFY_CFG = 2
ISR_CFG = 3
DEVICE_CFG = 4

NO_VECTOR = 0xFFFF
"""What a vector register reads when the device has no room for it (4.1.5.1.2)."""

SIZE_BEFORE_RESET = 0x38
"""How long the common configuration is at least."""

MOST_QUEUES = 64
"""Of so many queues of a device the notification address is kept."""

_RESET_TRIES = 10_000


class CommonConfiguration(Struct, volatile=True):
    """struct virtio_pci_common_cfg (4.1.4.3). The 64-bit addresses are written as two halves, as 4.1.3.1 demands."""
    device_feature_select: u32
    device_feature: u32
    driver_feature_select: u32
    driver_feature: u32
    config_msix_vector: u16
    num_queues: u16
    device_status: u8
    config_generation: u8
    queue_select: u16
    queue_size: u16
    queue_msix_vector: u16
    queue_enable: u16
    queue_notify_off: u16
    queue_desc_low: u32
    queue_desc_high: u32
    queue_driver_low: u32
    queue_driver_high: u32
    queue_device_low: u32
    queue_device_high: u32
    queue_notify_data: u16  # a device before version 1.2 ends before this
    queue_reset: u16


class Block:
    """A register block: `length` bytes of device registers at `address`, described by the capability at `capability`."""

    def __init__(self, capability: int, address: int, length: int) -> None:
        self.capability = capability
        self.address = address
        self.length = length


class FunctionTransport(Transport):
    """What both interfaces of a PCI function have in common."""

    def __init__(self, function: pci.Function, legacy: bool) -> None:
        super().__init__(legacy)
        self.function = function
        self.device_type = device_type(function)
        self.interrupt = function.interrupt_line()

    def message_count(self) -> int:
        return self.function.message_count()

    def use_message(self, vector: int, address: int, data: int) -> bool:
        if not self.function.use_message(vector, address, data):
            return False
        self.vectors = vector + 1
        return True


class PciTransport(FunctionTransport):
    """The register blocks of one function."""

    def __init__(self, function: pci.Function) -> None:
        """Raises VirtioError when the function lacks the modern interface or describes it wrongly."""
        super().__init__(function, legacy=False)
        common = find_block(function, COMMON_CFG, SIZE_BEFORE_RESET)
        self._common = CommonConfiguration.at(common.address)
        self._resets_queues = common.length >= CommonConfiguration.SIZE
        self._isr = find_block(function, ISR_CFG, 1).address
        self._notify = find_block(function, NOTIFY_CFG, 2)
        self._notify_multiplier = function.read32(self._notify.capability + CAP_NOTIFY_MULTIPLIER)
        self._configuration = find_block(function, DEVICE_CFG, 4)
        self._notify_addresses: Array[int] = Array(MOST_QUEUES)  # by queue number
        function.enable()

    def status(self) -> int:
        return self._common.device_status

    def set_status(self, status: int) -> None:
        self._common.device_status = status

    def device_features(self, word: int) -> int:
        self._common.device_feature_select = word
        return self._common.device_feature

    def set_driver_features(self, word: int, features: int) -> None:
        self._common.driver_feature_select = word
        self._common.driver_feature = features

    def queue_capacity(self, index: int) -> int:
        if index >= self._common.num_queues or index >= MOST_QUEUES:
            return 0
        self._common.queue_select = index
        return self._common.queue_size

    def enable_queue(self, queue: Virtqueue) -> None:
        """The steps of 4.1.5.1.3."""
        common = self._common
        # 1. Select the queue.
        common.queue_select = queue.index
        # 2. The largest size the device can do, which it shows until a size is written.
        if common.queue_size < queue.size:
            raise self._unusable("the queue is larger than the device can do")
        common.queue_size = queue.size
        offset = common.queue_notify_off * self._notify_multiplier
        if offset + 2 > self._notify.length:
            raise self._unusable("the notification address lies outside its block")
        self._notify_addresses[queue.index] = self._notify.address + offset
        # 3. Where it lies.
        common.queue_desc_low = queue.descriptor_area & 0xFFFF_FFFF
        common.queue_desc_high = queue.descriptor_area >> 32
        common.queue_driver_low = queue.driver_area & 0xFFFF_FFFF
        common.queue_driver_high = queue.driver_area >> 32
        common.queue_device_low = queue.device_area & 0xFFFF_FFFF
        common.queue_device_high = queue.device_area >> 32
        # 4. Its interrupt message, when messages are used.
        if self.vectors > 0:
            common.queue_msix_vector = self.vector_of_queue(queue.index)
            if common.queue_msix_vector == NO_VECTOR:
                raise self._unusable("no interrupt message for the queue")
        # 5. Ready.
        common.queue_enable = 1

    def reset_queue(self, queue: Virtqueue) -> bool:
        """2.6.1, 4.1.4.3: write, wait, and see that it is out of use."""
        if not self._resets_queues:
            return False
        common = self._common
        common.queue_select = queue.index
        common.queue_reset = 1
        for _ in range(_RESET_TRIES):
            if common.queue_reset == 0:
                return common.queue_enable == 0
            machine.pause()
        return False

    def start(self) -> None:
        if self.vectors > 0:
            self._common.config_msix_vector = CONFIGURATION_VECTOR
            if self._common.config_msix_vector == NO_VECTOR:
                raise self._unusable("no interrupt message for the configuration")
        super().start()

    def notify(self, queue: Virtqueue) -> None:
        machine.write16(self._notify_addresses[queue.index], queue.index)

    def acknowledge(self, pending: int) -> int:
        if self.vectors > 0:
            return self._causes(pending)
        return machine.read8(self._isr) & 3  # reading clears it (4.1.4.5)

    def configuration_generation(self) -> int:
        return self._common.config_generation

    def configuration8(self, offset: int) -> int:
        self._check_configuration(offset + 1)
        return machine.read8(self._configuration.address + offset)

    def configuration16(self, offset: int) -> int:
        self._check_configuration(offset + 2)
        return machine.read16(self._configuration.address + offset)

    def set_configuration32(self, offset: int, value: int) -> None:
        self._check_configuration(offset + 4)
        machine.write32(self._configuration.address + offset, value)

    def _check_configuration(self, end: int) -> None:
        if end > self._configuration.length:
            raise self._unusable("the device's configuration is too short")


def device_type(function: pci.Function) -> int:
    """The virtio device type of a function; 0 when it is no virtio device (4.1.2)."""
    if function.vendor_id != VENDOR:
        return 0
    if FIRST_LEGACY_DEVICE <= function.device_id <= LAST_LEGACY_DEVICE:
        return function.read16(pci.SUBSYSTEM_ID)
    if FIRST_MODERN_DEVICE < function.device_id <= LAST_MODERN_DEVICE:
        return function.device_id - FIRST_MODERN_DEVICE
    return 0


def find_block(function: pci.Function, kind: int, least: int) -> Block:
    """The first register block of this kind that the driver can use (4.1.4.1). Raises VirtioError."""
    for capability in function.capabilities(CAPABILITY_VENDOR):
        if function.read8(capability + CAP_TYPE) == kind:
            block = _block_at(function, capability)
            if block is not None and block.length >= least:
                map_registers(block.address, block.length)
                return block
    raise VirtioError("a virtio function without a register block that can be used")


def _block_at(function: pci.Function, capability: int) -> Block | None:
    """The block that a capability describes, None when it does not lie inside a region of memory."""
    bar = function.read8(capability + CAP_BAR)
    if bar > 5:
        return None
    region = function.region(bar)
    if region is None or not region.is_memory:
        return None
    offset = function.read32(capability + CAP_OFFSET)
    length = function.read32(capability + CAP_SIZE)
    if offset + length > region.length:
        return None
    return Block(capability, region.address + offset, length)
