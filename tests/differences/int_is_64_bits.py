print(2**62 + (2**62 - 1))
try:
    print(2**62 * len("ab"))
except OverflowError as error:
    print("OverflowError:", error)
a, b = 0x9E3779B97F4A7C15 >> 1, 1_000_003
print((a * b) & 0xFFFFFFFF)
