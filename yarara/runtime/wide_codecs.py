"""UTF-16 (RFC 2781) and UTF-32 (Unicode 15, section 3.10), in both orders of bytes, with and without a mark of the order.

As in `codecs.py`, a first pass over the input finds the size of the result and every error; a second one writes. Only in programs that name one of
these encodings (`machine.WIDE_CODECS`).
"""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.bytestrings import allocate_bytes
from yarara.runtime.error_handlers import BACKSLASH_REPLACE, CHARACTER_REFERENCE, IGNORE, REPLACE, STRICT
from yarara.runtime.string_repr import write_hexadecimal
from yarara.runtime.strings import allocate_str, code_at, kind_of
from yarara.runtime.units import kind_for, store_unit

# A codec is a sum of these.
WIDE: Final = 8         # what tells it from those of codecs.py
_BIG: Final = 16        # the highest byte first
_MARKED: Final = 32     # begins with a mark, or is little-endian
_OF_32: Final = 64

_MARK: Final = 0xFEFF
_REPLACEMENT: Final = 0xFFFD
_BACKSLASH: Final = 92

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

# A step is one word, as in codecs.py: how many bytes it takes in the lowest 3 bits, above them the code point, or -1 minus the error.

def decode_wide(data: bytes, codec: int, handler: int) -> str:
    """Raises UnicodeDecodeError, if the handler is STRICT."""
    row = machine.tail(data)
    start = 0
    if codec & _MARKED != 0:
        codec &= ~_MARKED
        width = _width(codec)
        if len(data) >= width and _unit(row, codec) == _MARK:
            start = width
        elif len(data) >= width and _unit(row, codec | _BIG) == _MARK:
            start = width
            codec |= _BIG
    length = 0
    bits = 0
    at = start
    while at < len(data):
        step = _decode_step(row + at, len(data) - at, codec)
        if step >= 0:
            length += 1
            bits |= step >> 3
        elif handler == STRICT:
            raise UnicodeDecodeError(_name_of(codec), data, at, at + (step & 7), _reason(-1 - (step >> 3)))
        elif handler == CHARACTER_REFERENCE:
            raise TypeError("don't know how to handle UnicodeDecodeError in error callback")
        elif handler == REPLACE:
            length += 1
            bits |= _REPLACEMENT
        elif handler == BACKSLASH_REPLACE:
            length += 4 * (step & 7)
        at += step & 7
    if length == 0:
        return ""
    result = allocate_str(length, kind_for(bits))
    _write_decoded(data, start, codec, handler, machine.tail(result), kind_of(result))
    return result


def _write_decoded(data: bytes, start: int, codec: int, handler: int, target: int, kind: int) -> None:
    row = machine.tail(data)
    at = start
    written = 0
    while at < len(data):
        step = _decode_step(row + at, len(data) - at, codec)
        if step >= 0 or handler == REPLACE:
            store_unit(target, kind, written, step >> 3 if step >= 0 else _REPLACEMENT)
            written += 1
        elif handler == BACKSLASH_REPLACE:
            for i in range(step & 7):
                store_unit(target, kind, written, _BACKSLASH)
                store_unit(target, kind, written + 1, 120)
                write_hexadecimal(target, kind, written + 2, 2, machine.load8(row + at + i))
                written += 4
        at += step & 7


def _decode_step(at: int, rest: int, codec: int) -> int:
    """What stands at an address with `rest` bytes, at least one, before the end."""
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
