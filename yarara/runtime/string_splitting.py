"""`str.split`, `rsplit` and `splitlines`."""

from __future__ import annotations

from yarara import machine
from yarara.runtime.characters import is_line_boundary, is_space, separates
from yarara.runtime.splitting import cut_at_from_end, cut_at_space, cut_at_space_from_end, cut_lines
from yarara.runtime.strings import kind_of, part_of
from yarara.runtime.units import find_units


def _pieces(text: str, bounds: list[int]) -> list[str]:
    pieces: list[str] = []
    for i in range(0, len(bounds), 2):
        pieces.append(part_of(text, bounds[i], bounds[i + 1]))
    return pieces


def _reversed_pieces(text: str, bounds: list[int]) -> list[str]:
    pieces: list[str] = []
    for i in range(len(bounds) - 2, -1, -2):
        pieces.append(part_of(text, bounds[i], bounds[i + 1]))
    return pieces


def pieces_at(text: str, separator: str, limit: int) -> list[str]:
    """The pieces between separators, at most `limit` cuts unless it is negative. Raises ValueError for an empty one."""
    if len(separator) == 0:
        raise ValueError("empty separator")
    kind = kind_of(text)
    row = machine.tail(text)
    pieces: list[str] = []
    start = 0
    while limit != 0:
        found = find_units(row + start * kind, kind, len(text) - start, machine.tail(separator), kind_of(separator), len(separator))
        if found < 0:
            break
        pieces.append(part_of(text, start, start + found))
        start += found + len(separator)
        limit -= 1
    pieces.append(part_of(text, start, len(text)))
    return pieces


def _words(text: str) -> list[str]:
    """`text.split()` where every character is one byte."""
    words: list[str] = []
    row = machine.tail(text)
    count = len(text)
    at = 0
    while True:
        while at < count and separates(machine.load8(row + at)):
            at += 1
        if at == count:
            return words
        start = at
        while at < count and not separates(machine.load8(row + at)):
            at += 1
        words.append(part_of(text, start, at))


def str_split(self: str, sep: str | None = None, maxsplit: int = -1) -> list[str]:
    if sep is not None:
        return pieces_at(self, sep, maxsplit)
    if maxsplit < 0 and kind_of(self) == 1:
        return _words(self)
    return _pieces(self, cut_at_space(machine.tail(self), kind_of(self), len(self), is_space, maxsplit))


def str_rsplit(self: str, sep: str | None = None, maxsplit: int = -1) -> list[str]:
    if sep is not None:
        return _reversed_pieces(self, cut_at_from_end(
            machine.tail(self), kind_of(self), len(self), machine.tail(sep), kind_of(sep), len(sep), maxsplit,
        ))
    return _reversed_pieces(
        self, cut_at_space_from_end(machine.tail(self), kind_of(self), len(self), is_space, maxsplit),
    )


def str_splitlines(self: str, keepends: bool = False) -> list[str]:
    return _pieces(self, cut_lines(machine.tail(self), kind_of(self), len(self), is_line_boundary, keepends))
