"""The properties and the case of characters agree with CPython's `unicodedata`."""

from __future__ import annotations

import importlib
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from yarara.runtime import characters, unicode_tables

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

PREDICATES = {
    characters.is_space: str.isspace, characters.is_alphabetic: str.isalpha, characters.is_digit: str.isdigit,
    characters.is_numeric: str.isnumeric, characters.is_printable: str.isprintable, characters.is_upper: str.isupper,
    characters.is_lower: str.islower, characters.is_identifier_start: str.isidentifier,
}
MAPPINGS = {
    characters.to_upper: str.upper, characters.to_lower: str.lower, characters.to_title: str.title, characters.to_folded: str.casefold,
}


def _codes(table: bytes) -> Iterator[int]:
    """The code points of a table."""
    code, at = int.from_bytes(table[:3], "little"), int.from_bytes(table[3:5], "little")
    while at < len(table):
        yield code
        size = 1 if table[at] < 0x80 else 2 if table[at] < 0xC0 else 3
        code += int.from_bytes(table[at:at + size], "big") & (0x7F, 0x3FFF, 0x3F_FFFF)[size - 1]
        at += size


# Every place where a property may change, and its neighbours.
CODES = sorted({
    code + near
    for table in (unicode_tables.ALPHABETIC, unicode_tables.PRINTABLE, unicode_tables.UPPERCASE, unicode_tables.LOWERCASE)
    for code in _codes(table)
    for near in (-1, 0, 1)
} | set(range(0x500)))

same_unicode = pytest.mark.skipif(unicodedata.unidata_version != "14.0.0", reason="this Python has another version of Unicode")


@same_unicode
def test_tables_are_what_the_generator_writes() -> None:
    generator = importlib.import_module("unicode_tables")
    assert generator.generate() == generator.TARGET.read_text()


@same_unicode
@pytest.mark.parametrize("ours", PREDICATES, ids=lambda f: f.__name__)
def test_predicate_agrees(ours: object) -> None:
    theirs = PREDICATES[ours]  # type: ignore[index]
    assert [c for c in CODES if ours(c) != theirs(chr(c))] == []  # type: ignore[operator]


@same_unicode
@pytest.mark.parametrize("ours", MAPPINGS, ids=lambda f: f.__name__)
def test_mapping_agrees(ours: object) -> None:
    theirs = MAPPINGS[ours]  # type: ignore[index]
    assert [c for c in CODES if _text(ours(c)) != theirs(chr(c))] == []  # type: ignore[operator]


def _text(mapped: int) -> str:
    if mapped < characters.EXPANDED:
        return chr(mapped)
    return "".join(chr(mapped >> shift & 0xFFFF) for shift in (32, 16, 0) if mapped >> shift & 0xFFFF)


@same_unicode
def test_decimal_digits_of_all_scripts_have_their_value() -> None:
    assert [c for c in range(0x20000) if characters.decimal_value(c) != unicodedata.decimal(chr(c), -1)] == []
