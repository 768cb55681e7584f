"""Floats to a few decimal places, as `f"{price:.2f}"` shows them: exact with two words where the general way needs a number of any length."""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.float_bits import mantissa_and_exponent
from yarara.runtime.integers import decimal_length, write_decimal
from yarara.runtime.strings import allocate_str

_MOST_PLACES: Final = 18
_MOST_BITS: Final = 62
"""Of a mantissa behind the binary point: floats from 0.001 on have no more."""
_LARGEST: Final = 1 << 61
_ZERO: Final = 48
_POINT: Final = 46


def fixed_text(bits: int, places: int) -> str:
    """The magnitude of a finite float to so many places, rounded half to even; empty where that needs more than two words."""
    mantissa, exponent = mantissa_and_exponent(bits)
    shift = -exponent if mantissa != 0 else 1
    if places > _MOST_PLACES or shift < 1 or shift > _MOST_BITS:
        return ""
    scale = 1
    for _ in range(places):
        scale *= 10
    high, low = machine.multiply_high(mantissa, scale), machine.wrap_mul(mantissa, scale)
    if high >> shift - 1 != 0 or high << 64 - shift > _LARGEST:
        return ""
    rounded = machine.shift_right_unsigned(low, shift) | high << 64 - shift
    rest = low & (1 << shift) - 1
    half = 1 << shift - 1
    if rest > half or rest == half and rounded & 1 == 1:
        rounded += 1
    return _with_places(rounded // scale, rounded % scale, places)


def _with_places(whole: int, fraction: int, places: int) -> str:
    length = decimal_length(whole)
    if places == 0:
        text = allocate_str(length, 1)
        write_decimal(machine.tail(text) + length, whole)
        return text
    text = allocate_str(length + 1 + places, 1)
    point = machine.tail(text) + length
    write_decimal(point, whole)
    machine.store8(point, _POINT)
    for i in range(places):
        machine.store8(point + 1 + i, _ZERO)
    write_decimal(point + 1 + places, fraction)
    return text
