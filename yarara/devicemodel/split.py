"""The device side of a split virtqueue (virtio 1.2, section 2.7)."""

from __future__ import annotations

from yarara import machine
from yarara.devicemodel.queue import (
    DESC_F_INDIRECT, DESC_F_NEXT, DESC_F_WRITE, Buffer, Chain, DeviceQueue, DeviceRing, DriverError, checked,
)

AVAIL_F_NO_INTERRUPT = 1
USED_F_NO_NOTIFY = 1


class SplitRing(DeviceRing):
    """Follows the rules; whoever drives it may not."""

    def __init__(self, queue: DeviceQueue, features: int) -> None:
        super().__init__(queue, features)
        if self.size & (self.size - 1):
            raise DriverError(f"queue size {self.size}")
        for address, alignment in (self.descriptor_area, 16), (self.driver_area, 2), (self.device_area, 4):
            if address == 0 or address % alignment:
                raise DriverError(f"queue area at {address:#x}")
        self.next_available = 0
        self.used_index = 0
        self.signalled = 0  # the used index at the last decision about an interrupt

    # -- the available ring --------------------------------------------------------------------------------------------

    def waiting(self) -> int:
        count = (machine.load16(self.driver_area + 2) - self.next_available) & 0xFFFF
        if count > self.size:
            raise DriverError(f"available index {count} ahead of a ring of {self.size}")
        return count

    def take(self) -> Chain | None:
        if not self.waiting():
            return None
        head = machine.load16(self.driver_area + 4 + 2 * (self.next_available % self.size))
        self.next_available = (self.next_available + 1) & 0xFFFF
        if head in self.outstanding:
            raise DriverError(f"descriptor {head} offered twice")
        self.outstanding[head] = chain = self._walk(head)
        return chain

    def _walk(self, head: int) -> Chain:
        buffers: list[Buffer] = []
        descriptors, index, more = 0, head, True
        table, length = self.descriptor_area, self.size
        while more:
            if index >= length or len(buffers) > self.size:
                raise DriverError(f"descriptor {index} after {len(buffers)} others")
            address, size, flags, following = _descriptor(table + 16 * index)
            descriptors += table == self.descriptor_area
            if flags & DESC_F_INDIRECT:
                if not self.indirect or flags != DESC_F_INDIRECT or size % 16 or size == 0 or table != self.descriptor_area:
                    raise DriverError("an indirect table that must not be")
                table, length, index = address, size // 16, 0
                continue
            buffers.append(Buffer(address, size, bool(flags & DESC_F_WRITE)))
            more = bool(flags & DESC_F_NEXT)
            if more and self.in_order and table == self.descriptor_area and following != (index + 1) % self.size:
                raise DriverError("a chain that is not in the order of the ring (2.7.5.1)")
            index = following
        return Chain(head, checked(buffers), descriptors)

    def want_notifications(self, wanted: bool) -> None:
        """2.7.10"""
        if self.event_index:
            event = self.next_available if wanted else self.next_available - 1
            machine.store16(self.device_area + 4 + 8 * self.size, event)
        else:
            machine.store16(self.device_area, 0 if wanted else USED_F_NO_NOTIFY)

    # -- the used ring -------------------------------------------------------------------------------------------------

    def put_batch(self, returned: list[tuple[int, int]]) -> None:
        for place, (head, written) in enumerate(returned):
            self._return(head)
            if not self.in_order:
                self._note(place, head, written)
        if self.in_order:
            self._note(0, *returned[-1])
        self.used_index = (self.used_index + len(returned)) & 0xFFFF
        machine.store16(self.device_area + 2, self.used_index)

    def _note(self, place: int, head: int, written: int) -> None:
        at = self.device_area + 4 + 8 * ((self.used_index + place) % self.size)
        machine.store32(at, head)
        machine.store32(at + 4, written)

    def forge(self, slot: int, head: int, length: int, count: int) -> None:
        self._note(slot, head, length)
        machine.store16(self.device_area + 2, self.used_index + count)

    def shared(self) -> tuple[int, int]:
        return self.device_area, 6 + 8 * self.size

    def resume(self, base: int) -> None:
        self.next_available = base
        self.used_index = self.signalled = machine.load16(self.device_area + 2)

    def position(self) -> int:
        return self.next_available

    def wants_interrupt(self) -> bool:
        """2.7.7"""
        old, new = self.signalled, self.used_index
        self.signalled = new
        if old == new:
            return False
        flags = machine.load16(self.driver_area)
        if not self.event_index:
            return not flags & AVAIL_F_NO_INTERRUPT
        if flags:
            raise DriverError("flags in the available ring although event indexes were negotiated")
        used_event = machine.load16(self.driver_area + 4 + 2 * self.size)
        return (new - used_event - 1) & 0xFFFF < (new - old) & 0xFFFF


def _descriptor(at: int) -> tuple[int, int, int, int]:
    return (machine.load64(at), machine.load32(at + 8), machine.load16(at + 12), machine.load16(at + 14))
