"""What a virtio driver needs of the bus its device sits on, and the handshake that is the same on every bus.

`mmio.py` and `pci.py` implement it. Section numbers are of virtio 1.2.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.virtio.queue import Virtqueue

DEVICE_NETWORK = 1

# Device status (2.1).
ACKNOWLEDGE = 1
DRIVER = 2
DRIVER_OK = 4
FEATURES_OK = 8
DEVICE_NEEDS_RESET = 64
FAILED = 128

# Feature bits of every device (6).
F_EVENT_IDX = 1 << 29
F_VERSION_1 = 1 << 32

# Interrupt status (4.1.4.5, 4.2.2).
INTERRUPT_QUEUE = 1
INTERRUPT_CONFIGURATION = 2

_RESET_TRIES = 10_000
_GENERATION_TRIES = 100


class VirtioError(Exception):
    """A device that cannot be used, and why."""


class Transport:
    """One virtio device, seen through its bus."""

    device_type: int
    """What it is (5): DEVICE_NETWORK, ..."""
    interrupt: int
    """The line it interrupts on: a global system interrupt for MMIO, the interrupt line register for PCI."""

    # -- what each bus implements --------------------------------------------------------------------------------------

    def status(self) -> int:
        """The device status field."""
        raise NotImplementedError

    def set_status(self, status: int) -> None:
        """Write the device status field; 0 resets the device."""
        raise NotImplementedError

    def device_features(self, word: int) -> int:
        """Feature bits 32*word .. 32*word+31 that the device offers."""
        raise NotImplementedError

    def set_driver_features(self, word: int, features: int) -> None:
        """Feature bits 32*word .. 32*word+31 that the driver accepts."""
        raise NotImplementedError

    def queue_capacity(self, index: int) -> int:
        """The largest size of a queue; 0 when there is no such queue."""
        raise NotImplementedError

    def enable_queue(self, queue: Virtqueue) -> None:
        """Tell the device where a queue lies and let it be used. Raises VirtioError when the device cannot."""
        raise NotImplementedError

    def notify(self, queue: Virtqueue) -> None:
        """There are new buffers in this queue (a *kick*)."""
        raise NotImplementedError

    def acknowledge(self) -> int:
        """Why the device interrupted: INTERRUPT_QUEUE, INTERRUPT_CONFIGURATION, both or 0. Its line goes down, so that it may
        interrupt again. A device that sends messages does not say why: both."""
        raise NotImplementedError

    def use_messages(self, address: int, data: int) -> bool:
        """Interrupt by writing `data` to `address` (message-signalled, MSI-X) in place of the line `interrupt`. To be called
        before the driver starts the device. False when the bus or the device has only a line."""
        return False

    def configuration_generation(self) -> int:
        """Changes whenever the device has changed its configuration."""
        raise NotImplementedError

    def configuration8(self, offset: int) -> int:
        """A byte of the device's own configuration."""
        raise NotImplementedError

    def configuration16(self, offset: int) -> int:
        """A 16-bit field of the device's own configuration."""
        raise NotImplementedError

    # -- what is the same on every bus ---------------------------------------------------------------------------------

    def reset(self) -> bool:
        """Make the device forget everything (2.4). False: it does not confirm, and may still use the memory lent to it."""
        self.set_status(0)
        for _ in range(_RESET_TRIES):
            if self.status() == 0:
                return True
            machine.pause()
        return False

    def negotiate(self, minimal: int, optional: int) -> int:
        """Steps 1 to 6 of the initialization (3.1.1) with a device that has just been reset.

        Accepts the `optional` features that the device offers, and raises VirtioError when one of the `minimal` ones is missing.
        Returns the features in use. Steps 7 (queues) and 8 (`start`) are the driver's. Only bits 0 to 62 are known.
        """
        # 1. Reset the device: done by the caller, who knows what the device still holds.
        # 2. ACKNOWLEDGE: the device has been noticed.
        self.set_status(ACKNOWLEDGE)
        # 3. DRIVER: there is a driver for it.
        self.set_status(ACKNOWLEDGE | DRIVER)
        # 4. Read the feature bits, write the subset that the driver understands.
        offered = self.device_features(0) | (self.device_features(1) & 0x7FFF_FFFF) << 32
        if offered & minimal != minimal:
            raise self._unusable("the device does not offer a feature that the driver needs")
        features = offered & (minimal | optional)
        self.set_driver_features(0, features & 0xFFFF_FFFF)
        self.set_driver_features(1, features >> 32)
        # 5. FEATURES_OK: no feature changes from now on.
        self.set_status(ACKNOWLEDGE | DRIVER | FEATURES_OK)
        # 6. Read it back: the device may refuse the subset.
        if self.status() & FEATURES_OK == 0:
            raise self._unusable("the device refuses the features that the driver chose")
        return features

    def start(self) -> None:
        """Step 8 of the initialization: DRIVER_OK, the device is live."""
        self.set_status(ACKNOWLEDGE | DRIVER | FEATURES_OK | DRIVER_OK)

    def needs_reset(self) -> bool:
        """Whether the device reports an error that only a reset ends (2.1.2)."""
        return self.status() & DEVICE_NEEDS_RESET != 0

    def queue_size(self, index: int, wanted: int) -> int:
        """The largest power of two that a queue may have, up to `wanted`. Raises VirtioError when there is no such queue."""
        capacity = self.queue_capacity(index)
        if capacity == 0:
            raise self._unusable("the device lacks a queue")
        size = 1
        while size * 2 <= capacity and size * 2 <= wanted:
            size *= 2
        return size

    def configuration48(self, offset: int) -> int:
        """Six bytes, the first one most significant, all of the same generation (2.5). Raises VirtioError when the device
        changes them all the time."""
        for _ in range(_GENERATION_TRIES):
            generation = self.configuration_generation()
            value = 0
            for i in range(6):
                value = value << 8 | self.configuration8(offset + i)
            if self.configuration_generation() == generation:
                return value
        raise self._unusable("the configuration never stays the same")

    def _unusable(self, reason: str) -> VirtioError:
        """Tell the device that the driver has given up (FAILED), and make the error that says why."""
        self.set_status(FAILED)
        return VirtioError(reason)
