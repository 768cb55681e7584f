"""What single characters are: letters, digits, white space; their upper, lower, title and folded case.

ASCII is decided by comparisons. The tables for all others are in an image only if the program asks for such a property.
"""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime import unicode_tables as tables

_DELTA_BIAS: Final = 0x10_0000
_CODE_MASK: Final = 0x1F_FFFF


# -- sets --------------------------------------------------------------------------------------------------------------

_BLOCK: Final = 16
"""Code points of a table from one that it gives in full to the next."""
_ENTRY: Final = 5


def _full_code(entry: int) -> int:
    return machine.load16(entry) | machine.load8(entry + 2) << 16


def _last_up_to(table: bytes, code: int) -> tuple[int, int]:
    """How many code points of a table are at or below `code`, and the last of them, 0 if there are none."""
    row = machine.bytes_address(table)
    low = 0
    high = machine.load16(row + 3) // _ENTRY
    while low < high:
        middle = (low + high) >> 1
        if _full_code(row + middle * _ENTRY) <= code:
            low = middle + 1
        else:
            high = middle
    if low == 0:
        return 0, 0
    entry = row + low * _ENTRY - _ENTRY
    return _follow_gaps(row + machine.load16(entry + 3), low * _BLOCK - _BLOCK, _full_code(entry), code)


def _follow_gaps(gap: int, count: int, at: int, code: int) -> tuple[int, int]:
    """From a code point `at` with `count` before it to the last that is not above `code`."""
    following = at
    while following <= code:
        at = following
        count += 1
        first = machine.load8(gap)
        if first < 0x80:
            following += first
            gap += 1
        elif first < 0xC0:
            following += first << 8 & 0x3F00 | machine.load8(gap + 1)
            gap += 2
        else:
            following += first << 16 & 0x3F_0000 | machine.load8(gap + 1) << 8 | machine.load8(gap + 2)
            gap += 3
    return count, at


def _is_member(table: bytes, code: int) -> bool:
    return _last_up_to(table, code)[0] & 1 == 1


def is_ascii_upper(code: int) -> bool:
    return 65 <= code <= 90


def is_ascii_lower(code: int) -> bool:
    return 97 <= code <= 122


def is_ascii_digit(code: int) -> bool:
    return 48 <= code <= 57


def is_ascii_alpha(code: int) -> bool:
    return 97 <= code | 32 <= 122


def is_ascii_space(code: int) -> bool:
    """Space, tab, line feed, vertical tab, form feed, carriage return."""
    return code == 32 or 9 <= code <= 13


def is_space(code: int) -> bool:
    """White space, or a separator of the bidirectional types B, S and WS."""
    if code < 0x80:
        return code <= 32 and (code == 32 or 9 <= code <= 13 or 28 <= code <= 31)
    if code < 0x2000:
        return code == 0x85 or code == 0xA0 or code == 0x1680
    if code <= 0x200A:
        return True
    return code == 0x2028 or code == 0x2029 or code == 0x202F or code == 0x205F or code == 0x3000


@machine.always_inline
def separates(code: int) -> bool:
    """The same; nearly all characters of words are decided by two comparisons."""
    return not 32 < code < 0x80 and is_space(code)


def is_line_boundary(code: int) -> bool:
    """Where `str.splitlines` splits."""
    if code < 0x80:
        return 10 <= code <= 13 or 28 <= code <= 30
    return code == 0x85 or code == 0x2028 or code == 0x2029


def is_alphabetic(code: int) -> bool:
    return is_ascii_alpha(code) if code < 0x80 else _is_member(tables.ALPHABETIC, code)


def is_digit(code: int) -> bool:
    return is_ascii_digit(code) if code < 0x80 else _is_member(tables.DIGITS, code)


def is_numeric(code: int) -> bool:
    return is_ascii_digit(code) if code < 0x80 else _is_member(tables.NUMERIC, code)


def is_printable(code: int) -> bool:
    return 32 <= code <= 126 if code < 0x80 else _is_member(tables.PRINTABLE, code)


def is_upper(code: int) -> bool:
    return is_ascii_upper(code) if code < 0x80 else _is_member(tables.UPPERCASE, code)


def is_lower(code: int) -> bool:
    return is_ascii_lower(code) if code < 0x80 else _is_member(tables.LOWERCASE, code)


def is_title(code: int) -> bool:
    """Of title case: a capital followed by a small letter, in one character."""
    return code >= 0x80 and _is_member(tables.TITLECASE, code)


def is_cased(code: int) -> bool:
    """Of upper, lower or title case, and not ignored by `is_case_ignorable`."""
    return is_ascii_alpha(code) if code < 0x80 else _is_member(tables.CASED, code)


def is_case_ignorable(code: int) -> bool:
    """Such as an apostrophe within a word."""
    return _is_member(tables.CASE_IGNORABLE, code)


def is_identifier_start(code: int) -> bool:
    return is_ascii_alpha(code) or code == 95 if code < 0x80 else _is_member(tables.IDENTIFIER_START, code)


def is_identifier_part(code: int) -> bool:
    if code < 0x80:
        return is_ascii_alpha(code) or is_ascii_digit(code) or code == 95
    return _is_member(tables.IDENTIFIER_PART, code)


def decimal_value(code: int) -> int:
    """0..9 for a decimal digit of any script, else -1."""
    if code < 0x80:
        return code - 48 if is_ascii_digit(code) else -1
    count, zero = _last_up_to(tables.DECIMAL_ZEROS, code)
    if count == 0:
        return -1
    value = code - zero
    return value if value < 10 else -1


def digit_value(code: int) -> int:
    """0..35 for a digit or an ASCII letter, else -1."""
    if code < 0x80 and is_ascii_alpha(code):
        return (code | 32) - 87
    return decimal_value(code)


# -- mappings ----------------------------------------------------------------------------------------------------------

UNMAPPED: Final = -1


def _mapped_by_run(table: bytes, code: int) -> int:
    """What the run that contains `code` makes of it, or UNMAPPED."""
    row = machine.bytes_address(table)
    low = 0
    high = len(table) // 8
    while low < high:
        middle = (low + high) >> 1
        if machine.load64(row + middle * 8) >> 43 <= code:
            low = middle + 1
        else:
            high = middle
    if low == 0:
        return UNMAPPED
    run = machine.load64(row + low * 8 - 8)
    if code > run >> 22 & _CODE_MASK or run & 1 == 1 and (code - (run >> 43)) & 1 == 1:
        return UNMAPPED
    return code + (run >> 1 & _CODE_MASK) - _DELTA_BIAS


def _expansion(table: bytes, code: int) -> int:
    """Up to three characters as 16-bit parts of a word, the first highest; 0 when `code` maps to one character."""
    row = machine.bytes_address(table)
    for i in range(len(table) // 8):
        entry = machine.load64(row + i * 8)
        if entry >> 48 & 0xFFFF == code:
            return entry & 0xFFFF_FFFF_FFFF
    return 0


# A mapping to more than one character is EXPANDED + its parts; each part is 16 bits, the first highest, 0 where there is none.
EXPANDED: Final = 0x1_0000_0000_0000


def to_upper(code: int) -> int:
    """The upper case of a character: one code point, or more than EXPANDED."""
    if code < 0x80:
        return code - 32 if is_ascii_lower(code) else code
    parts = _expansion(tables.UPPER_EXPANSIONS, code)
    if parts != 0:
        return EXPANDED | parts
    mapped = _mapped_by_run(tables.UPPER_RUNS, code)
    return code if mapped == UNMAPPED else mapped


def to_lower(code: int) -> int:
    """The lower case of a character, as `to_upper`."""
    if code < 0x80:
        return code + 32 if is_ascii_upper(code) else code
    parts = _expansion(tables.LOWER_EXPANSIONS, code)
    if parts != 0:
        return EXPANDED | parts
    mapped = _mapped_by_run(tables.LOWER_RUNS, code)
    return code if mapped == UNMAPPED else mapped


def to_title(code: int) -> int:
    """The title case of a character, as `to_upper`."""
    if code >= 0x80:
        parts = _expansion(tables.TITLE_EXPANSIONS, code)
        if parts != 0:
            return EXPANDED | parts
        mapped = _mapped_by_run(tables.TITLE_RUNS, code)
        if mapped != UNMAPPED:
            return mapped
    return to_upper(code)


def to_folded(code: int) -> int:
    """What a character becomes for caseless comparison, as `to_upper`."""
    if code >= 0x80:
        parts = _expansion(tables.FOLD_EXPANSIONS, code)
        if parts != 0:
            return EXPANDED | parts
        mapped = _mapped_by_run(tables.FOLD_RUNS, code)
        if mapped != UNMAPPED:
            return mapped
    return to_lower(code)
