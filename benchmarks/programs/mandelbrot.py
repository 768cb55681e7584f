"""How many points of a square belong to the Mandelbrot set, and how fast the others leave: float arithmetic.    mandelbrot.py [SIZE]"""

from __future__ import annotations

import sys

LIMIT = 50


def rounds(cr: float, ci: float) -> int:
    """How many rounds the point stays within the circle, at most LIMIT."""
    zr = zi = 0.0
    for count in range(LIMIT):
        square_r = zr * zr
        square_i = zi * zi
        if square_r + square_i > 4.0:
            return count
        zi = 2.0 * zr * zi + ci
        zr = square_r - square_i + cr
    return LIMIT


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    inside = 0
    total = 0
    for y in range(size):
        ci = 2.0 * y / size - 1.0
        for x in range(size):
            count = rounds(2.0 * x / size - 1.5, ci)
            total += count
            if count == LIMIT:
                inside += 1
    print(f"{inside} inside, {total} rounds")


if __name__ == "__main__":
    main()
