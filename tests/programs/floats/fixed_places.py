"""Floats to a fixed number of places: every digit is that of the exact value, ties go to even, at the borders of what two words hold, too."""

from __future__ import annotations

import random


def show(value: float) -> None:
    for places in (0, 1, 2, 3, 6, 10, 17, 18, 19, 25):
        print(f"{value:.{places}f}", f"{-value:+.{places}f}", f"{value:#.{places}f}", end=" ")
    print(f"{value:f} {value:F} {value:%} {value:.1%} {value:12.2f}| {value:<12.2f}| {value:^12.3f}| {value:012.2f} {value:=+14.1f} {value:*^14.1f} {value:,.2f} {value:_.3f} {-value:z.1f}")
    print("%.2f %8.3f %-8.1f| %+.0f %05.1f %f" % (value, value, value, value, value, value), "{:.2f} {:>10.4f}".format(value, value))


def main() -> None:
    for value in (
        0.0, 0.5, 1.5, 2.5, 0.125, 0.375, 0.25, 0.75, 1.0, 2.0, 9.995, 99.995, 0.999, 0.9999, 0.001, 0.0009765625, 0.00097, 1e-5, 5e-324, 2.675, 1.005, 3.14159,
        12345.678, 1e6, 999999.9999995, 2.0**52, 2.0**53, 2.0**52 - 0.5, 2.0**62, 2.0**63, 9.223372036854775e18, 922337203685.4775807, 9223372036.854775807, 1e15, 1e16, 1e17, 1e22,
        1e100, 1.7976931348623157e308, 4611686018427387903.0, 461168601842738.7903, 0.1, 0.2, 0.3, float("inf"), float("nan"),
    ):
        show(value)
    chosen = random.Random(11)
    for _ in range(3000):
        value = chosen.uniform(-1, 1) * 10.0 ** chosen.randrange(-4, 19)
        places = chosen.randrange(20)
        print(f"{value:.{places}f}", f"{chosen.randrange(-10000, 10000) / 8:.2f}", f"{chosen.randrange(100000) / 1000:.1f}")


if __name__ == "__main__":
    main()
