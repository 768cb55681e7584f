"""Complex numbers. Read only by programs that mention them (`compiler/mentioned_modules.py`)."""

from __future__ import annotations

from math import atan2, copysign, cos, exp, floor, hypot, inf, isfinite, log, nan, sin

from yarara import machine
from yarara.runtime.exponentials import power
from yarara.runtime.float_formatting import float_format_parsed
from yarara.runtime.float_text import float_repr
from yarara.runtime.formatting import AFTER_SIGN, GENERAL, PLUS, RIGHT, UNSET, FormatSpec, aligned, number_text, parse_spec, sign_text, unknown_type
from yarara.runtime.hashing import hash_of_parts


def complex_new(real: float = 0.0, imag: float = 0.0) -> complex:
    made = machine.allocate_with_tail(complex, 0)
    made._real = real
    made._imag = imag
    return made


def complex_real(self: complex) -> float:
    return self._real


def complex_imag(self: complex) -> float:
    return self._imag


def complex_conjugate(self: complex) -> complex:
    return complex_new(self._real, -self._imag)


# -- arithmetic --------------------------------------------------------------------------------------------------------

def complex_add(self: complex, other: complex) -> complex:
    return complex_new(self._real + other._real, self._imag + other._imag)


def complex_sub(self: complex, other: complex) -> complex:
    return complex_new(self._real - other._real, self._imag - other._imag)


def complex_mul(self: complex, other: complex) -> complex:
    return complex_new(self._real * other._real - self._imag * other._imag, self._real * other._imag + self._imag * other._real)


def complex_truediv(self: complex, other: complex) -> complex:
    """By Smith's method, which does not overflow on the way. Raises ZeroDivisionError."""
    a, b = other._real, other._imag
    if a != a or b != b:
        return complex_new(nan, nan)
    if abs(a) >= abs(b):
        if a == 0.0:
            raise ZeroDivisionError("complex division by zero")
        ratio = b / a
        scale = a + b * ratio
        return complex_new((self._real + self._imag * ratio) / scale, (self._imag - self._real * ratio) / scale)
    ratio = a / b
    scale = a * ratio + b
    return complex_new((self._real * ratio + self._imag) / scale, (self._imag * ratio - self._real) / scale)


def complex_pow(self: complex, other: complex) -> complex:
    """Raises ZeroDivisionError and OverflowError."""
    exponent = other._real
    if other._imag == 0.0 and abs(exponent) <= 100.0 and exponent == floor(exponent):
        result = _whole_power(self, int(exponent))
    else:
        result = _general_power(self, other)
    if abs(result._real) == inf or abs(result._imag) == inf:
        raise OverflowError("complex exponentiation")
    return result


def _whole_power(base: complex, exponent: int) -> complex:
    """By repeated squaring."""
    result = complex_new(1.0)
    square = base
    left = abs(exponent)
    while left > 0:
        if left & 1:
            result = complex_mul(result, square)
        left >>= 1
        if left > 0:
            square = complex_mul(square, square)
    if exponent > 0:
        return result
    if exponent < 0 and base._real == 0.0 and base._imag == 0.0:
        raise ZeroDivisionError("0.0 to a negative or complex power")
    return complex_truediv(complex_new(1.0), result)


def _general_power(base: complex, exponent: complex) -> complex:
    """By the polar form."""
    if exponent._real == 0.0 and exponent._imag == 0.0:
        return complex_new(1.0)
    if base._real == 0.0 and base._imag == 0.0:
        if exponent._imag != 0.0 or exponent._real < 0.0:
            raise ZeroDivisionError("0.0 to a negative or complex power")
        return complex_new()
    size = hypot(base._real, base._imag)
    angle = atan2(base._imag, base._real)
    length = power(size, exponent._real)
    phase = angle * exponent._real
    if exponent._imag != 0.0:
        length /= exp(angle * exponent._imag)
        phase += exponent._imag * log(size)
    return complex_new(length * cos(phase), length * sin(phase)) if isfinite(phase) else complex_new(nan, nan)


def complex_neg(self: complex) -> complex:
    return complex_new(-self._real, -self._imag)


def complex_pos(self: complex) -> complex:
    return self


def complex_abs(self: complex) -> float:
    """Raises OverflowError."""
    size = hypot(self._real, self._imag)
    if size == inf and isfinite(self._real) and isfinite(self._imag):
        raise OverflowError("absolute value too large")
    return size


def complex_bool(self: complex) -> bool:
    return self._real != 0.0 or self._imag != 0.0


def complex_eq(self: complex, other: complex) -> bool:
    return self._real == other._real and self._imag == other._imag


def complex_hash(self: complex) -> int:
    return hash_of_parts(self._real, self._imag)


# -- as text -----------------------------------------------------------------------------------------------------------

def complex_repr(self: complex) -> str:
    imaginary = _short(self._imag)
    if self._real == 0.0 and copysign(1.0, self._real) > 0.0:
        return imaginary + "j"
    return "(" + _short(self._real) + _signed(imaginary) + "j)"


def complex_str(self: complex) -> str:
    return complex_repr(self)


def _short(value: float) -> str:
    """The shortest text, without the `.0` of a whole number."""
    return float_repr(value).removesuffix(".0")


def _signed(text: str) -> str:
    return text if text.startswith("-") else "+" + text


def complex_format_spec(self: complex, spec: str) -> str:
    """Raises ValueError."""
    if spec == "":
        return complex_repr(self)
    whole = parse_spec(spec, "complex", RIGHT)
    if whole.type != 0 and chr(whole.type) not in "eEfFgGn":
        raise unknown_type(whole.type, "complex")
    if whole.fill == 48:
        raise ValueError("Zero padding is not allowed in complex format specifier")
    if whole.align == AFTER_SIGN:
        raise ValueError("'=' alignment flag is not allowed in complex format specifier")
    imaginary = _part(self._imag, spec, PLUS)
    if whole.type != 0:
        return aligned(_part(self._real, spec, whole.sign) + imaginary + "j", whole)
    if self._real == 0.0 and copysign(1.0, self._real) > 0.0:
        return aligned(_part(self._imag, spec, whole.sign) + "j", whole)
    return aligned("(" + _part(self._real, spec, whole.sign) + imaginary + "j)", whole)


def _part(value: float, spec: str, sign: int) -> str:
    """One of the two numbers by a specification, but without its width."""
    parsed = parse_spec(spec, "complex", RIGHT)
    parsed.width = UNSET
    parsed.sign = sign
    if parsed.type == 0 and parsed.precision == UNSET:
        return _short_part(value, parsed)
    if parsed.type == 0:
        parsed.type = GENERAL
    return float_format_parsed(value, parsed)


def _short_part(value: float, spec: FormatSpec) -> str:
    text = _short(value + 0.0 if spec.no_negative_zero and value == 0.0 else value)
    negative = text.startswith("-")
    digits = text.removeprefix("-")
    end = 0
    while end < len(digits) and digits[end].isdigit():
        end += 1
    rest = digits[end:]
    if spec.alternate and end > 0 and not rest.startswith("."):
        rest = "." + rest
    return number_text(sign_text(negative, spec), digits[:end], rest, spec, 3)


def complex_from_text(text: str) -> complex:
    """`complex("1+2j")`. Raises ValueError."""
    inner = text.strip()
    if inner.startswith("(") and inner.endswith(")"):
        inner = inner[1:-1].strip()
    for character in inner:
        if character.isspace():
            raise _malformed()
    try:
        return _parsed(inner)
    except ValueError:
        raise _malformed() from None


def _malformed() -> ValueError:
    return ValueError("complex() arg is a malformed string")


def _parsed(text: str) -> complex:
    if not text.endswith("j") and not text.endswith("J"):
        return complex_new(float(text))
    body = text[:-1]
    at = len(body) - 1
    while at > 0 and not (body[at] in "+-" and body[at - 1] not in "eE"):
        at -= 1
    if at <= 0:
        return complex_new(0.0, _imaginary(body))
    return complex_new(float(body[:at]), _imaginary(body[at:]))


def _imaginary(text: str) -> float:
    if text == "" or text == "+":
        return 1.0
    return -1.0 if text == "-" else float(text)
