"""All codes, byte orders, alignment, buffers and errors of `struct`."""

import struct
from typing import Final

HEADER = "!BHIq"
RECORD: Final = "<4sHx?d"

# Byte orders and sizes.
print(struct.pack("<bBhHiIlLqQ", -1, 255, -2, 65535, -3, 4294967295, -4, 7, -5, 6))
print(struct.pack(">bBhHiIlLqQ", -128, 0, 32767, 1, 2147483647, 2, -2147483648, 4294967295, 1 << 62, 9223372036854775807))
print(struct.pack("!H", 258), struct.pack("=H", 258), struct.pack("@H", 258), struct.pack("H", 258), struct.pack("=l", -1))
print(struct.pack("lLnNP", -1, 1, -2, 2, 3))
print(struct.unpack("<bBhHiIlLqQ", struct.pack("<bBhHiIlLqQ", -1, 255, -2, 65535, -3, 4294967295, -4, 7, -5, 6)))
print(struct.unpack("lLnNP", struct.pack("lLnNP", -1, 1, -2, 2, 3)))

# Alignment and padding.
print(struct.calcsize("Bi"), struct.calcsize("=Bi"), struct.calcsize("B0l"), struct.calcsize("Bc2sh?dP"), struct.calcsize("3x"), struct.calcsize(""))
print(struct.pack("BhBiBq", 1, 2, 3, 4, 5, 6), struct.pack("<BxH2x", 1, 2), struct.pack("B3xB", 1, 2))
print(struct.unpack("BhBiBq", struct.pack("BhBiBq", 1, 2, 3, 4, 5, 6)), struct.unpack("", b""))

# Floats, truth, bytes, counts, blanks.
print(struct.pack("<fd", 1.5, -0.1), struct.unpack("<fd", struct.pack("<fd", 1.5, -0.1)), struct.pack(">f", 3))
print(struct.pack("???", True, 0, "text"), struct.unpack("???", b"\x00\x01\x02"))
print(struct.pack("c3s5s0s2p", b"a", b"bcdef", b"gh", b"i", bytearray(b"jkl")), struct.unpack("c3s2p0s", b"abcd\x05ff"[:6]))
print(struct.pack("< 3B H ", 1, 2, 3, 4), struct.unpack("<2h2c", b"\x01\x00\x02\x00xy"))
pair = (1, 2)
print(struct.pack("<BHH", 9, *pair))

# Formats with a name, types of what is unpacked.
kind, length, identifier, stamp = struct.unpack(HEADER, struct.pack(HEADER, 1, 2, 3, -4))
print(kind + length + identifier + stamp, struct.calcsize(HEADER))
name, count, flag, value = struct.unpack(RECORD, struct.pack(RECORD, b"ab", 7, True, 2.5))
print(name.rstrip(b"\x00").decode(), count + 1, not flag, value * 2)
total: int = struct.unpack(">I", b"\x00\x00\x01\x00")[0]
print(total)

# Parts of buffers.
buffer = bytearray(b"\xff" * 12)
struct.pack_into("<HxB", buffer, 2, 513, 7)
struct.pack_into(">I", buffer, -4, 0x01020304)
print(buffer, struct.unpack_from("<HxB", buffer, 2), struct.unpack_from(">I", buffer, offset=-4), struct.unpack_from("BB", buffer=buffer))


def show(attempt: int) -> None:
    small = bytearray(3)
    try:
        if attempt == 0:
            struct.pack("<B", 256)
        elif attempt == 1:
            struct.pack(">h", 32768)
        elif attempt == 2:
            struct.pack("<H", -1)
        elif attempt == 3:
            struct.pack("!I", -1)
        elif attempt == 4:
            struct.pack("@i", 1 << 31)
        elif attempt == 5:
            struct.pack(">Q", -1)
        elif attempt == 6:
            struct.pack("<Q", -1)
        elif attempt == 7:
            struct.pack("c", b"ab")
        elif attempt == 8:
            struct.unpack("<I", b"abc")
        elif attempt == 9:
            struct.unpack_from("<H", small, 2)
        elif attempt == 10:
            struct.pack_into("<I", small, 0, 1)
        elif attempt == 11:
            struct.unpack_from("<B", small, -4)
        elif attempt == 12:
            struct.pack_into("<H", small, -1, 1)
    except struct.error as problem:
        print(attempt, problem)


for number in range(13):
    show(number)
try:
    struct.pack("<f", 1e300)
except OverflowError as overflow:
    print(overflow)


def noisy(value: int) -> int:
    print("evaluating", value)
    return value


try:
    struct.pack("<BB", noisy(256), noisy(2))
except struct.error as problem:
    print(problem)

records = [struct.unpack_from("<Hb", b"\x01\x00\xff\x02\x00\x7f", at) for at in range(0, 6, 3)]
print(records, sum(first for first, _ in records))
struct.unpack("<H", b"x")
