"""What an overloaded function, method or operator gives is of the type of the variant that was called, also where it is used at once."""

from __future__ import annotations

from typing import overload


class Vector:
    def __init__(self, *parts: float) -> None:
        self.parts = parts

    def at(self, index: int) -> float:
        return self.parts[index]

    def __repr__(self) -> str:
        return f"Vector{self.parts}"


class Matrix:
    def __init__(self, rows: list[list[float]]) -> None:
        self.rows = rows

    def at(self, row: int, column: int) -> float:
        return self.rows[row][column]

    @overload
    def times(self, other: float) -> Matrix: ...
    @overload
    def times(self, other: Vector) -> Vector: ...
    def times(self, other: float | Vector) -> Matrix | Vector:
        if isinstance(other, Vector):
            return Vector(*[sum(a * b for a, b in zip(row, other.parts)) for row in self.rows])
        return Matrix([[cell * other for cell in row] for row in self.rows])

    @overload
    def __mul__(self, other: float) -> Matrix: ...
    @overload
    def __mul__(self, other: Vector) -> Vector: ...
    def __mul__(self, other: float | Vector) -> Matrix | Vector:
        return self.times(other) if isinstance(other, Vector) else self.times(other)

    @overload
    def __rmul__(self, other: float) -> Matrix: ...
    @overload
    def __rmul__(self, other: Vector) -> Vector: ...
    def __rmul__(self, other: float | Vector) -> Matrix | Vector:
        return self * other if isinstance(other, Vector) else self * other

    @overload
    def __getitem__(self, place: int) -> Vector: ...
    @overload
    def __getitem__(self, place: slice) -> Matrix: ...
    def __getitem__(self, place: int | slice) -> Vector | Matrix:
        return Matrix(self.rows[place]) if isinstance(place, slice) else Vector(*self.rows[place])

    @overload
    def __call__(self, x: float) -> Matrix: ...
    @overload
    def __call__(self, x: Vector) -> Vector: ...
    def __call__(self, x: float | Vector) -> Matrix | Vector:
        return self.times(x) if isinstance(x, Vector) else self.times(x)


@overload
def read(text: str) -> Vector: ...
@overload
def read(text: list[str]) -> Matrix: ...
def read(text: str | list[str]) -> Vector | Matrix:
    if isinstance(text, str):
        return Vector(*map(float, text.split()))
    return Matrix([list(map(float, line.split())) for line in text])


m = read(["1 2", "3 4"])
v = read("10 1")
print(read("5 6").at(1), read(["7 8"]).at(0, 1))
print(m.times(v).at(0), m.times(2.0).at(1, 1))
print((m * v).at(1), (m * 0.5).at(0, 0), (v * m).at(0), (3.0 * m).at(1, 0))
print(m[1].at(0), m[:1].at(0, 1), len(m[1:].rows), m[0].parts)
print(m(v).at(0), m(4.0).at(0, 1), m(v), (m * v).parts)
print((m * 2.0 * v).at(0), m.times(2.0).times(v).at(1), [(m * Vector(x, 1.0)).at(0) for x in (0.0, 1.0)])
