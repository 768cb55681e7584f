"""Files of bytes: read, written, gone about in, cut off; struct records in a file."""

import os
import struct

NAME = f"/tmp/yarara-binary-{os.getpid()}-{os.urandom(6).hex()}.bin"

with open(NAME, "wb") as file:
    print(file.write(bytes(range(256))), file.tell())
    file.write(bytearray(b"tail"))
with open(NAME, "rb") as file:
    print(file.read(4), file.tell(), file.seek(250), file.read(), file.read(1), file.read())
    print(file.seek(-4, 2), file.read(2), file.seek(-1, 1), file.read())
    print(file.seek(10_000), file.read(5))
with open(NAME, "r+b") as file:
    file.seek(100)
    file.write(b"hundred")
    file.seek(98)
    print(file.read(12))
    print(file.truncate(110), os.path.getsize(NAME))
    file.seek(120)
    file.write(b"beyond")
    file.seek(105)
    print(file.read())
with open(NAME, "ab") as file:
    file.write(b"+end")
    print(file.tell())
with open(NAME, "w+b") as file:
    for number in range(5):
        file.write(struct.pack("<IHd", number, number * 7, number / 3))
    size = struct.calcsize("<IHd")
    for number in (3, 0, 4):
        file.seek(number * size)
        print(struct.unpack("<IHd", file.read(size)))
with open(NAME, "wb") as file:
    file.writelines([b"one\n", b"two\n", b"three"])
with open(NAME, "rb") as file:
    print(file.readline(), file.readline(2), file.readline(), file.readline(), file.readline())
    file.seek(0)
    print(file.readlines(), [len(line) for line in open(NAME, "rb")])
    buffer = bytearray(6)
    file.seek(2)
    print(file.readinto(buffer), buffer)
data = bytes(i * i % 251 for i in range(300_000))
with open(NAME, "wb") as file:
    for start in range(0, len(data), 7_001):
        file.write(data[start:start + 7_001])
with open(NAME, "rb") as file:
    print(file.read() == data)
with open(NAME, "rb") as file:
    parts = []
    while part := file.read(10_007):
        parts.append(part)
    print(len(parts), b"".join(parts) == data)
try:
    open(NAME, "rb").seek(-1)
except OSError as error:
    print("OSError", error.errno)
try:
    open(NAME, "rb").write(b"")
except OSError as error:
    print(type(error).__name__, error)
os.remove(NAME)
