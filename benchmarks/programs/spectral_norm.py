"""The largest singular value of an infinite matrix, approximated: calls of a small function in nested loops.    spectral_norm.py [SIZE]"""

from __future__ import annotations

import math
import sys


def element(i: int, j: int) -> float:
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector: list[float]) -> list[float]:
    size = len(vector)
    result = [0.0] * size
    for i in range(size):
        total = 0.0
        for j in range(size):
            total += element(i, j) * vector[j]
        result[i] = total
    return result


def transposed_times(vector: list[float]) -> list[float]:
    size = len(vector)
    result = [0.0] * size
    for i in range(size):
        total = 0.0
        for j in range(size):
            total += element(j, i) * vector[j]
        result[i] = total
    return result


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    u = [1.0] * size
    v = u
    for _ in range(10):
        v = transposed_times(times(u))
        u = transposed_times(times(v))
    uv = vv = 0.0
    for a, b in zip(u, v):
        uv += a * b
        vv += b * b
    print(f"{math.sqrt(uv / vv):.9f}")


if __name__ == "__main__":
    main()
