import struct

data = b"\xff" * 8
print(struct.unpack("<q", data)[0])
try:
    print(struct.unpack("<Q", data)[0])
except OverflowError as error:
    print("OverflowError:", error)
