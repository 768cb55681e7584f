"""How a network device chooses the pair of queues for what comes: receive-side scaling (virtio 1.2, section 5.1.6.4.3)."""

from __future__ import annotations

import struct

from yarara.devicemodel.queue import DriverError

IPV4, TCPV4, UDPV4 = 1, 2, 4


def toeplitz(key: bytes, data: bytes) -> int:
    """For each bit of the data that is set, the 32 bits of the key that begin where it is."""
    bits = int.from_bytes(key, "big")
    total = 0
    for position in range(8 * len(data)):
        if data[position // 8] >> 7 - position % 8 & 1:
            total ^= bits >> 8 * len(key) - 32 - position & 0xFFFF_FFFF
    return total


class SteeringTable:
    """What the driver wants, as it says in its command."""

    def __init__(self, data: bytes, pairs: int) -> None:
        """Raises DriverError when it is not as it must be (5.1.6.5.7.2)."""
        if len(data) < 8:
            raise DriverError("a command without a table")
        mask: int
        self.unclassified: int
        self.types, mask, self.unclassified = struct.unpack_from("<IHH", data)
        entries = mask + 1
        if entries & mask or entries > 128 or len(data) < 8 + 2 * entries + 3:
            raise DriverError(f"a table of {entries} entries")
        self.table: tuple[int, ...] = struct.unpack_from(f"<{entries}H", data, 8)
        self.transmit_queues, length = struct.unpack_from("<HB", data, 8 + 2 * entries)
        self.key = data[8 + 2 * entries + 3:]
        if len(self.key) != length or length > 40 or self.types & ~7 or not 1 <= self.transmit_queues <= pairs:
            raise DriverError("a key, types of hashes or a number of queues that cannot be")
        if max(*self.table, self.unclassified) >= pairs:
            raise DriverError("a pair that there is not")

    def pair_of(self, frame: bytes) -> int:
        """By which pair a frame comes."""
        if frame[12:14] == b"\x08\x00" and len(frame) >= 34:
            ip = frame[14:14 + (frame[14] & 15) * 4]
            ports = frame[14 + len(ip):18 + len(ip)]
            whole = not struct.unpack("!H", ip[6:8])[0] & 0x3FFF and len(ports) == 4
            if whole and (ip[9] == 6 and self.types & TCPV4 or ip[9] == 17 and self.types & UDPV4):
                return self._entry(ip[12:20] + ports)
            if self.types & IPV4:
                return self._entry(ip[12:20])
        return self.unclassified

    def _entry(self, data: bytes) -> int:
        return self.table[toeplitz(self.key, data) & len(self.table) - 1]
