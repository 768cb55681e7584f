"""The IEEE 754 double format: one sign bit, 11 bits of exponent, 52 bits of fraction."""

from __future__ import annotations

from typing import Final

SIGN_BIT: Final = -0x8000_0000_0000_0000
EXPONENT_MASK: Final = 0x7FF
FRACTION_MASK: Final = 0x000F_FFFF_FFFF_FFFF
HIDDEN_BIT: Final = 0x0010_0000_0000_0000
INFINITY_BITS: Final = 0x7FF0_0000_0000_0000
LOWEST_EXPONENT: Final = -1074  # of the last bit of a mantissa
HIGHEST_EXPONENT: Final = 971


def mantissa_and_exponent(bits: int) -> tuple[int, int]:
    """(m, e) so that the magnitude of a finite float is m * 2**e."""
    exponent = bits >> 52 & EXPONENT_MASK
    fraction = bits & FRACTION_MASK
    if exponent == 0:
        return fraction, LOWEST_EXPONENT
    return fraction | HIDDEN_BIT, exponent - 1075


def join_bits(mantissa: int, exponent: int) -> int:
    """The bits of mantissa * 2**exponent, for a mantissa of at most 2**53 that is exact there; infinity when too large."""
    if mantissa > FRACTION_MASK | HIDDEN_BIT:
        mantissa >>= 1
        exponent += 1
    if mantissa < HIDDEN_BIT:
        return mantissa
    if exponent > HIGHEST_EXPONENT:
        return INFINITY_BITS
    return exponent + 1075 << 52 | mantissa & FRACTION_MASK
