"""`float.fromhex`: hexadecimal digits and a power of two, rounded once, ties to even."""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.float_bits import INFINITY_BITS, LOWEST_EXPONENT, join_bits
from yarara.runtime.strings import code_at

_INVALID: Final = "invalid hexadecimal floating-point string"
_TOO_LARGE: Final = "hexadecimal value too large to represent as a float"
_FAR: Final = 100_000  # an exponent that is surely out of range
_KEPT_BITS: Final = 56  # of the mantissa; of the digits behind only whether they are zero counts


def float_fromhex(string: str) -> float:
    """What `float.hex` wrote, and the like. Raises ValueError and OverflowError."""
    text = string.strip().lower()
    negative = text.startswith("-")
    if negative or text.startswith("+"):
        text = text[1:]
    if text == "inf" or text == "infinity":
        value = machine.float_from_bits(INFINITY_BITS)
    elif text == "nan":
        value = machine.float_from_bits(INFINITY_BITS | 1 << 51)
    else:
        value = _magnitude(text.removeprefix("0x"))
    return -value if negative else value


def _magnitude(text: str) -> float:
    at = text.find("p")
    digits = text if at < 0 else text[:at]
    exponent = 0 if at < 0 else _exponent(text[at + 1:])
    mantissa = 0
    rest = False  # whether a digit that was not kept is other than zero
    pointed = False
    count = 0
    for i in range(len(digits)):
        code = code_at(digits, i)
        if code == 46 and not pointed:
            pointed = True
            continue
        digit = _hex_digit(code)
        count += 1
        if mantissa >> _KEPT_BITS == 0:
            mantissa = mantissa << 4 | digit
            exponent -= 4 if pointed else 0
        else:
            rest = rest or digit != 0
            exponent += 0 if pointed else 4
    if count == 0:
        raise ValueError(_INVALID)
    bits = _rounded(mantissa, rest, exponent)
    if bits == INFINITY_BITS:
        raise OverflowError(_TOO_LARGE)
    return machine.float_from_bits(bits)


def _hex_digit(code: int) -> int:
    if 48 <= code <= 57:
        return code - 48
    if 97 <= code <= 102:
        return code - 87
    raise ValueError(_INVALID)


def _exponent(text: str) -> int:
    """Behind the `p`, kept within what matters."""
    negative = text.startswith("-")
    if negative or text.startswith("+"):
        text = text[1:]
    if text == "":
        raise ValueError(_INVALID)
    found = 0
    for i in range(len(text)):
        code = code_at(text, i)
        if code < 48 or code > 57:
            raise ValueError(_INVALID)
        found = min(found * 10 + code - 48, _FAR)
    return -found if negative else found


def _rounded(mantissa: int, rest: bool, exponent: int) -> int:
    """The bits of the float nearest to mantissa * 2**exponent, and a little more where there is a rest."""
    if mantissa == 0:
        return 0
    width = 64 - machine.count_leading_zeros(mantissa)
    if width + exponent > 1024:
        return INFINITY_BITS
    lowest = max(exponent + width - 53, LOWEST_EXPONENT)
    drop = lowest - exponent
    if drop <= 0:
        return join_bits(mantissa << -drop, lowest)
    if drop > 62:
        return 0
    lost = mantissa & (1 << drop) - 1
    half = 1 << drop - 1
    kept = mantissa >> drop
    if lost > half or lost == half and (rest or kept & 1 == 1):
        kept += 1
    return join_bits(kept, lowest)
