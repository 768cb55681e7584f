"""FFT on pairs of floats, iterative and recursive, checked against the definition; multiplication and convolution with it."""
from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Sequence


@dataclass(frozen=True, slots=True)
class C:
    re: float
    im: float = 0.0

    def __add__(self, other: C) -> C:
        return C(self.re + other.re, self.im + other.im)

    def __sub__(self, other: C) -> C:
        return C(self.re - other.re, self.im - other.im)

    def __mul__(self, other: C | float) -> C:
        if isinstance(other, (int, float)):
            return C(self.re * other, self.im * other)
        return C(self.re * other.re - self.im * other.im, self.re * other.im + self.im * other.re)

    __rmul__ = __mul__

    def __abs__(self) -> float:
        return math.hypot(self.re, self.im)

    def __neg__(self) -> C:
        return C(-self.re, -self.im)

    @classmethod
    def polar(cls, angle: float, length: float = 1.0) -> C:
        return cls(length * math.cos(angle), length * math.sin(angle))

    def __format__(self, spec: str) -> str:
        return f"{self.re:{spec}}{'+' if self.im >= 0 else '-'}{abs(self.im):{spec}}j"


def recursive(x: Sequence[C]) -> list[C]:
    n = len(x)
    if n == 1:
        return list(x)
    even, odd = recursive(x[::2]), recursive(x[1::2])
    twisted = [C.polar(-2 * math.pi * k / n) * odd[k] for k in range(n // 2)]
    return [a + b for a, b in zip(even, twisted)] + [a - b for a, b in zip(even, twisted)]


def in_place(x: list[C], inverse: bool = False) -> None:
    n = len(x)
    if n & (n - 1):
        raise ValueError(f"{n} is no power of two")
    j = 0
    for i in range(1, n):
        bit = n >> 1
        while j & bit:
            j ^= bit
            bit >>= 1
        j |= bit
        if i < j:
            x[i], x[j] = x[j], x[i]
    length = 2
    while length <= n:
        step = C.polar((2 if inverse else -2) * math.pi / length)
        for start in range(0, n, length):
            w = C(1.0)
            for k in range(start, start + length // 2):
                a, b = x[k], x[k + length // 2] * w
                x[k], x[k + length // 2] = a + b, a - b
                w = w * step
        length <<= 1
    if inverse:
        x[:] = [value * (1 / n) for value in x]


def multiply(a: list[int], b: list[int]) -> list[int]:
    size = 1 << (len(a) + len(b) - 1).bit_length()
    fa = [C(float(v)) for v in a] + [C(0.0)] * (size - len(a))
    fb = [C(float(v)) for v in b] + [C(0.0)] * (size - len(b))
    in_place(fa)
    in_place(fb)
    product = [p * q for p, q in zip(fa, fb)]
    in_place(product, inverse=True)
    return [round(c.re) for c in product[:len(a) + len(b) - 1]]


signal = [C(math.sin(2 * math.pi * k / 16) + 0.5 * math.cos(6 * math.pi * k / 16)) for k in range(16)]
spectrum = recursive(signal)
other = list(signal)
in_place(other)
slow = []
for f in range(16):
    total = C(0.0)
    for k, value in enumerate(signal):
        total = total + value * C.polar(-2 * math.pi * f * k / 16)
    slow.append(total)
print(max(abs(a - b) for a, b in zip(spectrum, other)) < 1e-12, max(abs(a - b) for a, b in zip(spectrum, slow)) < 1e-12)
print([f for f, value in enumerate(spectrum) if abs(value) > 1e-6], [round(abs(v), 6) for v in spectrum[:5]])
in_place(other, inverse=True)
print(all(abs(a - b) < 1e-12 for a, b in zip(other, signal)))
print(multiply([1, 2, 3], [4, 5]), multiply([9] * 5, [1] * 3), f"{C(1.5, -2.25):.3f}", 2.0 * C(1.0, 1.0), -C(0.5))
try:
    in_place([C(1.0)] * 3)
except ValueError as e:
    print(e)
