"""The virtio block device (virtio 1.2, section 5.2): a disk.

    qemu-system-x86_64 ... -drive if=none,id=d,format=raw,file=disk.img -device virtio-blk-pci,drive=d,num-queues=2

One request at a time in each queue, for whose end the thread waits on the core where it runs: it looks at the ring for a while, then it sleeps until the device
interrupts (`blk_sleep.py`). With VIRTIO_BLK_F_MQ each core has a queue of its own. All that fails raises OSError.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.cpu import core
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.threads.busy_wait import give_way
from yarara.kernel.threads.turn import Turn
from yarara.kernel.trace import points
from yarara.kernel.virtio import blk_sleep
from yarara.kernel.virtio.blk_lane import MOST_SECTORS, SECTOR, Lane
from yarara.kernel.virtio.features import BLOCK_REQUIRED, BLOCK_WANTED, F_BLK_BLK_SIZE, F_BLK_DISCARD, F_BLK_FLUSH, F_BLK_MQ, F_BLK_RO
from yarara.kernel.virtio.restarting import LOOKS_AT_STATUS, NEEDS_RESET, RestartingDriver
from yarara.kernel.virtio.transport import Transport
from yarara.machine import Struct, u32, u64
from yarara.runtime.error_messages import error_message
from yarara.runtime.error_numbers import EINVAL, EIO, EROFS

PATIENCE = 100_000_000
"""So many looks at the ring without an answer, some seconds, are an error."""
LOOKS_BEFORE_SLEEP = 500
"""Some microseconds: a quick disk answers before its interrupt would have."""
LOOKS_PER_SLEEP = PATIENCE // 100
"""A sleep in which no interrupt came counts as so many, ..."""
LOOKS_PER_INTERRUPT = 1000
"""... one that an interrupt ended as so many."""

# Device configuration (5.2.4).
CONFIG_CAPACITY = 0
CONFIG_BLOCK_SIZE = 20
CONFIG_QUEUES = 34
CONFIG_MOST_DISCARDED = 36

# Types of requests (5.2.6) and what comes of them.
T_IN = 0
T_OUT = 1
T_FLUSH = 4
T_GET_ID = 8
T_DISCARD = 11
S_OK = 0
S_UNSUPPORTED = 2
ID_LENGTH = 20

_LOST = -1
"""What came of a request: nothing, the device was reset because of another queue."""
_FAULT = -2
"""The device broke the rules in this queue, or did not answer."""


class DiscardSegment(Struct, volatile=True):
    """struct virtio_blk_discard_write_zeroes (5.2.6)."""
    sector: u64
    count: u32
    flags: u32


class VirtioBlk(RestartingDriver):
    """The driver. Any thread on any core may call it; `discard` and `identity` one at a time."""

    def __init__(self, transport: Transport) -> None:
        """Start the device. Raises VirtioError when it cannot be used, MemoryError."""
        super().__init__(transport)
        features = transport.negotiate(BLOCK_REQUIRED, BLOCK_WANTED | (F_BLK_MQ if machine.PARALLEL else 0))
        self.lanes = [Lane(transport, index) for index in range(self._queue_count())]
        """Core i uses number i, modulo how many there are."""
        self._sleepers = blk_sleep.prepare(transport, self.lanes)
        self._restarts = 0
        self._restarting = Turn()
        self._scratch = allocate_dma(SECTOR)
        self._start()
        self.capacity = _swapped(transport.configuration48(CONFIG_CAPACITY))
        """In sectors."""
        self.read_only = features & F_BLK_RO != 0
        self.block_size = SECTOR
        """Writes of fewer bytes cost the device a read."""
        if features & F_BLK_BLK_SIZE:
            self.block_size = transport.configuration32(CONFIG_BLOCK_SIZE)
        self.most_discarded = transport.configuration32(CONFIG_MOST_DISCARDED) if features & F_BLK_DISCARD else 0
        """Sectors of one `discard`; 0: the device does not want to know."""

    def _queue_count(self) -> int:
        """One for each core that runs, as far as the device has them. It is not believed that it has as many as it says."""
        if self._transport.features & F_BLK_MQ == 0:
            return 1
        count = 1
        most = min(self._transport.configuration16(CONFIG_QUEUES), core.core_count())
        while count < most and self._transport.queue_capacity(count) != 0:
            count += 1
        return count

    def _start(self) -> None:
        for lane in self.lanes:
            lane.queue.reset()
            self._transport.enable_queue(lane.queue)
            lane.queue.disable_interrupts()
        self._transport.start()

    # -- requests ------------------------------------------------------------------------------------------------------

    def read(self, sector: int, count: int, address: int) -> None:
        """Up to MOST_SECTORS sectors, to memory at `address`."""
        self._check_range(sector, count)
        self._request(T_IN, sector, SECTOR * count, address)

    def write(self, sector: int, count: int, address: int) -> None:
        """Up to MOST_SECTORS sectors from memory at `address`. They are safe after `flush`."""
        self._check_range(sector, count)
        self._check_writable()
        self._request(T_OUT, sector, SECTOR * count, address)

    def flush(self) -> None:
        """All that was written survives a loss of power."""
        if self._transport.features & F_BLK_FLUSH:
            self._request(T_FLUSH, 0, 0, 0)

    def discard(self, sector: int, count: int) -> bool:
        """What is in these sectors, up to `most_discarded`, is not needed any more; False: the device does not want to know."""
        if self.most_discarded == 0:
            return False
        if not (0 < count <= self.most_discarded and 0 <= sector <= self.capacity - count):
            raise OSError(EINVAL, error_message(EINVAL))
        self._check_writable()
        segment = DiscardSegment.at(self._scratch)
        segment.sector = sector
        segment.count = count
        segment.flags = 0
        return self._request(T_DISCARD, 0, DiscardSegment.SIZE, self._scratch)

    def identity(self) -> bytes:
        """The serial number that the device was given, up to 20 characters."""
        if not self._request(T_GET_ID, 0, ID_LENGTH, self._scratch):
            return b""
        length = 0
        while length < ID_LENGTH and machine.load8(self._scratch + length) != 0:
            length += 1
        return machine.bytes_at(self._scratch, length)

    def _check_range(self, sector: int, count: int) -> None:
        if not (0 < count <= MOST_SECTORS and 0 <= sector <= self.capacity - count):
            raise OSError(EINVAL, error_message(EINVAL))

    def _check_writable(self) -> None:
        if self.read_only:
            raise OSError(EROFS, error_message(EROFS))

    def _request(self, kind: int, sector: int, length: int, address: int) -> bool:
        """Do it in this core's lane and wait. False: the device does not support it. Raises OSError."""
        lane = self.lanes[_this_core() % len(self.lanes)]
        said = self._try(lane, kind, sector, length, address)
        while said == _LOST:  # by no fault of this request
            with self._restarting:  # until that is done
                pass
            said = self._try(lane, kind, sector, length, address)
        if said == S_UNSUPPORTED:
            return False
        if said != S_OK:
            raise OSError(EIO, error_message(EIO))
        return True

    def _try(self, lane: Lane, kind: int, sector: int, length: int, address: int) -> int:
        """The device's status of a request, _LOST or _FAULT; after the latter the device is started anew."""
        device_writes = kind == T_IN or kind == T_GET_ID
        with lane.turn:
            restarts = self._restarts
            if not device_writes:
                machine.copy(lane.buffer, address, length)
            if self.failed or not lane.lend(kind, sector, length, device_writes):
                return _FAULT
            fault = self._wait(lane)
            said = lane.status() if fault == "" else _FAULT
            if said == S_OK and device_writes:
                machine.copy(address, lane.buffer, length)
        if fault == _STOPPED:
            return _LOST
        if fault != "":
            self._recover(fault, restarts)
        return said

    def _wait(self, lane: Lane) -> str:
        """Show the device what was lent to it and wait until it comes back: "", or what is wrong."""
        queue = lane.queue
        if queue.publish():
            points.kick(machine.address_of(queue))
            self._transport.notify(queue)
        looks = 0
        looks_at_status = LOOKS_AT_STATUS
        while looks < PATIENCE:
            if queue.take_used() >= 0:
                if self._sleepers is None:
                    self._transport.acknowledge(-1)  # a device may interrupt unasked: its line must not stay up
                return ""
            if queue.broken:
                break
            if lane.closed:
                return _STOPPED
            if looks >= looks_at_status:
                looks_at_status = looks + LOOKS_AT_STATUS
                if self._transport.needs_reset():
                    return NEEDS_RESET
            looks += self._pause(lane, looks)
        return queue.describe_fault()

    def _pause(self, lane: Lane, looks: int) -> int:
        """Between two looks at the ring, after so many; as how many it counts."""
        sleepers = self._sleepers
        if sleepers is None:
            give_way()
            return 1
        if looks < LOOKS_BEFORE_SLEEP:
            machine.pause()
            return 1
        return LOOKS_PER_INTERRUPT if sleepers.sleep(lane) else LOOKS_PER_SLEEP

    # -- errors --------------------------------------------------------------------------------------------------------

    @machine.cold
    def _recover(self, fault: str, restarts: int) -> None:
        """Reset the device and start it anew, when nobody uses it; unless that has happened since there were so many restarts."""
        with self._restarting:
            if self._restarts == restarts:
                self._close_lanes(True)
                if self._sleepers is not None:
                    self._sleepers.wake_all()
                try:
                    self._restart_when_left(fault, 0)
                finally:
                    self._close_lanes(False)

    def _close_lanes(self, closed: bool) -> None:
        for lane in self.lanes:
            lane.closed = closed

    def _restart_when_left(self, fault: str, first: int) -> None:
        """As soon as nobody is in a lane from number `first` on; it is ours until then."""
        if first < len(self.lanes):
            with self.lanes[first].turn:
                self._restart_when_left(fault, first + 1)
        else:
            self._restart_after(fault, "virtio block device")
            self._restarts += 1


_STOPPED = "stopped"


def _this_core() -> int:
    return machine.core_load(core.NUMBER) if machine.PARALLEL else 0


def _swapped(value: int) -> int:
    """Six bytes in the other order."""
    result = 0
    for _ in range(6):
        result = result << 8 | value & 0xFF
        value >>= 8
    return result
