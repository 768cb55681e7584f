"""`bytes.split`, `rsplit`, `splitlines`, `strip` and the methods that pad."""

from __future__ import annotations

from yarara import machine
from yarara.runtime.bytestrings import allocate_bytes, part_of_bytes
from yarara.runtime.characters import is_ascii_space
from yarara.runtime.splitting import (
    cut_at, cut_at_from_end, cut_at_space, cut_at_space_from_end, cut_lines, skip_backward, skip_forward,
)
from yarara.runtime.units import find_byte


def _pieces(data: bytes, bounds: list[int]) -> list[bytes]:
    pieces: list[bytes] = []
    for i in range(0, len(bounds), 2):
        pieces.append(part_of_bytes(data, bounds[i], bounds[i + 1]))
    return pieces


def _reversed_pieces(data: bytes, bounds: list[int]) -> list[bytes]:
    pieces: list[bytes] = []
    for i in range(len(bounds) - 2, -1, -2):
        pieces.append(part_of_bytes(data, bounds[i], bounds[i + 1]))
    return pieces


def byte_pieces(data: bytes, separator: bytes, limit: int) -> list[bytes]:
    """The pieces between separators, at most `limit` cuts unless it is negative. Raises ValueError for an empty one."""
    return _pieces(data, cut_at(machine.tail(data), 1, len(data), machine.tail(separator), 1, len(separator), limit))


def bytes_split(self: bytes, sep: bytes | None = None, maxsplit: int = -1) -> list[bytes]:
    if sep is not None:
        return byte_pieces(self, sep, maxsplit)
    return _pieces(self, cut_at_space(machine.tail(self), 1, len(self), is_ascii_space, maxsplit))


def bytes_rsplit(self: bytes, sep: bytes | None = None, maxsplit: int = -1) -> list[bytes]:
    row = machine.tail(self)
    if sep is not None:
        return _reversed_pieces(self, cut_at_from_end(row, 1, len(self), machine.tail(sep), 1, len(sep), maxsplit))
    return _reversed_pieces(self, cut_at_space_from_end(row, 1, len(self), is_ascii_space, maxsplit))


def _is_line_end(code: int) -> bool:
    return code == 10 or code == 13


def bytes_splitlines(self: bytes, keepends: bool = False) -> list[bytes]:
    return _pieces(self, cut_lines(machine.tail(self), 1, len(self), _is_line_end, keepends))


# -- ends --------------------------------------------------------------------------------------------------------------

def bytes_strip(self: bytes, bytes: bytes | None = None) -> bytes:
    start = _left_end(self, bytes)
    return part_of_bytes(self, start, _right_end(self, start, bytes))


def bytes_lstrip(self: bytes, bytes: bytes | None = None) -> bytes:
    return part_of_bytes(self, _left_end(self, bytes), len(self))


def bytes_rstrip(self: bytes, bytes: bytes | None = None) -> bytes:
    return part_of_bytes(self, 0, _right_end(self, 0, bytes))


def _left_end(data: bytes, unwanted: bytes | None) -> int:
    """The index of the first byte that stays."""
    row = machine.tail(data)
    if unwanted is None:
        return skip_forward(row, 1, 0, len(data), is_ascii_space)
    start = 0
    while start < len(data) and find_byte(machine.tail(unwanted), len(unwanted), machine.load8(row + start)) >= 0:
        start += 1
    return start


def _right_end(data: bytes, start: int, unwanted: bytes | None) -> int:
    """The index after the last byte that stays."""
    row = machine.tail(data)
    end = len(data)
    if unwanted is None:
        return skip_backward(row, 1, start, end, is_ascii_space)
    while end > start and find_byte(machine.tail(unwanted), len(unwanted), machine.load8(row + end - 1)) >= 0:
        end -= 1
    return end


def pad_bytes(data: bytes, left: int, right: int, fill: int) -> bytes:
    """The data with this many copies of a byte on both sides (none for a negative number)."""
    left = max(left, 0)
    right = max(right, 0)
    if left + right == 0:
        return data
    result = allocate_bytes(left + len(data) + right)
    row = machine.tail(result)
    machine.fill(row, fill, left)
    machine.copy(row + left, machine.tail(data), len(data))
    machine.fill(row + left + len(data), fill, right)
    return result


def _fill_byte(fillchar: bytes) -> int:
    if len(fillchar) != 1:
        raise TypeError("the fill character must be a byte string of length 1")
    return machine.load8(machine.tail(fillchar))


def bytes_center(self: bytes, width: int, fillchar: bytes = b" ") -> bytes:
    """Raises TypeError unless `fillchar` is one byte."""
    missing = max(width - len(self), 0)
    left = missing // 2 + (missing & width & 1)
    return pad_bytes(self, left, missing - left, _fill_byte(fillchar))


def bytes_ljust(self: bytes, width: int, fillchar: bytes = b" ") -> bytes:
    """Raises TypeError unless `fillchar` is one byte."""
    return pad_bytes(self, 0, width - len(self), _fill_byte(fillchar))


def bytes_rjust(self: bytes, width: int, fillchar: bytes = b" ") -> bytes:
    """Raises TypeError unless `fillchar` is one byte."""
    return pad_bytes(self, width - len(self), 0, _fill_byte(fillchar))


def bytes_zfill(self: bytes, width: int) -> bytes:
    """Zeros go between the sign and what follows it."""
    if len(self) == 0 or self[0] != 43 and self[0] != 45:
        return pad_bytes(self, width - len(self), 0, 48)
    padded = pad_bytes(part_of_bytes(self, 1, len(self)), width - len(self), 0, 48)
    return part_of_bytes(self, 0, 1) + padded
