"""`"...".format(...)` on a literal: the format string is taken apart while compiling."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True)
class Replacement:
    """One `{...}` of a format string: which argument, its conversion, and its format specification (itself literals and replacements)."""

    argument: int | str
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
                argument = self._argument(name)
                found.append(Replacement(argument, conversion or "", self._parse(spec or "", depth - 1) if spec else ()))
        return tuple(found)

    def _argument(self, name: str) -> int | str:
        if "." in name or "[" in name:
            raise FormatError("attributes and subscripts in a format string are not supported yet")
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
