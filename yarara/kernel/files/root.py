"""What a virtual machine has where nothing is mounted: the directories on the way to what is. Nothing can be made there."""

from __future__ import annotations

from yarara.kernel.files.filesystem import CREATE, DIRECTORY, FileSystem, OpenFile, Status, file_error
from yarara.kernel.files.paths import leads_into
from yarara.runtime.error_numbers import EISDIR, ENOENT, EROFS


class RootFiles(FileSystem):
    """Paths are absolute, "" the root."""

    def __init__(self, points: list[str]) -> None:
        """With where file systems are mounted."""
        self._points = points

    def _is_there(self, path: str) -> bool:
        if path == "":
            return True
        for point in self._points:
            if leads_into(point, path):
                return True
        return False

    def _check(self, path: str) -> None:
        if not self._is_there(path):
            raise file_error(ENOENT, path)

    def open(self, path: str, flags: int) -> OpenFile:
        if self._is_there(path):
            raise file_error(EISDIR, path)
        raise file_error(EROFS if flags & CREATE and self._is_there(path[:path.rfind("/")]) else ENOENT, path)

    def status(self, path: str) -> Status:
        self._check(path)
        return Status(DIRECTORY | 0o555, 0, 0)

    def names(self, path: str) -> list[str]:
        self._check(path)
        found: list[str] = []
        for point in self._points:
            if leads_into(point, path) and point != path:
                name = point[len(path) + 1:].split("/")[0]
                if name not in found:
                    found.append(name)
        return found

    def make_directory(self, path: str) -> None:
        self._check(path[:path.rfind("/")])
        raise file_error(EROFS, path)

    def remove_directory(self, path: str) -> None:
        self._check(path)
        raise file_error(EROFS, path)

    def remove(self, path: str) -> None:
        self._check(path)
        raise file_error(EROFS, path)

    def rename(self, old: str, new: str) -> None:
        self._check(old)
        raise file_error(EROFS, old)
