"""A network device with a bad wire: it drops, duplicates, delays and corrupts frames, for tests.

It wraps another device, so it works with every driver. What happens to which frame is decided by a `FaultPlan`.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.device import DeviceWrapper, NetworkDevice
from yarara.kernel.network.packet import Packet, PacketPool

PASS = 0
DROP = 1
DUPLICATE = 2
DELAY = 3
"""The frame changes places with the next one. One that none follows is delayed until the second poll or flush."""
CORRUPT = 4


class FaultPlan:
    """Decides the fate of each frame."""

    def fate(self) -> int:
        """Of the next frame: PASS, DROP, DUPLICATE, DELAY or CORRUPT."""
        return PASS

    def corrupt_bit(self, length: int) -> int:
        """Which of the 8 * length bits of a frame is wrong."""
        return shifted_word() % (8 * length)


class RandomFaults(FaultPlan):
    """Each fault happens to so many of a thousand frames."""

    def __init__(self, drop: int, duplicate: int, delay: int, corrupt: int) -> None:
        assert drop + duplicate + delay + corrupt <= 1000, "more faults than frames"
        self.drop = drop
        self.duplicate = duplicate
        self.delay = delay
        self.corrupt = corrupt

    def fate(self) -> int:
        dice = shifted_word() % 1000
        if dice < self.drop:
            return DROP
        dice -= self.drop
        if dice < self.duplicate:
            return DUPLICATE
        dice -= self.duplicate
        if dice < self.delay:
            return DELAY
        dice -= self.delay
        return CORRUPT if dice < self.corrupt else PASS


def shifted_word() -> int:
    """A random number that is not negative."""
    return machine.random_word() & 0x7FFF_FFFF


class FaultyDirection:
    """The frames on their way in one direction: `put` them in, `get` what comes out."""

    def __init__(self, plan: FaultPlan, pool: PacketPool) -> None:
        self._plan = plan
        self._pool = pool
        self._first: Packet | None = None  # packets that come out, linked by `next`
        self._last: Packet | None = None
        self._delayed: Packet | None = None
        self._waited = False

    def put(self, packet: Packet) -> None:
        """A frame goes in; the packet belongs to this direction now."""
        fate = self._plan.fate()
        if fate == DELAY and self._delayed is None:
            self._delayed = packet
            self._waited = False
            return
        if fate == DROP:
            self._pool.give(packet)
        else:
            if fate == CORRUPT:
                self._corrupt(packet)
            self._append(packet)
            if fate == DUPLICATE:
                self._duplicate(packet)
        self._release_delayed()

    def get(self) -> Packet | None:
        """The next frame that comes out; the caller owns its packet."""
        packet = self._first
        if packet is not None:
            self._first = packet.next
            if self._first is None:
                self._last = None
            packet.next = None
        return packet

    def unget(self, packet: Packet) -> None:
        """Put back what `get` gave, as the next to come out."""
        packet.next = self._first
        self._first = packet
        if self._last is None:
            self._last = packet

    def pass_time(self) -> None:
        """A poll or a flush ends: a frame is not delayed over more than two of them."""
        if self._waited:
            self._release_delayed()
        self._waited = True

    def is_empty(self) -> bool:
        """Whether no frame is on its way."""
        return self._first is None and self._delayed is None

    def _append(self, packet: Packet) -> None:
        packet.next = None
        last = self._last
        if last is None:
            self._first = packet
        else:
            last.next = packet
        self._last = packet

    def _release_delayed(self) -> None:
        delayed = self._delayed
        if delayed is not None:
            self._delayed = None
            self._append(delayed)

    def _duplicate(self, packet: Packet) -> None:
        copy = self._pool.take_for(packet.length + packet.start)
        if copy is not None:
            copy.reset(packet.start)
            machine.copy(copy.append(packet.length), packet.data, packet.length)
            copy.verified = packet.verified
            self._append(copy)

    def _corrupt(self, packet: Packet) -> None:
        if packet.length > 0:
            bit = self._plan.corrupt_bit(packet.length)
            byte = packet.data + bit // 8
            machine.store8(byte, machine.load8(byte) ^ 1 << bit % 8)
            packet.verified = False


class FaultyDevice(DeviceWrapper):
    """Passes everything on to `device`, and frames through a bad wire in each direction."""

    def __init__(self, device: NetworkDevice, receive_plan: FaultPlan, transmit_plan: FaultPlan) -> None:
        super().__init__(device)
        self._incoming = FaultyDirection(receive_plan, device.pool)
        self._outgoing = FaultyDirection(transmit_plan, device.pool)

    def receive(self) -> Packet | None:
        while True:
            packet = self._incoming.get()
            if packet is not None:
                return packet
            packet = self._device.receive()
            if packet is None:
                self._incoming.pass_time()
                return self._incoming.get()
            self._incoming.put(packet)

    def transmit(self, packet: Packet) -> bool:
        if not self._send_outgoing():
            return False
        self._outgoing.put(packet)
        self._send_outgoing()
        return True

    def _send_outgoing(self) -> bool:
        """Hand over what comes out of the wire; False when the device has no room for all of it."""
        while True:
            packet = self._outgoing.get()
            if packet is None:
                return True
            if not self._device.transmit(packet):
                self._outgoing.unget(packet)
                return False

    def flush(self) -> None:
        self._outgoing.pass_time()
        self._send_outgoing()
        self._device.flush()

    def enable_interrupts(self) -> bool:
        """Also True while a frame is on its way, so that none stays there."""
        self.flush()
        waiting = self._device.enable_interrupts()
        return waiting or not self._incoming.is_empty() or not self._outgoing.is_empty()
