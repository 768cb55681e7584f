"""The product of two square matrices: lists of lists of floats.    matrix_multiply.py [SIZE]"""

from __future__ import annotations

import sys

Matrix = list[list[float]]


def matrix(size: int, seed: int) -> Matrix:
    return [[((i * 31 + j * 17 + seed) % 100) / 10.0 for j in range(size)] for i in range(size)]


def multiply(a: Matrix, b: Matrix) -> Matrix:
    columns = len(b[0])
    result: Matrix = []
    for row in a:
        total = [0.0] * columns
        for k in range(len(row)):
            factor = row[k]
            other = b[k]
            for j in range(columns):
                total[j] += factor * other[j]
        result.append(total)
    return result


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    product = multiply(matrix(size, 1), matrix(size, 2))
    trace = 0.0
    for i in range(size):
        trace += product[i][i]
    print(f"{trace:.3f}")


if __name__ == "__main__":
    main()
