"""Polynomials as a class: arithmetic, division with remainder, evaluation by calling, roots by Newton, interpolation."""
from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest


class Polynomial:
    """Coefficients from the constant term up; no zeros at the end."""

    X: Polynomial

    def __init__(self, *coefficients: float) -> None:
        items = [float(c) for c in coefficients]
        while items and items[-1] == 0.0:
            items.pop()
        self._items = tuple(items)

    @classmethod
    def from_roots(cls, *roots: float) -> Polynomial:
        product = cls(1.0)
        for root in roots:
            product *= cls(-root, 1.0)
        return product

    @property
    def degree(self) -> int:
        return len(self._items) - 1

    def __iter__(self) -> Iterator[float]:
        return iter(self._items)

    def __getitem__(self, power: int) -> float:
        return self._items[power] if power < len(self._items) else 0.0

    def __bool__(self) -> bool:
        return bool(self._items)

    def __call__(self, x: float) -> float:
        value = 0.0
        for c in reversed(self._items):
            value = value * x + c
        return value

    def __add__(self, other: Polynomial) -> Polynomial:
        return Polynomial(*(a + b for a, b in zip_longest(self, other, fillvalue=0.0)))

    def __neg__(self) -> Polynomial:
        return Polynomial(*[-c for c in self])

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + -other

    def __mul__(self, other: Polynomial | float) -> Polynomial:
        if not isinstance(other, Polynomial):
            return Polynomial(*[c * other for c in self])
        if not (self and other):
            return Polynomial()
        result = [0.0] * (self.degree + other.degree + 1)
        for i, a in enumerate(self):
            for j, b in enumerate(other):
                result[i + j] += a * b
        return Polynomial(*result)

    __rmul__ = __mul__

    def __pow__(self, n: int) -> Polynomial:
        return Polynomial(1.0) if n == 0 else self * self ** (n - 1)

    def __divmod__(self, divisor: Polynomial) -> tuple[Polynomial, Polynomial]:
        if not divisor:
            raise ZeroDivisionError("division by the zero polynomial")
        quotient, rest = Polynomial(), self
        while rest.degree >= divisor.degree:
            shift = rest.degree - divisor.degree
            term = Polynomial(*[0.0] * shift, rest[rest.degree] / divisor[divisor.degree])
            quotient, rest = quotient + term, rest - term * divisor
        return quotient, rest

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Polynomial) and self._items == other._items

    def derivative(self) -> Polynomial:
        return Polynomial(*(n * c for n, c in enumerate(self) if n))

    def __str__(self) -> str:
        parts = []
        for power in range(self.degree, -1, -1):
            if c := self[power]:
                name = "" if power == 0 else "x" if power == 1 else f"x^{power}"
                size = "" if abs(c) == 1 and name else f"{abs(c):g}"
                parts.append(("-" if c < 0 else "+") + size + name)
        return " ".join(parts).removeprefix("+") or "0"


Polynomial.X = Polynomial(0, 1)


def newton(p: Polynomial, x: float) -> float:
    slope = p.derivative()
    for _ in range(60):
        if abs(p(x)) < 1e-12:
            break
        x -= p(x) / slope(x)
    return x


def through(points: list[tuple[float, float]]) -> Polynomial:
    total = Polynomial()
    for i, (xi, yi) in enumerate(points):
        basis = Polynomial.from_roots(*[x for j, (x, _) in enumerate(points) if j != i])
        total += yi / basis(xi) * basis
    return total


p = Polynomial(-42.0, 0.0, -12.0, 1.0)
q = Polynomial(-3.0, 1.0)
print("p =", p, "| q =", q, "| degree", p.degree, q.degree)
print("p + q =", p + q, "| p - p =", p - p, "| p * q =", p * q)
quotient, rest = divmod(p, q)
print("p / q =", quotient, "rest", rest, quotient * q + rest == p, p(3.0))
print("p' =", p.derivative(), "| p'' =", p.derivative().derivative())
print("(x-1)^4 =", (Polynomial.X - Polynomial(1.0)) ** 4, "| 2x =", 2.0 * Polynomial.X, "|", Polynomial.X * -0.5)
cubic = Polynomial.from_roots(-2.0, 1.0, 5.0)
print(cubic, [f"{newton(cubic, start):.6f}" for start in (-10.0, 0.5, 9.0)])
print("through:", through([(0.0, 1.0), (1.0, 3.0), (2.0, 7.0), (3.0, 13.0)]), list(cubic))
print([cubic(x) for x in (-2.0, 0.0, 2.0)], bool(Polynomial()), bool(q), Polynomial(0.0, 0.0).degree, q == 3)
try:
    divmod(p, Polynomial())
except ZeroDivisionError as e:
    print("ZeroDivisionError:", e)
