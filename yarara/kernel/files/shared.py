"""A file system that several threads use: one at a time gets in."""

from __future__ import annotations

from yarara.kernel.files.filesystem import FileSystem, OpenFile, Status
from yarara.kernel.threads.mutex import Mutex


class SharedFiles(FileSystem):
    """Another file system, and whose turn it is."""

    def __init__(self, files: FileSystem) -> None:
        self._files = files
        self._turn = Mutex()

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

    def __init__(self, file: OpenFile, turn: Mutex) -> None:
        self._file = file
        self._turn = turn

    def read_at(self, position: int, address: int, length: int) -> int:
        with self._turn:
            return self._file.read_at(position, address, length)

    def write_at(self, position: int, address: int, length: int) -> None:
        with self._turn:
            self._file.write_at(position, address, length)

    def size(self) -> int:
        with self._turn:
            return self._file.size()

    def truncate(self, size: int) -> None:
        with self._turn:
            self._file.truncate(size)

    def close(self) -> None:
        with self._turn:
            self._file.close()
