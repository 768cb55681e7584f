"""`float` to text and back: repr, parsing, hexadecimal."""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.bytestrings import bytes_to_latin1
from yarara.runtime.characters import decimal_value
from yarara.runtime.float_bits import EXPONENT_MASK, FRACTION_MASK, INFINITY_BITS, SIGN_BIT, mantissa_and_exponent
from yarara.runtime.float_digits import Decimal, shortest_decimal
from yarara.runtime.float_parsing import nearest_float_bits
from yarara.runtime.integer_parsing import trimmed
from yarara.runtime.integers import power_of_two_digits
from yarara.runtime.string_case import str_lower
from yarara.runtime.strings import allocate_str, code_at, part_of

_NAN_BITS: Final = 0x7FF8_0000_0000_0000
_UNDERSCORE: Final = 95
_POINT: Final = 46
_LARGEST_EXPONENT: Final = 1_000_000


# -- repr --------------------------------------------------------------------------------------------------------------

def float_repr(self: float) -> str:
    """The shortest text that reads back as the same float."""
    bits = machine.float_bits(self)
    special = special_name(bits)
    text = special if special != "" else _repr_of_decimal(shortest_decimal(bits))
    return "-" + text if bits < 0 and special != "nan" else text


def float_str(self: float) -> str:
    return float_repr(self)


def special_name(bits: int) -> str:
    """inf or nan, without a sign; empty for a finite float."""
    if bits >> 52 & EXPONENT_MASK != EXPONENT_MASK:
        return ""
    return "nan" if bits & FRACTION_MASK != 0 else "inf"


def _repr_of_decimal(number: Decimal) -> str:
    if number.point < -3 or number.point > 16:
        return scientific(number, 0, "e")
    return positional(number, 1)


def positional(number: Decimal, places: int) -> str:
    """Digits with a decimal point and at least `places` digits behind it; no point if there are none."""
    digits = number.digits
    point = number.point
    if point <= 0:
        whole = "0"
        fraction = "0" * -point + digits
    elif point >= len(digits):
        whole = digits + "0" * (point - len(digits))
        fraction = ""
    else:
        whole = digits[:point]
        fraction = digits[point:]
    fraction += "0" * (places - len(fraction))
    return whole + "." + fraction if fraction != "" else whole


def scientific(number: Decimal, places: int, letter: str) -> str:
    """One digit, at least `places` digits behind the point, and an exponent of at least two digits."""
    digits = number.digits
    fraction = digits[1:] + "0" * (places + 1 - len(digits))
    exponent = number.point - 1
    sign = "-" if exponent < 0 else "+"
    point = "." if fraction != "" else ""
    return digits[:1] + point + fraction + letter + sign + str(abs(exponent)).zfill(2)


# -- parsing -----------------------------------------------------------------------------------------------------------

def float_from_any(value: int | float | str | bytes | bytearray) -> float:
    """`float(value)` where only the running program knows what it is."""
    if isinstance(value, float):
        return value
    if isinstance(value, int):
        return float(value)
    return float_from_str(value)


def float_from_str(text: str | bytes | bytearray) -> float:
    """`float(text)`. Raises ValueError."""
    bits = _parse(text if isinstance(text, str) else bytes_to_latin1(text))
    if bits is None:
        raise ValueError(f"could not convert string to float: {text!r}")
    return machine.float_from_bits(bits)


def _parse(text: str) -> int | None:
    """The bits of the nearest float, or None when this is no number."""
    start, end = trimmed(text)
    if start == end:
        return None
    sign = SIGN_BIT if code_at(text, start) == 45 else 0
    if code_at(text, start) == 45 or code_at(text, start) == 43:
        start += 1
    if start < end and code_at(text, start) | 32 >= 105 and code_at(text, start) < 128:
        return _parse_name(part_of(text, start, end), sign)
    return _parse_number(text, start, end, sign)


def _parse_name(text: str, sign: int) -> int | None:
    name = str_lower(text)
    if name == "inf" or name == "infinity":
        return sign | INFINITY_BITS
    return sign | _NAN_BITS if name == "nan" else None


class _Digits:
    """The digits of a number while it is read, without zeros in front."""

    def __init__(self, capacity: int) -> None:
        self.row = allocate_str(capacity, 1)
        self.count = 0
        self.point = 0  # where the decimal point stands, relative to the first digit
        self.seen = False


def _parse_number(text: str, start: int, end: int, sign: int) -> int | None:
    digits = _Digits(end - start)
    at = _read_digits(text, start, end, digits, False)
    if at < end and code_at(text, at) == _POINT:
        at = _read_digits(text, at + 1, end, digits, True)
    if not digits.seen or at < 0:
        return None
    if at < end and code_at(text, at) | 32 == 101:
        exponent = _read_exponent(text, at + 1, end)
        if exponent is None:
            return None
        digits.point += exponent
    elif at < end:
        return None
    return sign | nearest_float_bits(part_of(digits.row, 0, digits.count), digits.point)


def _read_digits(text: str, at: int, end: int, digits: _Digits, fraction: bool) -> int:
    """Read a run of digits and underscores between digits; where it ends."""
    row = machine.tail(digits.row)
    after_digit = False
    while at < end:
        code = code_at(text, at)
        value = decimal_value(code)
        if value < 0:
            if code != _UNDERSCORE or not after_digit or at + 1 == end or decimal_value(code_at(text, at + 1)) < 0:
                return at
        else:
            digits.seen = True
            if value > 0 or digits.count > 0:
                machine.store8(row + digits.count, 48 + value)
                digits.count += 1
                if not fraction:
                    digits.point += 1
            elif fraction:
                digits.point -= 1
        after_digit = value >= 0
        at += 1
    return at


def _read_exponent(text: str, at: int, end: int) -> int | None:
    negative = at < end and code_at(text, at) == 45
    if negative or at < end and code_at(text, at) == 43:
        at += 1
    if at == end:
        return None
    exponent = 0
    after_digit = False
    while at < end:
        value = decimal_value(code_at(text, at))
        if value >= 0:
            exponent = min(exponent * 10 + value, _LARGEST_EXPONENT)
        elif code_at(text, at) != _UNDERSCORE or not after_digit:
            return None
        after_digit = value >= 0
        at += 1
    if not after_digit:
        return None
    return -exponent if negative else exponent


# -- hexadecimal -------------------------------------------------------------------------------------------------------

def float_hex(self: float) -> str:
    """The exact value as 0x1.8p+1, with all 13 digits."""
    bits = machine.float_bits(self)
    sign = "-" if bits < 0 else ""
    special = special_name(bits)
    if special != "":
        return special if special == "nan" else sign + special
    mantissa, exponent = mantissa_and_exponent(bits)
    if mantissa == 0:
        return sign + "0x0.0p+0"
    fraction = power_of_two_digits(mantissa & FRACTION_MASK, 4).zfill(13)
    exponent += 52
    return f"{sign}0x{mantissa >> 52}.{fraction}p{'-' if exponent < 0 else '+'}{abs(exponent)}"
