"""One of the queues of a block device (virtio 1.2, section 5.2.2), with the memory of the one request that is in it at a time."""

from __future__ import annotations

from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.threads.thread import Thread
from yarara.kernel.threads.turn import Turn
from yarara.kernel.virtio.queue import FULL, Chain
from yarara.kernel.virtio.transport import Transport, VirtioError
from yarara.machine import Struct, u8, u32, u64

PARTS = 3
"""Of a request: header, data, status."""
SECTOR = 512
"""Capacity and places are counted in sectors, whatever the block size (5.2.4)."""
MOST_SECTORS = 128
"""Of one request."""
NO_STATUS = 0xFF


class RequestHeader(Struct, volatile=True):
    """struct virtio_blk_req (5.2.6), before the data."""
    type: u32
    reserved: u32
    sector: u64


class RequestStatus(Struct, volatile=True):
    """After the data."""
    status: u8


class Lane:
    """Whoever has its turn uses it. Data goes through `buffer`: a device that cannot be reset may write there for ever, and nobody is hurt."""

    def __init__(self, transport: Transport, index: int) -> None:
        """Of queue `index`. Raises VirtioError, MemoryError."""
        self.queue = transport.make_queue(index, PARTS + PARTS // 2, PARTS)
        if self.queue.size < PARTS and not self.queue.indirect:
            raise VirtioError("the queue is too small for a request")
        self.buffer = allocate_dma(SECTOR * MOST_SECTORS)
        self._chain = Chain(PARTS)
        self._header = allocate_dma(RequestHeader.SIZE + RequestStatus.SIZE)
        self.turn = Turn()
        self.sleeper: Thread | None = None
        """Who waits in it for an interrupt of the device (blk_sleep.py)."""
        self.closed = False
        """The device is to be reset: whoever waits in the lane leaves it."""

    def lend(self, kind: int, sector: int, length: int, device_writes: bool) -> bool:
        """A request for `length` bytes of the buffer; False: there is no room in the ring."""
        header = RequestHeader.at(self._header)
        header.type = kind
        header.reserved = 0
        header.sector = sector
        RequestStatus.at(self._header + RequestHeader.SIZE).status = NO_STATUS
        self._chain.clear()
        self._chain.add(self._header, RequestHeader.SIZE, False)
        if length > 0:
            self._chain.add(self.buffer, length, device_writes)
        self._chain.add(self._header + RequestHeader.SIZE, RequestStatus.SIZE, True)
        return self.queue.lend_chain(self._chain) != FULL

    def status(self) -> int:
        """What the device says has become of the request."""
        return RequestStatus.at(self._header + RequestHeader.SIZE).status
