"""`"%s costs %.2f" % (name, price)` on a literal: formats of the plain sort are taken apart while compiling, all others by the runtime."""

from __future__ import annotations

import re
from typing import NamedTuple

_CONVERSION = re.compile(r"%(?:(?P<percent>%)|(?P<flag>[-0]?)(?P<width>[1-9][0-9]{0,3})?(?P<precision>\.[0-9]{1,3})?(?P<letter>[sdxXfeg]))")


class Conversion(NamedTuple):
    """One `%...`: its letter, and the specification with which `format` gives the same for an `int`, a `float` or, for `s`, the value's text."""

    letter: str
    spec: str


def conversions(text: str) -> list[str | Conversion] | None:
    """Literal parts and conversions in turn; None for a format that the runtime has to read."""
    parts: list[str | Conversion] = []
    at = 0
    for found in _CONVERSION.finditer(text):
        parts.append(text[at:found.start()])
        at = found.end()
        part = "%" if found["percent"] else _conversion(found["flag"], found["width"] or "", found["precision"] or "", found["letter"])
        if part is None:
            return None
        parts.append(part)
    parts.append(text[at:])
    return None if any("%" in part for part in parts[::2]) else [part for part in parts if part != ""]


def _conversion(flag: str, width: str, precision: str, letter: str) -> Conversion | None:
    """None where `format` reads such a thing differently, or not at all."""
    if flag != "" and width == "" or letter in "dxX" and precision != "" or letter == "s" and flag == "0":
        return None
    align = "<" if flag == "-" else ">" if letter == "s" and width != "" else flag
    plain = align == width == precision == "" and letter in "sd"
    return Conversion(letter, "" if plain else align + width + precision + letter)
