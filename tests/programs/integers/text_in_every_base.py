for n in (0, 1, -1, 255, -255, 1000000, 2**63 - 1, -2**63):
    print(n, bin(n), oct(n), hex(n), f"{n:b} {n:o} {n:x} {n:X} {n:#b} {n:#o} {n:#x} {n:#X}", f"{n:,} {n:_} {n:_x} {n:+} {n: }", n.bit_length(), n.bit_count())
for text, base in (("ff", 16), ("0xff", 16), ("0xFF", 0), ("0b101", 0), ("0o17", 0), ("101", 2), ("z", 36), ("-12", 10), ("+7", 10), (" 42\n", 10), ("1_000", 10), ("0", 0), ("  -0x1F ", 16), ("777", 8)):
    print(repr(text), base, int(text, base))
for text, base in (("", 10), ("12a", 10), ("2", 2), ("0x", 16), ("1__0", 10), ("_1", 10), ("1_", 10), ("- 1", 10), ("010", 0), ("é", 10), ("9", 8), ("1.5", 10), ("0b2", 0)):
    try:
        print(int(text, base))
    except ValueError as error:
        print(error)
for text in ("5", "-5", "  12  ", "1_0", "abc", "", "1e5", "0x10", "٣"):
    try:
        print(repr(text), int(text))
    except ValueError as error:
        print(error)
for value in (3.99, -3.99, 1e10, 0.0, -0.5, True, "12", b"34"):
    print(repr(value), int(value))
for bad in (float("nan"), float("inf"), 1e30):
    try:
        int(bad)
    except (ValueError, OverflowError) as error:
        if bad != 1e30:
            print(type(error).__name__, error)
print(int(), int("0"), int(True), 1_000_000, 0xFF, 0o17, 0b11, 0xdead_beef, str(-0), repr(10**15), "%d %5d %-5d| %05d %+d %x %o %X" % (1, 2, 3, 4, 5, 255, 8, 255))
