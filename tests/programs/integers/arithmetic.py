values = [0, 1, -1, 2, -2, 7, -7, 100, -100, 2**31, -(2**31), 2**62, 9223372036854775807, -9223372036854775808]
for a in values:
    print(a, +a, a + 0, a - 0, a * 1, a // 3, a % 3, ~a, int(a), bool(a), a == a, hash(a) == hash(a))
for a in (17, -17):
    for b in (5, -5):
        print(a, b, a + b, a - b, a * b, a // b, a % b, divmod(a, b), a / b)
n = 10
n += 5
n -= 3
n *= 4
n //= 5
n %= 7
n **= 3
n <<= 4
n |= 3
n ^= 9
n &= 0xFF
n >>= 1
print(n, 2**10, 3**0, (-2) ** 3, 7**2, pow(3, 4), pow(3, 100, 7), 10**18, min(3, 1, 2), max(4, 9, 5))
print(1_000_000, 0xFF, 0b1011, 0o17, round(7), int(True), True + True)
