"""`str.split`, `rsplit` and `splitlines`."""

from __future__ import annotations

from yarara import machine
from yarara.runtime.characters import is_line_boundary, is_space
from yarara.runtime.splitting import cut_at, cut_at_from_end, cut_at_space, cut_at_space_from_end, cut_lines
from yarara.runtime.strings import kind_of, part_of


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
    return _pieces(text, cut_at(
        machine.tail(text), kind_of(text), len(text), machine.tail(separator), kind_of(separator), len(separator), limit,
    ))


@machine.always_inline
def _separates(code: int) -> bool:
    """White space below 256; nearly all characters are decided by two comparisons."""
    return not 32 < code < 0x80 and is_space(code)


def _words(text: str) -> list[str]:
    """`text.split()` where every character is one byte."""
    words: list[str] = []
    row = machine.tail(text)
    count = len(text)
    at = 0
    while True:
        while at < count and _separates(machine.load8(machine.wrap_add(row, at))):
            at += 1
        if at == count:
            return words
        start = at
        while at < count and not _separates(machine.load8(machine.wrap_add(row, at))):
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
