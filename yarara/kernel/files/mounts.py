"""Which file system a path leads to: on Linux the host's own, in a virtual machine that of a disk."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.files.filesystem import FileSystem, file_error
from yarara.kernel.files.host import HostFiles, current_directory
from yarara.runtime.error_numbers import ENOENT, EXDEV


class Mount:
    """A file system and where its root is: "" for `/`, else `/name`."""

    def __init__(self, point: str, files: FileSystem) -> None:
        self.point = point
        self.files = files


_mounts: list[Mount] = []


class Place:
    """A path, and the file system in which it leads on."""

    def __init__(self, files: FileSystem, path: str) -> None:
        self.files = files
        self.path = path


def find(path: str) -> Place:
    """Where a path leads. Raises FileNotFoundError when no file system is mounted there."""
    if path == "":
        raise file_error(ENOENT, path)
    if machine.PROCESS:
        if len(_mounts) == 0:
            _mounts.append(Mount("", HostFiles()))
        return Place(_mounts[0].files, path)
    raise file_error(ENOENT, path)


def working_directory() -> str:
    """Where relative paths begin."""
    return current_directory() if machine.PROCESS else "/"


def rename(old: str, new: str) -> None:
    """Raises OSError, also when the two are not in the same file system."""
    source = find(old)
    target = find(new)
    if source.files is not target.files:
        raise file_error(EXDEV, old)
    source.files.rename(source.path, target.path)
