"""The entries of a FAT directory: short names, and long ones that stand in entries of their own before them."""

from __future__ import annotations

from yarara.kernel.files.moments import nanoseconds
from yarara.kernel.files.utf16 import text_of

ENTRY = 32
SHORT_LENGTH = 11
READ_ONLY_ATTRIBUTE = 0x01
DIRECTORY_ATTRIBUTE = 0x10
VOLUME_ATTRIBUTE = 0x08
LONG_NAME = 0x0F
DELETED = 0xE5
LAST_LONG = 0x40
LOWER_BASE = 0x08
LOWER_EXTENSION = 0x10
UNITS = (1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30)
"""Where the 13 UTF-16 units of a long name lie in an entry."""


class Entry:
    """A file or a directory."""

    def __init__(self, name: str, short: bytes, attributes: int, cluster: int, size: int, modified: int, place: int, parts: int) -> None:
        self.name = name
        self.short = short
        """The eleven bytes of the short name."""
        self.attributes = attributes
        self.cluster = cluster
        """The first one; 0: the file is empty, or it is the root directory."""
        self.size = size
        self.modified = modified
        """Nanoseconds since 1970, if the clock that wrote it showed UTC."""
        self.place = place
        """Which entry of its directory it is."""
        self.parts = parts
        """How many entries before it hold its long name."""

    def is_directory(self) -> bool:
        return self.attributes & DIRECTORY_ATTRIBUTE != 0

    def is_read_only(self) -> bool:
        return self.attributes & READ_ONLY_ATTRIBUTE != 0


class EntryReader:
    """Collects entries; a long name may begin in one cluster and end in the next."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._units: list[int] = []  # of the long name so far
        self._checksum = -1
        self._expected = 0  # the number of the next part of the long name, which come backwards
        self._parts = 0
        self.count = 0
        """Of the entries that were looked at, used or not."""

    def read(self, data: bytes) -> bool:
        """The entries in these bytes; True at the end of the directory."""
        for start in range(0, len(data), ENTRY):
            first = data[start]
            if first == 0:
                return True
            self.count += 1
            if first == DELETED:
                self._expected = 0
                self._checksum = -1
            elif data[start + 11] & 0x3F == LONG_NAME:
                self._read_part(data, start)
            else:
                if data[start + 11] & VOLUME_ATTRIBUTE == 0:
                    self.entries.append(self._entry(data, start))
                self._checksum = -1
        return False

    def _read_part(self, data: bytes, start: int) -> None:
        """A part of a long name, if it is the one that must come next."""
        number = data[start] & 0x3F
        if data[start] & LAST_LONG:
            self._units = []
            self._checksum = data[start + 13]
            self._parts = 0
        elif number != self._expected or data[start + 13] != self._checksum:
            self._checksum = -1
        part = [data[start + at] | data[start + at + 1] << 8 for at in UNITS]
        self._units = part + self._units
        self._expected = number - 1
        self._parts += 1

    def _entry(self, data: bytes, start: int) -> Entry:
        name = _short_name(data, start)
        short = data[start:start + SHORT_LENGTH]
        parts = 0
        if self._checksum == checksum(short) and self._expected == 0:
            name = text_of(self._units)
            parts = self._parts
        cluster = _word(data, start + 20) << 16 | _word(data, start + 26)
        size = _word(data, start + 28) | _word(data, start + 30) << 16
        modified = _nanoseconds(_word(data, start + 24), _word(data, start + 22))
        return Entry(name, short, data[start + 11], cluster, size, modified, self.count - 1, parts)


def _word(data: bytes, at: int) -> int:
    return data[at] | data[at + 1] << 8


def checksum(short: bytes) -> int:
    """Of a short name, by which the long one knows that it belongs to it."""
    total = 0
    for byte in short:
        total = ((total & 1) << 7) + (total >> 1) + byte & 0xFF
    return total


def _short_name(data: bytes, start: int) -> str:
    """NAME.EXT, without the blanks that fill it up."""
    base = data[start:start + 8].rstrip(b" ").decode("latin-1")
    extension = data[start + 8:start + 11].rstrip(b" ").decode("latin-1")
    if data[start] == 0x05:
        base = "\xe5" + base[1:]
    if data[start + 12] & LOWER_BASE:
        base = base.lower()
    if data[start + 12] & LOWER_EXTENSION:
        extension = extension.lower()
    return base + "." + extension if extension != "" else base


def _nanoseconds(date: int, time: int) -> int:
    """Of a date (years since 1980, month, day) and a time (hours, minutes, two seconds)."""
    return nanoseconds(1980 + (date >> 9), date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63, (time & 31) * 2)
