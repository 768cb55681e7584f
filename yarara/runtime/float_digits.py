"""From the bits of a float to decimal digits: the shortest that read back as the same float, or all of them.

The shortest digits follow Raffaello Giulietti, "The Schubfach way to render doubles" (2021): scale the float and the two
midpoints to its neighbours by a power of ten, so that at most one multiple of ten and a few integers lie between them.
"""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.float_bits import HIDDEN_BIT, LOWEST_EXPONENT, mantissa_and_exponent
from yarara.runtime.naturals import Natural
from yarara.runtime.powers_of_ten import power_of_ten

_MASK_63: Final = 0x7FFF_FFFF_FFFF_FFFF


class Decimal:
    """The value 0.DIGITS * 10**point. Without trailing zeros; zero is "0" with point 1."""

    def __init__(self, digits: str, point: int) -> None:
        self.digits = digits
        self.point = point


def shortest_decimal(bits: int) -> Decimal:
    """The fewest digits that identify this finite float; among those the closest to it."""
    mantissa, exponent = mantissa_and_exponent(bits)
    if mantissa == 0:
        return Decimal("0", 1)
    value, power = _shortest(mantissa, exponent)
    text = str(value)
    return Decimal(text.rstrip("0"), len(text) + power)


def _shortest(mantissa: int, exponent: int) -> tuple[int, int]:
    """(d, k) so that d * 10**k is the answer, perhaps with trailing zeros in d."""
    # The gap below a power of two is half as wide as the gap above it.
    narrow = mantissa == HIDDEN_BIT and exponent > LOWEST_EXPONENT
    if narrow:
        power = exponent * 631305 - 261663 >> 21  # floor(log10(2**exponent * 3/4))
    else:
        power = exponent * 315653 >> 20  # floor(log10(2**exponent))
    shift = exponent + (-power * 217706 >> 16) + 2
    high, low = _scale(-power)
    middle = _multiply_round_odd(high, low, mantissa * 4 << shift)
    lower = _multiply_round_odd(high, low, mantissa * 4 - (1 if narrow else 2) << shift)
    upper = _multiply_round_odd(high, low, mantissa * 4 + 2 << shift)
    # A midpoint itself rounds to this float when the mantissa is even.
    lower += mantissa & 1
    upper -= mantissa & 1

    floor = middle >> 2
    if floor >= 10:
        tens = floor // 10 * 10
        fits = lower <= tens * 4
        if fits != (tens * 4 + 40 <= upper):
            return (tens if fits else tens + 10), power
    fits = lower <= floor * 4
    if fits != (floor * 4 + 4 <= upper):
        return (floor if fits else floor + 1), power
    above = middle - (floor * 4 + 2)
    if above > 0 or above == 0 and floor & 1 == 1:
        floor += 1
    return floor, power


def _scale(power: int) -> tuple[int, int]:
    """10**power as a 126-bit mantissa, rounded up: its high and its low 63 bits."""
    high, low = power_of_ten(power)
    top = machine.shift_right_unsigned(high, 1)
    bottom = (high & 1) << 62 | machine.shift_right_unsigned(low, 2)
    if bottom == _MASK_63:
        return top + 1, 0
    return top, bottom + 1


def _multiply_round_odd(high: int, low: int, factor: int) -> int:
    """The 126-bit number times `factor`, shifted right by 127; the last bit is set when any bit was lost."""
    rest = machine.wrap_add(
        machine.shift_right_unsigned(machine.wrap_mul(high, factor), 1), machine.multiply_high(low, factor),
    )
    whole = machine.multiply_high(high, factor) + machine.shift_right_unsigned(rest, 63)
    return whole if rest & _MASK_63 == 0 else whole | 1


def exact_decimal(bits: int) -> Decimal:
    """All the digits of a finite float: at most 767 of them."""
    mantissa, exponent = mantissa_and_exponent(bits)
    if mantissa == 0:
        return Decimal("0", 1)
    zeros = machine.count_trailing_zeros(mantissa)
    number = Natural(mantissa >> zeros)
    exponent += zeros
    if exponent >= 0:
        number.shift_left(exponent)
        exponent = 0
    else:
        number.multiply_by_power_of_five(-exponent)  # m * 2**-n = m * 5**n / 10**n
    text = natural_digits(number)
    return Decimal(text.rstrip("0"), len(text) + exponent)


def natural_digits(number: Natural) -> str:
    """A natural number in decimal; it becomes zero."""
    groups: list[str] = []
    group = number.divide_by_billion()
    while not number.is_zero():
        groups.append(str(group).zfill(9))
        group = number.divide_by_billion()
    groups.append(str(group))
    groups.reverse()
    return "".join(groups)


def round_decimal(number: Decimal, count: int) -> Decimal:
    """The number with at most `count` digits, rounded to nearest, ties to even. Zero has the digits "0"."""
    digits = number.digits
    if count >= len(digits):
        return number
    if count < 0 or not _rounds_up(digits, count):
        head = digits[:max(count, 0)].rstrip("0")
        return Decimal(head, number.point) if head else Decimal("0", 1)
    head = digits[:count].rstrip("9")
    if not head:
        return Decimal("1", number.point + 1)
    return Decimal(head[:-1] + chr(ord(head[-1]) + 1), number.point)


def _rounds_up(digits: str, count: int) -> bool:
    """Whether dropping all but `count` (fewer than all) of these digits rounds away from zero."""
    if digits[count] != "5" or len(digits) > count + 1:
        return digits[count] >= "5"
    return count > 0 and ord(digits[count - 1]) & 1 == 1
