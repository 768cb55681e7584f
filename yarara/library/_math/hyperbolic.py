"""Exponentials and logarithms that stay accurate near zero, hyperbolic functions and their inverses."""

from __future__ import annotations

from typing import Final

from yarara.runtime import exponentials, floats
from yarara.runtime.double_double import (
    Pair, add, divide, exact_product, exact_sum, multiply, negate, scale, square_root,
)
from yarara.runtime.errors import raise_value

_BEYOND: Final = 711.0  # cosh overflows
_TINY: Final = 1e-9
_HUGE: Final = 1e17
_LN2: Final = (0.6931471805599453, 2.3190468138462996e-17)


def expm1_pair(x: Pair) -> Pair:
    """e**x - 1 for |x| up to 700."""
    if -0.34 < x[0] < 0.34:
        return exponentials.exp_minus_one(x)
    part, power = exponentials.exp_parts(x)
    whole = add((1.0, 0.0), part)
    factor = exponentials.ldexp(1.0, power)
    return add(scale(whole, factor), (-1.0, 0.0))


def log1p_pair(x: Pair) -> Pair:
    """log(1 + x) for x above -1."""
    if -1e-20 < x[0] < 1e-20:
        return x
    return exponentials.log_pair(add((1.0, 0.0), x))


def expm1(x: float) -> float:
    """e**x - 1. Raises OverflowError."""
    if x != x or x == 0.0 or x > _BEYOND:
        return x if not floats.is_finite(x) or x == 0.0 else _range_error()
    if x < -60.0:
        return -1.0
    if x > 60.0:
        result = exponentials.exp_pair((x, 0.0))
        return result if floats.is_finite(result) else _range_error()
    return expm1_pair((x, 0.0))[0]


def _range_error() -> float:
    raise OverflowError("math range error")


def log1p(x: float) -> float:
    """log(1 + x). Raises ValueError for -1 and below."""
    if x <= -1.0:
        raise_value("math domain error")
    if x == 0.0 or not floats.is_finite(x):
        return x
    return log1p_pair((x, 0.0))[0]


def sinh(x: float) -> float:
    """Raises OverflowError."""
    if not floats.is_finite(x) or abs(x) < _TINY:
        return x
    return floats.with_sign_of(_half_exp(abs(x), -1.0), x)


def cosh(x: float) -> float:
    """Raises OverflowError."""
    return abs(x) if not floats.is_finite(x) else _half_exp(abs(x), 1.0)


def _half_exp(x: float, sign: float) -> float:
    """(e**x + sign * e**-x) / 2 for x >= 0."""
    if x > _BEYOND:
        return _range_error()
    if x > 40.0:
        part, power = exponentials.exp_parts((x, 0.0))
        result = exponentials.ldexp(add((1.0, 0.0), part)[0], power - 1)
        return result if floats.is_finite(result) else _range_error()
    up = expm1_pair((x, 0.0))
    # e**-x - 1 = -p / (p + 1)
    down = negate(divide(up, add(up, (1.0, 0.0))))
    if sign > 0.0:
        return scale(add(add(up, down), (2.0, 0.0)), 0.5)[0]
    return scale(add(up, negate(down)), 0.5)[0]


def tanh(x: float) -> float:
    if x != x or abs(x) < _TINY:
        return x
    if abs(x) > 30.0:
        return floats.with_sign_of(1.0, x)
    up = expm1_pair((2.0 * abs(x), 0.0))
    return floats.with_sign_of(divide(up, add(up, (2.0, 0.0)))[0], x)


def asinh(x: float) -> float:
    if not floats.is_finite(x) or abs(x) < _TINY:
        return x
    size = abs(x)
    if size > _HUGE:
        return floats.with_sign_of(add(exponentials.log_pair((size, 0.0)), _LN2)[0], x)
    square = exact_product(size, size)
    root = square_root(add(square, (1.0, 0.0)))
    argument = add((size, 0.0), divide(square, add(root, (1.0, 0.0))))
    return floats.with_sign_of(log1p_pair(argument)[0], x)


def acosh(x: float) -> float:
    """Raises ValueError below 1."""
    if x < 1.0:
        raise_value("math domain error")
    if not floats.is_finite(x):
        return x
    if x > _HUGE:
        return add(exponentials.log_pair((x, 0.0)), _LN2)[0]
    above = exact_sum(x, -1.0)
    root = square_root(multiply(above, add(above, (2.0, 0.0))))
    return log1p_pair(add(above, root))[0]


def atanh(x: float) -> float:
    """Raises ValueError outside of -1..1, both excluded."""
    if abs(x) >= 1.0:
        raise_value("math domain error")
    if x != x or abs(x) < _TINY:
        return x
    size = abs(x)
    argument = divide((2.0 * size, 0.0), exact_sum(1.0, -size))
    return floats.with_sign_of(0.5 * log1p_pair(argument)[0], x)
