"""The format specification mini-language, and what it means for `str`.

`[[fill]align][sign]["z"]["#"]["0"][width][grouping]["." precision][type]` (Python library reference, `string`).
"""

from __future__ import annotations

from typing import Final

from yarara.runtime.characters import decimal_value
from yarara.runtime.integers import power_of_two_digits
from yarara.runtime.string_trimming import pad
from yarara.runtime.strings import code_at, code_to_str, part_of

UNSET: Final = -1

LEFT: Final = 60  # <
RIGHT: Final = 62  # >
CENTER: Final = 94  # ^
AFTER_SIGN: Final = 61  # =

PLUS: Final = 43
MINUS: Final = 45
SPACE: Final = 32

COMMA: Final = 44
UNDERSCORE: Final = 95

# Types.
BINARY: Final = 98
CHARACTER: Final = 99
DECIMAL: Final = 100
EXPONENT: Final = 101
EXPONENT_UPPER: Final = 69
FIXED: Final = 102
FIXED_UPPER: Final = 70
GENERAL: Final = 103
GENERAL_UPPER: Final = 71
LOCALE: Final = 110
OCTAL: Final = 111
STRING: Final = 115
HEXADECIMAL: Final = 120
HEXADECIMAL_UPPER: Final = 88
PERCENT: Final = 37

_LARGEST: Final = 0x7FFF_FFFF_FFFF_FFFF


class FormatSpec:
    """A specification taken apart. Characters are code points; 0 or UNSET where one is absent."""

    def __init__(self, kind: str) -> None:
        self.kind = kind  # the name of the value's type in messages
        self.fill = SPACE
        self.align = 0
        self.sign = 0
        self.no_negative_zero = False
        self.alternate = False
        self.width = UNSET
        self.grouping = 0
        self.precision = UNSET
        self.type = 0


def _is_align(code: int) -> bool:
    return code == LEFT or code == RIGHT or code == CENTER or code == AFTER_SIGN


class _Reader:
    """Reads a specification from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def peek(self, ahead: int) -> int:
        """The code point so far ahead, or 0 after the end."""
        index = self.at + ahead
        return code_at(self.text, index) if index < len(self.text) else 0

    def accept(self, code: int) -> bool:
        """Go past this code point if it stands here."""
        if self.peek(0) != code or self.at == len(self.text):
            return False
        self.at += 1
        return True

    def number(self) -> int:
        """The decimal number that stands here, or UNSET. Raises ValueError when it is too large."""
        value = UNSET
        digit = decimal_value(self.peek(0))
        while digit >= 0:
            if value > (_LARGEST - digit) // 10:
                raise ValueError("Too many decimal digits in format string")
            value = max(value, 0) * 10 + digit
            self.at += 1
            digit = decimal_value(self.peek(0))
        return value


def parse_spec(text: str, kind: str, default_align: int) -> FormatSpec:
    """Take a specification apart. Raises ValueError; `kind` is the name of the value's type in messages."""
    reader = _Reader(text)
    spec = FormatSpec(kind)
    _read_alignment(reader, spec)
    if reader.peek(0) == PLUS or reader.peek(0) == MINUS or reader.peek(0) == SPACE:
        spec.sign = reader.peek(0)
        reader.at += 1
    spec.no_negative_zero = reader.accept(122)
    spec.alternate = reader.accept(35)
    fill_given = spec.align != 0 and spec.fill != 0
    if reader.peek(0) == 48 and not fill_given:
        reader.at += 1
        spec.fill = 48
        if spec.align == 0 and default_align == RIGHT:
            spec.align = AFTER_SIGN
    if spec.fill == 0:
        spec.fill = SPACE
    if spec.align == 0:
        spec.align = default_align
    spec.width = reader.number()
    _read_grouping(reader, spec)
    if reader.accept(46):
        spec.precision = reader.number()
        if spec.precision == UNSET:
            raise ValueError("Format specifier missing precision")
    _read_type(reader, spec, kind)
    return spec


def _read_alignment(reader: _Reader, spec: FormatSpec) -> None:
    """Leaves 0 as the fill when the specification does not say one."""
    spec.fill = 0
    if len(reader.text) >= 2 and _is_align(reader.peek(1)):
        spec.fill = reader.peek(0)
        spec.align = reader.peek(1)
        reader.at = 2
    elif _is_align(reader.peek(0)):
        spec.align = reader.peek(0)
        reader.at = 1


def _read_grouping(reader: _Reader, spec: FormatSpec) -> None:
    if reader.accept(COMMA):
        spec.grouping = COMMA
    if reader.accept(UNDERSCORE):
        if spec.grouping != 0:
            raise ValueError("Cannot specify both ',' and '_'.")
        spec.grouping = UNDERSCORE
    if reader.peek(0) == COMMA and spec.grouping == UNDERSCORE:
        raise ValueError("Cannot specify both ',' and '_'.")


def _read_type(reader: _Reader, spec: FormatSpec, kind: str) -> None:
    rest = len(reader.text) - reader.at
    if rest > 1:
        raise ValueError(f"Invalid format specifier '{reader.text}' for object of type '{kind}'")
    if rest == 1:
        spec.type = reader.peek(0)
    elif kind == "str":
        spec.type = STRING
    if spec.grouping != 0 and not _may_be_grouped(spec.type, spec.grouping):
        raise ValueError(f"Cannot specify '{code_to_str(spec.grouping)}' with '{_type_name(spec.type)}'.")


def _may_be_grouped(type: int, grouping: int) -> bool:
    if type == BINARY or type == OCTAL or type == HEXADECIMAL or type == HEXADECIMAL_UPPER:
        return grouping == UNDERSCORE
    return (
        type == 0 or type == DECIMAL or type == EXPONENT or type == EXPONENT_UPPER or type == FIXED
        or type == FIXED_UPPER or type == GENERAL or type == GENERAL_UPPER or type == PERCENT
    )


def unknown_type(type: int, kind: str) -> ValueError:
    """The error for a type letter that this kind of value does not have."""
    return ValueError(f"Unknown format code '{_type_name(type)}' for object of type '{kind}'")


def _type_name(type: int) -> str:
    """A type letter as messages show it."""
    return code_to_str(type) if type > 32 and type < 128 else "\\x" + power_of_two_digits(type, 4)


def aligned(text: str, spec: FormatSpec) -> str:
    """Fill up to the width on one side or both."""
    missing = spec.width - len(text)
    if missing <= 0:
        return text
    if spec.align == LEFT:
        return pad(text, 0, missing, spec.fill)
    if spec.align == CENTER:
        return pad(text, missing // 2, missing - missing // 2, spec.fill)
    return pad(text, missing, 0, spec.fill)


def str_format_spec(self: str, spec: str) -> str:
    """Raises ValueError."""
    if spec == "":
        return self
    parsed = parse_spec(spec, "str", LEFT)
    _check_string_spec(parsed)
    text = self
    if parsed.precision != UNSET and parsed.precision < len(self):
        text = part_of(self, 0, parsed.precision)
    return aligned(text, parsed)


def _check_string_spec(spec: FormatSpec) -> None:
    if spec.type != STRING:
        raise unknown_type(spec.type, "str")
    if spec.sign == SPACE:
        raise ValueError("Space not allowed in string format specifier")
    if spec.sign != 0:
        raise ValueError("Sign not allowed in string format specifier")
    if spec.no_negative_zero:
        raise ValueError("Negative zero coercion (z) not allowed in string format specifier")
    if spec.alternate:
        raise ValueError("Alternate form (#) not allowed in string format specifier")
    if spec.align == AFTER_SIGN:
        raise ValueError("'=' alignment not allowed in string format specifier")


# -- numbers -----------------------------------------------------------------------------------------------------------

def sign_text(negative: bool, spec: FormatSpec) -> str:
    if negative:
        return "-"
    if spec.sign == PLUS:
        return "+"
    return " " if spec.sign == SPACE else ""


def number_text(prefix: str, whole: str, rest: str, spec: FormatSpec, group: int) -> str:
    """Put a number together: sign and base, the whole part with separators every `group` digits, what follows, the fill."""
    if spec.align != AFTER_SIGN:
        return aligned(prefix + grouped(whole, spec.grouping, group, 0) + rest, spec)
    width = spec.width - len(prefix) - len(rest)
    if spec.fill == 48:
        return prefix + grouped(whole, spec.grouping, group, width) + rest
    digits = grouped(whole, spec.grouping, group, 0)
    return prefix + pad(digits, width - len(digits), 0, spec.fill) + rest


def grouped(digits: str, separator: int, group: int, width: int) -> str:
    """Digits with zeros in front up to a width, separators included; no separator stands first."""
    if separator == 0 or digits == "":
        return pad(digits, width - len(digits), 0, 48)
    # With n digits there are (n - 1) // group separators: find how many zeros reach the width.
    count = len(digits)
    while count + (count - 1) // group < width:
        count += 1
    digits = pad(digits, count - len(digits), 0, 48)
    first = (count - 1) % group + 1
    parts = [part_of(digits, 0, first)]
    for start in range(first, count, group):
        parts.append(part_of(digits, start, start + group))
    return code_to_str(separator).join(parts)
