import struct

for n in (0, 1, 255, 256, 65535, 1 << 40):
    print(n.to_bytes(8, "big"), n.to_bytes(8, "little"), int.from_bytes(n.to_bytes(8, "big"), "big"))
print(int.from_bytes(b"\xff\xfe", "little"), int.from_bytes(b"\xff\xfe", "big", signed=True), (-2).to_bytes(4, "big", signed=True))
try:
    (256).to_bytes(1, "big")
except OverflowError as error:
    print(error)
packed = struct.pack("!BHIq", 1, 2, 3, -4)
print(packed, len(packed), struct.calcsize("!BHIq"), struct.unpack("!BHIq", packed))
print(struct.pack("<hi", -1, 70000), struct.unpack("<d", struct.pack("<d", 1.5)), struct.pack(">4s", b"ab"))
