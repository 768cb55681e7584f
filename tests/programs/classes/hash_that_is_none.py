"""`__hash__ = None`: objects of the class, and of those below it, have no hash; one with a hash of its own has one again."""
from collections.abc import Hashable


class Matrix:
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, size: int) -> None:
        self.size = size

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Matrix) and other.size == self.size


class Square(Matrix):
    pass


class Named(Matrix):
    def __hash__(self) -> int:  # type: ignore[override]
        return self.size


class Token:
    __hash__ = None  # type: ignore[assignment]


def attempt(value: object) -> str:
    try:
        return f"{hash(value) % 1000}"
    except TypeError as error:
        return str(error)


def main() -> None:
    matrix, square, named, token = Matrix(1), Square(2), Named(3), Token()
    print(matrix == Matrix(1), isinstance(matrix, Hashable), isinstance(token, Hashable), isinstance(named, Hashable))
    for value in (matrix, square, named, token):
        print(attempt(value))
    try:
        print({matrix})
    except TypeError as error:
        print(error)
    try:
        print({square: 1})
    except TypeError as error:
        print(error)
    print({named: 1}[Named(3)], len({Named(1), Named(1), Named(2)}))


main()
