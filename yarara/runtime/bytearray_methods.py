"""Methods of `bytearray` that only read: searches work in place; the rest goes through a copy as `bytes`."""

from __future__ import annotations

from typing import Iterable

from yarara.runtime import bytes_splitting, bytes_text
from yarara.runtime.bytearrays import bytearray_of
from yarara.runtime.bytes_search import (
    bytes_partition, bytes_removeprefix, bytes_removesuffix, bytes_replace, bytes_rpartition, count_in, ends_with, find_in, find_last_in, found_index,
    starts_with,
)
from yarara.runtime.bytestrings import bytes_join, data_address, snapshot
from yarara.runtime.characters import is_ascii_digit
from yarara.runtime.units import is_ascii


# -- searches ----------------------------------------------------------------------------------------------------------

def bytearray_find(
    self: bytearray, sub: bytes | bytearray | int, start: int | None = None, end: int | None = None,
) -> int:
    return find_in(self, sub, start, end)


def bytearray_rfind(
    self: bytearray, sub: bytes | bytearray | int, start: int | None = None, end: int | None = None,
) -> int:
    return find_last_in(self, sub, start, end)


def bytearray_index(
    self: bytearray, sub: bytes | bytearray | int, start: int | None = None, end: int | None = None,
) -> int:
    """Raises ValueError."""
    return found_index(find_in(self, sub, start, end))


def bytearray_rindex(
    self: bytearray, sub: bytes | bytearray | int, start: int | None = None, end: int | None = None,
) -> int:
    """Raises ValueError."""
    return found_index(find_last_in(self, sub, start, end))


def bytearray_count(
    self: bytearray, sub: bytes | bytearray | int, start: int | None = None, end: int | None = None,
) -> int:
    return count_in(self, sub, start, end)


def bytearray_startswith(
    self: bytearray, prefix: bytes | bytearray | tuple[bytes, ...], start: int | None = None, end: int | None = None,
) -> bool:
    return starts_with(self, prefix, start, end)


def bytearray_endswith(
    self: bytearray, suffix: bytes | bytearray | tuple[bytes, ...], start: int | None = None, end: int | None = None,
) -> bool:
    return ends_with(self, suffix, start, end)


# -- parts -------------------------------------------------------------------------------------------------------------

def _arrays(pieces: list[bytes]) -> list[bytearray]:
    return [bytearray_of(piece) for piece in pieces]


def bytearray_split(self: bytearray, sep: bytes | None = None, maxsplit: int = -1) -> list[bytearray]:
    return _arrays(bytes_splitting.bytes_split(snapshot(self), sep, maxsplit))


def bytearray_rsplit(self: bytearray, sep: bytes | None = None, maxsplit: int = -1) -> list[bytearray]:
    return _arrays(bytes_splitting.bytes_rsplit(snapshot(self), sep, maxsplit))


def bytearray_splitlines(self: bytearray, keepends: bool = False) -> list[bytearray]:
    return _arrays(bytes_splitting.bytes_splitlines(snapshot(self), keepends))


def bytearray_partition(self: bytearray, sep: bytes) -> tuple[bytearray, bytearray, bytearray]:
    before, found, after = bytes_partition(snapshot(self), sep)
    return bytearray_of(before), bytearray_of(found), bytearray_of(after)


def bytearray_rpartition(self: bytearray, sep: bytes) -> tuple[bytearray, bytearray, bytearray]:
    before, found, after = bytes_rpartition(snapshot(self), sep)
    return bytearray_of(before), bytearray_of(found), bytearray_of(after)


def bytearray_replace(self: bytearray, old: bytes, new: bytes, count: int = -1) -> bytearray:
    return bytearray_of(bytes_replace(snapshot(self), old, new, count))


def bytearray_join(self: bytearray, iterable_of_bytes: Iterable[bytes]) -> bytearray:
    return bytearray_of(bytes_join(snapshot(self), iterable_of_bytes))


def bytearray_strip(self: bytearray, bytes: bytes | None = None) -> bytearray:
    return bytearray_of(bytes_splitting.bytes_strip(snapshot(self), bytes))


def bytearray_lstrip(self: bytearray, bytes: bytes | None = None) -> bytearray:
    return bytearray_of(bytes_splitting.bytes_lstrip(snapshot(self), bytes))


def bytearray_rstrip(self: bytearray, bytes: bytes | None = None) -> bytearray:
    return bytearray_of(bytes_splitting.bytes_rstrip(snapshot(self), bytes))


# -- text --------------------------------------------------------------------------------------------------------------

def bytearray_hex(self: bytearray, sep: str = "", bytes_per_sep: int = 1) -> str:
    """As `bytes.hex`."""
    return bytes_text.hexadecimal(self, sep, bytes_per_sep)


def bytearray_fromhex(string: str) -> bytearray:
    """As `bytes.fromhex`."""
    return bytearray_of(bytes_text.bytes_fromhex(string))


def bytearray_upper(self: bytearray) -> bytearray:
    return bytearray_of(bytes_text.bytes_upper(snapshot(self)))


def bytearray_lower(self: bytearray) -> bytearray:
    return bytearray_of(bytes_text.bytes_lower(snapshot(self)))


def bytearray_isascii(self: bytearray) -> bool:
    return is_ascii(data_address(self), len(self))


def bytearray_isdigit(self: bytearray) -> bool:
    return bytes_text.all_bytes(self, is_ascii_digit)


def bytearray_isalnum(self: bytearray) -> bool:
    return bytes_text.bytes_isalnum(snapshot(self))


def bytearray_isalpha(self: bytearray) -> bool:
    return bytes_text.bytes_isalpha(snapshot(self))


def bytearray_isspace(self: bytearray) -> bool:
    return bytes_text.bytes_isspace(snapshot(self))


def bytearray_islower(self: bytearray) -> bool:
    return bytes_text.bytes_islower(snapshot(self))


def bytearray_isupper(self: bytearray) -> bool:
    return bytes_text.bytes_isupper(snapshot(self))


def bytearray_istitle(self: bytearray) -> bool:
    return bytes_text.bytes_istitle(snapshot(self))


def bytearray_swapcase(self: bytearray) -> bytearray:
    return bytearray_of(bytes_text.bytes_swapcase(snapshot(self)))


def bytearray_capitalize(self: bytearray) -> bytearray:
    return bytearray_of(bytes_text.bytes_capitalize(snapshot(self)))


def bytearray_title(self: bytearray) -> bytearray:
    return bytearray_of(bytes_text.bytes_title(snapshot(self)))


def bytearray_center(self: bytearray, width: int, fillchar: bytes = b" ") -> bytearray:
    return bytearray_of(bytes_splitting.bytes_center(snapshot(self), width, fillchar))


def bytearray_ljust(self: bytearray, width: int, fillchar: bytes = b" ") -> bytearray:
    return bytearray_of(bytes_splitting.bytes_ljust(snapshot(self), width, fillchar))


def bytearray_rjust(self: bytearray, width: int, fillchar: bytes = b" ") -> bytearray:
    return bytearray_of(bytes_splitting.bytes_rjust(snapshot(self), width, fillchar))


def bytearray_zfill(self: bytearray, width: int) -> bytearray:
    return bytearray_of(bytes_splitting.bytes_zfill(snapshot(self), width))


def bytearray_removeprefix(self: bytearray, prefix: bytes) -> bytearray:
    return bytearray_of(bytes_removeprefix(snapshot(self), prefix))


def bytearray_removesuffix(self: bytearray, suffix: bytes) -> bytearray:
    return bytearray_of(bytes_removesuffix(snapshot(self), suffix))
