for a in (0, 1, 5, 255, -1, -6, 1 << 40, -(1 << 40)):
    print(a, a & 6, a | 6, a ^ 6, ~a, a >> 1, a >> 63, a << 3, a.bit_length())
print(1 << 62, -1 << 63, (1 << 62) >> 61, 0xF0F0 & 0x0FF0, 5 & -5)
x = 0x1E3779B97F4A7C15
for _ in range(5):
    x = (x * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFF
    print(x, x & 1, x >> 16)
print((0xFFFFFFFF * 0xFFFFFFFF) & 0xFFFFFFFF, (7 - 9) & 0xFFFF, (1 << 70) & 0xFF)
