"""How a new name is written into a FAT directory: as a short name where it is one, else in entries for a long name before an alias.

FAT32 File System Specification 1.03, "FAT Directory Structure" and "FAT Long Directory Entries"; the flags for short names in small letters
are those of Windows NT, which Linux and mtools read too.
"""

from __future__ import annotations

from yarara.kernel.files.fat_names import ENTRY, LAST_LONG, LONG_NAME, LOWER_BASE, LOWER_EXTENSION, UNITS, checksum
from yarara.kernel.files.filesystem import file_error
from yarara.kernel.files.utf16 import units_of
from yarara.runtime.error_numbers import EEXIST, EINVAL, ENAMETOOLONG

LONGEST_NAME = 255
"""In units of UTF-16."""
_UNITS_IN_PART = 13
_FORBIDDEN = '"*/:<>?\\|'
_SHORT_SIGNS = "$%'-_@~`!(){}^#&"
_MOST_ALIASES = 1_000_000


class NewName:
    """What stands in the entries of a name."""

    def __init__(self, name: str, taken: list[bytes]) -> None:
        """`taken`: the short names that are in the directory. Raises OSError when no file can have this name."""
        _check(name)
        self.flags = 0
        """Which parts of the short name are meant in small letters."""
        self.parts: list[bytes] = []
        """The entries of the long name, in the order in which they stand before the short one."""
        base, extension = _halves(name)
        if _is_short(base, 8) and (_is_short(extension, 3) or extension == "" and "." not in name):
            self.flags = (LOWER_BASE if base.lower() == base != base.upper() else 0) | (LOWER_EXTENSION if extension.lower() == extension != extension.upper() else 0)
            self.short = _filled(base, extension)
            if self.short not in taken:
                return
            self.flags = 0
        self.short = _alias(base, extension, taken)
        self.parts = _long_entries(name, checksum(self.short))


def _check(name: str) -> None:
    for character in name:
        if ord(character) < 32 or character in _FORBIDDEN or 0xD800 <= ord(character) < 0xE000:
            raise file_error(EINVAL, name)
    if name == "" or name[-1] == "." or name[-1] == " ":
        raise file_error(EINVAL, name)
    if len(units_of(name)) > LONGEST_NAME:
        raise file_error(ENAMETOOLONG, name)


def _halves(name: str) -> tuple[str, str]:
    """Before the last point, and after it."""
    at = name.rfind(".")
    return (name, "") if at < 0 else (name[:at], name[at + 1:])


def _is_short(text: str, length: int) -> bool:
    """Whether it fits, and has letters of one size only."""
    if not 0 < len(text) <= length or text.upper() != text and text.lower() != text:
        return False
    for character in text:
        if not (character.isascii() and character.isalnum() or character in _SHORT_SIGNS):
            return False
    return True


def _filled(base: str, extension: str) -> bytes:
    return (base.upper().ljust(8) + extension.upper().ljust(3)).encode("ascii")


def _alias(base: str, extension: str, taken: list[bytes]) -> bytes:
    """A short name that nothing else has: the beginning of the long one, and a number."""
    base = _simplified(base)
    extension = _simplified(extension)[:3]
    for number in range(1, _MOST_ALIASES):
        tail = "~" + str(number)
        short = _filled(base[:8 - len(tail)] + tail, extension)
        if short not in taken:
            return short
    raise file_error(EEXIST, base)


def _simplified(text: str) -> str:
    """Without blanks and points; what a short name cannot have becomes a line."""
    characters: list[str] = []
    for character in text:
        if character != " " and character != ".":
            characters.append(character if character.isascii() and character.isalnum() or character in _SHORT_SIGNS else "_")
    return "".join(characters)


def _long_entries(name: str, check: int) -> list[bytes]:
    """The last part of the name comes first. After the name come a zero and ones."""
    units = units_of(name)
    if len(units) % _UNITS_IN_PART != 0:
        units.append(0)
    while len(units) % _UNITS_IN_PART != 0:
        units.append(0xFFFF)
    count = len(units) // _UNITS_IN_PART
    entries: list[bytes] = []
    for number in range(count, 0, -1):
        entry = bytearray(ENTRY)
        entry[0] = number | LAST_LONG if number == count else number
        entry[11] = LONG_NAME
        entry[13] = check
        for index in range(_UNITS_IN_PART):
            unit = units[_UNITS_IN_PART * (number - 1) + index]
            entry[UNITS[index]] = unit & 0xFF
            entry[UNITS[index] + 1] = unit >> 8
        entries.append(bytes(entry))
    return entries
