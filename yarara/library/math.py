"""`math`: functions of floats, correctly rounded in nearly all cases, and of ints, exact.

Where CPython takes any number of arguments (`gcd`, `lcm`, `hypot`), up to four are supported.
"""

from __future__ import annotations

from typing import Final, Iterable, Protocol, TypeVar, overload

from yarara import machine
from yarara.library._math import angles
from yarara.library._math.hyperbolic import (
    acosh as acosh, asinh as asinh, atanh as atanh, cosh as cosh, expm1 as expm1, log1p as log1p, sinh as sinh, tanh as tanh,
)
from yarara.library._math.special import erf as erf, erfc as erfc, gamma as gamma, lgamma as lgamma
from yarara.library._math.sums import cbrt as cbrt, dist as dist, fsum as fsum, hypot as hypot, sqrt as sqrt
from yarara.library._math.whole_numbers import (
    comb as comb, factorial as factorial, gcd as gcd, isqrt as isqrt, lcm as lcm, perm as perm,
)
from yarara.runtime import exponentials, floats
from yarara.runtime.double_double import Pair, add, multiply, square_root
from yarara.runtime.errors import raise_value

pi: Final = 3.141592653589793
e: Final = 2.718281828459045
tau: Final = 6.283185307179586
inf: Final = 1e999
nan: Final = inf - inf

_ONE_OVER_LN2: Final = 1.4426950408889634
_ONE_OVER_LN2_LOW: Final = 2.0355273740931033e-17
_ONE_OVER_LN10: Final = 0.4342944819032518
_ONE_OVER_LN10_LOW: Final = 1.098319650216765e-17

T = TypeVar("T")
S = TypeVar("S")


def _domain_error() -> float:
    raise_value("math domain error")


def _range_error() -> float:
    raise OverflowError("math range error")


def _in_range(result: float, *, argument: float) -> float:
    """The result, unless it overflowed for a finite argument."""
    return _range_error() if floats.is_finite(argument) and not floats.is_finite(result) else result


# -- classification and representation ---------------------------------------------------------------------------------

def isnan(x: float) -> bool:
    return x != x


def isinf(x: float) -> bool:
    return x == inf or x == -inf


def isfinite(x: float) -> bool:
    return floats.is_finite(x)


def isclose(a: float, b: float, *, rel_tol: float = 1e-09, abs_tol: float = 0.0) -> bool:
    """Raises ValueError for a negative tolerance."""
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise_value("tolerances must be non-negative")
    if a == b:
        return True
    if not floats.is_finite(a) or not floats.is_finite(b):
        return False
    difference = fabs(b - a)
    return difference <= fabs(rel_tol * b) or difference <= fabs(rel_tol * a) or difference <= abs_tol


def copysign(x: float, y: float) -> float:
    return floats.with_sign_of(x, y)


def fabs(x: float) -> float:
    return floats.with_sign_of(x, 1.0)


def frexp(x: float) -> tuple[float, int]:
    return exponentials.frexp(x)


def ldexp(x: float, i: int) -> float:
    """Raises OverflowError."""
    return _in_range(exponentials.ldexp(x, i), argument=x)


def nextafter(x: float, y: float) -> float:
    """The next float after x in the direction of y."""
    if x == y:
        return y
    if x != x or y != y:
        return nan
    if x == 0.0:
        return copysign(5e-324, y)
    bits = machine.float_bits(x)
    return machine.float_from_bits(bits + 1 if (y > x) == (x > 0.0) else bits - 1)


def ulp(x: float) -> float:
    """The value of the last bit of x."""
    if not floats.is_finite(x):
        return fabs(x)
    x = fabs(x)
    following = nextafter(x, inf)
    return following - x if floats.is_finite(following) else x - nextafter(x, -inf)


# -- whole numbers -----------------------------------------------------------------------------------------------------

class _SupportsFloor(Protocol):
    """What says itself what its floor is."""

    def __floor__(self) -> int: ...


class _SupportsCeil(Protocol):
    """What says itself what its ceiling is."""

    def __ceil__(self) -> int: ...


class _SupportsTrunc(Protocol):
    """What says itself what is left without its fraction."""

    def __trunc__(self) -> int: ...


def floor(x: float | _SupportsFloor) -> int:
    if isinstance(x, int):
        return x
    return floats.float_floor(x) if isinstance(x, float) else x.__floor__()


def ceil(x: float | _SupportsCeil) -> int:
    if isinstance(x, int):
        return x
    return floats.float_ceil(x) if isinstance(x, float) else x.__ceil__()


def trunc(x: float | _SupportsTrunc) -> int:
    if isinstance(x, int):
        return x
    return floats.int_from_float(x) if isinstance(x, float) else x.__trunc__()


def modf(x: float) -> tuple[float, float]:
    """The fraction and the whole part, both with the sign of x."""
    if isinf(x):
        return copysign(0.0, x), x
    whole = copysign(floats.whole_below(fabs(x)), x)
    return copysign(x - whole, x), whole


def fmod(x: float, y: float) -> float:
    """The remainder with the sign of x. Raises ValueError."""
    if x != x or y != y:
        return x + y
    if isinf(x) or y == 0.0:
        return _domain_error()
    return x if isinf(y) else floats.remainder(x, y)


def remainder(x: float, y: float) -> float:
    """x minus the multiple of y that is nearest to it, ties to an even multiple. Raises ValueError."""
    if x != x or y != y:
        return x + y
    if isinf(x) or y == 0.0:
        return _domain_error()
    if isinf(y):
        return x
    rest = floats.remainder(fabs(x), fabs(y))
    missing = fabs(y) - rest
    if rest > missing or rest == missing and not _even_multiple(fabs(x), fabs(y), rest):
        rest = -missing
    return copysign(1.0, x) * rest


def _even_multiple(x: float, y: float, rest: float) -> bool:
    """Whether x - rest, a multiple of y, is an even one; rest is y / 2."""
    return floats.remainder(0.5 * (x - rest), y) == 0.0


# -- exponentials and logarithms ---------------------------------------------------------------------------------------

def exp(x: float) -> float:
    """Raises OverflowError."""
    return x + 0.0 if x != x or x == inf else _in_range(exponentials.exp_pair((x, 0.0)), argument=x)


def exp2(x: float) -> float:
    """Raises OverflowError."""
    return _in_range(exponentials.power(2.0, x), argument=x)


def log(x: float, base: float = e) -> float:
    """Raises ValueError for zero and negative numbers."""
    if base == e:
        return _rounded_log(x, 1.0, 0.0)
    top = _rounded_log(x, 1.0, 0.0)
    return top / _rounded_log(base, 1.0, 0.0)


def log2(x: float) -> float:
    """Raises ValueError for zero and negative numbers."""
    if x > 0.0 and x < inf:
        part, exponent = exponentials.log_parts((x, 0.0))
        return add((float(exponent), 0.0), multiply(part, (_ONE_OVER_LN2, _ONE_OVER_LN2_LOW)))[0]
    return _rounded_log(x, 1.0, 0.0)


def log10(x: float) -> float:
    """Raises ValueError for zero and negative numbers."""
    return _rounded_log(x, _ONE_OVER_LN10, _ONE_OVER_LN10_LOW)


def _rounded_log(x: float, factor: float, factor_low: float) -> float:
    if x != x or x == inf:
        return x
    if x <= 0.0:
        return _domain_error()
    return multiply(exponentials.log_pair((x, 0.0)), (factor, factor_low))[0]


def pow(x: float, y: float) -> float:
    """Raises ValueError and OverflowError."""
    result = exponentials.power(x, y)
    if floats.is_finite(x) and floats.is_finite(y):
        if x == 0.0 and y < 0.0 or result != result:
            return _domain_error()
        return _in_range(result, argument=x)
    return result


# -- angles ------------------------------------------------------------------------------------------------------------

def degrees(x: float) -> float:
    return x * (180.0 / pi)


def radians(x: float) -> float:
    return x * (pi / 180.0)


def sin(x: float) -> float:
    """Raises ValueError for an infinity."""
    if not floats.is_finite(x) or x == 0.0:
        return _domain_error() if isinf(x) else x
    angle, quadrant = angles.reduce_angle(x)
    return angles.sine_in_quadrant(angle, quadrant)[0]


def cos(x: float) -> float:
    """Raises ValueError for an infinity."""
    if not floats.is_finite(x):
        return _domain_error() if isinf(x) else x
    angle, quadrant = angles.reduce_angle(x)
    return angles.sine_in_quadrant(angle, quadrant + 1)[0]


def tan(x: float) -> float:
    """Raises ValueError for an infinity."""
    if not floats.is_finite(x) or x == 0.0:
        return _domain_error() if isinf(x) else x
    angle, quadrant = angles.reduce_angle(x)
    return angles.tangent(angle, quadrant)[0]


def atan(x: float) -> float:
    return atan2(x, 1.0)


def atan2(y: float, x: float) -> float:
    """The angle of the point (x, y)."""
    if x != x or y != y:
        return nan
    if isinf(x) or isinf(y):
        y = copysign(1.0 if isinf(y) else 0.0, y)
        x = copysign(1.0 if isinf(x) else 0.0, x)
    if y == 0.0:
        return copysign(pi, y) if floats.is_negative(x) else y
    # Bring both to a moderate size; what is too small to matter then vanishes.
    power = max(exponentials.frexp(x)[1] if x != 0.0 else -2000, exponentials.frexp(y)[1])
    if not floats.is_negative(x) and x != 0.0 and exponentials.frexp(y)[1] < power - 60:
        return y / x
    return angles.angle_of((exponentials.ldexp(y, -power), 0.0), (exponentials.ldexp(x, -power), 0.0))[0]


def asin(x: float) -> float:
    """Raises ValueError outside of -1..1."""
    if fabs(x) > 1.0:
        return _domain_error()
    if x != x or fabs(x) < 1e-9:
        return x
    return angles.angle_of((x, 0.0), _other_side(x))[0]


def acos(x: float) -> float:
    """Raises ValueError outside of -1..1."""
    if fabs(x) > 1.0:
        return _domain_error()
    if x != x or x == 1.0:
        return x - 1.0
    return angles.angle_of(_other_side(x), (x, 0.0))[0]


def _other_side(x: float) -> Pair:
    """sqrt(1 - x**2)"""
    return square_root(multiply(add((1.0, 0.0), (-x, 0.0)), add((1.0, 0.0), (x, 0.0))))


@overload
def prod(iterable: Iterable[int], /, *, start: int = 1) -> int: ...
@overload
def prod(iterable: Iterable[float], /, *, start: float = 1) -> float: ...


def prod(iterable: Iterable[T], /, *, start: S = 1) -> T:  # type: ignore
    """All items multiplied, from left to right."""
    result: T = start  # type: ignore
    for item in iterable:
        result = result * item  # type: ignore
    return result
