def popcount(n: int) -> int:
    c = 0
    while n:
        n &= n - 1
        c += 1
    return c


def reverse_bits(n: int, width: int = 8) -> int:
    return int(f"{n:0{width}b}"[::-1], 2)


def gray(n: int) -> int:
    return n ^ (n >> 1)


def is_power_of_two(n: int) -> bool:
    return n > 0 and n & (n - 1) == 0


def parity(n: int) -> int:
    for shift in (32, 16, 8, 4, 2, 1):
        n ^= n >> shift
    return n & 1


def next_permutation(v: int) -> int:
    t = (v | (v - 1)) + 1
    return t | ((((t & -t) // (v & -v)) >> 1) - 1)


print([popcount(n) for n in range(16)], all(popcount(n) == n.bit_count() == bin(n).count("1") for n in range(500)))
print([reverse_bits(n, 4) for n in range(16)], reverse_bits(0b11010000))
print([f"{gray(n):03b}" for n in range(8)], [n for n in range(70) if is_power_of_two(n)], [parity(n) for n in range(16)])
v, seen = 0b0111, []
for _ in range(8):
    seen.append(f"{v:06b}")
    v = next_permutation(v)
print(seen)
mask = 0
for bit in (1, 3, 5):
    mask |= 1 << bit
print(mask, bin(mask), [b for b in range(8) if mask >> b & 1], mask & -mask, mask & ~(1 << 3), mask ^ 0xFF, (mask << 2) & 0xFF)
def subsets(m: int) -> list[int]:
    out, s = [], m
    while True:
        out.append(s)
        if s == 0:
            return out
        s = (s - 1) & m
print(subsets(0b1010), len(subsets(0xFF)))
x, y = 12, 25
x ^= y; y ^= x; x ^= y
print(x, y, (x & 0xF) << 4 | (y & 0xF), x.bit_length(), (0).bit_length(), (-8).bit_length())
lfsr, period = 0xACE1, 0
while True:
    bit = (lfsr ^ (lfsr >> 2) ^ (lfsr >> 3) ^ (lfsr >> 5)) & 1
    lfsr = (lfsr >> 1) | (bit << 15)
    period += 1
    if lfsr == 0xACE1 or period > 3000:
        break
print(period, hex(lfsr))
state = 123456789
out = []
for _ in range(4):
    state ^= (state << 13) & 0xFFFFFFFF
    state ^= state >> 17
    state ^= (state << 5) & 0xFFFFFFFF
    out.append(state)
print(out)
