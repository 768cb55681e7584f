for n in (0, 1, 127, 128, 255, 256, 65535, 65536, -1, -128, -129, 2**31, -2**31, 2**62):
    for size in (1, 2, 4, 8):
        for order in ("big", "little"):
            try:
                raw = n.to_bytes(size, order, signed=True)
                assert int.from_bytes(raw, order, signed=True) == n
                print(n, size, order, raw.hex())
            except OverflowError as error:
                print(n, size, order, error)
print(int.from_bytes(b"\xff\xff", "big"), int.from_bytes(b"\xff\xff", "big", signed=True), int.from_bytes(b"", "little"), int.from_bytes([1, 2], "little"), (5).to_bytes(), (258).to_bytes(2))
for bad in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(2, "big"), lambda: (1).to_bytes(2, "middle"), lambda: int.from_bytes(b"a", "x")):
    try:
        print(bad())
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
