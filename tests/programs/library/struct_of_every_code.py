import struct
print(struct.pack("<bBhHiIlLqQ", -1, 255, -2, 65535, -3, 4294967295, -4, 5, -6, 7).hex(" "))
print(struct.pack(">hHiIqQ", -2, 1, -3, 4, -5, 6).hex(" "), struct.pack("!H", 258), struct.pack("=I", 1), struct.pack("<f", 1.5).hex(), struct.pack(">d", -2.25).hex(), struct.pack("<e", 0.5).hex(), struct.pack("?", True))
print(struct.pack("5s", b"ab"), struct.pack("2s", b"abcd"), struct.pack("<3x2B", 1, 2), struct.pack("c", b"z"), struct.pack("4p", b"ab"), struct.pack("<3h", 1, 2, 3))
print(struct.calcsize("<bhi"), struct.calcsize("bhi"), struct.calcsize("@q"), struct.calcsize("!5sxI"))
print(struct.unpack("<hI", b"\xfe\xff\x01\x00\x00\x00"), struct.unpack(">2B3s", b"\x01\x02abc"), struct.unpack("<f", b"\x00\x00\xc0?"), struct.unpack("?", b"\x01"))
data = struct.pack("<I4sd", 7, b"name", 2.5)
n, name, x = struct.unpack("<I4sd", data)
print(n, name, x, struct.unpack_from("<I", data, 0)[0], struct.unpack_from("4s", data, 4))
for row in struct.iter_unpack("<HB", b"\x01\x00\x02\x03\x00\x04"):
    print(row, end=" ")
print()
buf = bytearray(8)
struct.pack_into(">HH", buf, 2, 0xABCD, 0x1234)
print(buf.hex())
for f in (lambda: struct.pack("B", 256), lambda: struct.pack("<h", 40000), lambda: struct.pack("b", -129)):
    try:
        print(f())
    except struct.error as error:
        print(error)
for g in (lambda: struct.unpack("<I", b"abc"), lambda: struct.unpack_from("<I", b"abcdef", 4)):
    try:
        print(g())
    except struct.error as error:
        print(error)
header = struct.Struct("!BBHI")
packed = header.pack(4, 5, 1500, 0xDEADBEEF)
version, ihl, length, ident = header.unpack(packed)
print(header.size, packed.hex(), version, ihl, length, hex(ident))
