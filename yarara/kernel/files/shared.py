"""A file system that several threads use: one at a time gets in, or, where the file system allows it, all those that read from files."""

from __future__ import annotations

from yarara.kernel.files.filesystem import FileSystem, OpenFile, Status
from yarara.kernel.threads.read_write_lock import ReadWriteLock


class Access:
    """`with access:` is for one thread at a time."""

    def __init__(self, concurrent: bool) -> None:
        self.lock = ReadWriteLock()
        self.concurrent = concurrent
        """Threads may read from files at the same time."""

    def __enter__(self) -> None:
        self.lock.enter_to_write()

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        self.lock.leave_writing()


class ReadAccess:
    """The same, but not against others that read."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def __enter__(self) -> None:
        if self._access.concurrent:
            self._access.lock.enter_to_read()
        else:
            self._access.lock.enter_to_write()

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        if self._access.concurrent:
            self._access.lock.leave_reading()
        else:
            self._access.lock.leave_writing()


class SharedFiles(FileSystem):
    """Another file system, and whose turn it is."""

    def __init__(self, files: FileSystem, concurrent: bool) -> None:
        """`concurrent`: `read_at` and `size` of its files may be called by several threads at a time, while nothing else is."""
        self._files = files
        self._turn = Access(concurrent)

    def open(self, path: str, flags: int) -> OpenFile:
        with self._turn:
            return SharedFile(self._files.open(path, flags), self._turn)

    def status(self, path: str) -> Status:
        with self._turn:
            return self._files.status(path)

    def names(self, path: str) -> list[str]:
        with self._turn:
            return self._files.names(path)

    def make_directory(self, path: str) -> None:
        with self._turn:
            self._files.make_directory(path)

    def remove_directory(self, path: str) -> None:
        with self._turn:
            self._files.remove_directory(path)

    def remove(self, path: str) -> None:
        with self._turn:
            self._files.remove(path)

    def rename(self, old: str, new: str) -> None:
        with self._turn:
            self._files.rename(old, new)


class SharedFile(OpenFile):
    """A file of such a file system."""

    def __init__(self, file: OpenFile, turn: Access) -> None:
        self._file = file
        self._turn = turn
        self._reading = ReadAccess(turn)

    def read_at(self, position: int, address: int, length: int) -> int:
        with self._reading:
            return self._file.read_at(position, address, length)

    def write_at(self, position: int, address: int, length: int) -> None:
        with self._turn:
            self._file.write_at(position, address, length)

    def size(self) -> int:
        with self._reading:
            return self._file.size()

    def truncate(self, size: int) -> None:
        with self._turn:
            self._file.truncate(size)

    def close(self) -> None:
        with self._turn:
            self._file.close()
