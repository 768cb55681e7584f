"""`format(float, spec)`: every digit correctly rounded from the exact value."""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.fixed_floats import fixed_text
from yarara.runtime.float_bits import SIGN_BIT
from yarara.runtime.float_digits import Decimal, exact_decimal, round_decimal
from yarara.runtime.float_text import float_repr, positional, scientific, special_name
from yarara.runtime.formatting import (
    AFTER_SIGN, EXPONENT, EXPONENT_UPPER, FIXED, FIXED_UPPER, GENERAL, GENERAL_UPPER, LOCALE, PERCENT, RIGHT, UNSET, FormatSpec,
    aligned, number_text, parse_spec, sign_text, unknown_type,
)
from yarara.runtime.string_case import str_upper

_DEFAULT_PRECISION: Final = 6


def float_format_spec(self: float, spec: str) -> str:
    """Raises ValueError."""
    if spec == "":
        return float_repr(self)
    return float_format_parsed(self, parse_spec(spec, "float", RIGHT))


def float_format_parsed(value: float, spec: FormatSpec) -> str:
    """Raises ValueError for a type that floats do not have."""
    _check_type(spec.type)
    bits = machine.float_bits(value)
    text = _magnitude_text(bits & ~SIGN_BIT, spec)
    sign = sign_text(bits < 0 and value == value and not (spec.no_negative_zero and _shows_zero(text)), spec)
    if spec.type == EXPONENT_UPPER or spec.type == FIXED_UPPER or spec.type == GENERAL_UPPER:
        text = str_upper(text)
    if spec.grouping == 0 and spec.align != AFTER_SIGN:
        return aligned(sign + text, spec)
    end = _whole_length(text)
    if end == 0:  # inf or nan
        spec.grouping = 0
        return number_text(sign, text, "", spec, 3)
    return number_text(sign, text[:end], text[end:], spec, 3)


def _check_type(type: int) -> None:
    if not (
        type == 0 or type == LOCALE or type == EXPONENT or type == EXPONENT_UPPER or type == FIXED
        or type == FIXED_UPPER or type == GENERAL or type == GENERAL_UPPER or type == PERCENT
    ):
        raise unknown_type(type, "float")


def _whole_length(text: str) -> int:
    """How many characters stand before the point, the exponent or the percent sign."""
    for i in range(len(text)):
        if not text[i].isdigit():
            return i
    return len(text)


def _shows_zero(text: str) -> bool:
    """Whether all digits before the exponent are zeros."""
    for character in text:
        if character == "e":
            break
        if character != "0" and character != "." and character != "%":
            return False
    return True


def _magnitude_text(bits: int, spec: FormatSpec) -> str:
    """A float without its sign."""
    type = spec.type
    special = special_name(bits)
    if special != "":
        return special + "%" if type == PERCENT else special
    if type == 0 and spec.precision == UNSET:
        return _with_point(float_repr(machine.float_from_bits(bits)), spec.alternate)
    precision = _DEFAULT_PRECISION if spec.precision == UNSET else spec.precision
    if type == PERCENT:
        # CPython multiplies the float by 100, which rounds, before it looks at digits.
        scaled = machine.float_bits(machine.float_from_bits(bits) * 100.0)
        special = special_name(scaled)
        if special != "":
            return special + "%"
        return _fixed(scaled, precision, spec.alternate) + "%"
    if type == FIXED or type == FIXED_UPPER:
        return _fixed(bits, precision, spec.alternate)
    number = exact_decimal(bits)
    if type == EXPONENT or type == EXPONENT_UPPER:
        return _with_point(scientific(round_decimal(number, precision + 1), precision, "e"), spec.alternate)
    precision = max(precision, 1)
    if type == 0:
        return _general(round_decimal(number, precision), precision, precision - 1, spec.alternate, True)
    return _general(round_decimal(number, precision), precision, precision, spec.alternate, False)


def _fixed(bits: int, places: int, alternate: bool) -> str:
    text = fixed_text(bits, places)
    if text == "":
        number = exact_decimal(bits)
        text = positional(round_decimal(number, number.point + places) if number.digits != "0" else number, places)
    return _with_point(text, alternate)


def _with_point(text: str, alternate: bool) -> str:
    """The alternate form always has a decimal point."""
    if not alternate or "." in text:
        return text
    end = _whole_length(text)
    return text[:end] + "." + text[end:]


def _general(number: Decimal, precision: int, largest: int, alternate: bool, point_zero: bool) -> str:
    """An exponent when the number is below 0.0001 or has more than `largest` digits before the point."""
    places = precision - 1 if alternate else 0
    if number.point < -3 or number.point > largest:
        return _with_point(scientific(number, places, "e"), alternate)
    if alternate:
        places = max(precision - number.point, 0)
    elif point_zero:
        places = 1
    return _with_point(positional(number, places), alternate)
