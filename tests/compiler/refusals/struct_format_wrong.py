import struct

print(struct.pack("<Hz", 1, 2))
print(struct.pack("<HB", 1))
print(struct.pack("<HB", 1, "2"))
print(struct.pack("<P", 1))
first, second = struct.unpack("<HBB", b"abcd")
number: str = struct.unpack("<H", b"ab")[0]
