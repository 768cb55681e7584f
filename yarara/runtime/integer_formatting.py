"""`format(int, spec)`."""

from __future__ import annotations

from yarara import machine
from yarara.runtime.float_formatting import float_format_parsed
from yarara.runtime.formatting import (
    BINARY, CHARACTER, DECIMAL, EXPONENT, EXPONENT_UPPER, FIXED, FIXED_UPPER, GENERAL, GENERAL_UPPER, HEXADECIMAL,
    HEXADECIMAL_UPPER, LOCALE, OCTAL, PERCENT, RIGHT, UNSET, FormatSpec, number_text, parse_spec,
    sign_text, unknown_type,
)
from yarara.runtime.integers import decimal_length, int_repr, magnitude_of, power_of_two_digits, write_decimal
from yarara.runtime.string_case import str_upper
from yarara.runtime.strings import MAXIMUM_CODE, allocate_str, code_to_str


def int_format_spec(self: int, spec: str) -> str:
    """Raises ValueError."""
    if spec == "":
        return int_repr(self)
    return _format_number(self, parse_spec(spec, "int", RIGHT))


def _format_number(value: int, spec: FormatSpec) -> str:
    return float_format_parsed(float(value), spec) if _is_float_type(spec.type) else _format_integer(value, spec)


def int_format_integer(self: int, spec: str) -> str:
    """As `int_format_spec` for a specification without a type for floats, so that a program does not carry those."""
    return _format_integer(self, parse_spec(spec, "int", RIGHT))


def bool_format_spec(self: bool, spec: str) -> str:
    """Raises ValueError."""
    return _format_number(int(self), parse_spec(spec, "bool", RIGHT)) if spec != "" else str(self)


def _is_float_type(type: int) -> bool:
    return (
        type == EXPONENT or type == EXPONENT_UPPER or type == FIXED or type == FIXED_UPPER or type == GENERAL
        or type == GENERAL_UPPER or type == PERCENT
    )


def _format_integer(value: int, spec: FormatSpec) -> str:
    shift = 0 if spec.type == CHARACTER else _base_shift(spec)
    if spec.precision != UNSET:
        raise ValueError("Precision not allowed in integer format specifier")
    if spec.no_negative_zero:
        raise ValueError("Negative zero coercion (z) not allowed in integer format specifier")
    if spec.type == CHARACTER:
        return _format_character(value, spec)
    magnitude = magnitude_of(value)
    prefix = sign_text(value < 0, spec)
    if spec.alternate:
        prefix += _base_prefix(spec.type)
    if shift == 0:
        return number_text(prefix, _decimal_digits(magnitude), "", spec, 3)
    digits = power_of_two_digits(magnitude, shift)
    if spec.type == HEXADECIMAL_UPPER:
        digits = str_upper(digits)
    return number_text(prefix, digits, "", spec, 4)


def _base_shift(spec: FormatSpec) -> int:
    """Bits for each digit; 0 for decimal. Raises ValueError for an unknown type."""
    type = spec.type
    if type == HEXADECIMAL or type == HEXADECIMAL_UPPER:
        return 4
    if type == OCTAL:
        return 3
    if type == BINARY:
        return 1
    if type == 0 or type == DECIMAL or type == LOCALE:
        return 0
    raise unknown_type(type, spec.kind)


def _base_prefix(type: int) -> str:
    if type == HEXADECIMAL:
        return "0x"
    if type == HEXADECIMAL_UPPER:
        return "0X"
    if type == OCTAL:
        return "0o"
    return "0b" if type == BINARY else ""


def _decimal_digits(magnitude: int) -> str:
    length = decimal_length(magnitude)
    text = allocate_str(length, 1)
    write_decimal(machine.tail(text) + length, magnitude)
    return text


def _format_character(value: int, spec: FormatSpec) -> str:
    if spec.sign != 0:
        raise ValueError("Sign not allowed with integer format specifier 'c'")
    if spec.alternate:
        raise ValueError("Alternate form (#) not allowed with integer format specifier 'c'")
    if value < 0 or value > MAXIMUM_CODE:
        raise OverflowError("%c arg not in range(0x110000)")
    return number_text("", code_to_str(value), "", spec, 3)
