"""`str.isalpha` and its relatives: what all characters of a string are."""

from __future__ import annotations

from typing import Callable

from yarara.runtime import characters
from yarara.runtime.characters import is_lower, is_title, is_upper
from yarara.runtime.string_case import is_ascii_str
from yarara.runtime.strings import code_at


def _all(text: str, holds: Callable[[int], bool]) -> bool:
    for i in range(len(text)):
        if not holds(code_at(text, i)):
            return False
    return True


def _is_decimal(code: int) -> bool:
    return characters.decimal_value(code) >= 0


def _is_alphanumeric(code: int) -> bool:
    return characters.is_alphabetic(code) or characters.is_numeric(code)


def str_isalpha(self: str) -> bool:
    return len(self) > 0 and _all(self, characters.is_alphabetic)


def str_isalnum(self: str) -> bool:
    return len(self) > 0 and _all(self, _is_alphanumeric)


def str_isdecimal(self: str) -> bool:
    return len(self) > 0 and _all(self, _is_decimal)


def str_isdigit(self: str) -> bool:
    return len(self) > 0 and _all(self, characters.is_digit)


def str_isnumeric(self: str) -> bool:
    return len(self) > 0 and _all(self, characters.is_numeric)


def str_isspace(self: str) -> bool:
    return len(self) > 0 and _all(self, characters.is_space)


def str_isprintable(self: str) -> bool:
    return _all(self, characters.is_printable)


def str_isascii(self: str) -> bool:
    return is_ascii_str(self)


def str_isidentifier(self: str) -> bool:
    return (
        len(self) > 0 and characters.is_identifier_start(code_at(self, 0)) and _all(self, characters.is_identifier_part)
    )


def str_islower(self: str) -> bool:
    found = False
    for i in range(len(self)):
        code = code_at(self, i)
        if is_upper(code) or is_title(code):
            return False
        found = found or is_lower(code)
    return found


def str_isupper(self: str) -> bool:
    found = False
    for i in range(len(self)):
        code = code_at(self, i)
        if is_lower(code) or is_title(code):
            return False
        found = found or is_upper(code)
    return found


def str_istitle(self: str) -> bool:
    """Capitals only at the start of words, small letters only after a letter, and at least one letter."""
    found = False
    within_word = False
    for i in range(len(self)):
        code = code_at(self, i)
        if is_upper(code) or is_title(code):
            if within_word:
                return False
            within_word = True
            found = True
        elif is_lower(code):
            if not within_word:
                return False
        else:
            within_word = False
    return found
