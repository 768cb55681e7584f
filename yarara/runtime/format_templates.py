"""`str.format_map`, and `str.format` on a string that only the running program knows.

Fields are taken apart as in CPython's `Objects/stringlib/unicode_format.h`, but for attributes and subscripts within a field, which
need names that are known when the program is compiled.
"""

from __future__ import annotations

from typing import Mapping, TypeVar

T = TypeVar("T")


class Numbering:
    """Fields without a name count upwards; those with a number do not mix with them."""

    def __init__(self) -> None:
        self.next = 0
        self.is_manual = False

    def position(self, name: str) -> int:
        """The argument that a field asks for; -1 when it has a proper name. Raises ValueError."""
        if name == "":
            if self.is_manual:
                raise ValueError("cannot switch from manual field specification to automatic field numbering")
            self.next += 1
            return self.next - 1
        if not name.isdecimal():
            return -1
        if self.next > 0:
            raise ValueError("cannot switch from automatic field numbering to manual field specification")
        self.is_manual = True
        return int(name)


def str_format_map(self: str, mapping: Mapping[str, object]) -> str:
    """Raises ValueError for a format string that is wrong, and what the mapping raises."""
    return FormatText(self, Numbering()).fill(None, mapping, 2)


def str_format_objects(self: str, positional: list[object], named: dict[str, object]) -> str:
    """`self.format(*positional, **named)`. Raises IndexError, KeyError, ValueError."""
    return FormatText(self, Numbering()).fill(positional, named, 2)


class FormatText:
    """One format string, read from the left."""

    def __init__(self, text: str, numbering: Numbering) -> None:
        self._text = text
        self._at = 0
        self._numbering = numbering

    def fill(self, positional: list[object] | None, named: Mapping[str, object], depth: int) -> str:
        """The text with its fields replaced; specifications have fields themselves, but these have none."""
        if depth == 0:
            raise ValueError("Max string recursion exceeded")
        parts: list[str] = []
        while self.literal(parts):
            name, conversion, spec = self.field()
            if "{" in spec:
                spec = FormatText(spec, self._numbering).fill(positional, named, depth - 1)
            position = self._numbering.position(name)
            if position < 0:
                parts.append(_converted(named[name], conversion, spec))
            elif positional is None:
                raise ValueError("Format string contains positional fields")
            elif position >= len(positional):
                raise IndexError(f"Replacement index {position} out of range for positional args tuple")
            else:
                parts.append(_converted(positional[position], conversion, spec))
        return "".join(parts)

    def literal(self, parts: list[str]) -> bool:
        """Take what is before the next field; whether there is one."""
        text = self._text
        start = self._at
        while self._at < len(text):
            character = text[self._at]
            self._at += 1
            if character == "{" or character == "}":
                if self._at < len(text) and text[self._at] == character:
                    parts.append(text[start:self._at])
                    self._at += 1
                    start = self._at
                elif character == "}":
                    raise ValueError("Single '}' encountered in format string")
                elif self._at == len(text):
                    raise ValueError("Single '{' encountered in format string")
                else:
                    parts.append(text[start:self._at - 1])
                    return True
        parts.append(text[start:])
        return False

    def field(self) -> tuple[str, str, str]:
        """Name, conversion and specification of the field that begins here."""
        text = self._text
        start = self._at
        while self._at < len(text) and text[self._at] not in "!:{}":
            self._at += 1
        name = text[start:self._at]
        if self._at == len(text):
            raise ValueError("expected '}' before end of string")
        if text[self._at] == "{":
            raise ValueError("unexpected '{' in field name")
        if "." in name or "[" in name:
            raise ValueError("attributes and subscripts in a format string are only supported in a literal")
        conversion = self._conversion() if text[self._at] == "!" else ""
        return name, conversion, self._specification()

    def _conversion(self) -> str:
        text = self._text
        if self._at + 2 >= len(text):
            raise ValueError("unmatched '{' in format spec" if self._at + 2 == len(text) else "end of string while looking for conversion specifier")
        conversion = text[self._at + 1]
        self._at += 2
        if text[self._at] not in ":}":
            raise ValueError("expected ':' after conversion specifier")
        return conversion

    def _specification(self) -> str:
        """What follows the colon, up to the brace that ends the field."""
        text = self._text
        start = self._at + 1
        depth = 1
        while self._at < len(text):
            if text[self._at] == "{":
                depth += 1
            elif text[self._at] == "}":
                depth -= 1
                if depth == 0:
                    self._at += 1
                    return text[start:self._at - 1]
            self._at += 1
        raise ValueError("unmatched '{' in format spec")


def _converted(value: T, conversion: str, spec: str) -> str:
    if conversion == "":
        return format(value, spec)
    if conversion == "r":
        return format(repr(value), spec)
    if conversion == "s":
        return format(str(value), spec)
    if conversion == "a":
        return format(ascii(value), spec)
    raise ValueError(f"Unknown conversion specifier {conversion}")
