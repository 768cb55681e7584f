"""The device side of a virtqueue (virtio 1.2, section 2.6): what a transport sets, and what every ring format does (`split.py`,
`packed.py`)."""

from __future__ import annotations

from dataclasses import dataclass

from yarara.devicemodel import memory

DESC_F_NEXT = 1
DESC_F_WRITE = 2
DESC_F_INDIRECT = 4
NO_VECTOR = 0xFFFF

F_INDIRECT_DESC = 1 << 28
F_EVENT_IDX = 1 << 29
F_RING_PACKED = 1 << 34
F_IN_ORDER = 1 << 35


class DriverError(AssertionError):
    """The driver broke a rule of the specification."""


@dataclass(frozen=True)
class Buffer:
    """One part of a chain."""
    address: int
    length: int
    device_writes: bool


@dataclass(frozen=True)
class Chain:
    """What the driver offered: `head` is how it is called when it is returned, `descriptors` how many of the ring it takes."""
    head: int
    buffers: list[Buffer]
    descriptors: int = 1

    def read(self) -> bytes:
        """All bytes that the device may read."""
        return b"".join(memory.read(b.address, b.length) for b in self.buffers if not b.device_writes)

    def writable(self) -> int:
        """How many bytes the device may write."""
        return sum(b.length for b in self.buffers if b.device_writes)

    def write(self, data: bytes) -> int:
        """Write `data` into the writable buffers, in order; the number of bytes written."""
        written = 0
        for buffer in self.buffers:
            if buffer.device_writes:
                part = data[written:written + buffer.length]
                memory.write(buffer.address, part)
                written += len(part)
        return written


def checked(buffers: list[Buffer]) -> list[Buffer]:
    """The parts of a chain, if they follow the rules: none is empty, those that the device reads come first."""
    if not buffers or any(b.length == 0 for b in buffers):
        raise DriverError("a chain with a part of no bytes, or without parts")
    directions = [b.device_writes for b in buffers]
    if directions != sorted(directions):
        raise DriverError("a part that the device reads after one that it writes")
    return buffers


class DeviceRing:
    """The device side of one ring format."""

    def __init__(self, queue: DeviceQueue, features: int) -> None:
        self.size = queue.size
        self.descriptor_area, self.driver_area, self.device_area = queue.descriptor_area, queue.driver_area, queue.device_area
        self.event_index = bool(features & F_EVENT_IDX)
        self.in_order = bool(features & F_IN_ORDER)
        self.indirect = bool(features & F_INDIRECT_DESC)
        self.outstanding: dict[int, Chain] = {}
        """What the device has taken and not returned, by head, the oldest first."""

    def waiting(self) -> int:
        """How many chains the driver has offered that the device has not taken."""
        raise NotImplementedError

    def take(self) -> Chain | None:
        """The next chain that the driver has offered."""
        raise NotImplementedError

    def put(self, head: int, written: int) -> None:
        """Return a chain of which the device wrote `written` bytes."""
        self.put_batch([(head, written)])

    def put_batch(self, returned: list[tuple[int, int]]) -> None:
        """Return several chains, shown to the driver at once. With IN_ORDER one note stands for all, which were used completely but
        for the last."""
        raise NotImplementedError

    def want_notifications(self, wanted: bool) -> None:
        """Ask the driver to kick, or not to, with the next chain."""
        raise NotImplementedError

    def wants_interrupt(self) -> bool:
        """Whether the driver asked to hear of what was returned since the last call."""
        raise NotImplementedError

    def forge(self, slot: int, head: int, length: int, count: int) -> None:
        """Lie: write a note about chain `head` at `slot` places after the next one, as if `count` had been returned."""
        raise NotImplementedError

    def shared(self) -> tuple[int, int]:
        """Where what the device writes lies, and how long it is."""
        raise NotImplementedError

    def resume(self, base: int) -> None:
        """Go on where another device side has stopped, as vhost-user says it: what its `position` gave, or what a new ring has."""
        raise NotImplementedError

    def position(self) -> int:
        """For `resume`: how far this side has come."""
        raise NotImplementedError

    def _return(self, head: int) -> Chain:
        """Forget a chain that is returned."""
        if self.in_order:
            assert head == next(iter(self.outstanding)), "a model that breaks the order it promised"
        return self.outstanding.pop(head)


class DeviceQueue:
    """A queue as the device sees it. The transport sets `size` and the three addresses, then starts it."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.reset()

    def reset(self) -> None:
        """As after a reset of the device."""
        self.size = self.capacity
        self.descriptor_area = self.driver_area = self.device_area = 0
        self.ring: DeviceRing | None = None
        self.notified = False
        """The driver has kicked and the device has not looked since: the device is awake."""
        self.kicks = 0
        self.vector = NO_VECTOR

    @property
    def ready(self) -> bool:
        """Whether the driver has enabled the queue."""
        return self.ring is not None

    def set_half(self, area: str, byte: int, value: int) -> None:
        """The driver has written 32 bits of an address: those from its byte 0 or 4 on."""
        if area == "descriptor_area":
            self.descriptor_area = _with_half(self.descriptor_area, byte, value)
        elif area == "driver_area":
            self.driver_area = _with_half(self.driver_area, byte, value)
        else:
            self.device_area = _with_half(self.device_area, byte, value)

    def start(self, features: int) -> None:
        """The driver has enabled the queue."""
        from yarara.devicemodel.packed import PackedRing
        from yarara.devicemodel.split import SplitRing
        if not 0 < self.size <= self.capacity:
            raise DriverError(f"queue size {self.size}")
        self.ring = PackedRing(self, features) if features & F_RING_PACKED else SplitRing(self, features)

    @property
    def live(self) -> DeviceRing:
        """The ring of a queue that is in use."""
        assert self.ring is not None, "a queue that the driver has not enabled"
        return self.ring

    def waiting(self) -> int:
        return self.live.waiting()

    def take(self) -> Chain | None:
        return self.live.take()

    def put(self, head: int, written: int) -> None:
        self.live.put(head, written)

    def put_batch(self, returned: list[tuple[int, int]]) -> None:
        self.live.put_batch(returned)

    def want_notifications(self, wanted: bool) -> None:
        self.live.want_notifications(wanted)

    def wants_interrupt(self) -> bool:
        return self.live.wants_interrupt()


def _with_half(address: int, byte: int, value: int) -> int:
    shift = 8 * byte
    return address & ~(0xFFFF_FFFF << shift) | value << shift
