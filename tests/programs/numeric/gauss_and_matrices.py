"""A matrix class with operators, elimination, determinant, inverse, LU and QR, power iteration."""
from __future__ import annotations

import math
from typing import Callable, Iterable, Iterator, Sequence, overload

Row = list[float]


class SingularMatrix(ArithmeticError):
    pass


class Matrix:
    def __init__(self, rows: Iterable[Iterable[float]]) -> None:
        self.rows: list[Row] = [list(map(float, row)) for row in rows]
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("rows of different lengths")

    @classmethod
    def identity(cls, n: int) -> Matrix:
        return cls([[float(i == j) for j in range(n)] for i in range(n)])

    @classmethod
    def build(cls, height: int, width: int, f: Callable[[int, int], float]) -> Matrix:
        return cls((f(i, j) for j in range(width)) for i in range(height))

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.rows), len(self.rows[0]) if self.rows else 0

    @property
    def T(self) -> Matrix:
        return Matrix(zip(*self.rows))

    @overload
    def __getitem__(self, at: tuple[int, int]) -> float: ...
    @overload
    def __getitem__(self, at: int) -> Row: ...
    def __getitem__(self, at: tuple[int, int] | int) -> float | Row:
        if isinstance(at, tuple):
            i, j = at
            return self.rows[i][j]
        return self.rows[at]

    def __setitem__(self, at: tuple[int, int], value: float) -> None:
        self.rows[at[0]][at[1]] = value

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __matmul__(self, other: Matrix) -> Matrix:
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"{self.shape} @ {other.shape}")
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in columns] for row in self])

    def __add__(self, other: Matrix) -> Matrix:
        return Matrix([[a + b for a, b in zip(p, q)] for p, q in zip(self, other)])

    def __mul__(self, factor: float) -> Matrix:
        return Matrix([[factor * a for a in row] for row in self])

    __rmul__ = __mul__

    def __sub__(self, other: Matrix) -> Matrix:
        return self + -1 * other

    def __pow__(self, n: int) -> Matrix:
        result, base = Matrix.identity(self.shape[0]), self
        while n:
            if n & 1:
                result @= base
            base @= base
            n >>= 1
        return result

    def __str__(self) -> str:
        return "\n".join(" ".join(f"{a + 0.0:8.3f}" for a in row) for row in self)

    def norm(self) -> float:
        return math.sqrt(sum(a * a for row in self for a in row))

    def lu(self) -> tuple[Matrix, Matrix, list[int], int]:
        n = self.shape[0]
        lower, upper, order, sign = Matrix.identity(n), Matrix(self.rows), list(range(n)), 1
        for k in range(n):
            pivot = max(range(k, n), key=lambda i: abs(upper[i, k]))
            if abs(upper[pivot, k]) < 1e-12:
                raise SingularMatrix(f"no pivot in column {k}")
            if pivot != k:
                upper.rows[k], upper.rows[pivot] = upper.rows[pivot], upper.rows[k]
                order[k], order[pivot] = order[pivot], order[k]
                lower.rows[k][:k], lower.rows[pivot][:k] = lower.rows[pivot][:k], lower.rows[k][:k]
                sign = -sign
            for i in range(k + 1, n):
                lower[i, k] = factor = upper[i, k] / upper[k, k]
                for j in range(k, n):
                    upper[i, j] -= factor * upper[k, j]
        return lower, upper, order, sign

    def det(self) -> float:
        try:
            _, upper, _, sign = self.lu()
        except SingularMatrix:
            return 0.0
        return sign * math.prod(upper[i, i] for i in range(self.shape[0]))

    def solve(self, b: Sequence[float]) -> list[float]:
        lower, upper, order, _ = self.lu()
        n = len(b)
        y: list[float] = []
        for i in range(n):
            y.append(b[order[i]] - sum(lower[i, j] * y[j] for j in range(i)))
        x = [0.0] * n
        for i in reversed(range(n)):
            x[i] = (y[i] - sum(upper[i, j] * x[j] for j in range(i + 1, n))) / upper[i, i]
        return x

    def inverse(self) -> Matrix:
        n = self.shape[0]
        return Matrix([self.solve([float(i == k) for i in range(n)]) for k in range(n)]).T


def gram_schmidt(a: Matrix) -> tuple[Matrix, Matrix]:
    columns = [list(c) for c in zip(*a.rows)]
    made: list[Row] = []
    for column in columns:
        rest = column[:]
        for q in made:
            along = sum(x * y for x, y in zip(q, column))
            rest = [r - along * x for r, x in zip(rest, q)]
        length = math.sqrt(sum(r * r for r in rest))
        made.append([r / length for r in rest])
    orthogonal = Matrix(made).T
    return orthogonal, orthogonal.T @ a


a = Matrix([[2, 1, -1], [-3, -1, 2], [-2, 1, 2]])
print(a, a.shape, sep="\n")
print([round(x, 9) for x in a.solve([8, -11, -3])], round(a.det(), 9))
print((a @ a.inverse() - Matrix.identity(3)).norm() < 1e-12, [int(round(v)) for v in (Matrix([[1, 1], [1, 0]]) ** 30)[0]])
q, r = gram_schmidt(a)
print(r, ((q @ r) - a).norm() < 1e-12, ((q.T @ q) - Matrix.identity(3)).norm() < 1e-12)
hilbert = Matrix.build(3, 3, lambda i, j: 1 / (i + j + 1))
print(f"{hilbert.det():.9f}", hilbert.T[0] == hilbert[0], Matrix([[1, 2], [2, 4]]).det())
vector = Matrix([[1.0], [1.0], [1.0]])
for _ in range(30):
    vector = hilbert @ vector
    vector = vector * (1 / vector.norm())
print(f"{(vector.T @ hilbert @ vector)[0, 0]:.8f}")
for bad in (lambda: a @ Matrix([[1, 2]]), lambda: Matrix([[1], [1, 2]]), lambda: Matrix([[1, 2], [2, 4]]).inverse()):
    try:
        bad()
    except (ValueError, SingularMatrix) as e:
        print(type(e).__name__, e)
