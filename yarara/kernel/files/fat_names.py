"""The entries of a FAT directory: short names, and long ones that stand in entries of their own before them."""

from __future__ import annotations

ENTRY = 32
_SHORT_LENGTH = 11
DIRECTORY_ATTRIBUTE = 0x10
_VOLUME = 0x08
_LONG_NAME = 0x0F
_DELETED = 0xE5
_LAST_LONG = 0x40
_LOWER_BASE = 0x08
_LOWER_EXTENSION = 0x10
_UNITS = (1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30)
"""Where the 13 UTF-16 units of a long name lie in an entry."""


class Entry:
    """A file or a directory."""

    def __init__(self, name: str, attributes: int, cluster: int, size: int, modified: int) -> None:
        self.name = name
        self.attributes = attributes
        self.cluster = cluster
        """The first one; 0: the file is empty, or it is the root directory."""
        self.size = size
        self.modified = modified
        """Nanoseconds since 1970, if the clock that wrote it showed UTC."""

    def is_directory(self) -> bool:
        return self.attributes & DIRECTORY_ATTRIBUTE != 0


class EntryReader:
    """Collects entries; a long name may begin in one cluster and end in the next."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._units: list[int] = []  # of the long name so far
        self._checksum = -1
        self._expected = 0  # the number of the next part of the long name, which come backwards

    def read(self, data: bytes) -> bool:
        """The entries in these bytes; True at the end of the directory."""
        for start in range(0, len(data), ENTRY):
            first = data[start]
            if first == 0:
                return True
            if first == _DELETED:
                self._expected = 0
                self._checksum = -1
            elif data[start + 11] & 0x3F == _LONG_NAME:
                self._read_part(data, start)
            else:
                if data[start + 11] & _VOLUME == 0:
                    self.entries.append(self._entry(data, start))
                self._checksum = -1
        return False

    def _read_part(self, data: bytes, start: int) -> None:
        """A part of a long name, if it is the one that must come next."""
        number = data[start] & 0x3F
        if data[start] & _LAST_LONG:
            self._units = []
            self._checksum = data[start + 13]
        elif number != self._expected or data[start + 13] != self._checksum:
            self._checksum = -1
        part = [data[start + at] | data[start + at + 1] << 8 for at in _UNITS]
        self._units = part + self._units
        self._expected = number - 1

    def _entry(self, data: bytes, start: int) -> Entry:
        name = _short_name(data, start)
        if self._checksum == _checksum(data, start) and self._expected == 0:
            name = _text(self._units)
        cluster = _word(data, start + 20) << 16 | _word(data, start + 26)
        size = _word(data, start + 28) | _word(data, start + 30) << 16
        return Entry(name, data[start + 11], cluster, size, _nanoseconds(_word(data, start + 24), _word(data, start + 22)))


def _word(data: bytes, at: int) -> int:
    return data[at] | data[at + 1] << 8


def _checksum(data: bytes, start: int) -> int:
    """Of a short name, by which the long one knows that it belongs to it."""
    total = 0
    for at in range(start, start + _SHORT_LENGTH):
        total = ((total & 1) << 7) + (total >> 1) + data[at] & 0xFF
    return total


def _short_name(data: bytes, start: int) -> str:
    """NAME.EXT, without the blanks that fill it up."""
    base = data[start:start + 8].rstrip(b" ").decode("latin-1")
    extension = data[start + 8:start + 11].rstrip(b" ").decode("latin-1")
    if data[start] == 0x05:
        base = "\xe5" + base[1:]
    if data[start + 12] & _LOWER_BASE:
        base = base.lower()
    if data[start + 12] & _LOWER_EXTENSION:
        extension = extension.lower()
    return base + "." + extension if extension != "" else base


def _text(units: list[int]) -> str:
    """UTF-16 up to a zero; half a pair becomes the sign for what cannot be read."""
    characters: list[str] = []
    high = 0
    for unit in units:
        if unit == 0:
            break
        if high != 0 and 0xDC00 <= unit < 0xE000:
            characters[-1] = chr(0x10000 + (high - 0xD800 << 10) + unit - 0xDC00)
            high = 0
        else:
            high = unit if 0xD800 <= unit < 0xDC00 else 0
            characters.append("\ufffd" if 0xD800 <= unit < 0xE000 else chr(unit))
    return "".join(characters)


def _nanoseconds(date: int, time: int) -> int:
    """Of a date (years since 1980, month, day) and a time (hours, minutes, two seconds)."""
    year = 1980 + (date >> 9)
    month = date >> 5 & 15
    years = year if month > 2 else year - 1
    # Days since the first of March of year 0: then a leap day is the last one of its year.
    days = 365 * years + years // 4 - years // 100 + years // 400 + (153 * ((month + 9) % 12) + 2) // 5 + (date & 31) - 1
    seconds = (days - 719_468) * 86_400 + (time >> 11) * 3600 + (time >> 5 & 63) * 60 + (time & 31) * 2
    return seconds * 1_000_000_000
