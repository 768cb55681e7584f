"""`"...".format(...)` on a literal: the format string is taken apart while compiling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Formatter

_STEP = re.compile(r"\.([^.\[]+)|\[([^\]]+)\]")


@dataclass(frozen=True)
class Attribute:
    """`.name` behind an argument."""

    name: str


@dataclass(frozen=True)
class Subscript:
    """`[key]` behind an argument: a number where it consists of digits."""

    key: int | str


@dataclass(frozen=True)
class Replacement:
    """One `{...}` of a format string: which argument, what is taken of it, its conversion, and its format specification (itself literals
    and replacements)."""

    argument: int | str
    steps: tuple[Attribute | Subscript, ...]
    conversion: str
    spec: tuple[str | Replacement, ...]


class FormatError(ValueError):
    """A format string that is wrong, or that needs what is not supported."""


class FormatString:
    """Takes a format string apart; fields without a name are numbered."""

    def __init__(self, text: str) -> None:
        self._next = 0
        self._manual = False
        self.parts = self._parse(text, 2)

    def _parse(self, text: str, depth: int) -> tuple[str | Replacement, ...]:
        if depth == 0:
            raise FormatError("replacement fields are nested too deeply")
        found: list[str | Replacement] = []
        try:
            pieces = list(Formatter().parse(text))
        except ValueError as error:
            raise FormatError(str(error)) from None
        for literal, name, spec, conversion in pieces:
            if literal:
                found.append(literal)
            if name is not None:
                first = re.match(r"[^.\[]*", name)
                assert first is not None
                argument = self._argument(first[0])
                found.append(Replacement(argument, _steps(name[first.end():]), conversion or "", self._parse(spec or "", depth - 1) if spec else ()))
        return tuple(found)

    def _argument(self, name: str) -> int | str:
        if name == "" or name.isdigit():
            manual = name != ""
            if self._next and manual or self._manual and not manual:
                raise FormatError("cannot switch between numbered and unnumbered fields")
            if manual:
                self._manual = True
                return int(name)
            self._next += 1
            return self._next - 1
        return name


def _steps(text: str) -> tuple[Attribute | Subscript, ...]:
    """The attributes and subscripts behind an argument: `.name[3]`."""
    found: list[Attribute | Subscript] = []
    at = 0
    while at < len(text):
        step = _STEP.match(text, at)
        if step is None:
            raise FormatError("Missing ']' in format string" if text[at] == "[" and "]" not in text[at:] else "Empty attribute in format string")
        name, key = step[1], step[2]
        found.append(Attribute(name) if name is not None else Subscript(int(key) if key.isdigit() else key))
        at = step.end()
    return tuple(found)
