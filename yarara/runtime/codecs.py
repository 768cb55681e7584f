"""Text to bytes and back: UTF-8 (RFC 3629), ASCII and Latin-1, with the error handlers strict, ignore, replace and backslashreplace.
(UTF-16 and UTF-32 are in `wide_codecs.py`.)

A first pass over the input finds the size of the result and every error; a second one writes.
"""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.bytestrings import allocate_bytes, bytes_to_latin1, copy_to_bytes, data_address, snapshot
from yarara.runtime.error_handlers import BACKSLASH_REPLACE, CHARACTER_REFERENCE, IGNORE, REPLACE, STRICT
from yarara.runtime.string_case import str_lower
from yarara.runtime.string_repr import write_hexadecimal
from yarara.runtime.string_search import str_replace
from yarara.runtime.strings import allocate_str, code_at, kind_of
from yarara.runtime.units import is_ascii, kind_for, store_unit
from yarara.runtime.wide_codecs import WIDE, byte_order, encode_wide, mark_length, raise_wide_undecodable, wide_codec, wide_step

_UTF_8: Final = 1
_ASCII: Final = 2
_LATIN_1: Final = 3
_MARKED_UTF_8: Final = 4  # begins with the three bytes of U+FEFF

_REPLACEMENT: Final = 0xFFFD
_QUESTION_MARK: Final = 63
_BACKSLASH: Final = 92


def _codec_for(encoding: str) -> int:
    """Raises LookupError for an encoding that is not supported."""
    if encoding == "utf-8" or encoding == "ascii" or encoding == "latin-1":
        name = encoding
    else:
        name = str_replace(str_lower(encoding), "_", "-")
    if name == "utf-8" or name == "utf8":
        return _UTF_8
    if name == "ascii" or name == "us-ascii":
        return _ASCII
    if name == "latin-1" or name == "latin1" or name == "iso-8859-1" or name == "iso8859-1":
        return _LATIN_1
    if machine.WIDE_CODECS and (name == "utf-8-sig" or name == "utf8-sig"):
        return _MARKED_UTF_8
    wide = wide_codec(name) if machine.WIDE_CODECS else 0
    if wide != 0:
        return wide
    raise LookupError(f"unknown encoding: {encoding}")


def _handler_for(errors: str) -> int:
    """Raises LookupError for an error handler that is not supported."""
    if errors == "strict":
        return STRICT
    if errors == "ignore":
        return IGNORE
    if errors == "replace":
        return REPLACE
    if errors == "backslashreplace":
        return BACKSLASH_REPLACE
    if machine.REFERENCES and errors == "xmlcharrefreplace":
        return CHARACTER_REFERENCE
    raise LookupError(f"unknown error handler name '{errors}'")


# -- encoding ----------------------------------------------------------------------------------------------------------

def str_encode(self: str, encoding: str = "utf-8", errors: str = "strict") -> bytes:
    """Raises UnicodeEncodeError, and LookupError for an unknown encoding or handler."""
    codec = _codec_for(encoding)
    if machine.WIDE_CODECS and codec & WIDE != 0:
        return encode_wide(self, codec, _handler_for(errors))
    if machine.WIDE_CODECS and codec == _MARKED_UTF_8:
        return b"\xef\xbb\xbf" + str_encode(self, "utf-8", errors)
    if kind_of(self) == 1 and (codec == _LATIN_1 or is_ascii(machine.tail(self), len(self))):
        return copy_to_bytes(machine.tail(self), len(self))
    if codec == _UTF_8:
        return encode_utf8(self, _handler_for(errors))
    return _encode_below(self, 0x80 if codec == _ASCII else 0x100, _handler_for(errors))


def encode_utf8(text: str, handler: int) -> bytes:
    """Raises UnicodeEncodeError for a surrogate, if the handler is STRICT."""
    length = 0
    for i in range(len(text)):
        code = code_at(text, i)
        if is_surrogate(code):
            if handler == STRICT:
                _raise_surrogates(text, i)
            length += _substitute_length(code, handler)
        else:
            length += 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x1_0000 else 4
    result = allocate_bytes(length)
    at = machine.tail(result)
    for i in range(len(text)):
        code = code_at(text, i)
        at = _write_substitute(at, code, handler) if is_surrogate(code) else _write_utf8(at, code)
    return result


def is_surrogate(code: int) -> bool:
    return 0xD800 <= code <= 0xDFFF


def _raise_surrogates(text: str, start: int) -> None:
    end = start
    while end < len(text) and is_surrogate(code_at(text, end)):
        end += 1
    raise UnicodeEncodeError("utf-8", text, start, end, "surrogates not allowed")


def _write_utf8(at: int, code: int) -> int:
    """Write one code point; the address after it."""
    if code < 0x80:
        machine.store8(at, code)
        return at + 1
    if code < 0x800:
        machine.store8(at, 0xC0 | code >> 6)
        return _write_continuation(at + 1, code, 1)
    if code < 0x1_0000:
        machine.store8(at, 0xE0 | code >> 12)
        return _write_continuation(at + 1, code, 2)
    machine.store8(at, 0xF0 | code >> 18)
    return _write_continuation(at + 1, code, 3)


def _write_continuation(at: int, code: int, count: int) -> int:
    while count > 0:
        count -= 1
        machine.store8(at, 0x80 | code >> 6 * count & 0x3F)
        at += 1
    return at


def _substitute_length(code: int, handler: int) -> int:
    """How many bytes stand for a character that cannot be encoded."""
    if machine.REFERENCES and handler == CHARACTER_REFERENCE:
        return 3 + _digits(code)
    if handler == BACKSLASH_REPLACE:
        return 4 if code < 0x100 else 6 if code < 0x1_0000 else 10
    return 0 if handler == IGNORE else 1


def _write_substitute(at: int, code: int, handler: int) -> int:
    """Write what stands for a character that cannot be encoded; the address after it."""
    width = _substitute_length(code, handler)
    if machine.REFERENCES and handler == CHARACTER_REFERENCE:
        _write_reference(at, code, width)
    elif width == 1:
        machine.store8(at, _QUESTION_MARK)
    elif width > 1:
        machine.store8(at, _BACKSLASH)
        machine.store8(at + 1, 120 if width == 4 else 117 if width == 6 else 85)
        write_hexadecimal(at, 1, 2, width - 2, code)
    return at + width


def _digits(code: int) -> int:
    count = 1
    while code >= 10:
        code //= 10
        count += 1
    return count


def _write_reference(at: int, code: int, width: int) -> None:
    """`&#8364;`, as XML writes a character."""
    machine.store8(at, 38)
    machine.store8(at + 1, 35)
    machine.store8(at + width - 1, 59)
    for i in range(width - 3):
        machine.store8(at + width - 2 - i, 48 + code % 10)
        code //= 10


def _encode_below(text: str, limit: int, handler: int) -> bytes:
    """One byte for each character below `limit`."""
    length = 0
    for i in range(len(text)):
        code = code_at(text, i)
        if code >= limit and handler == STRICT:
            _raise_ordinal(text, i, limit)
        length += 1 if code < limit else _substitute_length(code, handler)
    result = allocate_bytes(length)
    at = machine.tail(result)
    for i in range(len(text)):
        code = code_at(text, i)
        if code < limit:
            machine.store8(at, code)
            at += 1
        else:
            at = _write_substitute(at, code, handler)
    return result


def _raise_ordinal(text: str, start: int, limit: int) -> None:
    end = start
    while end < len(text) and code_at(text, end) >= limit:
        end += 1
    raise UnicodeEncodeError(
        "ascii" if limit == 0x80 else "latin-1", text, start, end, f"ordinal not in range({limit})",
    )


# -- decoding ----------------------------------------------------------------------------------------------------------

def bytes_decode(self: bytes | bytearray | memoryview, encoding: str = "utf-8", errors: str = "strict") -> str:
    """Also `str(self, encoding)`. Raises UnicodeDecodeError, and LookupError for an unknown encoding or handler."""
    if isinstance(self, memoryview):
        return bytes_decode(self.tobytes(), encoding, errors)
    codec = _codec_for(encoding)
    if machine.WIDE_CODECS and codec & WIDE != 0:
        wide = snapshot(self) if isinstance(self, bytearray) else self
        return _decode(wide, mark_length(wide, codec), byte_order(wide, codec), _handler_for(errors))
    if machine.WIDE_CODECS and codec == _MARKED_UTF_8:
        return bytes_decode(self[3:] if self.startswith(b"\xef\xbb\xbf") else self, "utf-8", errors)
    if codec == _LATIN_1 or is_ascii(data_address(self), len(self)):
        return bytes_to_latin1(self)
    source = snapshot(self) if isinstance(self, bytearray) else self
    return _decode(source, 0, codec, _handler_for(errors))


def bytearray_decode(self: bytearray, encoding: str = "utf-8", errors: str = "strict") -> str:
    """As `bytes.decode`."""
    return bytes_decode(self, encoding, errors)


# A step of decoding is one word: how many bytes it takes in the lowest 3 bits, above them the code point, or -1 minus the kind of
# the error.
_BAD_START: Final = 0
_BAD_CONTINUATION: Final = 1
_TOO_SHORT: Final = 2
_NOT_ASCII: Final = 3


def _decode(data: bytes, start: int, codec: int, handler: int) -> str:
    row = machine.tail(data)
    length = 0
    bits = 0
    at = start
    while at < len(data):
        step = _decode_step(row + at, len(data) - at, codec)
        if step >= 0:
            length += 1
            bits |= step >> 3
        elif machine.REFERENCES and handler == CHARACTER_REFERENCE:
            raise TypeError("don't know how to handle UnicodeDecodeError in error callback")
        elif handler == STRICT:
            _raise_undecodable(data, at, step, codec)
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
    if machine.WIDE_CODECS and codec & WIDE != 0:
        return wide_step(at, rest, codec)
    first = machine.load8(at)
    if first < 0x80:
        return first << 3 | 1
    if codec == _ASCII:
        return _failure(_NOT_ASCII, 1)
    size = _sequence_length(first)
    if size == 0:
        return _failure(_BAD_START, 1)
    code = first & 0x7F >> size
    for i in range(1, size):
        if i == rest:
            return _failure(_TOO_SHORT, i)
        byte = machine.load8(at + i)
        if byte & 0xC0 != 0x80 or i == 1 and not _second_byte_allowed(first, byte):
            return _failure(_BAD_CONTINUATION, i)
        code = code << 6 | byte & 0x3F
    return code << 3 | size


def _failure(error: int, size: int) -> int:
    return (-1 - error) << 3 | size


def _sequence_length(first: int) -> int:
    """How many bytes the sequence has that this byte starts; 0 when none does."""
    if first < 0xC2 or first > 0xF4:
        return 0
    return 2 if first < 0xE0 else 3 if first < 0xF0 else 4


def _second_byte_allowed(first: int, second: int) -> bool:
    """Neither too long a form, nor a surrogate, nor above 0x10FFFF (RFC 3629, section 4)."""
    if first == 0xE0:
        return second >= 0xA0
    if first == 0xED:
        return second < 0xA0
    if first == 0xF0:
        return second >= 0x90
    return first != 0xF4 or second < 0x90


def _raise_undecodable(data: bytes, start: int, step: int, codec: int) -> None:
    if machine.WIDE_CODECS and codec & WIDE != 0:
        raise_wide_undecodable(data, start, step, codec)
    error = -1 - (step >> 3)
    if error == _NOT_ASCII:
        raise UnicodeDecodeError("ascii", data, start, start + 1, "ordinal not in range(128)")
    reason = "invalid start byte"
    if error == _BAD_CONTINUATION:
        reason = "invalid continuation byte"
    elif error == _TOO_SHORT:
        reason = "unexpected end of data"
    raise UnicodeDecodeError("utf-8", data, start, start + (step & 7), reason)
