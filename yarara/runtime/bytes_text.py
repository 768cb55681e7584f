"""`bytes` as text: repr, hexadecimal, ASCII case and ASCII properties."""

from __future__ import annotations

from typing import Callable, Final

from yarara import machine
from yarara.runtime.bytestrings import allocate_bytes, copy_to_bytes, data_address
from yarara.runtime.characters import (
    is_ascii_alpha, is_ascii_digit, is_ascii_lower, is_ascii_space, is_ascii_upper,
)
from yarara.runtime.string_repr import escape_letter, quote_for, write_hexadecimal
from yarara.runtime.strings import allocate_str, code_at
from yarara.runtime.units import find_byte, is_ascii

_BACKSLASH: Final = 92


# -- repr --------------------------------------------------------------------------------------------------------------

def bytes_repr(self: bytes) -> str:
    quote = quote_in_row(machine.tail(self), len(self))
    return repr_of_row(machine.tail(self), len(self), quote, quote)


def bytes_str(self: bytes) -> str:
    return bytes_repr(self)


def quote_in_row(row: int, count: int) -> int:
    """Which quote Python puts around these bytes."""
    return quote_for(find_byte(row, count, 39) >= 0, find_byte(row, count, 34) >= 0)


def repr_of_row(row: int, count: int, quote: int, escaped: int) -> str:
    """b'...' with escapes for one of the quotes and for what is not printable ASCII."""
    length = 3
    for i in range(count):
        length += _escaped_width(machine.load8(row + i), escaped)
    result = allocate_str(length, 1)
    target = machine.tail(result)
    machine.store8(target, 98)
    machine.store8(target + 1, quote)
    at = 2
    for i in range(count):
        at = _write_escaped(target, at, machine.load8(row + i), escaped)
    machine.store8(target + at, quote)
    return result


def _escaped_width(byte: int, escaped: int) -> int:
    if byte == escaped or byte == _BACKSLASH or byte == 9 or byte == 10 or byte == 13:
        return 2
    return 1 if 32 <= byte <= 126 else 4


def _write_escaped(target: int, at: int, byte: int, escaped: int) -> int:
    width = _escaped_width(byte, escaped)
    if width == 1:
        machine.store8(target + at, byte)
        return at + 1
    machine.store8(target + at, _BACKSLASH)
    if width == 2:
        machine.store8(target + at + 1, escape_letter(byte))
    else:
        machine.store8(target + at + 1, 120)
        write_hexadecimal(target, 1, at + 2, 2, byte)
    return at + width


# -- hexadecimal -------------------------------------------------------------------------------------------------------

def bytes_hex(self: bytes, sep: str = "", bytes_per_sep: int = 1) -> str:
    """Two digits for each byte; a separator between groups, which are counted from the end unless negative."""
    return hexadecimal(self, sep, bytes_per_sep)


def hexadecimal(data: bytes | bytearray, sep: str, bytes_per_sep: int) -> str:
    """Raises ValueError unless the separator is empty or one ASCII character."""
    separator = 0
    group = 0
    if len(sep) > 0:
        separator = _separator_code(sep)
        group = bytes_per_sep if bytes_per_sep >= 0 else -bytes_per_sep
    count = len(data)
    gaps = (count - 1) // group if group > 0 and count > 0 else 0
    result = allocate_str(count * 2 + gaps, 1)
    target = machine.tail(result)
    first = count % group if group > 0 and bytes_per_sep > 0 else 0  # bytes in the first group, if it is a short one
    at = 0
    for i in range(count):
        if group > 0 and i > 0 and (i - first) % group == 0:
            machine.store8(target + at, separator)
            at += 1
        write_hexadecimal(target, 1, at, 2, machine.load8(data_address(data) + i))
        at += 2
    return result


def _separator_code(sep: str) -> int:
    if len(sep) != 1:
        raise ValueError("sep must be length 1.")
    if code_at(sep, 0) > 127:
        raise ValueError("sep must be ASCII.")
    return code_at(sep, 0)


def bytes_fromhex(string: str) -> bytes:
    """From pairs of hexadecimal digits; white space may stand between pairs. Raises ValueError."""
    result = allocate_bytes(len(string) // 2)
    row = machine.tail(result)
    count = 0
    i = 0
    while i < len(string):
        if is_ascii_space(code_at(string, i)):
            i += 1
            continue
        high = _hex_digit(string, i)
        machine.store8(row + count, high << 4 | _hex_digit(string, i + 1))
        count += 1
        i += 2
    return result if count == len(result) else copy_to_bytes(row, count)


def _hex_digit(text: str, index: int) -> int:
    code = code_at(text, index) if index < len(text) else 0
    if is_ascii_digit(code):
        return code - 48
    letter = code | 32
    if letter < 97 or letter > 102:
        raise ValueError(f"non-hexadecimal number found in fromhex() arg at position {index}")
    return letter - 87


# -- ASCII case --------------------------------------------------------------------------------------------------------

def bytes_upper(self: bytes) -> bytes:
    return _with_case(self, _upper)


def bytes_lower(self: bytes) -> bytes:
    return _with_case(self, _lower)


def bytes_swapcase(self: bytes) -> bytes:
    return _with_case(self, _swapped)


def _with_case(data: bytes, convert: Callable[[int], int]) -> bytes:
    result = allocate_bytes(len(data))
    source = machine.tail(data)
    target = machine.tail(result)
    for i in range(len(data)):
        machine.store8(target + i, convert(machine.load8(source + i)))
    return result


def _upper(byte: int) -> int:
    return byte - 32 if is_ascii_lower(byte) else byte


def _lower(byte: int) -> int:
    return byte + 32 if is_ascii_upper(byte) else byte


def _swapped(byte: int) -> int:
    return byte ^ 32 if is_ascii_alpha(byte) else byte


def bytes_capitalize(self: bytes) -> bytes:
    result = allocate_bytes(len(self))
    source = machine.tail(self)
    target = machine.tail(result)
    for i in range(len(self)):
        byte = machine.load8(source + i)
        machine.store8(target + i, _upper(byte) if i == 0 else _lower(byte))
    return result


def bytes_title(self: bytes) -> bytes:
    result = allocate_bytes(len(self))
    source = machine.tail(self)
    target = machine.tail(result)
    within_word = False
    for i in range(len(self)):
        byte = machine.load8(source + i)
        machine.store8(target + i, _lower(byte) if within_word else _upper(byte))
        within_word = is_ascii_alpha(byte)
    return result


# -- ASCII properties --------------------------------------------------------------------------------------------------

def all_bytes(data: bytes | bytearray, holds: Callable[[int], bool]) -> bool:
    """Whether there is at least one byte, and something holds for all of them."""
    row = data_address(data)
    for i in range(len(data)):
        if not holds(machine.load8(row + i)):
            return False
    return len(data) > 0


def has_case(data: bytes | bytearray, wanted: Callable[[int], bool], unwanted: Callable[[int], bool]) -> bool:
    """Whether there are letters of one case, and none of the other."""
    row = data_address(data)
    found = False
    for i in range(len(data)):
        byte = machine.load8(row + i)
        if unwanted(byte):
            return False
        found = found or wanted(byte)
    return found


def is_ascii_alphanumeric(code: int) -> bool:
    return is_ascii_alpha(code) or is_ascii_digit(code)


def bytes_isalnum(self: bytes) -> bool:
    return all_bytes(self, is_ascii_alphanumeric)


def bytes_isalpha(self: bytes) -> bool:
    return all_bytes(self, is_ascii_alpha)


def bytes_isdigit(self: bytes) -> bool:
    return all_bytes(self, is_ascii_digit)


def bytes_isspace(self: bytes) -> bool:
    return all_bytes(self, is_ascii_space)


def bytes_isascii(self: bytes) -> bool:
    return is_ascii(machine.tail(self), len(self))


def bytes_islower(self: bytes) -> bool:
    return has_case(self, is_ascii_lower, is_ascii_upper)


def bytes_isupper(self: bytes) -> bool:
    return has_case(self, is_ascii_upper, is_ascii_lower)


def bytes_istitle(self: bytes) -> bool:
    """Upper case where a word begins, lower case within, and at least one word."""
    found = False
    inside = False
    for i in range(len(self)):
        code = self[i]
        if is_ascii_upper(code):
            if inside:
                return False
            inside = found = True
        elif is_ascii_lower(code):
            if not inside:
                return False
        else:
            inside = False
    return found
