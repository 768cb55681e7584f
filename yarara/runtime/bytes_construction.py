"""`bytes(...)` and `bytearray(...)`."""

from __future__ import annotations

from typing import Iterable

from yarara.runtime.bytearrays import bytearray_of, wrap_storage
from yarara.runtime.bytestrings import bytes_of_zeros, collect_bytes, snapshot
from yarara.runtime.codecs import str_encode


def bytes_new(
    source: int | str | bytes | bytearray | Iterable[int] = 0, encoding: str = "utf-8", errors: str = "strict",
) -> bytes:
    """Zeros, encoded text, or the items. Raises ValueError for a negative count and for an item outside of 0..255."""
    if isinstance(source, int):
        return bytes_of_zeros(source)
    if isinstance(source, str):
        return str_encode(source, encoding, errors)
    if isinstance(source, bytes):
        return source
    if isinstance(source, bytearray):
        return snapshot(source)
    return collect_bytes(source, "bytes")


def bytearray_new(
    source: int | str | bytes | bytearray | Iterable[int] = 0, encoding: str = "utf-8", errors: str = "strict",
) -> bytearray:
    """As `bytes`."""
    if isinstance(source, bytes):
        return bytearray_of(source)
    if isinstance(source, (int, str, bytearray)):
        return wrap_storage(bytes_new(source, encoding, errors))
    return wrap_storage(collect_bytes(source))
