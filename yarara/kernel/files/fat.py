"""FAT32, to be read (Microsoft, "FAT32 File System Specification", version 1.03, 2000).

A disk begins with a boot sector, or with a table of partitions of which the first FAT32 one is taken. A file is a chain of clusters; the table of chains
is the FAT. Nothing on the disk is believed: a cluster that cannot be, a chain that is too short, runs in a circle or leads beyond the disk raises OSError (EIO).
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.files.cache import BlockCache
from yarara.kernel.files.fat_names import DIRECTORY_ATTRIBUTE, ENTRY, Entry, EntryReader
from yarara.kernel.files.filesystem import DIRECTORY, READ, REGULAR, FileSystem, OpenFile, Status, file_error
from yarara.kernel.memory.dma import allocate_dma
from yarara.runtime.error_numbers import EINVAL, EIO, EISDIR, ENOENT, ENOTDIR, EROFS

SECTOR = 512
_SIGNATURE = 0xAA55
_PARTITIONS = 446
_FAT32_TYPES = (0x0B, 0x0C)
_CLUSTER_MASK = 0x0FFF_FFFF
_END_OF_CHAIN = 0x0FFF_FFF8
_LARGEST_DIRECTORY = 65536 * ENTRY


class FatFiles(FileSystem):
    """What is on a disk."""

    def __init__(self, disk: BlockCache) -> None:
        """Raises OSError when there is no FAT32 file system on it."""
        self._disk = disk
        start = 0
        if not self._begins_at(0):
            start = self._partition()
        self._read_geometry(start)

    def _partition(self) -> int:
        """The byte at which the first partition with FAT32 begins."""
        if self._disk.read16(510) == _SIGNATURE:
            for index in range(4):
                entry = _PARTITIONS + 16 * index
                if self._disk.read8(entry + 4) in _FAT32_TYPES:
                    start = self._disk.read32(entry + 8) * SECTOR
                    if start + SECTOR <= self._disk.size and self._begins_at(start):
                        return start
        raise file_error(EINVAL, "disk")

    def _begins_at(self, start: int) -> bool:
        """Whether a FAT32 boot sector is there: no root directory of fixed size, no 16-bit size of the FAT."""
        disk = self._disk
        return (disk.read16(start + 510) == _SIGNATURE and disk.read16(start + 11) in (512, 1024, 2048, 4096)
                and disk.read16(start + 17) == 0 and disk.read16(start + 22) == 0 and disk.read32(start + 36) != 0)

    def _read_geometry(self, start: int) -> None:
        """The BIOS parameter block, as far as it can be true."""
        disk = self._disk
        sector = disk.read16(start + 11)
        per_cluster = disk.read8(start + 13)
        copies = disk.read8(start + 16)
        table_size = disk.read32(start + 36) * sector
        self._cluster_size = per_cluster * sector
        self._table = start + disk.read16(start + 14) * sector
        self._data = self._table + copies * table_size
        end = start + disk.read32(start + 32) * sector
        if per_cluster == 0 or per_cluster & (per_cluster - 1) != 0 or copies == 0 or end > disk.size or self._data >= end:
            raise file_error(EINVAL, "disk")
        self._clusters = min((end - self._data) // self._cluster_size, table_size // 4 - 2)
        self._root = disk.read32(start + 44) & _CLUSTER_MASK
        self._scratch = allocate_dma(self._cluster_size)

    # -- chains --------------------------------------------------------------------------------------------------------

    def _place_of(self, cluster: int) -> int:
        """Where a cluster begins on the disk."""
        if not 2 <= cluster < self._clusters + 2:
            raise file_error(EIO, "disk")
        return self._data + (cluster - 2) * self._cluster_size

    def next_cluster(self, cluster: int) -> int:
        """The one after it; 0 at the end of the chain."""
        self._place_of(cluster)
        following = self._disk.read32(self._table + 4 * cluster) & _CLUSTER_MASK
        return 0 if following >= _END_OF_CHAIN else following

    def cluster_size(self) -> int:
        return self._cluster_size

    def read_cluster(self, cluster: int, offset: int, address: int, length: int) -> None:
        """Part of a cluster into memory."""
        self._disk.read(self._place_of(cluster) + offset, address, length)

    # -- directories ---------------------------------------------------------------------------------------------------

    def _entries(self, cluster: int) -> list[Entry]:
        """All that is in the directory that begins in a cluster."""
        reader = EntryReader()
        total = 0
        while cluster != 0:
            total += self._cluster_size
            if total > _LARGEST_DIRECTORY + self._cluster_size:
                raise file_error(EIO, "disk")  # longer than any: the chain runs in a circle
            self.read_cluster(cluster, 0, self._scratch, self._cluster_size)
            if reader.read(machine.bytes_at(self._scratch, self._cluster_size)):
                break
            cluster = self.next_cluster(cluster)
        return reader.entries

    def _find(self, path: str) -> Entry:
        """The entry that a path leads to."""
        entry = Entry("/", DIRECTORY_ATTRIBUTE, self._root, 0, 0)
        for name in path.split("/"):
            if name == "" or name == ".":
                continue
            if not entry.is_directory():
                raise file_error(ENOTDIR, path)
            found = _named(self._entries(entry.cluster if entry.cluster != 0 else self._root), name)
            if found is None:
                raise file_error(ENOENT, path)
            entry = found
        return entry

    # -- what a file system does ---------------------------------------------------------------------------------------

    def open(self, path: str, flags: int) -> OpenFile:
        if flags != READ:
            raise file_error(EROFS, path)
        entry = self._find(path)
        if entry.is_directory():
            raise file_error(EISDIR, path)
        return FatFile(self, entry, path)

    def status(self, path: str) -> Status:
        entry = self._find(path)
        if entry.is_directory():
            return Status(DIRECTORY | 0o555, 0, entry.modified)
        return Status(REGULAR | 0o444, entry.size, entry.modified)

    def names(self, path: str) -> list[str]:
        entry = self._find(path)
        if not entry.is_directory():
            raise file_error(ENOTDIR, path)
        entries = self._entries(entry.cluster if entry.cluster != 0 else self._root)
        return [entry.name for entry in entries if entry.name != "." and entry.name != ".."]

    def make_directory(self, path: str) -> None:
        raise file_error(EROFS, path)

    def remove_directory(self, path: str) -> None:
        raise file_error(EROFS, path)

    def remove(self, path: str) -> None:
        raise file_error(EROFS, path)

    def rename(self, old: str, new: str) -> None:
        raise file_error(EROFS, old)


class FatFile(OpenFile):
    """Remembers where in its chain it was, so that reading on is quick."""

    def __init__(self, files: FatFiles, entry: Entry, path: str) -> None:
        self._files = files
        self._entry = entry
        self._path = path
        self._cluster = entry.cluster
        self._index = 0

    def read_at(self, position: int, address: int, length: int) -> int:
        length = max(min(length, self._entry.size - position), 0)
        size = self._files.cluster_size()
        done = 0
        while done < length:
            self._go_to((position + done) // size)
            offset = (position + done) % size
            count = min(size - offset, length - done)
            self._files.read_cluster(self._cluster, offset, address + done, count)
            done += count
        return length

    def _go_to(self, index: int) -> None:
        """To a cluster of the chain. It ends before it was gone around: `index` is less than a file can have."""
        if index < self._index:
            self._cluster = self._entry.cluster
            self._index = 0
        while self._index < index:
            self._cluster = self._files.next_cluster(self._cluster)
            self._index += 1
        if self._cluster == 0:
            raise file_error(EIO, self._path)  # the chain is shorter than the file

    def write_at(self, position: int, address: int, length: int) -> None:
        raise file_error(EROFS, self._path)

    def size(self) -> int:
        return self._entry.size

    def truncate(self, size: int) -> None:
        raise file_error(EROFS, self._path)

    def close(self) -> None:
        """Nothing was written."""


def _named(entries: list[Entry], name: str) -> Entry | None:
    """By its name, in which capital letters do not count."""
    folded = name.lower()
    for entry in entries:
        if entry.name.lower() == folded:
            return entry
    return None
