"""`translate` and `maketrans` of text and bytes, and `expandtabs` of bytes."""

from __future__ import annotations

from typing import TypeVar

from yarara.runtime.bytearrays import bytearray_of
from yarara.runtime.bytestrings import snapshot
from yarara.runtime.dicts import dict_find
from yarara.runtime.errors import raise_value
from yarara.runtime.strings import code_at, code_to_str

K = TypeVar("K")
V = TypeVar("V")


# -- str ---------------------------------------------------------------------------------------------------------------

def _code_of(key: int | str) -> int:
    """The character that a key of a translation table means."""
    if isinstance(key, int):
        return key
    if len(key) != 1:
        raise_value("string keys in translate table must be of length 1")
    return code_at(key, 0)


def str_maketrans(x: dict[K, V]) -> dict[int, V]:
    """`str.maketrans(table)`."""
    table: dict[int, V] = {}
    for key, value in x.items():
        table[_code_of(key)] = value  # type: ignore[arg-type]
    return table


def _refuse_lengths(x: str, y: str) -> None:
    if len(x) != len(y):
        raise_value("the first two maketrans arguments must have equal length")


def str_maketrans_pairs(x: str, y: str) -> dict[int, int]:
    """`str.maketrans(x, y)`."""
    _refuse_lengths(x, y)
    table: dict[int, int] = {}
    for i in range(len(x)):
        table[code_at(x, i)] = code_at(y, i)
    return table


def str_maketrans_deleting(x: str, y: str, z: str) -> dict[int, int | None]:
    """`str.maketrans(x, y, z)`."""
    _refuse_lengths(x, y)
    table: dict[int, int | None] = {}
    for i in range(len(x)):
        table[code_at(x, i)] = code_at(y, i)
    for i in range(len(z)):
        table[code_at(z, i)] = None
    return table


def _replacement(value: int | str | None) -> str:
    if not isinstance(value, int):
        if not isinstance(value, str):
            return ""
        return value
    if value < 0 or value > 0x10FFFF:
        raise_value("character mapping must be in range(0x110000)")
    return code_to_str(value)


def str_translate(self: str, table: dict[int, V]) -> str:
    """Each character replaced by what the table has for its code: a code, a text, None for nothing."""
    parts: list[str] = []
    for i in range(len(self)):
        code = code_at(self, i)
        index = dict_find(table, code)
        parts.append(code_to_str(code) if index < 0 else _replacement(table._values[index]))  # type: ignore
    return "".join(parts)


# -- bytes -------------------------------------------------------------------------------------------------------------

def bytes_maketrans(frm: bytes | bytearray, to: bytes | bytearray) -> bytes:
    """`bytes.maketrans(frm, to)`."""
    if len(frm) != len(to):
        raise_value("maketrans arguments must have same length")
    table = bytearray(range(256))
    for i in range(len(frm)):
        table[frm[i]] = to[i]
    return bytes(table)


def bytearray_maketrans(frm: bytes | bytearray, to: bytes | bytearray) -> bytes:
    """`bytearray.maketrans(frm, to)`."""
    return bytes_maketrans(frm, to)


def bytes_translate(self: bytes, table: bytes | None, delete: bytes = b"") -> bytes:
    """Without the bytes to delete, each other one replaced by what the table of 256 bytes has for it."""
    if table is not None and len(table) != 256:
        raise_value("translation table must be 256 characters long")
    found = bytearray()
    for byte in self:
        if byte not in delete:
            found.append(byte if table is None else table[byte])
    return bytes(found)


def bytearray_translate(self: bytearray, table: bytes | None, delete: bytes = b"") -> bytearray:
    """As `bytes.translate`."""
    return bytearray_of(bytes_translate(snapshot(self), table, delete))


def bytes_expandtabs(self: bytes, tabsize: int = 8) -> bytes:
    """Each tab becomes the spaces up to the next column that is a multiple of `tabsize`."""
    found = bytearray()
    column = 0
    for byte in self:
        if byte == 9:
            width = tabsize - column % tabsize if tabsize > 0 else 0
            found.extend(b" " * width)
            column += width
        else:
            found.append(byte)
            column = 0 if byte == 10 or byte == 13 else column + 1
    return bytes(found)


def bytearray_expandtabs(self: bytearray, tabsize: int = 8) -> bytearray:
    """As `bytes.expandtabs`."""
    return bytearray_of(bytes_expandtabs(snapshot(self), tabsize))
