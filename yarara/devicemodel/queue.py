"""The device side of a split virtqueue (virtio 1.2, section 2.7)."""

from __future__ import annotations

from dataclasses import dataclass

from yarara.simulation import simulation

DESC_F_NEXT = 1
DESC_F_WRITE = 2
AVAIL_F_NO_INTERRUPT = 1
USED_F_NO_NOTIFY = 1
NO_VECTOR = 0xFFFF


class DriverError(AssertionError):
    """The driver broke a rule of the specification."""


@dataclass(frozen=True)
class Buffer:
    """One descriptor of a chain."""
    address: int
    length: int
    device_writes: bool


@dataclass(frozen=True)
class Chain:
    """What the driver offered in one slot of the available ring."""
    head: int
    buffers: list[Buffer]

    def read(self) -> bytes:
        """All bytes that the device may read."""
        return b"".join(simulation.read_bytes(b.address, b.length) for b in self.buffers if not b.device_writes)

    def writable(self) -> int:
        """How many bytes the device may write."""
        return sum(b.length for b in self.buffers if b.device_writes)

    def write(self, data: bytes) -> int:
        """Write `data` into the writable buffers, in order; the number of bytes written."""
        written = 0
        for buffer in self.buffers:
            if buffer.device_writes:
                part = data[written:written + buffer.length]
                simulation.write_bytes(buffer.address, part)
                written += len(part)
        return written


class DeviceQueue:
    """A queue as the device sees it. The transport sets `size` and the three addresses, then `ready`."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.reset()

    def reset(self) -> None:
        """As after a reset of the device."""
        self.size = self.capacity
        self.descriptor_table = self.available_ring = self.used_ring = 0
        self.ready = False
        self.event_index = False
        self.notified = False
        """The driver has kicked and the device has not looked since: the device is awake."""
        self.kicks = 0
        self.vector = NO_VECTOR
        self.next_available = 0
        self.used_index = 0
        self._signalled = 0  # the used index at the last decision about an interrupt

    def start(self, event_index: bool) -> None:
        """The driver has enabled the queue."""
        if self.size & (self.size - 1) or not 0 < self.size <= self.capacity:
            raise DriverError(f"queue size {self.size}")
        for address, alignment in (self.descriptor_table, 16), (self.available_ring, 2), (self.used_ring, 4):
            if address == 0 or address % alignment:
                raise DriverError(f"queue area at {address:#x}")
        self.event_index = event_index
        self.ready = True

    # -- the available ring --------------------------------------------------------------------------------------------

    def waiting(self) -> int:
        """How many chains the driver has offered that the device has not taken."""
        count = (simulation.read(self.available_ring + 2, 2) - self.next_available) & 0xFFFF
        if count > self.size:
            raise DriverError(f"available index {count} ahead of a ring of {self.size}")
        return count

    def take(self) -> Chain | None:
        """The next chain that the driver has offered."""
        if not self.waiting():
            return None
        head = simulation.read(self.available_ring + 4 + 2 * (self.next_available % self.size), 2)
        self.next_available = (self.next_available + 1) & 0xFFFF
        return Chain(head, self._walk(head))

    def _walk(self, head: int) -> list[Buffer]:
        buffers: list[Buffer] = []
        index, more = head, True
        while more:
            if index >= self.size or len(buffers) == self.size:
                raise DriverError(f"descriptor {index} after {len(buffers)} others")
            at = self.descriptor_table + 16 * index
            flags = simulation.read(at + 12, 2)
            buffers.append(Buffer(simulation.read(at, 8), simulation.read(at + 8, 4), bool(flags & DESC_F_WRITE)))
            if buffers[-1].length == 0:
                raise DriverError("descriptor of no bytes")
            index, more = simulation.read(at + 14, 2), bool(flags & DESC_F_NEXT)
        return buffers

    def want_notifications(self, wanted: bool) -> None:
        """Ask the driver to kick, or not to, with the next buffer (2.7.10)."""
        if self.event_index:
            event = self.next_available if wanted else self.next_available - 1
            simulation.write(self.used_ring + 4 + 8 * self.size, 2, event)
        else:
            simulation.write(self.used_ring, 2, 0 if wanted else USED_F_NO_NOTIFY)

    # -- the used ring -------------------------------------------------------------------------------------------------

    def put(self, head: int, written: int) -> None:
        """Return a chain of which the device wrote `written` bytes."""
        at = self.used_ring + 4 + 8 * (self.used_index % self.size)
        simulation.write(at, 4, head)
        simulation.write(at + 4, 4, written)
        self.used_index = (self.used_index + 1) & 0xFFFF
        simulation.write(self.used_ring + 2, 2, self.used_index)

    def wants_interrupt(self) -> bool:
        """Whether the driver asked to hear of what was returned since the last call (2.7.7)."""
        old, new = self._signalled, self.used_index
        self._signalled = new
        if old == new:
            return False
        flags = simulation.read(self.available_ring, 2)
        if not self.event_index:
            return not flags & AVAIL_F_NO_INTERRUPT
        if flags:
            raise DriverError("flags in the available ring although event indexes were negotiated")
        used_event = simulation.read(self.available_ring + 4 + 2 * self.size, 2)
        return (new - used_event - 1) & 0xFFFF < (new - old) & 0xFFFF
