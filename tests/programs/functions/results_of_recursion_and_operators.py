from __future__ import annotations
from typing import Generic, TypeVar

T = TypeVar("T")


def factorial(n: int):
    return 1 if n < 2 else n * factorial(n - 1)


def is_even(n: int):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n: int):
    return False if n == 0 else is_even(n - 1)


def unused(x, y):
    return x + y.foo


def broken(x: int):
    if x > 3:
        raise ValueError(x)
    elif x < 0:
        return []
    return [x]


class Matrix:
    def __init__(self, rows: list[list[float]]):
        self.rows = rows

    def __mul__(self, other: Matrix):
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows])

    def __getitem__(self, at: tuple[int, int]):
        return self.rows[at[0]][at[1]]

    def transposed(self):
        return Matrix([list(row) for row in zip(*self.rows)])

    @staticmethod
    def identity(n: int):
        return Matrix([[1.0 if i == j else 0.0 for i in range(n)] for j in range(n)])

    @classmethod
    def zero(cls, n: int):
        return cls([[0.0] * n for _ in range(n)])


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T):
        self.items.append(item)
        return len(self.items)

    def size(self):
        return len(self.items)


def parse(text: str):
    try:
        return int(text)
    except ValueError:
        return None


def bounds(values: list[float]):
    return min(values), max(values)


def grade(points: int):
    match points:
        case 10:
            return "A"
        case 9 | 8:
            return "B"
        case _:
            return "C"


def forever(limit: int):
    n = 0
    while True:
        n += 1
        if n > limit:
            return n


print(factorial(10), is_even(10), is_odd(7), broken(2), broken(-1))
m = Matrix([[1.0, 2.0], [3.0, 4.0]])
print((m * Matrix.identity(2)).rows, m[1, 0], m.transposed().rows, (m * m)[0, 0], Matrix.zero(1).rows)
s: Stack[str] = Stack()
print(s.push("a"), s.push("b"), s.size())
print(parse("12"), parse("x"))
low, high = bounds([3.5, 1.0, 2.0])
print(low, high, grade(10), grade(8), grade(1), forever(4))
