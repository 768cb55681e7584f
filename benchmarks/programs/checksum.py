"""The Internet checksum (RFC 1071) of packets of 1460 bytes.    checksum.py [COUNT]"""

from __future__ import annotations

import sys

SIZE = 1460


def checksum(data: bytes) -> int:
    total = 0
    for i in range(0, len(data) - 1, 2):
        total += data[i] << 8 | data[i + 1]
    if len(data) % 2 == 1:
        total += data[-1] << 8
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500_000
    packets = [bytes((i * 7 + k) & 0xFF for i in range(SIZE)) for k in range(16)]
    mixed = 0
    for i in range(count):
        mixed ^= checksum(packets[i & 15]) + i
    print(mixed)


if __name__ == "__main__":
    main()
