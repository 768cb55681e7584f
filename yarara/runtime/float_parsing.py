"""From decimal digits to the nearest float, ties to even.

The first 19 digits times a 128-bit power of ten bound the value from below and from above. Both bounds almost always round to the
same float (the idea of Eisel and Lemire); when they do not, exact arithmetic compares the decimal with the midpoint.
"""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.float_bits import INFINITY_BITS, LOWEST_EXPONENT, SIGN_BIT, join_bits, mantissa_and_exponent
from yarara.runtime.naturals import Natural
from yarara.runtime.powers_of_ten import LARGEST, SMALLEST, power_of_ten, power_of_ten_exponent
from yarara.runtime.strings import code_at

_WORD_DIGITS: Final = 18  # what surely fits in a word
_EXACT_DIGITS: Final = 800  # a midpoint between two floats has at most 768; a later digit only breaks a tie


def nearest_float_bits(digits: str, point: int) -> int:
    """The bits of the float closest to 0.DIGITS * 10**point; infinity when that is too large.

    `digits` are ASCII digits that do not start with a zero; an empty string is zero.
    """
    if not digits or point < -400:
        return 0
    if point > 400:
        return INFINITY_BITS
    kept = digits[:_WORD_DIGITS]
    power = point - len(kept)
    if power < SMALLEST:
        return 0
    if power > LARGEST:
        return INFINITY_BITS
    return _round_between(_ascii_number(kept), power, digits, point)


def _ascii_number(digits: str) -> int:
    number = 0
    for i in range(len(digits)):
        number = number * 10 + code_at(digits, i) - 48
    return number


def _round_between(number: int, power: int, digits: str, point: int) -> int:
    """The float nearest to DIGITS, which lie in [number, number + 1) * 10**power."""
    exact = len(digits) <= _WORD_DIGITS
    lower = _scaled_float_bits(number, power, 0)
    if exact and 0 <= power <= 55:
        return lower  # this power of ten has no more than 128 bits: nothing was lost
    upper = _scaled_float_bits(number if exact else number + 1, power, 1)
    if lower == upper:
        return lower
    return _exact_float_bits(lower, digits, point)


def _scaled_float_bits(number: int, power: int, excess: int) -> int:
    """The float nearest to number * (mantissa of 10**power + excess), which is within one unit of `number` * 10**power."""
    zeros = machine.count_leading_zeros(number)
    factor = machine.wrap_shift_left(number, zeros)
    high, low = power_of_ten(power)
    # The 192-bit product; of its lowest word only whether it is zero matters.
    bottom = machine.wrap_mul(low, factor)
    low_product = machine.multiply_high(low, factor)
    middle = machine.wrap_add(machine.wrap_mul(high, factor), low_product)
    top = machine.multiply_high(high, factor)
    if machine.less_unsigned(middle, low_product):
        top = machine.wrap_add(top, 1)
    if excess != 0:  # adding `factor` to the bottom word carries at most once
        middle = machine.wrap_add(middle, 1)
        if middle == 0:
            top = machine.wrap_add(top, 1)
    return _round_to_bits(top, middle | (1 if bottom != 0 else 0), power_of_ten_exponent(power) + 64 + 64 - zeros)


def _round_to_bits(top: int, rest: int, exponent: int) -> int:
    """The float nearest to (top + rest / 2**64) * 2**exponent, where `top` has its highest or second highest bit set."""
    if top >= 0:
        top = machine.wrap_shift_left(top, 1) | machine.shift_right_unsigned(rest, 63)
        rest = machine.wrap_shift_left(rest, 1)
        exponent -= 1
    drop = 11
    if exponent + drop < LOWEST_EXPONENT:  # subnormal
        drop = LOWEST_EXPONENT - exponent
        if drop > 64:
            return 0
    exponent += drop
    mantissa = 0 if drop == 64 else machine.shift_right_unsigned(top, drop)
    lost = machine.wrap_shift_left(top, 64 - drop)  # the bits below the mantissa, at the top of a word
    if lost < 0 and (lost != SIGN_BIT or rest != 0 or mantissa & 1 == 1):
        mantissa += 1
    return join_bits(mantissa, exponent)


def _exact_float_bits(lower: int, digits: str, point: int) -> int:
    """Either `lower` or the float after it: compare the digits with the midpoint."""
    if len(digits) > _EXACT_DIGITS:
        digits = digits[:_EXACT_DIGITS] + "1"
    mantissa, exponent = mantissa_and_exponent(lower)
    number = _natural_from_digits(digits)
    midpoint = Natural(2 * mantissa + 1)
    power = point - len(digits)
    if power >= 0:
        number.multiply_by_power_of_five(power)
    else:
        midpoint.multiply_by_power_of_five(-power)
    # Now compare number * 2**power with midpoint * 2**(exponent - 1).
    if power >= exponent - 1:
        number.shift_left(power - (exponent - 1))
    else:
        midpoint.shift_left(exponent - 1 - power)
    order = number.compare(midpoint)
    return lower + 1 if order > 0 or order == 0 and mantissa & 1 == 1 else lower


def _natural_from_digits(digits: str) -> Natural:
    number = Natural(0)
    for i in range(len(digits)):
        number.multiply_add(10, code_at(digits, i) - 48)
    return number
