"""`format % values` of text and bytes: the conversions of C's `printf` (Python library reference, "printf-style String Formatting").

A format of bytes is read as text of Latin-1, of which the result is made bytes again.
"""

from __future__ import annotations

from typing import Final, TypeVar

from yarara.runtime.bytestrings import bytes_to_latin1
from yarara.runtime.float_formatting import float_format_parsed
from yarara.runtime.floats import int_from_float
from yarara.runtime.formatting import UNSET, FormatSpec
from yarara.runtime.integer_formatting import int_format_spec
from yarara.runtime.string_repr import str_to_ascii
from yarara.runtime.string_trimming import pad
from yarara.runtime.strings import code_at, code_to_str, part_of

V = TypeVar("V")

_PERCENT: Final = 37
_ZERO: Final = 48
_SPACE: Final = 32
_LARGEST: Final = 0x7FFF_FFFF


class _Conversion:
    """One `%...` of a format."""

    def __init__(self) -> None:
        self.left = False
        self.plus = False
        self.space = False
        self.alternate = False
        self.zero = False
        self.width = 0
        self.precision = UNSET


class _Percent:
    """Goes through a format and its values. `mapping` is None where the values are taken one after the other."""

    def __init__(self, text: str, given: list[object], mapping: dict[str, object] | None, binary: bool) -> None:
        self.text = text
        self.at = 0
        self.given = given
        self.following = 0
        self.mapping = mapping
        self.binary = binary
        self.chosen: object = None
        self.by_name = False

    def whole(self) -> str:
        """Raises TypeError for the wrong number or kind of values, ValueError for a wrong format."""
        parts: list[str] = []
        start = 0
        while self.at < len(self.text):
            if code_at(self.text, self.at) != _PERCENT:
                self.at += 1
                continue
            parts.append(part_of(self.text, start, self.at))
            self.at += 1
            parts.append(self.converted())
            start = self.at
        parts.append(part_of(self.text, start, self.at))
        if self.following < len(self.given) and self.mapping is None:
            raise TypeError(f"not all arguments converted during {'bytes' if self.binary else 'string'} formatting")
        return "".join(parts)

    def peek(self) -> str:
        if self.at >= len(self.text):
            raise ValueError("incomplete format")
        return self.text[self.at]

    def value(self) -> object:
        """The next value, or that of the name in parentheses."""
        if self.by_name:
            return self.chosen
        if self.following >= len(self.given):
            raise TypeError("not enough arguments for format string")
        self.following += 1
        return self.given[self.following - 1]

    def converted(self) -> str:
        """What one conversion gives; `at` is behind its percent sign."""
        found = _Conversion()
        self.by_name = False
        if self.peek() == "(":
            self.choose()
        self.read_flags(found)
        self.read_width(found)
        self.read_precision(found)
        if self.peek() in "hlL":
            self.at += 1
        letter = self.peek()
        self.at += 1
        if letter == "%":
            return "%"
        return self.one(letter, found)

    def choose(self) -> None:
        mapping = self.mapping
        if mapping is None:
            raise TypeError("format requires a mapping")
        start = self.at + 1
        depth = 0
        while True:
            if self.at >= len(self.text):
                raise ValueError("incomplete format key")
            code = self.text[self.at]
            depth += 1 if code == "(" else -1 if code == ")" else 0
            self.at += 1
            if depth == 0:
                break
        self.chosen = mapping[part_of(self.text, start, self.at - 1)]
        self.by_name = True

    def read_flags(self, found: _Conversion) -> None:
        while True:
            flag = self.peek()
            if flag == "-":
                found.left = True
            elif flag == "+":
                found.plus = True
            elif flag == " ":
                found.space = True
            elif flag == "#":
                found.alternate = True
            elif flag == "0":
                found.zero = True
            else:
                return
            self.at += 1

    def read_width(self, found: _Conversion) -> None:
        if self.peek() == "*":
            found.width = self.star()
            if found.width < 0:
                found.left = True
                found.width = -found.width
        else:
            found.width = self.number("width")

    def read_precision(self, found: _Conversion) -> None:
        if self.peek() != ".":
            return
        self.at += 1
        if self.peek() == "*":
            found.precision = max(self.star(), 0)
        else:
            found.precision = self.number("precision")

    def star(self) -> int:
        self.at += 1
        value = self.value()
        if not isinstance(value, int):
            raise TypeError("* wants int")
        return value

    def number(self, what: str) -> int:
        found = 0
        while self.peek() >= "0" and self.peek() <= "9":
            found = found * 10 + code_at(self.text, self.at) - _ZERO
            if found > _LARGEST:
                raise ValueError(f"{what} too big")
            self.at += 1
        return found

    def one(self, letter: str, found: _Conversion) -> str:
        if letter in "srab":
            return _aligned("", self.as_text(letter, found), found, False)
        if letter == "c":
            return _aligned("", self.as_character(self.value()), found, False)
        if letter in "diuxXo":
            return _integer(self.value(), letter, found)
        if letter in "eEfFgG":
            return _float(self.value(), letter, found)
        raise ValueError(f"unsupported format character '{letter if letter >= ' ' and letter <= '~' else '?'}' ({hex(ord(letter))}) at index {self.at - 1}")

    def as_text(self, letter: str, found: _Conversion) -> str:
        if letter == "b" and not self.binary:
            raise ValueError(f"unsupported format character 'b' (0x62) at index {self.at - 1}")
        value = self.value()
        if self.binary and (letter == "s" or letter == "b"):
            text = _bytes_text(value)
        elif letter == "s":
            text = str(value)
        else:
            text = repr(value)
            if letter == "a" or self.binary:
                text = str_to_ascii(text)
        if found.precision != UNSET and found.precision < len(text):
            return part_of(text, 0, found.precision)
        return text

    def as_character(self, value: object) -> str:
        if isinstance(value, int):
            if self.binary and (value < 0 or value > 255):
                raise OverflowError("%c arg not in range(256)")
            if value < 0 or value > 0x10FFFF:
                raise OverflowError("%c arg not in range(0x110000)")
            return code_to_str(value)
        if self.binary:
            if isinstance(value, (bytes, bytearray)) and len(value) == 1:
                return code_to_str(value[0])
            raise TypeError("%c requires an integer in range(256) or a single byte")
        if isinstance(value, str) and len(value) == 1:
            return value
        raise TypeError("%c requires int or char")


def _bytes_text(value: object) -> str:
    if isinstance(value, bytes):
        return bytes_to_latin1(value)
    if isinstance(value, bytearray):
        return bytes_to_latin1(value)
    raise TypeError(f"%b requires a bytes-like object, or an object that implements __bytes__, not '{type(value).__name__}'")


def _sign(negative: bool, found: _Conversion) -> str:
    if negative:
        return "-"
    return "+" if found.plus else " " if found.space else ""


def _aligned(prefix: str, text: str, found: _Conversion, number: bool) -> str:
    """Fill up to the width: behind, in front, or with zeros between the sign and the digits."""
    missing = found.width - len(prefix) - len(text)
    if missing <= 0:
        return prefix + text
    if found.left:
        return pad(prefix + text, 0, missing, _SPACE)
    if number and found.zero:
        return prefix + pad(text, missing, 0, _ZERO)
    return pad(prefix + text, missing, 0, _SPACE)


def _integer(value: object, letter: str, found: _Conversion) -> str:
    if isinstance(value, int):
        number = value
    elif isinstance(value, float) and letter in "diu":
        number = int_from_float(value)
    elif letter in "diu":
        raise TypeError(f"%{letter} format: a real number is required, not {type(value).__name__}")
    else:
        raise TypeError(f"%{letter} format: an integer is required, not {type(value).__name__}")
    digits = int_format_spec(number, letter if letter in "xXo" else "d")
    if number < 0:
        digits = part_of(digits, 1, len(digits))
    if found.precision > len(digits):
        digits = pad(digits, found.precision - len(digits), 0, _ZERO)
    base = "0" + letter if found.alternate and letter in "xXo" else ""
    return _aligned(_sign(number < 0, found) + base, digits, found, True)


def _float(value: object, letter: str, found: _Conversion) -> str:
    if isinstance(value, float):
        number = value
    elif isinstance(value, int):
        number = float(value)
    else:
        raise TypeError(f"must be real number, not {type(value).__name__}")
    spec = FormatSpec("int")
    spec.type = ord(letter)
    spec.precision = found.precision if found.precision != UNSET else 6
    spec.alternate = found.alternate
    text = float_format_parsed(number, spec)
    negative = text[0] == "-"
    if negative:
        text = part_of(text, 1, len(text))
    return _aligned(_sign(negative, found), text, found, True)


def percent_values(text: str, given: list[object]) -> str:
    """`text % (a, b)`, and `text % a` where `a` is no tuple and no dict."""
    return _Percent(text, given, None, False).whole()


def percent_mapping(text: str, given: dict[str, V], whole: list[object]) -> str:
    """`text % {"name": value}`; `whole` holds the dict, which `%s` without a name shows."""
    return _Percent(text, whole, _objects(given), False).whole()


def percent_bytes(text: bytes, given: list[object]) -> bytes:
    """`b"..." % values`."""
    return _Percent(bytes_to_latin1(text), given, None, True).whole().encode("latin-1")


def percent_bytearray(text: bytearray, given: list[object]) -> bytearray:
    """`bytearray(b"...") % values`."""
    return bytearray(_Percent(bytes_to_latin1(text), given, None, True).whole().encode("latin-1"))


def _objects(given: dict[str, V]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in given.items():
        found[key] = value
    return found
