"""`int.from_bytes` of any iterable of small numbers, and `%` of a bytearray."""

print(int.from_bytes([1, 2, 3]), int.from_bytes((1, 2), "little"), int.from_bytes({7}), int.from_bytes(range(1, 4), byteorder="little"))
print(int.from_bytes(bytearray(b"\xff\xfe"), signed=True), int.from_bytes((x * 2 for x in range(3)), "big"), int.from_bytes([], "big"))
try:
    print(int.from_bytes([1, 256]))
except ValueError as error:
    print(error)
line = bytearray(b"%s=%d;%5.1f|%x")
print(line % (b"key", 42, 2.5, 255), type(line % (b"", 0, 0.0, 0)).__name__)
print(bytearray(b"%b!") % b"one", bytearray(b"%%") % ())
