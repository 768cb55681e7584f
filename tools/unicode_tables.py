"""Writes `yarara/runtime/unicode_tables.py` from what this Python knows of Unicode: `python tools/unicode_tables.py`.

The version of Unicode is that of the Python that runs this; the reference is CPython 3.11 (Unicode 14).
"""

from __future__ import annotations

import pathlib
import unicodedata
from typing import Callable, Iterable

CODES = range(0x110000)
BEYOND = 0x11_FFFF
BLOCK = 16
TARGET = pathlib.Path(__file__).parent.parent / "yarara" / "runtime" / "unicode_tables.py"

HEADER = '''"""Properties and case of all characters, from Unicode {version}. Written by `tools/unicode_tables.py`; read by `characters`.

A *set* is the sorted code points at which membership changes, as the gaps between them: 0..7F in a byte, 80.. and C0.. begin numbers of 14 bits in two
and of 22 bits in three, the highest byte first; the last gap leads beyond all code points. Before them stands, for the first of each {block} code points, itself in three bytes and where the
gap behind it is in two, the lowest byte first. A *mapping* is two rows of sorted words:
runs `first << 43 | last << 22 | (delta + 2**20) << 1 | every second`, and expansions of one character into up to three, 16 bits each.
"""

from __future__ import annotations

from typing import Final
'''


def boundaries(holds: Callable[[str], bool]) -> list[int]:
    """Where membership of a set of characters changes."""
    found, inside = [], False
    for code in CODES:
        if holds(chr(code)) != inside:
            inside = not inside
            found.append(code)
    return found


def sorted_codes(codes: list[int]) -> bytes:
    """Code points as a table of gaps."""
    index, gaps = bytearray(), bytearray()
    begin = -(-len(codes) // BLOCK) * 5
    for place, (code, following) in enumerate(zip(codes, [*codes[1:], BEYOND])):
        if place % BLOCK == 0:
            index += code.to_bytes(3, "little") + (begin + len(gaps)).to_bytes(2, "little")
        gaps += _gap(following - code)
    return bytes(index + gaps)


def _gap(value: int) -> bytes:
    if value < 0x80:
        return bytes([value])
    return (0x8000 | value).to_bytes(2, "big") if value < 0x4000 else (0xC0_0000 | value).to_bytes(3, "big")


def words(values: Iterable[int]) -> bytes:
    return b"".join(value.to_bytes(8, "little") for value in values)


def mapping(convert: Callable[[str], str], fallback: Callable[[str], str]) -> tuple[bytes, bytes]:
    """Runs and expansions of a mapping, where it differs from its fallback."""
    expansions: list[int] = []
    runs: list[list[int]] = []
    for code in CODES:
        text = convert(chr(code))
        if text == fallback(chr(code)):
            continue
        if len(text) > 1:
            codes = [code, *map(ord, text), 0][:4]
            expansions.append(sum(c << 48 - 16 * i for i, c in enumerate(codes)))
        else:
            _add(runs, code, ord(text) - code)
    return words(_packed(run) for run in runs), words(expansions)


def _add(runs: list[list[int]], code: int, delta: int) -> None:
    """Extend the last run [first, last, delta, stride], or start another."""
    if runs:
        first, last, known, stride = runs[-1]
        step = code - last
        if known == delta and step <= 2 and stride in (0, step):
            runs[-1] = [first, code, delta, step]
            return
    runs.append([code, code, delta, 0])


def _packed(run: list[int]) -> int:
    first, last, delta, stride = run
    return first << 43 | last << 22 | delta + (1 << 20) << 1 | (stride == 2)


def is_case_ignorable(character: str) -> bool:
    """What `str.lower` skips when it looks for the end of a word at a capital sigma."""
    return ("A" + character + "\u03a3").lower()[-1] == "\u03c2" and not is_cased(character)


def is_cased(character: str) -> bool:
    """What makes a capital sigma after it the end of a word."""
    return (character + "\u03a3").lower()[-1] == "\u03c2"


def zeros() -> bytes:
    """The characters for zero; those for one to nine follow each."""
    return sorted_codes([c for c in CODES if unicodedata.decimal(chr(c), -1) == 0])


SETS: dict[str, Callable[[str], bool]] = {
    "ALPHABETIC": str.isalpha,
    "DIGITS": str.isdigit,
    "NUMERIC": str.isnumeric,
    "PRINTABLE": str.isprintable,
    "UPPERCASE": str.isupper,
    "LOWERCASE": str.islower,
    "TITLECASE": lambda c: unicodedata.category(c) == "Lt",
    "IDENTIFIER_START": str.isidentifier,
    "IDENTIFIER_PART": lambda c: ("a" + c).isidentifier(),
    "CASED": is_cased,
    "CASE_IGNORABLE": is_case_ignorable,
}

MAPPINGS: dict[str, tuple[Callable[[str], str], Callable[[str], str]]] = {
    "UPPER": (str.upper, str),
    "LOWER": (lambda c: "\u03c3" if c == "\u03a3" else c.lower(), str),
    "TITLE": (str.title, str.upper),
    "FOLD": (str.casefold, str.lower),
}


def generate() -> str:
    """The text of the module."""
    tables: dict[str, bytes] = {name: sorted_codes(boundaries(holds)) for name, holds in SETS.items()}
    tables["DECIMAL_ZEROS"] = zeros()
    for name, (convert, fallback) in MAPPINGS.items():
        tables[f"{name}_RUNS"], tables[f"{name}_EXPANSIONS"] = mapping(convert, fallback)
    lines = [HEADER.format(version=unicodedata.unidata_version, block=BLOCK)]
    for name, data in tables.items():
        lines.append(f"{name}: Final = (")
        lines += ["    b\"" + "".join(f"\\x{byte:02x}" for byte in data[i:i + 30]) + '"' for i in range(0, len(data), 30)]
        lines.append(")\n")
    return "\n".join(lines).rstrip("\n") + "\n"


if __name__ == "__main__":
    TARGET.write_text(generate())
