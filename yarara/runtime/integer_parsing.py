"""From text to `int`: `int(text, base)`, with white space, sign, prefix, underscores and the decimal digits of all scripts."""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.bytestrings import bytes_to_latin1
from yarara.runtime.characters import digit_value, is_space
from yarara.runtime.floats import int_from_float
from yarara.runtime.strings import code_at

_UNDERSCORE: Final = 95
_MINIMUM: Final = -0x8000_0000_0000_0000


def int_from_str(text: str, base: int = 10) -> int:
    """Raises ValueError, and OverflowError for a number that needs more than 64 bits."""
    value = _parse(text, base)
    if value is None:
        raise ValueError(f"invalid literal for int() with base {base}: {text!r}")
    return value


def int_from_bytes_text(text: bytes | bytearray, base: int = 10) -> int:
    """`int(text, base)` of ASCII text in bytes."""
    value = _parse(bytes_to_latin1(text), base)
    if value is None:
        raise ValueError(f"invalid literal for int() with base {base}: {text!r}")
    return value


def int_from_text(text: str | bytes | bytearray, base: int = 10) -> int:
    """`int(text, base)` where only the running program knows what kind of text it is."""
    if isinstance(text, str):
        return int_from_str(text, base)
    return int_from_bytes_text(text, base)


def int_from_any(value: int | float | str | bytes | bytearray) -> int:
    """`int(value)` where only the running program knows what it is."""
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int_from_float(value)
    return int_from_text(value)


def _parse(text: str, base: int) -> int | None:
    """The number, or None when this is not one."""
    if base != 0 and (base < 2 or base > 36):
        raise ValueError("int() base must be >= 2 and <= 36, or 0")
    start, end = trimmed(text)
    negative = start < end and code_at(text, start) == 45
    if negative or start < end and code_at(text, start) == 43:
        start += 1
    prefixed = _prefix_base(text, start, end)
    if prefixed != 0 and (base == 0 or base == prefixed):
        base = prefixed
        start += 2
        if start < end and code_at(text, start) == _UNDERSCORE:
            start += 1
    elif base == 0:
        if start < end and code_at(text, start) == 48 and not _only_zeros(text, start, end):
            return None  # 010 is not a literal of Python
        base = 10
    return _parse_digits(text, start, end, base, negative)


def trimmed(text: str) -> tuple[int, int]:
    """Where the text starts and ends without the white space around it."""
    start = 0
    end = len(text)
    while start < end and is_space(code_at(text, start)):
        start += 1
    while start < end and is_space(code_at(text, end - 1)):
        end -= 1
    return start, end


def _prefix_base(text: str, start: int, end: int) -> int:
    """2, 8 or 16 when 0b, 0o or 0x stands here, else 0."""
    if start + 2 > end or code_at(text, start) != 48:
        return 0
    letter = code_at(text, start + 1) | 32
    if letter == 120:
        return 16
    if letter == 111:
        return 8
    return 2 if letter == 98 else 0


def _only_zeros(text: str, start: int, end: int) -> bool:
    for i in range(start, end):
        code = code_at(text, i)
        if code != 48 and code != _UNDERSCORE:
            return False
    return True


def _parse_digits(text: str, start: int, end: int, base: int, negative: bool) -> int | None:
    """The number that these digits are, or None. Counts downwards, because there is one more negative number."""
    total = 0
    fits = True
    limit = -machine.divide_unsigned(_MINIMUM, base)  # beyond it, another digit does not fit
    digit_expected = True
    for i in range(start, end):
        code = code_at(text, i)
        if code == _UNDERSCORE and not digit_expected:
            digit_expected = True
            continue
        digit = digit_value(code)
        if digit < 0 or digit >= base:
            return None
        digit_expected = False
        if total > limit or total == limit and total * base - _MINIMUM >= digit:
            total = total * base - digit
        else:
            fits = False
    if digit_expected:
        return None
    if not fits or not negative and total == _MINIMUM:
        raise OverflowError("int does not fit in 64 bits")
    return total if negative else -total
