"""A matrix class with operators, determinant, inverse, and fractions; doctest-like output."""
from __future__ import annotations

from functools import reduce
from math import gcd
from operator import mul
from typing import Iterator, Sequence, Union


class Fraction:
    __slots__ = ("n", "d")

    def __init__(self, n: int, d: int = 1) -> None:
        if d == 0:
            raise ZeroDivisionError(f"Fraction({n}, 0)")
        if d < 0:
            n, d = -n, -d
        g = gcd(n, d)
        self.n, self.d = n // g, d // g

    def __add__(self, o: Union[Fraction, int]) -> Fraction:
        if isinstance(o, int):
            o = Fraction(o)
        return Fraction(self.n * o.d + o.n * self.d, self.d * o.d)

    __radd__ = __add__

    def __neg__(self) -> Fraction:
        return Fraction(-self.n, self.d)

    def __sub__(self, o: Union[Fraction, int]) -> Fraction:
        return self + -o

    def __mul__(self, o: Union[Fraction, int]) -> Fraction:
        if isinstance(o, Fraction):
            return Fraction(self.n * o.n, self.d * o.d)
        return Fraction(self.n * o, self.d)

    __rmul__ = __mul__

    def __truediv__(self, o: Fraction) -> Fraction:
        return Fraction(self.n * o.d, self.d * o.n)

    def __eq__(self, o: object) -> bool:
        if isinstance(o, Fraction):
            return (self.n, self.d) == (o.n, o.d)
        if isinstance(o, int):
            return self.d == 1 and self.n == o
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self.n, self.d))

    def __bool__(self) -> bool:
        return self.n != 0

    def __repr__(self) -> str:
        return f"{self.n}" if self.d == 1 else f"{self.n}/{self.d}"

    def __float__(self) -> float:
        return self.n / self.d


class Matrix:
    def __init__(self, rows: Sequence[Sequence[Union[int, Fraction]]]) -> None:
        self.rows: list[list[Fraction]] = [[x if isinstance(x, Fraction) else Fraction(x) for x in row] for row in rows]
        if len({len(r) for r in self.rows}) > 1:
            raise ValueError("ragged rows")

    @classmethod
    def identity(cls, n: int) -> Matrix:
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.rows), len(self.rows[0])

    @property
    def T(self) -> Matrix:
        return Matrix(list(zip(*self.rows)))

    def __getitem__(self, key: tuple[int, int]) -> Fraction:
        i, j = key
        return self.rows[i][j]

    def __setitem__(self, key: tuple[int, int], value: int) -> None:
        self.rows[key[0]][key[1]] = Fraction(value)

    def __iter__(self) -> Iterator[list[Fraction]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __matmul__(self, other: Matrix) -> Matrix:
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"cannot multiply {self.shape} by {other.shape}")
        cols = list(zip(*other.rows))
        return Matrix([[sum((a * b for a, b in zip(r, c)), Fraction(0)) for c in cols] for r in self.rows])

    def __mul__(self, k: int) -> Matrix:
        return Matrix([[x * k for x in row] for row in self])

    __rmul__ = __mul__

    def __pow__(self, n: int) -> Matrix:
        result, base = Matrix.identity(len(self)), self
        while n:
            if n & 1:
                result = result @ base
            base, n = base @ base, n >> 1
        return result

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Matrix) and self.rows == other.rows

    def det(self) -> Fraction:
        m = [row[:] for row in self.rows]
        n, sign = len(m), 1
        for c in range(n):
            pivot = next((r for r in range(c, n) if m[r][c]), None)
            if pivot is None:
                return Fraction(0)
            if pivot != c:
                m[c], m[pivot] = m[pivot], m[c]
                sign = -sign
            for r in range(c + 1, n):
                f = m[r][c] / m[c][c]
                m[r] = [a - f * b for a, b in zip(m[r], m[c])]
        return reduce(mul, (m[i][i] for i in range(n)), Fraction(sign))

    def inverse(self) -> Matrix:
        n = len(self)
        aug = [row + ident for row, ident in zip(self.rows, Matrix.identity(n).rows)]
        for c in range(n):
            for r in range(c, n):
                if aug[r][c]:
                    aug[c], aug[r] = aug[r], aug[c]
                    break
            else:
                raise ZeroDivisionError("matrix is singular")
            p = aug[c][c]
            aug[c] = [x / p for x in aug[c]]
            for r in range(n):
                if r != c and aug[r][c]:
                    f = aug[r][c]
                    aug[r] = [x - f * y for x, y in zip(aug[r], aug[c])]
        return Matrix([row[n:] for row in aug])

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.rows})"

    def __str__(self) -> str:
        width = max(len(str(x)) for row in self for x in row)
        return "\n".join(" ".join(f"{x!s:>{width}}" for x in row) for row in self)


a = Matrix([[2, 1, 0], [1, 3, 1], [0, 1, 4]])
print(a, a.det(), a.inverse(), sep="\n")
print(a @ a.inverse() == Matrix.identity(3), a ** 5, (2 * a).T.rows, sep="\n")
fib = Matrix([[1, 1], [1, 0]])
print((fib ** 40)[0, 1], fib, repr(fib))
fib[1, 1] = 7
print(fib.shape, len(fib), [sum(map(float, r)) for r in fib])
for bad in (lambda: a @ fib, lambda: Matrix([[1, 2], [2, 4]]).inverse(), lambda: Matrix([[1], [2, 3]])):
    try:
        print(bad())
    except (ValueError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
print(len({Fraction(1, 2), Fraction(2, 4), Fraction(-1, -2), Fraction(3)}), 1 + Fraction(1, 3), Fraction(4, 2) == 2, Fraction(1, 2) == "x")
