"""Numbers as unevaluated sums of two floats, high + low with |low| at most half an ulp of high: about 106 bits.

Enough to compute an elementary function and round once. The building blocks are Knuth's exact sum and Dekker's exact product
(T. J. Dekker, "A floating-point technique for extending the available precision", 1971).
"""

from __future__ import annotations

from typing import Final

from yarara import machine

Pair = tuple[float, float]

_SPLIT: Final = 134217729.0  # 2**27 + 1


@machine.always_inline
def exact_sum(a: float, b: float) -> Pair:
    total = a + b
    part = total - a
    return total, (a - (total - part)) + (b - part)


@machine.always_inline
def quick_sum(a: float, b: float) -> Pair:
    """The exact sum, when a is zero or not smaller than b."""
    total = a + b
    return total, b - (total - a)


@machine.always_inline
def exact_product(a: float, b: float) -> Pair:
    """For factors below 2**996."""
    product = a * b
    scaled = a * _SPLIT
    a_high = scaled - (scaled - a)
    a_low = a - a_high
    scaled = b * _SPLIT
    b_high = scaled - (scaled - b)
    b_low = b - b_high
    return product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low


def add(a: Pair, b: Pair) -> Pair:
    high, low = exact_sum(a[0], b[0])
    low_high, low_low = exact_sum(a[1], b[1])
    high, low = quick_sum(high, low + low_high)
    return quick_sum(high, low + low_low)


def negate(a: Pair) -> Pair:
    return -a[0], -a[1]


def multiply(a: Pair, b: Pair) -> Pair:
    high, low = exact_product(a[0], b[0])
    return quick_sum(high, low + (a[0] * b[1] + a[1] * b[0]))


def multiply_float(a: Pair, b: float) -> Pair:
    high, low = exact_product(a[0], b)
    return quick_sum(high, low + a[1] * b)


def scale(a: Pair, power_of_two: float) -> Pair:
    """The product with a power of two, which is exact."""
    return a[0] * power_of_two, a[1] * power_of_two


def divide(a: Pair, b: Pair) -> Pair:
    """The divisor is not zero."""
    first = a[0] / b[0]
    rest = add(a, negate(multiply_float(b, first)))
    second = rest[0] / b[0]
    rest = add(rest, negate(multiply_float(b, second)))
    high, low = quick_sum(first, second)
    return quick_sum(high, low + rest[0] / b[0])


def square_root(a: Pair) -> Pair:
    """Of a number that is not negative."""
    root = machine.square_root(a[0])
    if root == 0.0:
        return 0.0, 0.0
    high, low = exact_product(root, root)
    rest = add(a, (-high, -low))
    return quick_sum(root, rest[0] / (root + root))
