"""`float`: division, powers, rounding and conversion, as Python defines them on top of IEEE 754."""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.float_bits import (
    EXPONENT_MASK, FRACTION_MASK, SIGN_BIT, join_bits, mantissa_and_exponent,
)
from yarara.runtime.float_digits import exact_decimal, round_decimal
from yarara.runtime.float_parsing import nearest_float_bits
from yarara.runtime.integers import magnitude_of

_TWO_TO_52: Final = 4503599627370496.0
_TWO_TO_63: Final = 9223372036854775808.0


def is_finite(value: float) -> bool:
    return machine.float_bits(value) >> 52 & EXPONENT_MASK != EXPONENT_MASK


def is_nan(value: float) -> bool:
    return value != value


def is_negative(value: float) -> bool:
    """Whether the sign bit is set, also that of a zero."""
    return machine.float_bits(value) < 0


def with_sign_of(value: float, sign: float) -> float:
    """The magnitude of one float with the sign of another."""
    bits = machine.float_bits(value) & ~SIGN_BIT | machine.float_bits(sign) & SIGN_BIT
    return machine.float_from_bits(bits)


# -- whole numbers -----------------------------------------------------------------------------------------------------

def float_new() -> float:
    return 0.0


def float_from_int(value: int) -> float:
    return float(value)


def float_from_float(value: float) -> float:
    return value


def float_float(self: float) -> float:
    return self


def float_int(self: float) -> int:
    return int_from_float(self)


def int_from_float(value: float) -> int:
    """Towards zero. Raises ValueError for a nan, OverflowError for an infinity and beyond 64 bits."""
    if value >= -_TWO_TO_63 and value < _TWO_TO_63:
        return machine.truncate(value)
    if is_nan(value):
        raise ValueError("cannot convert float NaN to integer")
    if not is_finite(value):
        raise OverflowError("cannot convert float infinity to integer")
    raise OverflowError("int does not fit in 64 bits")


def whole_below(value: float) -> float:
    """The largest whole number that is not greater, as a float."""
    if not (value < _TWO_TO_52 and value > -_TWO_TO_52):
        return value
    whole = float(machine.truncate(value))
    if whole > value:
        whole -= 1.0
    return with_sign_of(whole, value)


def float_trunc(self: float) -> int:
    return int_from_float(self)


def float_floor(self: float) -> int:
    return int_from_float(whole_below(self))


def float_ceil(self: float) -> int:
    return int_from_float(-whole_below(-self))


def float_is_integer(self: float) -> bool:
    return is_finite(self) and whole_below(self) == self


def float_bool(self: float) -> bool:
    return self != 0.0


def float_abs(self: float) -> float:
    return with_sign_of(self, 1.0)


def float_round(self: float) -> int:
    """`round(self)`: to the nearest int, ties to even. Raises as `int(self)`."""
    if not (self < _TWO_TO_52 and self > -_TWO_TO_52):
        return int_from_float(self)
    whole = whole_below(self)
    rest = self - whole
    result = machine.truncate(whole)
    if rest > 0.5 or rest == 0.5 and result & 1 == 1:
        return result + 1
    return result


def float_round_digits(self: float, ndigits: int) -> float:
    """`round(self, ndigits)`: the exact value rounded in decimal, ties to even. Raises OverflowError."""
    if not is_finite(self) or self == 0.0 or ndigits > 323:
        return self
    if ndigits < -308:
        return with_sign_of(0.0, self)
    number = exact_decimal(machine.float_bits(self) & ~SIGN_BIT)
    rounded = round_decimal(number, number.point + ndigits)
    digits = "" if rounded.digits == "0" else rounded.digits
    result = machine.float_from_bits(nearest_float_bits(digits, rounded.point))
    if not is_finite(result):
        raise OverflowError("rounded value too large to represent")
    return with_sign_of(result, self)


def float_as_integer_ratio(self: float) -> tuple[int, int]:
    """Raises OverflowError when one of the two needs more than 64 bits, and as `int(self)`."""
    if not is_finite(self):
        if is_nan(self):
            raise ValueError("cannot convert NaN to integer ratio")
        raise OverflowError("cannot convert Infinity to integer ratio")
    mantissa, exponent = mantissa_and_exponent(machine.float_bits(self))
    if mantissa == 0:
        return 0, 1
    zeros = machine.count_trailing_zeros(mantissa)
    mantissa >>= zeros
    exponent += zeros
    numerator = -mantissa if self < 0.0 else mantissa
    if exponent >= 0:
        return numerator << exponent, 1
    return numerator, 1 << -exponent


def float_conjugate(self: float) -> float:
    return self


# -- division ----------------------------------------------------------------------------------------------------------

def int_truediv(self: int, value: int) -> float:
    """The float nearest to the exact quotient. Raises ZeroDivisionError."""
    if value == 0:
        raise ZeroDivisionError("division by zero")
    top = magnitude_of(self)
    bottom = magnitude_of(value)
    if top >> 53 == 0 and bottom >> 53 == 0:
        result = float(top) / float(bottom)  # both are exact, so one rounding
    else:
        result = _nearest_quotient(top, bottom)
    return -result if (self < 0) != (value < 0) else result


def _nearest_quotient(top: int, bottom: int) -> float:
    """Of two unsigned words that are not zero (the quotient is far from the ends of the range); zero stays zero."""
    if top == 0:
        return 0.0
    exponent = machine.count_leading_zeros(bottom) - machine.count_leading_zeros(top)
    rest = machine.wrap_shift_left(top, machine.count_leading_zeros(top))
    divisor = machine.wrap_shift_left(bottom, machine.count_leading_zeros(bottom))
    quotient = 0
    carry = False  # whether `rest` has a bit above its word
    for _ in range(55):  # a bit at a time: 53, one to round, and one in case the first is zero
        quotient <<= 1
        if carry or not machine.less_unsigned(rest, divisor):
            rest = machine.wrap_sub(rest, divisor)
            quotient |= 1
        carry = rest < 0
        rest = machine.wrap_shift_left(rest, 1)
    drop = 2 if quotient >> 54 == 1 else 1
    lost = (quotient & (1 << drop) - 1) * 2 + (1 if rest != 0 or carry else 0)
    mantissa = quotient >> drop
    if lost > 1 << drop or lost == 1 << drop and mantissa & 1 == 1:
        mantissa += 1
    return machine.float_from_bits(join_bits(mantissa, exponent - 54 + drop))


def remainder(value: float, divisor: float) -> float:
    """The exact remainder of truncated division (C's `fmod`), for a finite value and a divisor that is neither zero nor nan."""
    bits = machine.float_bits(value) & ~SIGN_BIT
    divisor_bits = machine.float_bits(divisor) & ~SIGN_BIT
    if bits < divisor_bits:
        return value
    mantissa, exponent = mantissa_and_exponent(bits)
    other, other_exponent = mantissa_and_exponent(divisor_bits)
    mantissa %= other
    while exponent > other_exponent and mantissa != 0:
        # As many bits at once as fit: mantissa < other < 2**53.
        step = min(exponent - other_exponent, 10)
        mantissa = (mantissa << step) % other
        exponent -= step
    return with_sign_of(machine.float_from_bits(_normalized(mantissa, other_exponent)), value)


def _normalized(mantissa: int, exponent: int) -> int:
    """The bits of mantissa * 2**exponent, which is exact."""
    if mantissa == 0:
        return 0
    shift = min(machine.count_leading_zeros(mantissa) - 11, exponent + 1074)
    return join_bits(mantissa << shift, exponent - shift)


def float_divmod(self: float, value: float) -> tuple[float, float]:
    """Raises ZeroDivisionError. The remainder has the sign of `value`."""
    if value == 0.0:
        raise ZeroDivisionError("float floor division by zero")
    rest = _fmod(self, value)
    quotient = (self - rest) / value
    if rest != 0.0:
        if (value < 0.0) != (rest < 0.0):
            rest += value
            quotient -= 1.0
    else:
        rest = with_sign_of(0.0, value)
    if quotient == 0.0:
        return with_sign_of(0.0, self / value), rest
    whole = whole_below(quotient)
    if quotient - whole > 0.5:
        whole += 1.0
    return whole, rest


def _fmod(value: float, divisor: float) -> float:
    if not is_finite(value) or is_nan(divisor):
        return (value - value) * divisor  # nan
    return remainder(value, divisor)


def float_floordiv(self: float, value: float) -> float:
    """Raises ZeroDivisionError."""
    quotient, _ = float_divmod(self, value)
    return quotient


def float_mod(self: float, value: float) -> float:
    """Raises ZeroDivisionError. The result has the sign of `value`."""
    if value == 0.0:
        raise ZeroDivisionError("float modulo")
    rest = _fmod(self, value)
    if rest == 0.0:
        return with_sign_of(0.0, value)
    return rest + value if (value < 0.0) != (rest < 0.0) else rest
