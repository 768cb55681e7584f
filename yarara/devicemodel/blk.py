"""A disk (virtio 1.2, section 5.2): it does what it is asked as soon as it is notified."""

from __future__ import annotations

import struct

from yarara.devicemodel.device import (
    F_ANY_LAYOUT, F_EVENT_IDX, F_IN_ORDER, F_INDIRECT_DESC, F_RING_PACKED, F_RING_RESET, F_VERSION_1, AnsweringDevice,
)
from yarara.devicemodel.queue import Chain, DriverError

F_RO = 1 << 5
F_BLK_SIZE = 1 << 6
F_FLUSH = 1 << 9
F_MQ = 1 << 12
F_DISCARD = 1 << 13
ALL_FEATURES = (F_VERSION_1 | F_EVENT_IDX | F_ANY_LAYOUT | F_INDIRECT_DESC | F_RING_PACKED | F_IN_ORDER | F_RING_RESET
                | F_BLK_SIZE | F_FLUSH | F_MQ | F_DISCARD)

SECTOR = 512
MOST_DISCARDED = 64
"""Sectors of one request."""
HEADER = struct.Struct("<IIQ")
IN, OUT, FLUSH, GET_ID, DISCARD = 0, 1, 4, 8, 11
OK, ERROR, UNSUPPORTED = 0, 1, 2


class BlkModel(AnsweringDevice):
    """`data` is what is on the disk. Sectors in `bad` cannot be read; `lie`, called in place of an answer, breaks the rules."""

    def __init__(self, data: bytes, features: int = ALL_FEATURES, capacity: int = 16, serial: bytes = b"model", queues: int = 1) -> None:
        super().__init__(2, features, capacity, struct.pack("<Q12xI10xHI24x", len(data) // SECTOR, SECTOR, queues, MOST_DISCARDED), queues)
        self.data = bytearray(data)
        self.serial = serial
        self.bad: set[int] = set()
        self.flushes = 0
        self.requests = 0
        self.requests_in = [0] * queues

    def _answer(self, index: int) -> bool:
        queue = self.queues[index]
        chain = queue.take()
        if chain is None:
            return False
        self.requests += 1
        self.requests_in[index] += 1
        if self.lie is not None:
            self.lie()
            return True
        if len(chain.buffers) < 2 or chain.buffers[0].length != HEADER.size or chain.writable() < 1:
            raise DriverError("a request without a header or a place for its status")
        status, data = self._do(chain)
        room = chain.writable() - 1
        queue.put(chain.head, chain.write(data.ljust(room, b"\0")[:room] + bytes([status])))
        self.signal(queue)
        return True

    def _do(self, chain: Chain) -> tuple[int, bytes]:
        """What becomes of a request, and what was read."""
        given = chain.read()
        kind, _, sector = HEADER.unpack_from(given)
        given = given[HEADER.size:]
        count = (chain.writable() - 1 if kind == IN else len(given)) // SECTOR
        if kind in (IN, OUT) and (sector + count > len(self.data) // SECTOR or self.bad & set(range(sector, sector + count))):
            return ERROR, b""
        start = sector * SECTOR
        if kind == IN:
            return OK, bytes(self.data[start:start + count * SECTOR])
        if kind == OUT:
            if self.offered & F_RO:
                return ERROR, b""
            self.data[start:start + len(given)] = given
            return OK, b""
        if kind == FLUSH and self.features & F_FLUSH:
            self.flushes += 1
            return OK, b""
        if kind == DISCARD and self.features & F_DISCARD:
            first, length, _ = struct.unpack("<QII", given)
            if length > MOST_DISCARDED:
                return ERROR, b""
            self.data[first * SECTOR:(first + length) * SECTOR] = bytes(length * SECTOR)
            return OK, b""
        return (OK, self.serial) if kind == GET_ID else (UNSUPPORTED, b"")
