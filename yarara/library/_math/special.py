"""The gamma function and the error function, good to about one ulp."""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.library._math import angles
from yarara.runtime import exponentials, floats
from yarara.runtime.double_double import Pair, add, divide, exact_product, exact_sum, multiply, multiply_float, negate
from yarara.runtime.errors import raise_value

_PI: Final = (3.141592653589793, 1.2246467991473532e-16)
_HALF_LOG_2PI: Final = (0.9189385332046728, -3.878294158067242e-17)
_TWO_OVER_ROOT_PI: Final = (1.1283791670955126, 1.533545961316588e-17)
_SHIFTED: Final = 24.0  # from here on the series of `_stirling` is exact enough


def _stirling(x: Pair) -> Pair:
    """log(gamma(x)) for x >= 24 (NIST DLMF 5.11.1)."""
    inverse = 1.0 / x[0]
    square = inverse * inverse
    series = inverse * (0.08333333333333333 - square * (0.002777777777777778 - square * (0.0007936507936507937 - square * (
        0.0005952380952380953 - square * (0.0008417508417508417 - square * (0.0019175269175269176 - square * 0.00641025641025641))))))
    result = multiply(add(x, (-0.5, 0.0)), exponentials.log_pair(x))
    return add(add(add(result, negate(x)), _HALF_LOG_2PI), (series, 0.0))


def _shift(x: float) -> tuple[Pair, Pair]:
    """(y, p) so that gamma(x) = gamma(y) / p and y >= 24, for x > 0."""
    product: Pair = (1.0, 0.0)
    at: Pair = (x, 0.0)
    while at[0] < _SHIFTED:
        product = multiply(product, at)
        at = add(at, (1.0, 0.0))
    return at, product


def gamma(x: float) -> float:
    """Raises ValueError at zero and at negative whole numbers, OverflowError."""
    if x != x or x > 1e308 and not floats.is_finite(x):
        return x
    if not floats.is_finite(x) or x <= 0.0 and floats.whole_below(x) == x:
        raise_value("math domain error")
    if x > 172.0:
        return _in_range(x * 1e308)
    if abs(x) < 1e-300:
        return _in_range(1.0 / x)
    if x > 0.0:
        return _in_range(_gamma(x)[0])
    if x < -200.0:
        return -0.0 if exponentials.is_odd(floats.whole_below(x)) else 0.0
    # gamma(x) gamma(1 - x) = pi / sin(pi x)
    if x > -160.0:
        return divide(_PI, multiply(_sine_of_pi(x), _gamma(1.0 - x)))[0]
    return _far_gamma(x)


def _in_range(result: float) -> float:
    if not floats.is_finite(result):
        raise OverflowError("math range error")
    return result


def _far_gamma(x: float) -> float:
    """Where gamma(1 - x) is too large, but its reciprocal is not yet zero."""
    logarithm = _stirling(exact_sum(1.0, -x))
    part, power = exponentials.exp_parts(negate(logarithm))
    quotient = divide(multiply(_PI, add((1.0, 0.0), part)), _sine_of_pi(x))
    return exponentials.ldexp(quotient[0], power)


def _gamma(x: float) -> Pair:
    """For 0 < x < 172."""
    if floats.whole_below(x) == x and x <= 23.0:
        product = 1.0
        factor = 2.0
        while factor < x:
            product *= factor
            factor += 1.0
        return product, 0.0
    at, product_pair = _shift(x)
    part, power = exponentials.exp_parts(_stirling(at))
    quotient = divide(add((1.0, 0.0), part), product_pair)
    return exponentials.ldexp(quotient[0], power), exponentials.ldexp(quotient[1], power)


def _sine_of_pi(x: float) -> Pair:
    """sin(pi * x), the whole part of x taken off first."""
    whole = floats.whole_below(x + 0.5)
    angle = multiply_float(_PI, x - whole)
    quadrant = 2 if exponentials.is_odd(whole) else 0
    if abs(angle[0]) <= 0.7853981633974483:
        return angles.sine_in_quadrant(angle, quadrant)
    if angle[0] > 0.0:
        return angles.sine_in_quadrant(add(angle, (-angles.HALF_PI, -angles.HALF_PI_LOW)), quadrant + 1)
    return angles.sine_in_quadrant(add(angle, (angles.HALF_PI, angles.HALF_PI_LOW)), quadrant + 3)


def lgamma(x: float) -> float:
    """log(|gamma(x)|). Raises ValueError at zero and at negative whole numbers."""
    if not floats.is_finite(x):
        return abs(x)
    if x <= 0.0 and floats.whole_below(x) == x:
        raise_value("math domain error")
    if x == 1.0 or x == 2.0:
        return 0.0
    if abs(x) < 1e-300:
        return -exponentials.log_pair((abs(x), 0.0))[0]
    if x > 0.0:
        return _lgamma(x)[0]
    sine = _sine_of_pi(x)
    sine = negate(sine) if sine[0] < 0.0 else sine
    below = exponentials.log_pair(divide(_PI, sine))
    return add(below, negate(_lgamma(1.0 - x)))[0]


def _lgamma(x: float) -> Pair:
    at, product = _shift(x)
    return add(_stirling(at), negate(exponentials.log_pair(product)))


# -- error function ----------------------------------------------------------------------------------------------------

def erf(x: float) -> float:
    if x != x or x == 0.0:
        return x
    if abs(x) < 2.0:
        return _erf_series(x)[0]
    if abs(x) > 6.0:
        return floats.with_sign_of(1.0, x)
    return floats.with_sign_of(1.0 - _erfc_fraction(abs(x)), x)


def erfc(x: float) -> float:
    if x != x:
        return x
    if x > 2.0:
        return 0.0 if x > 27.3 else _erfc_fraction(x)
    if x < -2.0:
        return 2.0 if x < -6.0 else 2.0 - _erfc_fraction(-x)
    return add((1.0, 0.0), negate(_erf_series(x)))[0]


def _erf_series(x: float) -> Pair:
    """2 / sqrt(pi) * e**-x**2 * (x + 2 x**3 / 3 + 4 x**5 / 15 + ...): all terms have one sign (DLMF 7.6.2)."""
    square = exact_product(x, x)
    doubled = multiply_float(square, 2.0)
    term: Pair = (x, 0.0)
    total: Pair = term
    odd = 1.0
    while abs(term[0]) > abs(total[0]) * 1e-25:
        odd += 2.0
        term = divide(multiply(term, doubled), (odd, 0.0))
        total = add(total, term)
    part, power = exponentials.exp_parts(negate(square))
    whole = add((1.0, 0.0), part)
    factor = machine.float_from_bits(power + 1023 << 52)
    return multiply(multiply(total, multiply_float(whole, factor)), _TWO_OVER_ROOT_PI)


def _erfc_fraction(x: float) -> float:
    """For x >= 2: e**-x**2 times a continued fraction (DLMF 7.9.2)."""
    square = exact_product(x, x)
    terms = 120.0 if x < 3.0 else 60.0
    fraction: Pair = (x, 0.0)
    while terms > 0.0:
        fraction = add((x, 0.0), divide((0.5 * terms, 0.0), fraction))
        terms -= 1.0
    part, power = exponentials.exp_parts(negate(square))
    top = multiply_float(multiply(add((1.0, 0.0), part), _TWO_OVER_ROOT_PI), 0.5)
    return exponentials.ldexp(divide(top, fraction)[0], power)
