"""FAT32 (Microsoft, "FAT32 File System Specification", version 1.03, 2000): what can be done by paths.

`fat_volume.py` says where things lie, `fat_table.py` knows which clusters follow one another, `fat_directory.py` what is in a directory, `fat_file.py`
what is in a file. Whatever was written is on the disk when a call returns, and for ever once a file is closed.
"""

from __future__ import annotations

from yarara.kernel.cpu import clock
from yarara.kernel.files.cache import BlockCache
from yarara.kernel.files.fat_directory import FatDirectory
from yarara.kernel.files.fat_file import FatFile, Node
from yarara.kernel.files.fat_names import DIRECTORY_ATTRIBUTE, Entry
from yarara.kernel.files.fat_volume import FatVolume
from yarara.kernel.files.filesystem import CREATE, DIRECTORY, EXCLUSIVE, READ, REGULAR, TRUNCATE, WRITE, FileSystem, OpenFile, Status, file_error
from yarara.runtime.error_numbers import EACCES, EBUSY, EEXIST, EINVAL, EISDIR, ENOENT, ENOTDIR, ENOTEMPTY, EROFS

_ARCHIVE_ATTRIBUTE = 0x20
MOST_LEVELS = 1000
"""Of directories in directories."""


class Found:
    """Where a path leads: a directory, the last name of the path, and what has that name there."""

    def __init__(self, directory: FatDirectory, name: str, entry: Entry | None) -> None:
        self.directory = directory
        self.name = name
        """Empty: the path is that of the root directory."""
        self.entry = entry


class FatFiles(FileSystem):
    """What is on a disk."""

    def __init__(self, disk: BlockCache) -> None:
        """Raises OSError when there is no FAT32 file system on it."""
        self._volume = FatVolume(disk)
        self._nodes: list[Node] = []

    # -- paths ---------------------------------------------------------------------------------------------------------

    def _find(self, path: str) -> Found:
        """Raises OSError when a directory on the way is not there or is none. The last name may be new."""
        directory = FatDirectory(self._volume, 0)
        found = Found(directory, "", Entry("/", b"", DIRECTORY_ATTRIBUTE, self._volume.root, 0, 0, -1, 0))
        for name in path.split("/"):
            if name == "" or name == ".":
                continue
            if found.entry is None:
                raise file_error(ENOENT, path)
            if not found.entry.is_directory():
                raise file_error(ENOTDIR, path)
            directory = FatDirectory(self._volume, found.entry.cluster)
            found = Found(directory, name, directory.find(name))
        return found

    def _existing(self, path: str) -> Found:
        found = self._find(path)
        if found.entry is None:
            raise file_error(ENOENT, path)
        return found

    def _own_name(self, found: Found, path: str) -> None:
        """Neither the root directory nor `..` can be made, removed or renamed."""
        if found.name == "" or found.name == "..":
            raise file_error(EBUSY, path)

    def _check_writable(self, path: str) -> None:
        if self._volume.disk.read_only:
            raise file_error(EROFS, path)

    # -- open files ----------------------------------------------------------------------------------------------------

    def _node_of(self, directory: FatDirectory, entry: Entry) -> Node | None:
        """Of a file that somebody has open."""
        self._nodes = [node for node in self._nodes if node.users > 0 and not node.removed]
        for node in self._nodes:
            if node.directory == directory.cluster and node.entry.place == entry.place:
                return node
        return None

    def open(self, path: str, flags: int) -> OpenFile:
        if flags != READ:
            self._check_writable(path)
        found = self._find(path)
        entry = found.entry
        if entry is None:
            entry = self._create(found, path, flags)
        elif flags & CREATE and flags & EXCLUSIVE:
            raise file_error(EEXIST, path)
        if entry.is_directory():
            raise file_error(EISDIR, path)
        if entry.is_read_only() and flags & (WRITE | TRUNCATE):
            raise file_error(EACCES, path)
        node = self._node_of(found.directory, entry)
        if node is None:
            node = Node(self._volume, found.directory.cluster, entry)
            self._nodes.append(node)
        file = FatFile(node, flags & WRITE != 0)
        if flags & TRUNCATE and node.entry.size > 0:
            file.truncate(0)
        return file

    def _create(self, found: Found, path: str, flags: int) -> Entry:
        if flags & CREATE == 0:
            raise file_error(ENOENT, path)
        if path.endswith("/"):
            raise file_error(EISDIR, path)
        self._own_name(found, path)
        entry = found.directory.add(found.name, _ARCHIVE_ATTRIBUTE, 0, 0, clock.time_of_day())
        self._volume.disk.sync()
        return entry

    # -- looking -------------------------------------------------------------------------------------------------------

    def status(self, path: str) -> Status:
        entry = self._existing(path).entry
        assert entry is not None
        writable = 0 if entry.is_read_only() or self._volume.disk.read_only else 0o200
        if entry.is_directory():
            return Status(DIRECTORY | 0o555 | writable, 0, entry.modified)
        return Status(REGULAR | 0o444 | writable, entry.size, entry.modified)

    def names(self, path: str) -> list[str]:
        entry = self._existing(path).entry
        assert entry is not None
        if not entry.is_directory():
            raise file_error(ENOTDIR, path)
        entries = FatDirectory(self._volume, entry.cluster).entries()
        return [found.name for found in entries if found.name != "." and found.name != ".."]

    # -- changing ------------------------------------------------------------------------------------------------------

    def make_directory(self, path: str) -> None:
        self._check_writable(path)
        found = self._find(path)
        if found.entry is not None:
            raise file_error(EEXIST, path)
        self._own_name(found, path)
        cluster = self._volume.table.allocate(0)
        try:
            self._volume.clear(cluster)
            FatDirectory(self._volume, cluster).add_links(found.directory.cluster)
            found.directory.add(found.name, DIRECTORY_ATTRIBUTE, cluster, 0, clock.time_of_day())
        except OSError:
            self._volume.release(cluster)
            self._volume.disk.save()
            raise
        self._volume.disk.sync()

    def remove_directory(self, path: str) -> None:
        self._check_writable(path)
        found = self._existing(path)
        self._own_name(found, path)
        assert found.entry is not None
        if not found.entry.is_directory():
            raise file_error(ENOTDIR, path)
        if not FatDirectory(self._volume, found.entry.cluster).is_empty():
            raise file_error(ENOTEMPTY, path)
        self._drop(found.directory, found.entry)
        self._volume.disk.sync()

    def remove(self, path: str) -> None:
        self._check_writable(path)
        found = self._existing(path)
        assert found.entry is not None
        if found.entry.is_directory():
            raise file_error(EISDIR, path)
        self._drop(found.directory, found.entry)
        self._volume.disk.sync()

    def _drop(self, directory: FatDirectory, entry: Entry) -> None:
        """Nobody finds it any more; who has it open goes on."""
        node = self._node_of(directory, entry)
        directory.remove(entry)
        if node is not None:
            node.removed = True
        else:
            self._volume.release(entry.cluster)

    def rename(self, old: str, new: str) -> None:
        self._check_writable(old)
        source, target = self._find(old), self._find(new)
        if source.entry is None:
            raise file_error(ENOENT, old)
        self._own_name(source, old)
        self._own_name(target, new)
        if source.entry.is_directory():
            self._check_outside(target.directory, source.entry.cluster, new)
        if target.entry is not None and not (target.directory.cluster == source.directory.cluster and target.entry.place == source.entry.place):
            self._make_room(source.entry, target.directory, target.entry, new)
        elif target.entry is not None and target.entry.name == target.name:
            return
        self._move(source.directory, source.entry, target.directory, target.name)
        self._volume.disk.sync()

    def _check_outside(self, directory: FatDirectory, cluster: int, path: str) -> None:
        """A directory cannot go into itself."""
        for _ in range(MOST_LEVELS):
            if directory.cluster == cluster:
                raise file_error(EINVAL, path)
            parent = directory.find("..")
            if directory.cluster == self._volume.root or parent is None:
                return
            directory = FatDirectory(self._volume, parent.cluster)
        raise file_error(EINVAL, path)

    def _make_room(self, entry: Entry, directory: FatDirectory, existing: Entry, path: str) -> None:
        """What has the new name is replaced, if it is of the same kind."""
        if existing.is_directory():
            if not entry.is_directory():
                raise file_error(EISDIR, path)
            if not FatDirectory(self._volume, existing.cluster).is_empty():
                raise file_error(ENOTEMPTY, path)
        elif entry.is_directory():
            raise file_error(ENOTDIR, path)
        elif existing.is_read_only():
            raise file_error(EACCES, path)
        self._drop(directory, existing)

    def _move(self, source: FatDirectory, entry: Entry, target: FatDirectory, name: str) -> None:
        node = self._node_of(source, entry)
        moved = target.add(name, entry.attributes, entry.cluster, entry.size, entry.modified)
        source.remove(entry)
        if entry.is_directory() and source.cluster != target.cluster:
            FatDirectory(self._volume, entry.cluster).change_parent(target.cluster)
        if node is not None:
            node.directory = target.cluster
            node.entry.name, node.entry.short = moved.name, moved.short
            node.entry.place, node.entry.parts = moved.place, moved.parts
