"""What every virtio device has, whatever its bus: status, features, queues and a configuration (virtio 1.2, section 2)."""

from __future__ import annotations

from typing import Callable

from yarara.devicemodel.queue import NO_VECTOR, DeviceQueue, DriverError

ACKNOWLEDGE = 1
DRIVER = 2
DRIVER_OK = 4
FEATURES_OK = 8
NEEDS_RESET = 64
FAILED = 128

F_EVENT_IDX = 1 << 29
F_ANY_LAYOUT = 1 << 27
F_INDIRECT_DESC = 1 << 28
F_VERSION_1 = 1 << 32
F_RING_PACKED = 1 << 34
F_IN_ORDER = 1 << 35
F_RING_RESET = 1 << 40

INTERRUPT_QUEUE = 1
INTERRUPT_CONFIGURATION = 2

_ORDER = [0, ACKNOWLEDGE, ACKNOWLEDGE | DRIVER, ACKNOWLEDGE | DRIVER | FEATURES_OK,
          ACKNOWLEDGE | DRIVER | FEATURES_OK | DRIVER_OK]
_LEGACY_ORDER = [0, ACKNOWLEDGE, ACKNOWLEDGE | DRIVER, ACKNOWLEDGE | DRIVER | DRIVER_OK]


class VirtioDevice:
    """A device without a bus. Set `refuses_features` or `ignores_reset` to make it misbehave; `legacy` is set by a bus of the legacy
    interface."""

    def __init__(self, device_type: int, features: int, queues: int, capacity: int, configuration: bytes) -> None:
        self.device_type = device_type
        self.offered = features
        self.configuration = bytearray(configuration)
        self.queues = [DeviceQueue(capacity) for _ in range(queues)]
        self.generation = 0
        self.resets = 0
        self.queue_resets = 0
        self.interrupts = 0
        """How often the device interrupted."""
        self.send_message: Callable[[int], bool] = lambda vector: False
        """Set by a bus that has messages: send one, unless they are off (then the line is raised)."""
        self.legacy = False
        self.refuses_features = False
        self.ignores_reset = False
        self._forget()

    def _forget(self) -> None:
        self.status = 0
        self.features = 0
        self.interrupt_status = 0
        self.configuration_vector = NO_VECTOR
        for queue in self.queues:
            queue.reset()

    # -- what the driver does, through a transport ---------------------------------------------------------------------

    def write_status(self, status: int) -> None:
        """The driver writes the status field: a reset, the next step of the initialization, or FAILED."""
        if status == 0:
            if not self.ignores_reset:
                self.resets += 1
                self._forget()
            return
        if status == FAILED:
            self.status |= FAILED
            return
        before = self.status & ~NEEDS_RESET
        order = _LEGACY_ORDER if self.legacy else _ORDER
        if before not in order[:-1] or status != order[order.index(before) + 1]:
            raise DriverError(f"status {status:#x} after {self.status:#x}")
        if status & FEATURES_OK and (self.refuses_features or not self.features & F_VERSION_1):
            return
        self.status = status

    def offered_to_driver(self) -> int:
        """The features that this interface shows."""
        return self.offered & 0xFFFF_FFFF if self.legacy else self.offered & ~F_ANY_LAYOUT

    def write_features(self, word: int, value: int) -> None:
        """The driver accepts 32 feature bits."""
        if self.status != ACKNOWLEDGE | DRIVER:
            raise DriverError("features written at the wrong time")
        if value & ~(self.offered_to_driver() >> 32 * word):
            raise DriverError("a feature that was not offered")
        self.features = self.features & ~(0xFFFF_FFFF << 32 * word) | value << 32 * word

    def start_queue(self, index: int) -> None:
        """The driver enables a queue whose size and addresses it has written."""
        restarted = self.features & F_RING_RESET and self.status & DRIVER_OK
        if self.status != (_LEGACY_ORDER[2] if self.legacy else _ORDER[3]) and not restarted:
            raise DriverError("a queue enabled at the wrong time")
        self.queues[index].start(self.features)

    def reset_queue(self, index: int) -> None:
        """The driver takes a queue away (2.6.1)."""
        if not self.features & F_RING_RESET or not self.queues[index].ready:
            raise DriverError("a queue that cannot be reset")
        self.queue_resets += 1
        vector = self.queues[index].vector
        self.queues[index].reset()
        self.queues[index].vector = vector

    def notify(self, index: int) -> None:
        """The driver kicks a queue."""
        if not self.status & DRIVER_OK or index >= len(self.queues) or not self.queues[index].ready:
            raise DriverError(f"queue {index} kicked before it is live")
        self.queues[index].notified = True
        self.queues[index].kicks += 1

    def write_configuration(self, offset: int, size: int, value: int) -> None:
        """The driver writes to the device's own configuration, where that is allowed."""
        raise DriverError(f"{size} byte write of the configuration at {offset:#x}")

    # -- what the device does ------------------------------------------------------------------------------------------

    def live(self) -> bool:
        """Whether the driver lets the device work."""
        return bool(self.status & DRIVER_OK) and not self.status & (NEEDS_RESET | FAILED)

    def interrupt(self, cause: int, vector: int) -> None:
        """Send a message, or raise the interrupt line."""
        self.interrupts += 1
        if not self.send_message(vector):
            self.interrupt_status |= cause

    def signal(self, queue: DeviceQueue) -> None:
        """Interrupt for what was returned, if the driver wants it."""
        if queue.wants_interrupt():
            self.interrupt(INTERRUPT_QUEUE, queue.vector)

    def change_configuration(self, offset: int, data: bytes) -> None:
        """Change the configuration and say so."""
        self.configuration[offset:offset + len(data)] = data
        self.generation += 1
        if self.status & DRIVER_OK:
            self.interrupt(INTERRUPT_CONFIGURATION, self.configuration_vector)

    def fail(self) -> None:
        """An error that only a reset ends (2.1.2)."""
        self.status |= NEEDS_RESET
        self.interrupt(INTERRUPT_CONFIGURATION, self.configuration_vector)

    def _sleep(self, index: int) -> bool:
        """Ask to be notified of what comes next; True when something came meanwhile, of which nobody tells (2.7.10)."""
        self.queues[index].want_notifications(True)
        return self.queues[index].waiting() > 0


class AnsweringDevice(VirtioDevice):
    """A device that answers each chain as it comes, in one queue or several. `silent` ones answer nothing; `lie`, called in place of an answer,
    does with the queue what a device must not do."""

    def __init__(self, device_type: int, features: int, capacity: int, configuration: bytes, queues: int = 1) -> None:
        super().__init__(device_type, features, queues, capacity, configuration)
        self.silent = False
        self.lie: Callable[[], None] | None = None

    def notify(self, index: int) -> None:
        super().notify(index)
        if self.lie is not None and not self.silent:
            self._answer(index)  # once: after it the ring may hold anything
        else:
            while not self.silent and (self._answer(index) or self._sleep(index)):
                pass
        self.queues[index].notified = False

    def _answer(self, index: int) -> bool:
        """Answer the next chain of a queue; False when there is none."""
        raise NotImplementedError
