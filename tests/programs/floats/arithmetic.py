values = [0.0, -0.0, 1.0, -1.5, 0.1, 1e100, 1e-100, 123456.789]
for a in values:
    print(a, -a, a + 1, a * 2, a - 0.1, abs(a), a // 1, a % 1, bool(a), a == a, a >= 0.5)
for a in (7.5, -7.5):
    for b in (2.0, -2.0, 0.3):
        print(a / b, a // b, a % b, divmod(a, b), a ** 2, a < b, a <= b)
print(0.1 + 0.2, 1 / 3, 2 / 3, 10 / 2, 1e16 + 1, 3 * 1.1, 2 ** 0.5, 2.0 ** 10, 2 ** -1, 4 ** 0.5)
x = 1.0
x += 2
x /= 4
x *= 10
x -= 0.5
x //= 2
x **= 2
print(x, round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, 1), round(7.0), sum([0.1] * 10))
