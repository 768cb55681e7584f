"""Natural numbers of any size: exact arithmetic for the few decimal conversions that need it.

A number is a row of 32-bit limbs, least significant first, each in a word of its own so that a product of a limb and a factor
below 2**31 plus a carry never overflows.
"""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.machine import Array

LIMB_BITS: Final = 32
LIMB_MASK: Final = 0xFFFF_FFFF

_FIVE_TO_13: Final = 1220703125  # the largest power of five below 2**31
_BILLION: Final = 1_000_000_000


class Natural:
    """A natural number that is changed in place."""

    def __init__(self, value: int) -> None:
        """`value` is an unsigned word."""
        self._limbs: Array[int] = Array(16)
        self._count = 0  # limbs in use; the highest of them is not zero
        while value != 0:
            self._append(value & LIMB_MASK)
            value = machine.shift_right_unsigned(value, LIMB_BITS)

    def _append(self, limb: int) -> None:
        count = self._count
        if count == len(self._limbs):
            larger: Array[int] = Array(count * 2)
            larger.copy_from(0, self._limbs, 0, count)
            self._limbs = larger
        self._limbs[count] = limb
        self._count = count + 1

    def is_zero(self) -> bool:
        return self._count == 0

    def multiply_add(self, factor: int, addend: int) -> None:
        """Become self * factor + addend; both are below 2**31, and the factor is not zero."""
        carry = addend
        for i in range(self._count):
            product = self._limbs[i] * factor + carry
            self._limbs[i] = product & LIMB_MASK
            carry = product >> LIMB_BITS
        if carry != 0:
            self._append(carry)

    def multiply_by_power_of_five(self, power: int) -> None:
        while power >= 13:
            self.multiply_add(_FIVE_TO_13, 0)
            power -= 13
        if power > 0:
            self.multiply_add(5 ** power, 0)

    def shift_left(self, bits: int) -> None:
        """Become self * 2**bits."""
        if self._count == 0:
            return
        if bits % LIMB_BITS > 0:
            self._shift_within_limbs(bits % LIMB_BITS)
        limbs = bits // LIMB_BITS
        if limbs > 0:
            count = self._count
            for _ in range(limbs):
                self._append(0)
            self._limbs.move(limbs, 0, count)
            for i in range(limbs):
                self._limbs[i] = 0

    def _shift_within_limbs(self, bits: int) -> None:
        carry = 0
        for i in range(self._count):
            limb = self._limbs[i]
            self._limbs[i] = limb << bits & LIMB_MASK | carry
            carry = limb >> LIMB_BITS - bits
        if carry != 0:
            self._append(carry)

    def divide_by_billion(self) -> int:
        """Become the quotient; the remainder."""
        remainder = 0
        for i in range(self._count - 1, -1, -1):
            part = remainder << LIMB_BITS | self._limbs[i]
            self._limbs[i] = part // _BILLION
            remainder = part % _BILLION
        while self._count > 0 and self._limbs[self._count - 1] == 0:
            self._count -= 1
        return remainder

    def compare(self, other: Natural) -> int:
        """Negative, zero or positive, as this number is less than, equal to or greater than the other."""
        if self._count != other._count:
            return self._count - other._count
        for i in range(self._count - 1, -1, -1):
            if self._limbs[i] != other._limbs[i]:
                return self._limbs[i] - other._limbs[i]
        return 0
