"""UTF-16 (RFC 2781) and UTF-32 (Unicode 15, section 3.10), in both orders of bytes, with and without a mark of the order.

As in `codecs.py`, which decodes by steps found here, a first pass over the input finds the size of the result and every error; a second one writes.
Only in programs that name one of these encodings (`machine.WIDE_CODECS`).
"""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.bytestrings import allocate_bytes
from yarara.runtime.error_handlers import BACKSLASH_REPLACE, CHARACTER_REFERENCE, REPLACE, STRICT
from yarara.runtime.strings import code_at

# A codec is a sum of these.
WIDE: Final = 8         # what tells it from those of codecs.py
_BIG: Final = 16        # the highest byte first
_MARKED: Final = 32     # begins with a mark, or is little-endian
_OF_32: Final = 64

_MARK: Final = 0xFEFF

# Errors of decoding.
_TRUNCATED: Final = 0
_END_IN_PAIR: Final = 1
_LONE_SECOND: Final = 2
_LONE_FIRST: Final = 3
_TOO_LARGE: Final = 4
_SURROGATE: Final = 5


def wide_codec(name: str) -> int:
    """The codec of this name, in lower case and with hyphens; 0 if it is none of these."""
    if name == "utf-16" or name == "utf16" or name == "u16":
        return WIDE | _MARKED
    if name == "utf-16-le" or name == "utf-16le":
        return WIDE
    if name == "utf-16-be" or name == "utf-16be":
        return WIDE | _BIG
    if name == "utf-32" or name == "utf32" or name == "u32":
        return WIDE | _OF_32 | _MARKED
    if name == "utf-32-le" or name == "utf-32le":
        return WIDE | _OF_32
    if name == "utf-32-be" or name == "utf-32be":
        return WIDE | _OF_32 | _BIG
    return 0


def _name_of(codec: int) -> str:
    if codec & _MARKED != 0:
        return "utf-32" if codec & _OF_32 != 0 else "utf-16"
    if codec & _BIG != 0:
        return "utf-32-be" if codec & _OF_32 != 0 else "utf-16-be"
    return "utf-32-le" if codec & _OF_32 != 0 else "utf-16-le"


def _is_surrogate(code: int) -> bool:
    return 0xD800 <= code <= 0xDFFF


# -- encoding ----------------------------------------------------------------------------------------------------------

def encode_wide(text: str, codec: int, handler: int) -> bytes:
    """Raises UnicodeEncodeError for a surrogate, if the handler is STRICT."""
    units = 1 if codec & _MARKED != 0 else 0
    for i in range(len(text)):
        code = code_at(text, i)
        if _is_surrogate(code):
            if handler == STRICT:
                raise UnicodeEncodeError(_name_of(codec), text, i, i + 1, "surrogates not allowed")
            units += len(_substitute(code, handler))
        else:
            units += 2 if code >= 0x1_0000 and codec & _OF_32 == 0 else 1
    result = allocate_bytes(units * _width(codec))
    at = machine.tail(result)
    if codec & _MARKED != 0:
        at = _write(at, _MARK, codec)
    for i in range(len(text)):
        code = code_at(text, i)
        if _is_surrogate(code):
            at = _write_all(at, _substitute(code, handler), codec)
        elif code >= 0x1_0000 and codec & _OF_32 == 0:
            at = _write(at, 0xD800 + (code - 0x1_0000 >> 10), codec)
            at = _write(at, 0xDC00 + (code & 0x3FF), codec)
        else:
            at = _write(at, code, codec)
    return result


def _substitute(code: int, handler: int) -> str:
    """What stands for a surrogate."""
    if handler == REPLACE:
        return "?"
    if handler == BACKSLASH_REPLACE:
        return f"\\u{code:x}"
    return f"&#{code};" if handler == CHARACTER_REFERENCE else ""


def _width(codec: int) -> int:
    return 4 if codec & _OF_32 != 0 else 2


def _write_all(at: int, text: str, codec: int) -> int:
    for i in range(len(text)):
        at = _write(at, code_at(text, i), codec)
    return at


def _write(at: int, unit: int, codec: int) -> int:
    """Write one unit; the address after it."""
    width = _width(codec)
    for i in range(width):
        machine.store8(at + (width - 1 - i if codec & _BIG != 0 else i), unit >> 8 * i & 0xFF)
    return at + width


# -- decoding ----------------------------------------------------------------------------------------------------------

def byte_order(data: bytes, codec: int) -> int:
    """The codec without a mark that this input is in: what its mark says, if it has one."""
    marked_big = codec & _MARKED != 0 and len(data) >= _width(codec) and _unit(machine.tail(data), codec | _BIG) == _MARK
    return codec & ~_MARKED | (_BIG if marked_big else 0)


def mark_length(data: bytes, codec: int) -> int:
    """How many bytes at the start of the input are its mark."""
    width = _width(codec)
    return width if codec & _MARKED != 0 and len(data) >= width and _unit(machine.tail(data), byte_order(data, codec)) == _MARK else 0


def raise_wide_undecodable(data: bytes, at: int, step: int, codec: int) -> None:
    """Raises UnicodeDecodeError."""
    raise UnicodeDecodeError(_name_of(codec), data, at, at + (step & 7), _reason(-1 - (step >> 3)))


def wide_step(at: int, rest: int, codec: int) -> int:
    """What stands at an address with `rest` bytes, at least one, before the end: a step as in codecs.py."""
    width = _width(codec)
    if rest < width:
        return _failure(_TRUNCATED, rest)
    unit = _unit(at, codec)
    if codec & _OF_32 != 0:
        if unit > 0x10_FFFF:
            return _failure(_TOO_LARGE, 4)
        return _failure(_SURROGATE, 4) if _is_surrogate(unit) else unit << 3 | 4
    if not _is_surrogate(unit):
        return unit << 3 | 2
    if unit >= 0xDC00:
        return _failure(_LONE_SECOND, 2)
    if rest < 4:
        return _failure(_END_IN_PAIR, rest)
    second = _unit(at + 2, codec)
    if second < 0xDC00 or second > 0xDFFF:
        return _failure(_LONE_FIRST, 2)
    return 0x1_0000 + ((unit & 0x3FF) << 10 | second & 0x3FF) << 3 | 4


def _unit(at: int, codec: int) -> int:
    width = _width(codec)
    unit = 0
    for i in range(width):
        unit = unit << 8 | machine.load8(at + (i if codec & _BIG != 0 else width - 1 - i))
    return unit


def _failure(error: int, size: int) -> int:
    return (-1 - error) << 3 | size


def _reason(error: int) -> str:
    if error == _TRUNCATED:
        return "truncated data"
    if error == _END_IN_PAIR:
        return "unexpected end of data"
    if error == _LONE_SECOND:
        return "illegal encoding"
    if error == _LONE_FIRST:
        return "illegal UTF-16 surrogate"
    if error == _TOO_LARGE:
        return "code point not in range(0x110000)"
    return "code point in surrogate code point range(0xd800, 0xe000)"
