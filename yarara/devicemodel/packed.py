"""The device side of a packed virtqueue (virtio 1.2, section 2.8)."""

from __future__ import annotations

from yarara import machine
from yarara.devicemodel.queue import (
    DESC_F_INDIRECT, DESC_F_NEXT, DESC_F_WRITE, Buffer, Chain, DeviceQueue, DeviceRing, DriverError, checked,
)

DESC_F_AVAIL = 1 << 7
DESC_F_USED = 1 << 15
EVENT_ENABLE, EVENT_DISABLE, EVENT_DESC = 0, 1, 2


class PackedRing(DeviceRing):
    """Positions are (slot, wrap counter)."""

    def __init__(self, queue: DeviceQueue, features: int) -> None:
        super().__init__(queue, features)
        for address, alignment in (self.descriptor_area, 16), (self.driver_area, 4), (self.device_area, 4):
            if address == 0 or address % alignment:
                raise DriverError(f"queue area at {address:#x}")
        self.available = (0, 1)
        self.used = (0, 1)
        self.signalled = (0, 1)
        self.returned = 0  # descriptors since `signalled`

    def _after(self, position: tuple[int, int], descriptors: int) -> tuple[int, int]:
        slot, wrap = position
        slot += descriptors
        return (slot, wrap) if slot < self.size else (slot - self.size, wrap ^ 1)

    # -- available descriptors -----------------------------------------------------------------------------------------

    def _is_available(self, position: tuple[int, int]) -> bool:
        flags = machine.load16(self.descriptor_area + 16 * position[0] + 14)
        return bool(flags & DESC_F_AVAIL) == bool(position[1]) != bool(flags & DESC_F_USED)

    def waiting(self) -> int:
        count, position = 0, self.available
        while count < self.size and self._is_available(position):
            chain = self._walk(position)
            position = self._after(position, chain.descriptors)
            count += 1
        return count

    def take(self) -> Chain | None:
        if not self._is_available(self.available):
            return None
        chain = self._walk(self.available)
        if chain.head in self.outstanding:
            raise DriverError(f"buffer id {chain.head} used twice")
        if sum(c.descriptors for c in self.outstanding.values()) + chain.descriptors > self.size:
            raise DriverError("more descriptors than the ring has")
        self.available = self._after(self.available, chain.descriptors)
        self.outstanding[chain.head] = chain
        return chain

    def _walk(self, position: tuple[int, int]) -> Chain:
        buffers: list[Buffer] = []
        descriptors, more, identifier = 0, True, 0
        while more:
            if descriptors == self.size:
                raise DriverError("a chain longer than the ring")
            if not self._is_available(position):
                raise DriverError("a chain that goes on in a descriptor that is not available")
            address, size, identifier, flags = _descriptor(self.descriptor_area + 16 * position[0])
            descriptors, position = descriptors + 1, self._after(position, 1)
            more = bool(flags & DESC_F_NEXT)
            if flags & DESC_F_INDIRECT:
                if not self.indirect or flags & (DESC_F_NEXT | DESC_F_WRITE) or size % 16 or size == 0:
                    raise DriverError("an indirect table that must not be")
                for entry in range(address, address + size, 16):
                    at, length, _, inner = _descriptor(entry)
                    buffers.append(Buffer(at, length, bool(inner & DESC_F_WRITE)))
            else:
                buffers.append(Buffer(address, size, bool(flags & DESC_F_WRITE)))
        return Chain(identifier, checked(buffers), descriptors)

    def want_notifications(self, wanted: bool) -> None:
        """2.8.10"""
        slot, wrap = self.available
        machine.store16(self.device_area, slot | wrap << 15)
        machine.store16(self.device_area + 2,
                        EVENT_DISABLE if not wanted else EVENT_DESC if self.event_index else EVENT_ENABLE)

    # -- used descriptors ----------------------------------------------------------------------------------------------

    def put_batch(self, returned: list[tuple[int, int]]) -> None:
        notes: list[tuple[tuple[int, int], int, int]] = []
        position = self.used
        for head, written in returned:
            notes.append((position, head, written))
            descriptors = self._return(head).descriptors
            position = self._after(position, descriptors)
            self.returned += descriptors
        if self.in_order:
            notes = [(self.used, *returned[-1])]
        for note in reversed(notes):  # the first one last: so all are seen at once
            self._note(*note)
        self.used = position

    def _note(self, position: tuple[int, int], head: int, written: int) -> None:
        at = self.descriptor_area + 16 * position[0]
        machine.store32(at + 8, written)
        machine.store16(at + 12, head)
        machine.store16(at + 14, (DESC_F_AVAIL | DESC_F_USED) * position[1] | DESC_F_WRITE * (written > 0))

    def forge(self, slot: int, head: int, length: int, count: int) -> None:
        """There is no index to lie about: `count` notes alike."""
        position = self._after(self.used, slot)
        for _ in range(count & 7):
            self._note(position, head, length)
            position = self._after(position, 1)

    def shared(self) -> tuple[int, int]:
        return self.descriptor_area, 16 * self.size

    def resume(self, base: int) -> None:
        """Two positions: 15 bits of a slot and a wrap counter each, the available one first."""
        self.available = base & 0x7FFF, base >> 15 & 1
        self.used = self.signalled = base >> 16 & 0x7FFF, base >> 31

    def position(self) -> int:
        return self.available[0] | self.available[1] << 15 | self.used[0] << 16 | self.used[1] << 31

    def wants_interrupt(self) -> bool:
        """2.8.14"""
        returned, self.returned = self.returned, 0
        event, flags = machine.load16(self.driver_area), machine.load16(self.driver_area + 2)
        if returned == 0 or flags == EVENT_DISABLE:
            return False
        if flags == EVENT_ENABLE:
            return True
        if flags != EVENT_DESC or not self.event_index:
            raise DriverError(f"event flags {flags}")
        slot, wrap = event & 0x7FFF, event >> 15
        # How many descriptors ago the driver's event was: it is among those that were returned now if fewer than these.
        ago = (self.used[0] - slot) if wrap == self.used[1] else (self.used[0] - slot + self.size)
        return 0 < ago <= returned


def _descriptor(at: int) -> tuple[int, int, int, int]:
    return (machine.load64(at), machine.load32(at + 8), machine.load16(at + 12), machine.load16(at + 14))
