"""`float.hex` and `float.fromhex`: exact in both directions, rounded once, and what is refused."""

import math

values = [0.0, -0.0, 1.0, -1.5, 0.1, 1e-310, 5e-324, 1.7976931348623157e308, math.pi, -1e22, 2.0 ** -1022, 1 / 3]
for value in values:
    text = value.hex()
    back = float.fromhex(text)
    print(text, back, back == value, math.copysign(1.0, back))
print(float.fromhex("inf"), float.fromhex("-Infinity"), float.fromhex("nan"), float.fromhex("  0x1.8P+3\n"))
for text in ["0x3.a7p10", "1.8", "ff", "-0xA.", ".8p1", "+0x.4p-2", "0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x0.0000000000001p-1022", "0x1.fffffffffffff8p0",
             "0x1.fffffffffffff7p0", "0x1.00000000000008p0", "0x1.000000000000080000000000000001p0", "0x1.00000000000018p0", "0x1.fffffffffffffp1023",
             "0x123456789abcdef01234567890", "0x0p99999999999", "0x1p-99999999999", "0x1.7fffffffffffffffffp-1074"]:
    print(text, repr(float.fromhex(text)))
for text in ["", "0x", "1..2", "0x1p", "0x1pz", "g", "0x1 2", "--1", "infx", "0x1p1.5"]:
    try:
        print(float.fromhex(text))
    except ValueError as error:
        print(repr(text), error)
for text in ["0x1p1024", "0x1.fffffffffffff8p1023", "-0x1p99999999999"]:
    try:
        print(float.fromhex(text))
    except OverflowError as error:
        print(repr(text), error)
