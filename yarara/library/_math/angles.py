"""Sine, cosine, tangent and their inverses, computed as double-doubles and rounded once.

Angles of any size are reduced with enough bits of 2/pi (M. Payne and R. Hanek, "Radian reduction for trigonometric functions",
1983).
"""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.double_double import (
    Pair, add, divide, exact_sum, multiply, multiply_float, negate, quick_sum,
)
from yarara.runtime.float_bits import SIGN_BIT, mantissa_and_exponent
from yarara.runtime.floats import is_negative, with_sign_of

HALF_PI: Final = 1.5707963267948966
HALF_PI_LOW: Final = 6.123233995736766e-17
_QUARTER_PI: Final = 0.7853981633974483

_TWO_OVER_PI: Final = (  # 64 zero bits, then the bits behind the binary point, highest first
    b"\x00\x00\x00\x00\x00\x00\x00\x00"
    b"\xa2\xf9\x83\x6e\x4e\x44\x15\x29\xfc\x27\x57\xd1\xf5\x34\xdd\xc0\xdb\x62\x95\x99"
    b"\x3c\x43\x90\x41\xfe\x51\x63\xab\xde\xbb\xc5\x61\xb7\x24\x6e\x3a\x42\x4d\xd2\xe0"
    b"\x06\x49\x2e\xea\x09\xd1\x92\x1c\xfe\x1d\xeb\x1c\xb1\x29\xa7\x3e\xe8\x82\x35\xf5"
    b"\x2e\xbb\x44\x84\xe9\x9c\x70\x26\xb4\x5f\x7e\x41\x39\x91\xd6\x39\x83\x53\x39\xf4"
    b"\x9c\x84\x5f\x8b\xbd\xf9\x28\x3b\x1f\xf8\x97\xff\xde\x05\x98\x0f\xef\x2f\x11\x8b"
    b"\x5a\x0a\x6d\x1f\x6d\x36\x7e\xcf\x27\xcb\x09\xb7\x4f\x46\x3f\x66\x9e\x5f\xea\x2d"
    b"\x75\x27\xba\xc7\xeb\xe5\xf1\x7b\x3d\x07\x39\xf7\x8a\x52\x92\xea\x6b\xfb\x5f\xb1"
    b"\x1f\x8d\x5d\x08\x56\x03\x30\x46\xfc\x7b\x6b\xab\xf0\xcf\xbc\x20\x9a\xf4\x36\x1d"
)
_WINDOW_OFFSET: Final = 62  # the bit of weight 2**(1 - e) of 2/pi is at offset e + 62


# -- reduction ---------------------------------------------------------------------------------------------------------

def reduce_angle(x: float) -> tuple[Pair, int]:
    """(r, q) so that x = r + q * pi/2 modulo 2*pi, |r| <= pi/4 and q in 0..3, for a finite x."""
    if -_QUARTER_PI <= x <= _QUARTER_PI:
        return (x, 0.0), 0
    mantissa, exponent = mantissa_and_exponent(machine.float_bits(x) & ~SIGN_BIT)
    fraction, quadrant = _turns(mantissa, exponent)
    angle = multiply(fraction, (HALF_PI, HALF_PI_LOW))
    if x < 0.0:
        return negate(angle), -quadrant & 3
    return angle, quadrant & 3


def _turns(mantissa: int, exponent: int) -> tuple[Pair, int]:
    """mantissa * 2**exponent * 2/pi modulo 4, as a fraction of -1/2..1/2 and a whole number."""
    # Bits of 2/pi that are worth multiples of 4 are skipped; the next 192 leave an error below 2**-137.
    offset = exponent + _WINDOW_OFFSET
    bottom = _window(offset + 128)
    low = machine.wrap_mul(mantissa, bottom)
    product = machine.wrap_mul(mantissa, _window(offset + 64))
    middle = machine.wrap_add(product, machine.multiply_high(mantissa, bottom))
    carry = machine.multiply_high(mantissa, _window(offset + 64))
    if machine.less_unsigned(middle, product):
        carry += 1
    top = machine.wrap_add(machine.wrap_mul(mantissa, _window(offset)), carry)
    whole = machine.shift_right_unsigned(top, 62)
    high = machine.wrap_shift_left(top, 2) | machine.shift_right_unsigned(middle, 62)
    rest = machine.wrap_shift_left(middle, 2) | machine.shift_right_unsigned(low, 62)
    if high < 0:  # at least one half: one turn more, and a negative fraction
        whole += 1
    return _fraction(high, rest), whole


def _window(offset: int) -> int:
    """64 bits of 2/pi from this bit on."""
    at = machine.bytes_address(_TWO_OVER_PI) + (offset >> 3)
    word = machine.wrap_shift_left(machine.load_be32(at), 32) | machine.load_be32(at + 4)
    shift = offset & 7
    return machine.wrap_shift_left(word, shift) | machine.load8(at + 8) >> 8 - shift


def _fraction(high: int, low: int) -> Pair:
    """high / 2**64 + low / 2**128, where `low` is unsigned."""
    first, second = exact_sum(float(high >> 32) / 4294967296.0, float(high & 0xFFFF_FFFF) / 18446744073709551616.0)
    third = float(machine.shift_right_unsigned(low, 32)) / 7.922816251426434e28  # 2**96
    fourth = float(low & 0xFFFF_FFFF) / 3.402823669209385e38  # 2**128
    return add((first, second), exact_sum(third, fourth))


# -- sine and cosine ---------------------------------------------------------------------------------------------------

def sine(r: Pair) -> Pair:
    """For |r| <= pi/4: the Taylor series, its first terms as double-doubles."""
    if -1e-9 < r[0] < 1e-9:
        return add(r, (-r[0] * r[0] * r[0] / 6.0, 0.0))
    square = multiply(r, r)
    u = square[0]
    rest = -2.505210838544172e-08 + u * (1.6059043836821613e-10 + u * (-7.647163731819816e-13 + u * (
        2.8114572543455206e-15 + u * (-8.22063524662433e-18 + u * (1.9572941063391263e-20 - u * 3.868170170630684e-23)))))
    series = add((2.7557319223985893e-06, -1.858393274046472e-22), multiply_float(square, rest))
    series = add((-0.0001984126984126984, -1.7209558293420705e-22), multiply(square, series))
    series = add((0.008333333333333333, 1.1564823173178714e-19), multiply(square, series))
    series = add((-0.16666666666666666, -9.25185853854297e-18), multiply(square, series))
    return add(r, multiply(multiply(r, square), series))


def cosine(r: Pair) -> Pair:
    """For |r| <= pi/4."""
    square = multiply(r, r)
    u = square[0]
    rest = -2.755731922398589e-07 + u * (2.08767569878681e-09 + u * (-1.1470745597729725e-11 + u * (
        4.779477332387385e-14 + u * (-1.5619206968586225e-16 + u * (4.110317623312165e-19 - u * 8.896791392450574e-22)))))
    series = add((2.48015873015873e-05, 2.1511947866775882e-23), multiply_float(square, rest))
    series = add((-0.001388888888888889, 5.300543954373577e-20), multiply(square, series))
    series = add((0.041666666666666664, 2.3129646346357427e-18), multiply(square, series))
    series = add((-0.5, 0.0), multiply(square, series))
    return add((1.0, 0.0), multiply(square, series))


def sine_in_quadrant(r: Pair, quadrant: int) -> Pair:
    """sin(r + quadrant * pi/2)"""
    value = sine(r) if quadrant & 1 == 0 else cosine(r)
    return negate(value) if quadrant & 2 != 0 else value


def tangent(r: Pair, quadrant: int) -> Pair:
    """tan(r + quadrant * pi/2)"""
    if quadrant & 1 == 0:
        return divide(sine(r), cosine(r))
    return negate(divide(cosine(r), sine(r)))


# -- inverse -----------------------------------------------------------------------------------------------------------

def angle_of(y: Pair, x: Pair) -> Pair:
    """The angle of the point (x, y), -pi..pi, for finite coordinates of moderate size that are not both zero."""
    up = with_sign_of(y[0], 1.0)
    right = with_sign_of(x[0], 1.0)
    opposite = y if y[0] >= 0.0 else negate(y)
    adjacent = x if x[0] >= 0.0 else negate(x)
    if up <= right:
        angle = _first_octant(opposite, adjacent)
    else:
        angle = add((HALF_PI, HALF_PI_LOW), negate(_first_octant(adjacent, opposite)))
    if is_negative(x[0]):
        angle = add((2.0 * HALF_PI, 2.0 * HALF_PI_LOW), negate(angle))
    return negate(angle) if is_negative(y[0]) else angle


def _first_octant(y: Pair, x: Pair) -> Pair:
    """The angle of (x, y) for 0 <= y <= x: a guess, corrected by the angle that remains when it is turned back."""
    guess = _rough_arctangent(y[0] / x[0])
    s, c = sine((guess, 0.0)), cosine((guess, 0.0))
    across = add(multiply(y, c), negate(multiply(x, s)))
    along = add(multiply(x, c), multiply(y, s))
    error = divide(across, along)
    return quick_sum_pair(guess, add(error, (-error[0] * error[0] * error[0] / 3.0, 0.0)))


def quick_sum_pair(a: float, b: Pair) -> Pair:
    high, low = exact_sum(a, b[0])
    return quick_sum(high, low + b[1])


def _rough_arctangent(t: float) -> float:
    """For 0 <= t <= 1, to about 1e-12: the angle is halved twice, then a series."""
    for _ in range(2):
        t = t / (1.0 + machine.square_root(1.0 + t * t))
    u = t * t
    return 4.0 * t * (1.0 - u * (1.0 / 3.0 - u * (1.0 / 5.0 - u * (1.0 / 7.0 - u * (1.0 / 9.0 - u * (1.0 / 11.0 - u / 13.0))))))
