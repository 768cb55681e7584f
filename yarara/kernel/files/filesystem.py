"""What a file system is to everything above it: `host.py`, `ninep.py`, `fat.py` and `iso.py` are some.

Paths are text with slashes; each file system gets them relative to where it is mounted. What goes wrong is an OSError with the number, its text and
the path.
"""

from __future__ import annotations

from yarara.runtime.error_messages import error_message

DIRECTORY = 0o040000
REGULAR = 0o100000
KIND_MASK = 0o170000
"""Of Status.mode: the kind of a file."""

# How a file is opened.
READ = 1
WRITE = 2
CREATE = 4      # if it is not there
EXCLUSIVE = 8   # with CREATE: it must not be there
TRUNCATE = 16


class Status:
    """What is known of a file."""

    def __init__(self, mode: int, size: int, modified: int) -> None:
        self.mode = mode
        """Its kind, and who may do what."""
        self.size = size
        self.modified = modified
        """Nanoseconds since 1970."""

    def is_directory(self) -> bool:
        return self.mode & KIND_MASK == DIRECTORY


class OpenFile:
    """A file to read and write at any place. It has no position of its own."""

    def read_at(self, position: int, address: int, length: int) -> int:
        """Up to `length` bytes into memory; how many, 0 at the end. Raises OSError."""
        raise NotImplementedError

    def write_at(self, position: int, address: int, length: int) -> None:
        """All of these bytes; the file grows as needed. Raises OSError."""
        raise NotImplementedError

    def size(self) -> int:
        raise NotImplementedError

    def truncate(self, size: int) -> None:
        """Cut it off, or fill it up with zeros. Raises OSError."""
        raise NotImplementedError

    def close(self) -> None:
        """What was written is there for everybody. Raises OSError."""
        raise NotImplementedError


class FileSystem:
    """A tree of files. All raise OSError."""

    def open(self, path: str, flags: int) -> OpenFile:
        raise NotImplementedError

    def status(self, path: str) -> Status:
        raise NotImplementedError

    def names(self, path: str) -> list[str]:
        """What is in a directory, without `.` and `..`."""
        raise NotImplementedError

    def make_directory(self, path: str) -> None:
        raise NotImplementedError

    def remove_directory(self, path: str) -> None:
        """An empty one."""
        raise NotImplementedError

    def remove(self, path: str) -> None:
        """A file that is no directory."""
        raise NotImplementedError

    def rename(self, old: str, new: str) -> None:
        """A file that has the new name already is replaced."""
        raise NotImplementedError


def file_error(number: int, path: str) -> OSError:
    """The exception for an error number and the file it concerns."""
    return OSError(number, error_message(number), path)
