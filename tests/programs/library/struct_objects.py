"""`struct.Struct` under names of a module and of a class, `iter_unpack`, and half-precision floats."""

import struct
from struct import Struct, iter_unpack

HEADER = struct.Struct("!BHI")
ENTRY = Struct("<4sh?")


class Packet:
    FORMAT = Struct(">Hd3s")

    def __init__(self, number: int, value: float, tag: bytes) -> None:
        self.number = number
        self.value = value
        self.tag = tag

    def encode(self) -> bytes:
        return self.FORMAT.pack(self.number, self.value, self.tag)

    @classmethod
    def decode(cls, data: bytes) -> "Packet":
        number, value, tag = cls.FORMAT.unpack(data)
        return cls(number, value, tag)


print(HEADER.format, HEADER.size, ENTRY.size, Packet.FORMAT.size)
data = HEADER.pack(1, 2, 3)
print(data, HEADER.unpack(data), HEADER.unpack_from(b"xx" + data, 2), HEADER.unpack_from(data))
buffer = bytearray(12)
HEADER.pack_into(buffer, 3, 255, 65535, 7)
print(buffer, HEADER.unpack_from(buffer, offset=3))
kind, length, rest = HEADER.unpack(data)
print(kind + length + rest)
again = Packet.decode(Packet(7, 2.5, b"abcd").encode())
print(again.number, again.value, again.tag)
stream = b"".join(ENTRY.pack(name, number, number > 1) for name, number in [(b"one", 1), (b"two", 2), (b"four", -4)])
for name, number, big in ENTRY.iter_unpack(stream):
    print(name.rstrip(b"\0").decode(), number, big)
print(list(struct.iter_unpack("<H", b"\x01\x00\x02\x00\x03\x00")), [a + b for a, b in iter_unpack(">bB", bytearray(b"\xff\x02\x03\x04"))])
print(sum(value for value, in iter_unpack("B", b"\x01\x02\x03")), list(iter_unpack("i", b"")))
for size in (3, 5):
    try:
        print(list(struct.iter_unpack("<H", bytes(size))))
    except struct.error as error:
        print(error)
try:
    HEADER.unpack(b"123")
except struct.error as error:
    print(error)
try:
    HEADER.pack(256, 1, 1)
except struct.error as error:
    print(error)

halves = [0.0, -0.0, 1.0, -2.5, 65504.0, 0.1, 6e-8, 2.9e-8, 3e-8, 6.1e-5, 1 / 3, float("inf"), float("-inf"), 2049.0, 2051.0]
for half in halves:
    packed = struct.pack("<e", half)
    print(packed.hex(), struct.unpack("<e", packed)[0], struct.pack(">e", half).hex())
print(struct.unpack("<2e", struct.pack("<2e", 1.5, float("nan"))), struct.calcsize("be"))
for large in (65520.0, -1e300):
    try:
        struct.pack("e", large)
    except OverflowError as error:
        print(error)
print(struct.pack("e", 65519.99).hex())
