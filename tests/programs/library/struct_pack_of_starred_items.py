import struct

state = [1, 2, 3, 4]
print(struct.pack("<4I", *state), struct.pack(">B2H", 7, *state[:2]), struct.pack("<4I", *(i * i for i in range(4))))
HEADER = struct.Struct("!2H")
print(HEADER.pack(*state[2:]))
buffer = bytearray(10)
struct.pack_into("<3h", buffer, 2, *tuple(state[1:]))
print(buffer, struct.pack("3s2f", b"abc", *[1.5, 2.5]))
for count in (3, 5):
    try:
        print(struct.pack("<4I", *range(count)))
    except struct.error as e:
        print("struct.error:", e)
