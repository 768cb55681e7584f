"""Complex numbers: operators with each other, with ints and floats, and what they raise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Signal:
    name: str
    value: complex


def polynomial(coefficients: list[complex], x: complex) -> complex:
    total = 0j
    for c in coefficients:
        total = total * x + c
    return total


def mandelbrot(c: complex, limit: int) -> int:
    z = 0j
    for n in range(limit):
        if abs(z) > 2:
            return n
        z = z * z + c
    return limit


def main() -> None:
    z = 3 + 4j
    w = 1.5 - 2j
    print(z, w, z + w, z - w, z * w, z / w, -z, +z)
    print(z + 1, 1 + z, z - 2.5, 2.5 - z, z * 2, 2 * z, z / 2, 1 / z, True + z)
    print(z.real, z.imag, z.conjugate(), abs(z), abs(-1j), bool(z), bool(0j), not 0j)
    print(z ** 2, z ** 3, z ** -1, z ** 0, z ** 0.5, 2 ** z, z ** w, pow(z, 2), (1 + 1j) ** 100)
    print(z == 3 + 4j, z != w, 3 + 0j == 3, 2.5 == 2.5 + 0j, z == 3, 1j == 1.0, z is z)
    print(hash(3 + 0j) == hash(3), hash(2.5 + 0j) == hash(2.5), hash(z) == hash(3 + 4j), hash(z))
    z += 1
    z *= 1j
    z -= 0.5
    z /= 2
    print(z)
    print(polynomial([1, 2j, -3 + 1j], 2 - 1j), [mandelbrot(complex(re / 4, 0.3), 20) for re in range(-8, 4)])
    points = [1 + 2j, 3j, 2 + 0j, 1.5 - 1j]
    print(sum(points), sorted(points, key=abs), max(points, key=lambda p: p.imag), {1j: "i", 2 + 0j: "two"}[2 + 0j])
    print(Signal("s", 1j), Signal("s", 1j) == Signal("s", 0 + 1j), {Signal("a", 2j)}, (1j, 2 + 1j), {1j, 1j})
    print(3 in [3 + 0j, 1j], 1j in points, points.index(3j), points.count(2 + 0j), 1j in {1j: 2})
    for number in range(4):
        try:
            if number == 0:
                print(z / 0)
            elif number == 1:
                print(0j ** -1)
            elif number == 2:
                print((1e300 + 1e300j) ** 5)
            else:
                print(abs(complex(1.7e308, 1.7e308)))
        except (ZeroDivisionError, OverflowError) as error:
            print(type(error).__name__, error)


main()
