import math
values = [0.0, -0.0, 1.0, 0.1, 1 / 3, 2.5, 1e16, 1e15, 123456789.123, 1e-5, 0.0001, 1e22, 1.7976931348623157e308, 5e-324, 100.0, 1e100]
for v in values:
    print(repr(v), str(v), f"{v:g} {v:.3g} {v:e} {v:.2e} {v:.1f} {v:10.2f}| {v:<10.3g}| {v:+.2f} {v:%}" if abs(v) < 1e50 else f"{v:g} {v:e}")
print(f"{1234567.891:,.2f} {1234567.891:_.1f} {0.5:.0f} {1.5:.0f} {2.5:.0f} {-0.4:.0f} {1e10:n} {12.0:#.3g} {5.0:g} {1e20:.0f} {3.14159:06.2f} {-3.5:08.1f} {255.0:^9.1f}|")
for special in (float("inf"), float("-inf"), float("nan")):
    print(special, f"{special:f} {special:5.1f} {special:e} {special:>8} {special:F}", math.isinf(special), math.isnan(special), special == special)
for text in ("1.5", "-2", "1e3", " 3.25 ", "1_0.5", ".5", "5.", "inf", "-Infinity", "nan", "1e400", "1e-400", "0x1", "", "1.2.3", "abc", "1e", "--1"):
    try:
        print(repr(text), float(text))
    except ValueError as error:
        print(error)
print(0.1 + 0.2, 0.1 + 0.2 == 0.3, math.isclose(0.1 + 0.2, 0.3), 1e16 + 1, 3.0 == 3, 2.0.is_integer(), (2.5).is_integer(), (0.75).as_integer_ratio(), (3.14).hex(), float.fromhex("0x1.8p1"))
print(round(1.005, 2), round(2.675, 2), round(0.125, 2), round(1e300, 2), round(-1.5), round(1234.5678, 1), round(5.5), round(6.5), int(-3.7), math.floor(-3.7), math.ceil(-3.2), math.trunc(3.9))
print("%f %.2f %e %g %10.3f|%-10.1f|%+.1f %G %.0f %5.1f%%" % (1.5, 2.345, 12345.678, 0.00001, 3.14159, 2.5, 7.0, 1e-10, 2.5, 99.5))
print(max(1.5, 2.0, -3.0), min(0.5, 1), sum([0.1] * 10), math.fsum([0.1] * 10), abs(-2.5), 7.0 // 2, -7.0 // 2, 7.5 % 2, divmod(7.5, 2), 2 ** 0.5, 10 / 4, 10 / 5, True + 1.5)
