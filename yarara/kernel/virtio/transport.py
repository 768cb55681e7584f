"""What a virtio driver needs of the bus its device sits on, and the handshake that is the same on every bus.

`mmio.py` and `pci.py` implement it, `legacy_mmio.py` and `legacy_pci.py` for devices from before version 1.0. Section numbers are of
virtio 1.2.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.trace import points
from yarara.kernel.virtio.features import F_ANY_LAYOUT, F_RING_PACKED, F_RING_RESET, F_VERSION_1
from yarara.kernel.virtio.packed import PackedQueue
from yarara.kernel.virtio import queue as virtqueue
from yarara.kernel.virtio.queue import Virtqueue
from yarara.kernel.virtio.split import SplitQueue

DEVICE_NETWORK = 1
DEVICE_BLOCK = 2
DEVICE_CONSOLE = 3
DEVICE_ENTROPY = 4
DEVICE_BALLOON = 5
DEVICE_9P = 9
DEVICE_SOCKET = 19
DEVICE_FILES = 26

# Device status (2.1).
ACKNOWLEDGE = 1
DRIVER = 2
DRIVER_OK = 4
FEATURES_OK = 8
DEVICE_NEEDS_RESET = 64
FAILED = 128

# Interrupt status (4.1.4.5, 4.2.2).
INTERRUPT_QUEUE = 1
INTERRUPT_CONFIGURATION = 2

CONFIGURATION_VECTOR = 0
"""The interrupt message for changes of the configuration; queue i has vector i + 1. With too few of them all share this one."""

RING_SIZE = 256
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

    def __init__(self, legacy: bool) -> None:
        self.legacy = legacy
        """Whether it is used by the interface from before version 1.0."""
        self.features = 0
        """What was negotiated."""
        self.ring_size = RING_SIZE
        """Descriptors of a ring of packets, when the device can do so many."""
        self.vectors = 0
        """How many interrupt messages it sends; 0: it raises its line."""
        self.configuration_bit = 0
        """With messages: the bit of the core's pending word that `CONFIGURATION_VECTOR` sets."""

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

    def reset_queue(self, queue: Virtqueue) -> bool:
        """Take one queue away from the device (2.6.1), after F_RING_RESET was negotiated. False: the device cannot, and may still
        use the memory lent to it there."""
        return False

    def acknowledge(self, pending: int) -> int:
        """Why the device interrupted: INTERRUPT_QUEUE, INTERRUPT_CONFIGURATION, both or 0. Its line goes down, so that it may
        interrupt again. `pending` are the bits that the core's pending word had (-1: it is not known)."""
        raise NotImplementedError

    def message_count(self) -> int:
        """How many different interrupt messages the bus can send for this device (MSI-X); 0: it has only a line."""
        return 0

    def use_message(self, vector: int, address: int, data: int) -> bool:
        """Let interrupt `vector` write `data` to `address`, and the line `interrupt` stay silent. To be called for vectors 0, 1, ...
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

    def set_configuration32(self, offset: int, value: int) -> None:
        """Write a 32-bit field of the device's own configuration."""
        raise NotImplementedError

    # -- what is the same on every bus ---------------------------------------------------------------------------------

    def reset(self) -> bool:
        """Make the device forget everything (2.4). False: it does not confirm, and may still use the memory lent to it."""
        points.device_reset(self.device_type)
        self.set_status(0)
        for _ in range(_RESET_TRIES):
            if self.status() == 0:
                return True
            machine.pause()
        return False

    def offered(self) -> int:
        """The features of the device, for a driver that wants some only together with others. """
        if self.legacy:
            return self.device_features(0)
        return (self.device_features(0) | self.device_features(1) << 32) & ~F_ANY_LAYOUT

    def negotiate(self, required: int, wanted: int) -> int:
        """Steps 1 to 6 of the initialization (3.1.1) with a device that has just been reset.

        Accepts the `wanted` features that the device offers, and raises VirtioError when one of the `required` ones is missing.
        Returns the features in use. Steps 7 (queues) and 8 (`start`) are the driver's. Only bits 0 to 63 are known.
        """
        # 1. Reset the device: done by the caller, who knows what the device still holds.
        # 2. ACKNOWLEDGE: the device has been noticed.
        self.set_status(ACKNOWLEDGE)
        # 3. DRIVER: there is a driver for it.
        self.set_status(ACKNOWLEDGE | DRIVER)
        # 4. Read the feature bits, write the subset that the driver understands.
        offered = self.offered()
        if not self.legacy:
            required |= F_VERSION_1
        if offered & required != required:
            raise self._unusable("the device does not offer a feature that the driver needs")
        self.features = offered & (required | wanted)
        points.features(self.device_type, offered, self.features)
        self.set_driver_features(0, self.features & 0xFFFF_FFFF)
        if self.legacy:  # there is no second word, and no step 5 and 6 (3.1.2)
            return self.features
        self.set_driver_features(1, self.features >> 32 & 0xFFFF_FFFF)
        # 5. FEATURES_OK: no feature changes from now on.
        self.set_status(ACKNOWLEDGE | DRIVER | FEATURES_OK)
        # 6. Read it back: the device may refuse the subset.
        if self.status() & FEATURES_OK == 0:
            raise self._unusable("the device refuses the features that the driver chose")
        return self.features

    def start(self) -> None:
        """Step 8 of the initialization: DRIVER_OK, the device is live."""
        self.set_status(ACKNOWLEDGE | DRIVER | DRIVER_OK | (0 if self.legacy else FEATURES_OK))

    def needs_reset(self) -> bool:
        """Whether the device reports an error that only a reset ends (2.1.2)."""
        return self.status() & DEVICE_NEEDS_RESET != 0

    def make_queue(self, index: int, wanted: int, most_parts: int) -> Virtqueue:
        """A queue of the negotiated format for chains of up to `most_parts`, of about `wanted` descriptors. The device does not
        know of it before `enable_queue`. Raises VirtioError when there is no such queue, MemoryError."""
        capacity = self.queue_capacity(index)
        if capacity == 0 or capacity > 32768:
            raise self._unusable("the device lacks a queue")
        queue: Virtqueue
        if self.features & F_RING_PACKED:
            queue = PackedQueue(index, min(capacity, wanted), self.features, most_parts)
        else:
            queue = SplitQueue(index, self.split_size(capacity, wanted), self.features, most_parts)
        queue.device_type = self.device_type
        if machine.COMPILED:
            virtqueue.register(queue)
        points.queue_made(machine.address_of(queue), self.device_type, index, queue.size)
        return queue

    def split_size(self, capacity: int, wanted: int) -> int:
        """The largest power of two up to both. A bus that dictates the size says something else."""
        size = 1
        while size * 2 <= capacity and size * 2 <= wanted:
            size *= 2
        return size

    def restart_queue(self, queue: Virtqueue) -> bool:
        """Reset one queue and enable it anew, empty; the rest of the device goes on. False: reset the device instead."""
        if self.features & F_RING_RESET == 0 or not self.reset_queue(queue):
            return False
        queue.reset()
        self.enable_queue(queue)
        return True

    def configuration48(self, offset: int) -> int:
        """Six bytes, the first one most significant, all of the same generation (2.5). Raises VirtioError when the device
        changes them all the time."""
        before = -1
        for _ in range(_GENERATION_TRIES):
            generation = self.configuration_generation()
            value = 0
            for i in range(6):
                value = value << 8 | self.configuration8(offset + i)
            # A legacy device has no generations: there the same value twice must do (2.5.4).
            if self.configuration_generation() == generation and (value == before or not self.legacy):
                return value
            before = value
        raise self._unusable("the configuration never stays the same")

    def configuration32(self, offset: int) -> int:
        """A 32-bit field of the device's own configuration, both halves of the same generation (2.5). Of one that changes all the time, any."""
        before = -1
        for _ in range(_GENERATION_TRIES):
            generation = self.configuration_generation()
            value = self.configuration16(offset) | self.configuration16(offset + 2) << 16
            if self.configuration_generation() == generation and (value == before or not self.legacy):
                return value
            before = value
        return before

    def vector_of_queue(self, index: int) -> int:
        """The interrupt message of a queue."""
        return index + 1 if index + 1 < self.vectors else CONFIGURATION_VECTOR

    def _causes(self, pending: int) -> int:
        """What `acknowledge` returns for messages, which do not say why they came but by their number."""
        if pending >> self.configuration_bit & 1 != 0:
            return INTERRUPT_QUEUE | INTERRUPT_CONFIGURATION
        return INTERRUPT_QUEUE

    def _unusable(self, reason: str) -> VirtioError:
        """Tell the device that the driver has given up (FAILED), and make the error that says why."""
        self.set_status(FAILED)
        return VirtioError(reason)
