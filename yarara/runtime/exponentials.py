"""Exponential, logarithm and power of floats, computed as double-doubles and rounded once."""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.double_double import (
    Pair, add, multiply, multiply_float, negate, quick_sum, scale,
)
from yarara.runtime.float_bits import (
    INFINITY_BITS, LOWEST_EXPONENT, SIGN_BIT, join_bits, mantissa_and_exponent,
)
from yarara.runtime.floats import is_finite, is_nan, whole_below, with_sign_of

# log(2) in three parts; the first two have 40 bits, so that their products with an exponent are exact.
_LN2_HIGH: Final = 0.6931471805592082
_LN2_MIDDLE: Final = 7.371002565161996e-13
_LN2_LOW: Final = 5.8029889835956905e-25
_ONE_OVER_LN2: Final = 1.4426950408889634

_SQUARE_ROOT_OF_2: Final = 1.4142135623730951
_DOUBLINGS: Final = 6
_SHRINK: Final = 0.015625  # 2**-6
_BEYOND: Final = 800.0  # e**x overflows or vanishes


def ldexp(value: float, power: int) -> float:
    """value * 2**power, rounded to nearest even; infinity when too large."""
    if value == 0.0 or not is_finite(value):
        return value
    bits = machine.float_bits(value)
    mantissa, exponent = mantissa_and_exponent(bits & ~SIGN_BIT)
    shift = machine.count_leading_zeros(mantissa) - 11
    mantissa <<= shift
    exponent += min(max(power, -5000), 5000) - shift
    if exponent < LOWEST_EXPONENT:
        mantissa = _rounded_shift(mantissa, LOWEST_EXPONENT - exponent)
        exponent = LOWEST_EXPONENT
    return machine.float_from_bits(join_bits(mantissa, exponent) | bits & SIGN_BIT)


def _rounded_shift(mantissa: int, shift: int) -> int:
    """mantissa >> shift, to nearest, ties to even."""
    if shift > 54:
        return 0
    result = mantissa >> shift
    lost = mantissa & (1 << shift) - 1
    half = 1 << shift - 1
    return result + 1 if lost > half or lost == half and result & 1 == 1 else result


def frexp(value: float) -> tuple[float, int]:
    """(m, e) with value = m * 2**e and 0.5 <= |m| < 1; (value, 0) for zero, infinity and nan."""
    if value == 0.0 or not is_finite(value):
        return value, 0
    bits = machine.float_bits(value)
    mantissa, exponent = mantissa_and_exponent(bits & ~SIGN_BIT)
    shift = machine.count_leading_zeros(mantissa) - 11
    return machine.float_from_bits(join_bits(mantissa << shift, -53) | bits & SIGN_BIT), exponent + 53 - shift


# -- exponential -------------------------------------------------------------------------------------------------------

def exp_minus_one(x: Pair) -> Pair:
    """e**x - 1 for |x| up to 0.35, to about 2**-98 of its own size: a Taylor series for x / 64, squared six times."""
    if -1e-20 < x[0] < 1e-20:
        return x
    small = scale(x, _SHRINK)
    m = small[0]
    rest = 1.0 / 5040.0 + m * (1.0 / 40320.0 + m * (1.0 / 362880.0 + m * (1.0 / 3628800.0 + m * (1.0 / 39916800.0 + m / 479001600.0))))
    series = add((0.001388888888888889, -5.300543954373577e-20), multiply_float(small, rest))
    series = add((0.008333333333333333, 1.1564823173178714e-19), multiply(small, series))
    series = add((0.041666666666666664, 2.3129646346357427e-18), multiply(small, series))
    series = add((0.16666666666666666, 9.25185853854297e-18), multiply(small, series))
    series = add((0.5, 0.0), multiply(small, series))
    result = add(small, multiply(multiply(small, small), series))
    for _ in range(_DOUBLINGS):
        result = add(scale(result, 2.0), multiply(result, result))
    return result


def times_ln2(count: float) -> Pair:
    """A whole number up to 2**12 times log(2)."""
    high, low = quick_sum(count * _LN2_HIGH, count * _LN2_MIDDLE)
    return quick_sum(high, low + count * _LN2_LOW)


def exp_parts(x: Pair) -> tuple[Pair, int]:
    """(p, k) so that e**x = (1 + p) * 2**k, for |x| up to 800."""
    count = whole_below(x[0] * _ONE_OVER_LN2 + 0.5)
    return exp_minus_one(add(x, negate(times_ln2(count)))), machine.truncate(count)


def exp_pair(x: Pair) -> float:
    """e**x, rounded; infinity or zero when out of range."""
    if x[0] > _BEYOND:
        return machine.float_from_bits(INFINITY_BITS)
    if x[0] < -_BEYOND:
        return 0.0
    part, power = exp_parts(x)
    whole = add((1.0, 0.0), part)
    return ldexp(whole[0], power)


# -- logarithm ---------------------------------------------------------------------------------------------------------

def log_parts(x: Pair) -> tuple[Pair, int]:
    """(l, e) so that log(x) = l + e * log(2), for a positive finite x."""
    mantissa, exponent = frexp(x[0])
    low = ldexp(x[1], -exponent)
    if mantissa * 2.0 < _SQUARE_ROOT_OF_2:
        mantissa *= 2.0
        low *= 2.0
        exponent -= 1
    s = (mantissa - 1.0) / (mantissa + 1.0)
    u = s * s
    guess = 2.0 * s * (1.0 + u * (1.0 / 3.0 + u * (1.0 / 5.0 + u * (1.0 / 7.0 + u * (1.0 / 9.0 + u * (1.0 / 11.0 + u / 13.0))))))
    # One step of Newton's method: log(m) = guess + log(m * e**-guess), and that argument is 1 + error.
    shrunk = multiply((mantissa, low), exp_minus_one((-guess, 0.0)))
    error = add(add((mantissa - 1.0, 0.0), (low, 0.0)), shrunk)
    correction = error[0] * error[0] * (0.5 - error[0] / 3.0)
    return add(add((guess, 0.0), error), (-correction, 0.0)), exponent


def log_pair(x: Pair) -> Pair:
    """log(x) for a positive finite x."""
    part, exponent = log_parts(x)
    return add(times_ln2(float(exponent)), part)


# -- power -------------------------------------------------------------------------------------------------------------

def float_pow(self: float, value: float) -> float:
    """self ** value. Raises ZeroDivisionError, OverflowError, and ValueError where Python gives a complex number."""
    if self == 0.0 and value < 0.0 and is_finite(value):
        raise ZeroDivisionError("0.0 cannot be raised to a negative power")
    if self < 0.0 and is_finite(self) and is_finite(value) and whole_below(value) != value:
        raise ValueError("a negative number to a fractional power is complex")
    result = power(self, value)
    if not is_finite(result) and is_finite(self) and is_finite(value):
        raise OverflowError(34, "Numerical result out of range")
    return result


def power(x: float, y: float) -> float:
    """x**y by the rules of C's `pow`: infinities and nans instead of errors."""
    if y == 0.0 or x == 1.0:
        return 1.0
    if is_nan(x) or is_nan(y):
        return x + y
    odd = is_odd(y)
    magnitude = with_sign_of(x, 1.0)
    if not is_finite(y):
        if magnitude == 1.0:
            return 1.0
        return with_sign_of(y, 1.0) if (magnitude > 1.0) == (y > 0.0) else 0.0
    if x == 0.0 or not is_finite(x):
        vanishes = (x == 0.0) == (y > 0.0)
        result = 0.0 if vanishes else machine.float_from_bits(INFINITY_BITS)
        return with_sign_of(result, x) if odd else result
    if x < 0.0 and whole_below(y) != y:
        return machine.float_from_bits(INFINITY_BITS | 1)
    result = _positive_power(magnitude, y)
    return -result if x < 0.0 and odd else result


def is_odd(value: float) -> bool:
    """Whether this is an odd whole number."""
    half = value * 0.5
    return is_finite(value) and whole_below(value) == value and whole_below(half) != half


def _positive_power(x: float, y: float) -> float:
    if x == 1.0:
        return 1.0
    logarithm = log_pair((x, 0.0))
    estimate = y * logarithm[0]
    if not (-_BEYOND < estimate < _BEYOND):
        return machine.float_from_bits(INFINITY_BITS) if estimate > 0.0 else 0.0
    if -1e-20 < estimate < 1e-20:
        return 1.0
    return exp_pair(multiply_float(logarithm, y))
