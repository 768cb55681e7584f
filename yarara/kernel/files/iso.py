"""ISO 9660 (ECMA-119, 4th edition), to be read, with the long names of Joliet where the disk has them.

A disk begins with sixteen sectors for whoever boots from it, then come descriptors of its volumes, the last of which says so. A directory is a
file of records that do not cross sectors. Numbers stand there twice, with the low byte first and with the high byte first; we read the
former. Nothing on the disk is believed: what would lie beyond its end raises OSError (EIO).
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.files.cache import BlockCache
from yarara.kernel.files.filesystem import CREATE, DIRECTORY, READ, REGULAR, FileSystem, OpenFile, Status, file_error
from yarara.kernel.files.moments import nanoseconds
from yarara.kernel.files.utf16 import text_of
from yarara.kernel.memory.dma import allocate_dma
from yarara.runtime.error_numbers import EBADF, EINVAL, EIO, EISDIR, ENOENT, ENOTDIR, EROFS

SECTOR = 2048
_DESCRIPTORS = 16 * SECTOR
_IDENTIFIER = b"CD001"
_MOST_DESCRIPTORS = 64
_LARGEST_DIRECTORY = 16 * 1024 * 1024

# Kinds of descriptors (8.1.1), and places in one (8.4).
_PRIMARY = 1
_SUPPLEMENTARY = 2
_END = 255
_ESCAPES = 88
_BLOCK_SIZE = 128
_ROOT = 156
_JOLIET = (b"%/@", b"%/C", b"%/E")
"""The signs that say that names are in UCS-2 (Joliet specification, "SVD Escape Sequences Field")."""

# Places in a record of a directory (9.1), and flags (9.1.6).
_EXTENDED_LENGTH = 1
_EXTENT = 2
_SIZE = 10
_DATE = 18
_FLAGS = 25
_INTERLEAVE = 26
_NAME_LENGTH = 32
_NAME = 33
_IS_DIRECTORY = 0x02
_GOES_ON = 0x80


class Extent:
    """Bytes that lie together."""

    def __init__(self, place: int, size: int) -> None:
        self.place = place
        self.size = size


class Record:
    """A file or a directory."""

    def __init__(self, name: str, flags: int, modified: int) -> None:
        self.name = name
        self.flags = flags
        self.modified = modified
        """Nanoseconds since 1970."""
        self.extents: list[Extent] = []

    def is_directory(self) -> bool:
        return self.flags & _IS_DIRECTORY != 0

    def size(self) -> int:
        total = 0
        for extent in self.extents:
            total += extent.size
        return total


class IsoFiles(FileSystem):
    """What is on a disk."""

    def __init__(self, disk: BlockCache) -> None:
        """Raises OSError when there is no ISO 9660 file system on it."""
        self._disk = disk
        self._scratch = allocate_dma(SECTOR)
        self._joliet = False
        root = b""
        place = _DESCRIPTORS
        for _ in range(_MOST_DESCRIPTORS):
            descriptor = self._bytes(place, SECTOR)
            if descriptor[1:6] != _IDENTIFIER or descriptor[0] == _END:
                break
            joliet = descriptor[0] == _SUPPLEMENTARY and descriptor[_ESCAPES:_ESCAPES + 3] in _JOLIET
            if joliet or descriptor[0] == _PRIMARY and root == b"":
                self._joliet = joliet
                self._block_size = _word(descriptor, _BLOCK_SIZE)
                root = descriptor[_ROOT:_ROOT + _NAME + 1]
            place += SECTOR
        if root == b"" or self._block_size not in (512, 1024, 2048):
            raise file_error(EINVAL, "disk")
        self._root = self._record(root, 0)

    def _bytes(self, place: int, length: int) -> bytes:
        self._disk.read(place, self._scratch, length)
        return machine.bytes_at(self._scratch, length)

    # -- directories ---------------------------------------------------------------------------------------------------

    def _record(self, data: bytes, start: int) -> Record:
        """Raises OSError (EIO) for one that lies beyond the disk, or is laid out in a way that nobody uses."""
        name = self._name_of(data[start + _NAME:start + _NAME + data[start + _NAME_LENGTH]])
        date = start + _DATE
        zone = data[date + 6] - 256 if data[date + 6] >= 128 else data[date + 6]  # quarters of an hour
        modified = nanoseconds(1900 + data[date], data[date + 1], data[date + 2], data[date + 3], data[date + 4], data[date + 5]) - zone * 900 * 1_000_000_000
        record = Record(name, data[start + _FLAGS], modified)
        place = (_long_word(data, start + _EXTENT) + data[start + _EXTENDED_LENGTH]) * self._block_size
        size = _long_word(data, start + _SIZE)
        if place + size > self._disk.size or _word(data, start + _INTERLEAVE) != 0:
            raise file_error(EIO, "disk")
        record.extents.append(Extent(place, size))
        return record

    def _name_of(self, raw: bytes) -> str:
        """Without the number of the version; of names without Joliet, in small letters as everybody shows them."""
        if raw == b"\0":
            return "."
        if raw == b"\x01":
            return ".."
        name = text_of([raw[at] << 8 | raw[at + 1] for at in range(0, len(raw) - 1, 2)]) if self._joliet else raw.decode("latin-1").lower()
        at = name.rfind(";")
        if at > 0:
            name = name[:at]
        return name[:-1] if not self._joliet and name.endswith(".") else name

    def _entries(self, directory: Record) -> list[Record]:
        """All that is in it but `.` and `..`. A file of several extents has a record for each."""
        found: list[Record] = []
        extent = directory.extents[0]
        if extent.size > _LARGEST_DIRECTORY:
            raise file_error(EIO, "disk")
        goes_on = False
        for start in range(0, extent.size, SECTOR):
            sector = self._bytes(extent.place + start, min(SECTOR, extent.size - start))
            at = 0
            while at < len(sector) and sector[at] != 0:
                if sector[at] <= _NAME or at + sector[at] > len(sector) or _NAME + sector[at + _NAME_LENGTH] > sector[at]:
                    raise file_error(EIO, "disk")
                record = self._record(sector, at)
                if goes_on:
                    found[-1].extents.append(record.extents[0])
                elif record.name != "." and record.name != "..":
                    found.append(record)
                goes_on = record.flags & _GOES_ON != 0 and len(found) > 0
                at += sector[at]
        return found

    def _find(self, path: str) -> Record:
        """What a path leads to."""
        record = self._root
        above: list[Record] = []
        for name in path.split("/"):
            if name == "" or name == ".":
                continue
            if not record.is_directory():
                raise file_error(ENOTDIR, path)
            if name == "..":
                record = above.pop() if len(above) > 0 else record
                continue
            above.append(record)
            record = self._named(record, name, path)
        return record

    def _named(self, directory: Record, name: str, path: str) -> Record:
        for record in self._entries(directory):
            if record.name == name:
                return record
        raise file_error(ENOENT, path)

    # -- what a file system does ---------------------------------------------------------------------------------------

    def open(self, path: str, flags: int) -> OpenFile:
        if flags & CREATE:
            raise file_error(EROFS, path)
        record = self._find(path)
        if record.is_directory():
            raise file_error(EISDIR, path)
        if flags != READ:
            raise file_error(EROFS, path)
        return IsoFile(self._disk, record)

    def status(self, path: str) -> Status:
        record = self._find(path)
        if record.is_directory():
            return Status(DIRECTORY | 0o555, 0, record.modified)
        return Status(REGULAR | 0o444, record.size(), record.modified)

    def names(self, path: str) -> list[str]:
        record = self._find(path)
        if not record.is_directory():
            raise file_error(ENOTDIR, path)
        return [found.name for found in self._entries(record)]

    def make_directory(self, path: str) -> None:
        raise file_error(EROFS, path)

    def remove_directory(self, path: str) -> None:
        raise file_error(EROFS, path)

    def remove(self, path: str) -> None:
        raise file_error(EROFS, path)

    def rename(self, old: str, new: str) -> None:
        raise file_error(EROFS, old)


class IsoFile(OpenFile):
    """A file of such a disk."""

    def __init__(self, disk: BlockCache, record: Record) -> None:
        self._disk = disk
        self._record = record

    def read_at(self, position: int, address: int, length: int) -> int:
        length = max(min(length, self._record.size() - position), 0)
        done = 0
        start = 0  # of the extent, in the file
        for extent in self._record.extents:
            at = position + done - start
            if done < length and at < extent.size:
                count = min(extent.size - at, length - done)
                self._disk.read(extent.place + at, address + done, count)
                done += count
            start += extent.size
        return length

    def write_at(self, position: int, address: int, length: int) -> None:
        raise file_error(EBADF, self._record.name)

    def size(self) -> int:
        return self._record.size()

    def truncate(self, size: int) -> None:
        raise file_error(EBADF, self._record.name)

    def close(self) -> None:
        """Nothing was written."""


def is_iso(disk: BlockCache) -> bool:
    """Whether this looks like such a disk."""
    if disk.size < _DESCRIPTORS + SECTOR:
        return False
    for index in range(len(_IDENTIFIER)):
        if disk.read8(_DESCRIPTORS + 1 + index) != _IDENTIFIER[index]:
            return False
    return True


def _word(data: bytes, at: int) -> int:
    return data[at] | data[at + 1] << 8


def _long_word(data: bytes, at: int) -> int:
    return _word(data, at) | _word(data, at + 2) << 16
