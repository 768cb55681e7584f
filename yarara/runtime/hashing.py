"""Hashes of numbers, as CPython defines them, and of rows of bytes.

Numbers that are equal hash equal whatever their type: every hash is the value modulo the prime 2**61 - 1 (Python documentation,
"Hashing of numeric types").
"""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.float_bits import EXPONENT_MASK, FRACTION_MASK, mantissa_and_exponent

_MODULUS: Final = 0x1FFF_FFFF_FFFF_FFFF
_INFINITY: Final = 314159

_SEED: Final = 0x1D8E_4E27_C47D_124F
_MULTIPLIER: Final = -0x61C8_8646_80B5_83EB  # 2**64 / golden ratio, an odd number without pattern


def int_hash(self: int) -> int:
    if self >= 0:
        return self if self < _MODULUS else self % _MODULUS
    result = -(-self % _MODULUS) if self > -0x8000_0000_0000_0000 else -4  # 2**63 is 4 modulo the prime
    return result if result != -1 else -2


def bool_hash(self: bool) -> int:
    return 1 if self else 0


def hash_of_parts(real: float, imag: float) -> int:
    """The hash of a complex number: that of its real part if there is no other."""
    result = float_hash(real) + 1000003 * float_hash(imag)
    return result if result != -1 else -2


def float_hash(self: float) -> int:
    bits = machine.float_bits(self)
    if bits >> 52 & EXPONENT_MASK == EXPONENT_MASK:
        if bits & FRACTION_MASK != 0:
            return 0
        return _INFINITY if bits > 0 else -_INFINITY
    mantissa, exponent = mantissa_and_exponent(bits)
    # Multiplying by a power of two rotates the 61 bits.
    turn = exponent % 61
    result = mantissa << turn & _MODULUS | machine.shift_right_unsigned(mantissa, 61 - turn)
    if bits < 0:
        result = -result
    return result if result != -1 else -2


def hash_row(address: int, count: int) -> int:
    """The hash of `count` bytes; never 0, which means `not computed` in the object."""
    state = machine.wrap_mul(_SEED ^ count, _MULTIPLIER)
    while count >= 8:
        state = _mix(state, machine.load64(address))
        address += 8
        count -= 8
    rest = 0
    for i in range(count):
        rest = rest << 8 | machine.load8(address + i)
    state = _mix(state, rest)
    return state if state != 0 else 1


@machine.always_inline
def _mix(state: int, word: int) -> int:
    product = machine.wrap_mul(state ^ word, _MULTIPLIER)
    return product ^ machine.shift_right_unsigned(product, 32)
