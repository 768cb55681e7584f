"""The files of the host, for the process target: each operation is a system call of Linux."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.files.filesystem import FileSystem, OpenFile, Status, file_error
from yarara.kernel.files.linux_flags import O_DIRECTORY, linux_flags
from yarara.kernel.process import linux

CLOSE = 3
STAT = 4
FSTAT = 5
PREAD = 17
PWRITE = 18
FTRUNCATE = 77
GETCWD = 79
RENAME = 82
MKDIR = 83
RMDIR = 84
UNLINK = 87
GETDENTS = 217

O_CLOEXEC = 0o2000000

# struct stat
STAT_MODE = 24
STAT_SIZE = 48
STAT_MODIFIED = 88
# struct linux_dirent64
ENTRY_LENGTH = 16
ENTRY_NAME = 19
ENTRIES_SIZE = 16384
LONGEST_PATH = 4096


class HostFile(OpenFile):
    """A descriptor."""

    def __init__(self, descriptor: int, path: str) -> None:
        self._descriptor = descriptor
        self._path = path

    def read_at(self, position: int, address: int, length: int) -> int:
        return _check(linux.system_call(PREAD, self._descriptor, address, length, position), self._path)

    def write_at(self, position: int, address: int, length: int) -> None:
        done = 0
        while done < length:
            count = linux.system_call(PWRITE, self._descriptor, address + done, length - done, position + done)
            if count != linux.EINTR:
                done += _check(count, self._path)

    def size(self) -> int:
        place = linux.scratch()
        _check(linux.system_call(FSTAT, self._descriptor, place, 0), self._path)
        return machine.load64(place + STAT_SIZE)

    def truncate(self, size: int) -> None:
        _check(linux.system_call(FTRUNCATE, self._descriptor, size, 0), self._path)

    def close(self) -> None:
        linux.system_call(CLOSE, self._descriptor, 0, 0)


class HostFiles(FileSystem):
    """Paths are Linux's own, also relative ones; where `top` is a directory, they are what follows it."""

    def __init__(self, top: str) -> None:
        self._top = top

    def open(self, path: str, flags: int) -> OpenFile:
        return HostFile(_open(self._top + path, linux_flags(flags) | O_CLOEXEC), path)

    def status(self, path: str) -> Status:
        name = _c_string(self._top + path)
        place = linux.scratch()
        _check(linux.system_call(STAT, machine.tail(name), place, 0), path)
        modified = machine.load64(place + STAT_MODIFIED) * 1_000_000_000 + machine.load64(place + STAT_MODIFIED + 8)
        return Status(machine.load32(place + STAT_MODE), machine.load64(place + STAT_SIZE), modified)

    def names(self, path: str) -> list[str]:
        descriptor = _open(self._top + path, O_DIRECTORY | O_CLOEXEC)
        try:
            return _names(descriptor, path)
        finally:
            linux.system_call(CLOSE, descriptor, 0, 0)

    def make_directory(self, path: str) -> None:
        _call(MKDIR, self._top + path, 0o777)

    def remove_directory(self, path: str) -> None:
        _call(RMDIR, self._top + path, 0)

    def remove(self, path: str) -> None:
        _call(UNLINK, self._top + path, 0)

    def rename(self, old: str, new: str) -> None:
        name = _c_string(self._top + new)
        _call(RENAME, self._top + old, machine.tail(name))


def current_directory() -> str:
    """Where relative paths begin."""
    place = bytes(LONGEST_PATH)
    length = _check(linux.system_call(GETCWD, machine.tail(place), LONGEST_PATH, 0), ".")
    return place[:length - 1].decode("utf-8", "replace")


def _open(path: str, flags: int) -> int:
    name = _c_string(path)
    return _check(linux.system_call(linux.OPEN, machine.tail(name), flags, 0o666), path)


def _names(descriptor: int, path: str) -> list[str]:
    """What Linux says is in a directory."""
    found: list[str] = []
    entries = bytes(ENTRIES_SIZE)
    start = machine.tail(entries)
    while True:
        length = _check(linux.system_call(GETDENTS, descriptor, start, ENTRIES_SIZE), path)
        if length == 0:
            return found
        place = start
        while place < start + length:
            name = _text_at(place + ENTRY_NAME)
            if name != "." and name != "..":
                found.append(name)
            place += machine.load16(place + ENTRY_LENGTH)


def _text_at(address: int) -> str:
    """A zero-terminated string."""
    length = 0
    while machine.load8(address + length) != 0:
        length += 1
    return machine.bytes_at(address, length).decode("utf-8", "replace")


def _call(number: int, path: str, argument: int) -> None:
    name = _c_string(path)
    _check(linux.system_call(number, machine.tail(name), argument, 0), path)


def _c_string(path: str) -> bytes:
    name = path.encode()
    if 0 in name:
        raise ValueError("embedded null byte")
    return name + b"\0"


def _check(result: int, path: str) -> int:
    """What a system call returned, if it was no error."""
    if -4096 < result < 0:
        raise file_error(-result, path)
    return result
