for a in (17, -17, 16, -16, 0):
    for b in (5, -5, 1, -1, 16):
        q, r = divmod(a, b)
        assert q * b + r == a
        print(f"{a:>4} {b:>3} {a // b:>4} {a % b:>3} {q:>4} {r:>3} {a / b:>8.4f} {int(a / b):>4}")
for x, y in ((7.5, 2.0), (-7.5, 2.0), (7.5, -2.0), (-7.5, -2.0), (0.0, 3.0), (1e300, 7.0), (5.0, 0.1)):
    print(x, y, x // y, x % y, divmod(x, y), x / y)
for f in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: divmod(1, 0), lambda: 1.0 // 0, lambda: 1.0 % 0.0, lambda: divmod(1.0, 0.0), lambda: 0 ** -1, lambda: 0.0 ** -1, lambda: pow(2, -1, 4), lambda: pow(2, 5, 0)):
    try:
        print(f())
    except (ZeroDivisionError, ValueError) as error:
        print(type(error).__name__, error)
print(2 ** 10, (-2) ** 3, 2 ** 0, 0 ** 0, 2 ** -1, (-8) ** 2, 10 ** 18, pow(3, 4), pow(3, 4, 5), pow(7, 10**9, 1000007), pow(3, -1, 11), pow(-2, 3, 7), 2.0 ** 0.5, 4 ** 0.5, (-1) ** 101)
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.567, -2), round(1234, -2), round(1250, -2), round(1350, -2), round(-15, -1), round(7), round(0.5), round(1e16), round(2.5, 0))
print(abs(-5), abs(-5.5), -(-3), +4, ~5, ~-1, 5 & 3, 5 | 3, 5 ^ 3, 1 << 10, -1 >> 3, 1000 >> 4, -16 >> 2, ~0 & 0xFF)
