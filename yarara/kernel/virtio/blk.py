"""The virtio block device (virtio 1.2, section 5.2): a disk.

    qemu-system-x86_64 ... -drive if=none,id=d,format=raw,file=disk.img -device virtio-blk-pci,drive=d

One request at a time, whose end the driver waits for without interrupts. Data goes through memory of the driver's own: a device that cannot be reset
may write there for ever, and nobody is hurt. All that fails raises OSError.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.threads.busy_wait import give_way
from yarara.kernel.virtio.features import BLOCK_REQUIRED, BLOCK_WANTED, F_BLK_BLK_SIZE, F_BLK_DISCARD, F_BLK_FLUSH, F_BLK_RO
from yarara.kernel.virtio.polled import PolledDriver
from yarara.kernel.virtio.queue import FULL, Chain
from yarara.kernel.virtio.transport import Transport
from yarara.machine import Struct, u8, u32, u64
from yarara.runtime.error_messages import error_message
from yarara.runtime.error_numbers import EINVAL, EIO, EROFS

SECTOR = 512
"""Capacity and places are counted in sectors, whatever the block size (5.2.4)."""
MOST_SECTORS = 128
"""Of one request."""
PATIENCE = 100_000_000
"""So many looks at the ring without an answer, some seconds, are an error."""

# Device configuration (5.2.4).
CONFIG_CAPACITY = 0
CONFIG_BLOCK_SIZE = 20
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
_NO_STATUS = 0xFF


class RequestHeader(Struct, volatile=True):
    """struct virtio_blk_req (5.2.6), before the data."""
    type: u32
    reserved: u32
    sector: u64


class DiscardSegment(Struct, volatile=True):
    """struct virtio_blk_discard_write_zeroes (5.2.6)."""
    sector: u64
    count: u32
    flags: u32


class RequestStatus(Struct, volatile=True):
    """After the data."""
    status: u8


class VirtioBlk(PolledDriver):
    """The driver. One thread at a time uses it."""

    def __init__(self, transport: Transport) -> None:
        """Start the device. Raises VirtioError when it cannot be used, MemoryError."""
        super().__init__(transport, BLOCK_REQUIRED, BLOCK_WANTED, 3, PATIENCE)
        self._check_room(3)
        self._chain = Chain(3)
        self._header = allocate_dma(RequestHeader.SIZE + RequestStatus.SIZE)
        self.buffer = allocate_dma(SECTOR * MOST_SECTORS)
        """Where `read` puts sectors, and `write` takes them from."""
        self.capacity = _swapped(transport.configuration48(CONFIG_CAPACITY))
        """In sectors."""
        self.read_only = transport.features & F_BLK_RO != 0
        self.block_size = SECTOR
        """Writes of fewer bytes cost the device a read."""
        if transport.features & F_BLK_BLK_SIZE:
            self.block_size = transport.configuration16(CONFIG_BLOCK_SIZE) | transport.configuration16(CONFIG_BLOCK_SIZE + 2) << 16
        self.most_discarded = 0
        """Sectors of one `discard`; 0: the device does not want to know."""
        if transport.features & F_BLK_DISCARD:
            self.most_discarded = transport.configuration16(CONFIG_MOST_DISCARDED) | transport.configuration16(CONFIG_MOST_DISCARDED + 2) << 16

    # -- requests ------------------------------------------------------------------------------------------------------

    def read(self, sector: int, count: int) -> None:
        """Up to MOST_SECTORS sectors into `buffer`."""
        self._check_range(sector, count)
        self._request(T_IN, sector, SECTOR * count, True)

    def write(self, sector: int, count: int) -> None:
        """Up to MOST_SECTORS sectors from `buffer`. They are safe after `flush`."""
        self._check_range(sector, count)
        self._check_writable()
        self._request(T_OUT, sector, SECTOR * count, False)

    def flush(self) -> None:
        """All that was written survives a loss of power."""
        if self._transport.features & F_BLK_FLUSH:
            self._request(T_FLUSH, 0, 0, False)

    def discard(self, sector: int, count: int) -> bool:
        """What is in these sectors, up to `most_discarded`, is not needed any more; False: the device does not want to know. Uses `buffer`."""
        if self.most_discarded == 0:
            return False
        if not (0 < count <= self.most_discarded and 0 <= sector <= self.capacity - count):
            raise OSError(EINVAL, error_message(EINVAL))
        self._check_writable()
        segment = DiscardSegment.at(self.buffer)
        segment.sector = sector
        segment.count = count
        segment.flags = 0
        return self._request(T_DISCARD, 0, DiscardSegment.SIZE, False)

    def identity(self) -> bytes:
        """The serial number that the device was given, up to 20 characters."""
        machine.fill(self.buffer, 0, ID_LENGTH)
        if not self._request(T_GET_ID, 0, ID_LENGTH, True):
            return b""
        length = 0
        while length < ID_LENGTH and machine.load8(self.buffer + length) != 0:
            length += 1
        return machine.bytes_at(self.buffer, length)

    def _pause(self) -> None:
        give_way()

    def _check_range(self, sector: int, count: int) -> None:
        if not (0 < count <= MOST_SECTORS and 0 <= sector <= self.capacity - count):
            raise OSError(EINVAL, error_message(EINVAL))

    def _check_writable(self) -> None:
        if self.read_only:
            raise OSError(EROFS, error_message(EROFS))

    def _request(self, kind: int, sector: int, length: int, device_writes: bool) -> bool:
        """Do it and wait. False: the device does not support it. Raises OSError."""
        if self.failed:
            raise OSError(EIO, error_message(EIO))
        header = RequestHeader.at(self._header)
        header.type = kind
        header.reserved = 0
        header.sector = sector
        status = RequestStatus.at(self._header + RequestHeader.SIZE)
        status.status = _NO_STATUS
        self._chain.clear()
        self._chain.add(self._header, RequestHeader.SIZE, False)
        if length > 0:
            self._chain.add(self.buffer, length, device_writes)
        self._chain.add(self._header + RequestHeader.SIZE, RequestStatus.SIZE, True)
        if self._queue.lend_chain(self._chain) == FULL or not self._wait():
            raise OSError(EIO, error_message(EIO))
        said = status.status
        if said == S_UNSUPPORTED:
            return False
        if said != S_OK:
            raise OSError(EIO, error_message(EIO))
        return True


def _swapped(value: int) -> int:
    """Six bytes in the other order."""
    result = 0
    for _ in range(6):
        result = result << 8 | value & 0xFF
        value >>= 8
    return result
