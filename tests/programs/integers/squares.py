"""Squares up to the largest that fits, and the first that does not, on both sides of zero."""


def square(x: int) -> int:
    return x * x


for root in (0, 1, -1, 2147483648, -2147483648, 3037000498, 3037000499, -3037000499):
    print(root, square(root))
print(sum([n * n for n in range(-1000, 1000)]))

divisor = 3
while divisor * divisor <= 10**9:
    divisor += 2
print(divisor)


class Matrix:
    def __init__(self, value: float) -> None:
        self.value = value

    def __mul__(self, other: "Matrix") -> "Matrix":
        return Matrix(self.value * other.value + 1.0)


def doubled(m: Matrix) -> float:
    return (m * m).value


x = 1.5
print(doubled(Matrix(2.0)), x * x, x + x, x - x)
