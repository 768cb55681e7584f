"""Numbers in memory, by size and byte order: what `struct` and `array` share."""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.errors import raise_overflow
from yarara.runtime.float_bits import EXPONENT_MASK, FRACTION_MASK, mantissa_and_exponent


def unpack_signed(address: int, size: int, little: bool) -> int:
    unused = 64 - size * 8
    return machine.wrap_shift_left(load(address, size, little), unused) >> unused


def unpack_unsigned(address: int, size: int, little: bool) -> int:
    """Raises OverflowError for eight bytes above 2**63 - 1."""
    value = load(address, size, little)
    if value < 0:
        raise_overflow()
    return value


def store(address: int, size: int, little: bool, value: int) -> None:
    for i in range(size):
        shift = i * 8 if little else (size - 1 - i) * 8
        machine.store8(address + i, value >> shift & 0xFF)


def load(address: int, size: int, little: bool) -> int:
    """`size` bytes as an unsigned word."""
    value = 0
    for i in range(size):
        byte = machine.load8(address + (size - 1 - i if little else i))
        value = machine.wrap_shift_left(value, 8) | byte
    return value


# -- floats ------------------------------------------------------------------------------------------------------------

_SINGLE_INFINITY: Final = 0x7F80_0000
_SINGLE_BIAS: Final = 149  # the last bit of a subnormal single is worth 2**-149


def pack_float64(address: int, little: bool, value: float) -> None:
    store(address, 8, little, machine.float_bits(value))


def unpack_float64(address: int, little: bool) -> float:
    return machine.float_from_bits(load(address, 8, little))


def pack_float32(address: int, little: bool, value: float) -> None:
    """Rounds to the nearest single, ties to even. Raises OverflowError."""
    bits = machine.float_bits(value)
    sign = bits >> 32 & 0x8000_0000
    store(address, 4, little, sign | _single_bits(bits))


def _single_bits(bits: int) -> int:
    """The magnitude of a double as the bits of a single."""
    if bits >> 52 & EXPONENT_MASK == EXPONENT_MASK:
        fraction = bits & FRACTION_MASK
        return _SINGLE_INFINITY | fraction >> 29 | (0x40_0000 if fraction != 0 else 0)
    result = _rounded(bits, 24, _SINGLE_BIAS)
    if result >= _SINGLE_INFINITY:
        raise OverflowError("float too large to pack with f format")
    return result


def _rounded(bits: int, kept_bits: int, bias: int) -> int:
    """A finite double rounded to fewer bits, ties to even: fraction and exponent side by side, as a shorter format has them.
    The last bit of that format's least number is worth 2**-bias."""
    mantissa, exponent = mantissa_and_exponent(bits)
    if mantissa == 0:
        return 0
    # Fewer bits are kept where the result is subnormal.
    drop = max(machine.count_leading_zeros(0) - machine.count_leading_zeros(mantissa) - kept_bits, -bias - exponent)
    if drop > 54:
        return 0
    kept = mantissa >> drop
    lost = mantissa & (1 << drop) - 1
    half = 1 << drop - 1
    if lost > half or lost == half and kept & 1 == 1:
        kept += 1
    # The hidden bit of a normal number adds one to the exponent field.
    return (exponent + drop + bias << kept_bits - 1) + kept


def unpack_float32(address: int, little: bool) -> float:
    bits = load(address, 4, little)
    exponent = bits >> 23 & 0xFF
    fraction = bits & 0x7F_FFFF
    sign = machine.wrap_shift_left(bits >> 31, 63)
    if exponent == 0xFF:
        return machine.float_from_bits(sign | EXPONENT_MASK << 52 | fraction << 29)
    if exponent == 0:
        subnormal = float(fraction) * 1.401298464324817e-45  # 2**-149
        return -subnormal if sign != 0 else subnormal
    return machine.float_from_bits(sign | exponent + 896 << 52 | fraction << 29)


_HALF_INFINITY: Final = 0x7C00
_HALF_BIAS: Final = 24  # the last bit of a subnormal half is worth 2**-24


def pack_float16(address: int, little: bool, value: float) -> None:
    """Rounds to the nearest half, ties to even. Raises OverflowError."""
    bits = machine.float_bits(value)
    sign = bits >> 48 & 0x8000
    store(address, 2, little, sign | _half_bits(bits))


def _half_bits(bits: int) -> int:
    """The magnitude of a double as the bits of a half."""
    if bits >> 52 & EXPONENT_MASK == EXPONENT_MASK:
        return _HALF_INFINITY | (0x200 if bits & FRACTION_MASK != 0 else 0)
    result = _rounded(bits, 11, _HALF_BIAS)
    if result >= _HALF_INFINITY:
        raise OverflowError("float too large to pack with e format")
    return result


def unpack_float16(address: int, little: bool) -> float:
    bits = load(address, 2, little)
    exponent = bits >> 10 & 0x1F
    fraction = bits & 0x3FF
    sign = machine.wrap_shift_left(bits >> 15, 63)
    if exponent == 0x1F:
        return machine.float_from_bits(sign | EXPONENT_MASK << 52 | fraction << 42)
    if exponent == 0:
        subnormal = float(fraction) * 5.960464477539063e-08  # 2**-24
        return -subnormal if sign != 0 else subnormal
    return machine.float_from_bits(sign | exponent + 1008 << 52 | fraction << 42)
