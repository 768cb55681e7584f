"""`memoryview`: windows on bytes and bytearrays, assignment through them, other C types, release, and where bytes are wanted."""

import struct

data = bytearray(b"hello, world")
view = memoryview(data)
print(len(view), view[0], view[-1], view.tobytes(), view.tolist()[:3], view.nbytes, view.itemsize, view.format, view.ndim, view.shape, view.strides)
print(view.readonly, memoryview(b"x").readonly, view.contiguous, view.c_contiguous, view[::2].f_contiguous, view.obj is data)
view[0] = ord("J")
view[7:12] = b"WORLD"
print(data, bytes(view[7:]), view[::-1].tobytes(), view[1:10:3].tolist(), view[20:].tolist())
window = view[7:]
window[:2] = view[0:2]
print(data, bytes(window), window == b"JeRLD", b"JeRLD" == window, window == bytearray(b"JeRLD"), window != view, view == data)
view[::2] = bytes(6)
print(data, 0 in view, 255 in view, sum(view), max(view), sorted(set(view))[:3], list(reversed(view))[:2])
for index, byte in enumerate(view[1:6:2]):
    print(index, byte, end="; ")
print()

# Where bytes are wanted.
read = memoryview(b"\x01\x02\x03\x04abcd")
out = bytearray(b"<")
out += read[4:6]
out.extend(read[6:])
out[0:1] = read[:1]
print(out, b"".join([read[:2], b"-", bytearray(b"+"), read[2:4]]), b"a" + read[4:5], bytearray(read), bytes(read[::2]))
print(int.from_bytes(read[:4], "little"), struct.unpack("<HH", read[:4]), struct.unpack_from(">H", read, 1), read.hex(), read[4:].hex("-"))
print(str(read[4:], "ascii"), read[4:].tobytes().decode(), hash(read) == hash(b"\x01\x02\x03\x04abcd"), {read[4:]: 1}[memoryview(b"abcd")])
target = bytearray(6)
struct.pack_into("<I", memoryview(target)[1:], 1, 0x01020304)
print(target)


def checksum(packet: memoryview) -> int:
    total = 0
    for i in range(0, len(packet), 2):
        total += packet[i] << 8 | packet[i + 1]
    return total


def fill(space: memoryview, source: bytes) -> int:
    taken = min(len(space), len(source))
    space[:taken] = source[:taken]
    return taken


print(checksum(read))
room = bytearray(10)
rest = memoryview(room)
for piece in [b"abc", b"defg", b"hijkl"]:
    rest = rest[fill(rest, piece):]
print(room, len(rest))

# Other C types.
words = memoryview(bytearray(range(16))).cast("I")
print(len(words), words.format, words.itemsize, words.nbytes, words.tolist(), words[1:3].tobytes(), words.shape, words.strides)
words[0] = 0xFFFFFFFF
print(words.cast("B")[:5].tolist(), words.cast("B").cast("i")[0], words.cast("b")[0], words[::2].tolist())
print(memoryview(b"\x00\xff\x00\x80").cast("h").tolist(), memoryview(b"\xff" * 8).cast("@q")[0], bytes(words)[:6])
signed = memoryview(bytearray(4)).cast("b")
signed[1] = -128
print(signed.tolist(), signed.tobytes(), signed == b"\0\0\0\0", signed == memoryview(b"\0\0\0\0").cast("b"))

# What is refused.


def attempt(number: int) -> None:
    try:
        if number == 0:
            read[0] = 1
        elif number == 1:
            print(view[99])
        elif number == 2:
            view[0] = 256
        elif number == 3:
            view[0:3] = b"ab"
        elif number == 4:
            signed[0] = 128
        elif number == 5:
            read[:3].cast("H")
        elif number == 6:
            read[::2].cast("H")
        elif number == 7:
            words.cast("q")
        elif number == 8:
            print(hash(view))
        elif number == 9:
            read[1:2] = b"a"
        elif number == 10:
            words[0:1] = b"abcd"
        else:
            view[-13] = 0
    except (TypeError, ValueError, IndexError) as error:
        print(number, type(error).__name__, error)


for number in range(12):
    attempt(number)

with memoryview(data) as scoped:
    print(scoped[1])
try:
    print(scoped[1])
except ValueError as error:
    print(error)
scoped.release()
try:
    len(scoped)
except ValueError as error:
    print(error)
frozen = view.toreadonly()
try:
    frozen[0] = 1
except TypeError as error:
    print(error, frozen.readonly, view.readonly)
things: list[object] = [view[1:3], bytes(view[1:3]), 5]
print(things[0] == things[1], things[1] == things[0], things[0] == things[2], [isinstance(thing, memoryview) for thing in things])
