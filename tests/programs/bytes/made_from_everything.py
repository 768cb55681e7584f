print(bytes(), bytes(3), bytes([1, 2, 255]), bytes(range(5)), bytes("é", "utf-8"), bytes(b"copy"), bytes(bytearray(b"ba")), bytes(i * i for i in range(4)), bytes((7, 8)), bytes({65: "a"}))
print(bytes.fromhex("00 ff Ab"), bytes.fromhex(""), b"\x00\xff".hex(), b"\x01\x02\x03\x04".hex(":"), b"\x01\x02\x03\x04\x05".hex("-", 2), b"\x01\x02\x03\x04\x05".hex("-", -2))
for bad in (lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes(-5), lambda: bytes.fromhex("abc"), lambda: bytes.fromhex("zz"), lambda: bytearray([300])):
    try:
        print(bad())
    except ValueError as error:
        print(type(error).__name__, error)
print(b"abc"[0], b"abc"[-1], b"abc"[1:], b"abc"[::-1], b"abc" + b"d", b"ab" * 3, 2 * b"x", b"abc" < b"abd", b"" == bytes(), b"a" == bytearray(b"a"), hash(b"k") == hash(bytes([107])))
print(list(b"AZ"), tuple(b"\x00\x01"), sum(b"abc"), max(b"hello"), sorted(b"bca"), [hex(b) for b in b"\n\xff"], bytes(reversed(b"abc")), len(b"\xc3\xa9"))
print(repr(b"quote'"), repr(b'double"'), repr(b"both'\""), b"\t\n\r\\\x00\x7f\x80", str(b"x"), f"{b'fmt'!r}", b"%d %s %x %c %%" % (5, b"s", 255, 65), b"%5.1f|" % 2.25, b"%r" % "t")
try:
    b"abc"[5]
except IndexError as error:
    print(error)
d = {b"key": 1, bytes([107, 101, 121]): 2}
print(d, b"key" in d)
