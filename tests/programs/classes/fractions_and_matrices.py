"""Matrix and fraction classes, operators and formatting."""
from __future__ import annotations
from math import gcd
from typing import Iterable, List, Union, Sequence, overload

Number = Union[int, "Fraction"]

class Fraction:
    __slots__ = ("num", "den")

    def __init__(self, num: int, den: int = 1) -> None:
        if den == 0:
            raise ZeroDivisionError(f"Fraction({num}, 0)")
        if den < 0:
            num, den = -num, -den
        g = gcd(num, den)
        self.num: int = num // g
        self.den: int = den // g

    @classmethod
    def of(cls, x: Number) -> Fraction:
        return x if isinstance(x, Fraction) else cls(x)

    def __add__(self, other: Number) -> Fraction:
        o = Fraction.of(other)
        return Fraction(self.num * o.den + o.num * self.den, self.den * o.den)

    __radd__ = __add__

    def __neg__(self) -> Fraction:
        return Fraction(-self.num, self.den)

    def __sub__(self, other: Number) -> Fraction:
        return self + -Fraction.of(other)

    def __rsub__(self, other: Number) -> Fraction:
        return Fraction.of(other) - self

    def __mul__(self, other: Number) -> Fraction:
        o = Fraction.of(other)
        return Fraction(self.num * o.num, self.den * o.den)

    __rmul__ = __mul__

    def __truediv__(self, other: Number) -> Fraction:
        o = Fraction.of(other)
        return Fraction(self.num * o.den, self.den * o.num)

    def __rtruediv__(self, other: int) -> Fraction:
        return Fraction.of(other) / self

    def __pow__(self, n: int) -> Fraction:
        return Fraction(self.num ** n, self.den ** n) if n >= 0 else Fraction(self.den ** -n, self.num ** -n)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, int):
            other = Fraction(other)
        if not isinstance(other, Fraction):
            return NotImplemented
        return (self.num, self.den) == (other.num, other.den)

    def __lt__(self, other: Number) -> bool:
        o = Fraction.of(other)
        return self.num * o.den < o.num * self.den

    def __le__(self, other: Number) -> bool:
        return self < other or self == other

    def __hash__(self) -> int:
        return hash((self.num, self.den))

    def __float__(self) -> float:
        return self.num / self.den

    def __bool__(self) -> bool:
        return self.num != 0

    def __repr__(self) -> str:
        return f"Fraction({self.num}, {self.den})"

    def __str__(self) -> str:
        return str(self.num) if self.den == 1 else f"{self.num}/{self.den}"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

class Matrix:
    def __init__(self, rows: Iterable[Iterable[Number]]) -> None:
        self.rows: List[List[Fraction]] = [[Fraction.of(x) for x in row] for row in rows]

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.rows), len(self.rows[0])

    @staticmethod
    def identity(n: int) -> Matrix:
        return Matrix([[int(i == j) for j in range(n)] for i in range(n)])

    @overload
    def __getitem__(self, key: int) -> List[Fraction]: ...
    @overload
    def __getitem__(self, key: tuple[int, int]) -> Fraction: ...
    def __getitem__(self, key: Union[int, tuple[int, int]]) -> Union[List[Fraction], Fraction]:
        if isinstance(key, tuple):
            i, j = key
            return self.rows[i][j]
        return self.rows[key]

    def __setitem__(self, key: tuple[int, int], value: Number) -> None:
        i, j = key
        self.rows[i][j] = Fraction.of(value)

    def __matmul__(self, other: Matrix) -> Matrix:
        cols = list(zip(*other.rows))
        return Matrix([[sum((a * b for a, b in zip(row, col)), Fraction(0)) for col in cols] for row in self.rows])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Matrix) and self.rows == other.rows

    def inverse(self) -> Matrix:
        n = self.shape[0]
        work = [list(row) + [Fraction(int(i == j)) for j in range(n)] for i, row in enumerate(self.rows)]
        for c in range(n):
            pivot = next((r for r in range(c, n) if work[r][c]), None)
            if pivot is None:
                raise ValueError("singular matrix")
            work[c], work[pivot] = work[pivot], work[c]
            p = work[c][c]
            work[c] = [x / p for x in work[c]]
            for r in range(n):
                if r != c and work[r][c]:
                    k = work[r][c]
                    work[r] = [x - k * y for x, y in zip(work[r], work[c])]
        return Matrix([row[n:] for row in work])

    def __str__(self) -> str:
        widths = [max(len(str(x)) for x in col) for col in zip(*self.rows)]
        return "\n".join("[" + " ".join(f"{x:>{w}}" for x, w in zip(row, widths)) + "]" for row in self.rows)

half = Fraction(1, 2)
print(half + 1, 1 + half, 3 - half, half * 4, 1 / half, half ** -3, half == Fraction(2, 4), {half: 1}[Fraction(3, 6)], float(half), sum([half, half, half], Fraction(0)))
print(sorted([Fraction(3, 4), half, Fraction(2, 3)]), max(half, Fraction(5, 8)), f"[{half:>6}]", bool(Fraction(0)), half <= 1)
m = Matrix([[2, 1, 0], [1, 3, 1], [0, half, 1]])
print(m)
inv = m.inverse()
print(inv)
print(m @ inv == Matrix.identity(3), m[1, 1], m[0], m.shape)
m[0, 0] = 9
print(m[0, 0], m != inv)
for bad in ([[1, 2], [2, 4]], [[0, 0], [0, 0]]):
    try:
        Matrix(bad).inverse()
    except ValueError as e:
        print(e)
try:
    Fraction(1, 0)
except ZeroDivisionError as e:
    print(repr(e))
