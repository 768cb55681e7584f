"""`os`: what there is of an operating system: files, and the environment. There are no other processes."""

from __future__ import annotations

from os import path as path
from yarara.kernel import commandline, entropy
from yarara.kernel.files import mounts
from yarara.kernel.files.filesystem import Status
from yarara.kernel.boot.state import kernel_state
from yarara.runtime.error_messages import error_message

name: str = "posix"
sep: str = "/"
altsep: str | None = None
extsep: str = "."
pathsep: str = ":"
curdir: str = "."
pardir: str = ".."
linesep: str = "\n"
devnull: str = "/dev/null"

error = OSError


def _environment() -> dict[str, str]:
    variables: dict[str, str] = {}
    for entry in commandline.environment():
        variable, separator, value = entry.partition("=")
        if separator != "":
            variables[variable] = value
    return variables


environ: dict[str, str] = _environment()


def getenv(key: str, default: str | None = None) -> str | None:
    return environ.get(key, default)


def getpid() -> int:
    """There is one process."""
    return 1


def getcwd() -> str:
    """Where relative paths begin: on Linux where the program was started, in a virtual machine `/`."""
    return mounts.working_directory()


def cpu_count() -> int:
    """The processors of this machine."""
    return kernel_state().cores


def strerror(code: int) -> str:
    """What an error number means."""
    return error_message(code)


def urandom(size: int) -> bytes:
    """Random bytes that nobody can foresee."""
    if size < 0:
        raise ValueError("negative argument not allowed")
    data = bytearray(size)
    word = 0
    for i in range(size):
        if i % 8 == 0:
            word = entropy.random_word()
        data[i] = word & 0xFF
        word >>= 8
    return bytes(data)


# -- files -------------------------------------------------------------------------------------------------------------

class stat_result:
    """What is known of a file."""

    def __init__(self, status: Status) -> None:
        self.st_mode = status.mode
        self.st_size = status.size
        self.st_mtime_ns = status.modified

    @property
    def st_mtime(self) -> float:
        """Seconds since 1970."""
        return self.st_mtime_ns / 1e9


def stat(path: str) -> stat_result:
    """Raises OSError."""
    return stat_result(mounts.find(path).status())


def listdir(path: str = ".") -> list[str]:
    """The names in a directory, in any order."""
    return mounts.find(path).names()


def mkdir(path: str, mode: int = 0o777) -> None:
    """A directory whose parent is there."""
    mounts.find(path).make_directory()


def makedirs(name: str, mode: int = 0o777, exist_ok: bool = False) -> None:
    """A directory with its parents."""
    target = name.rstrip(sep) if name.rstrip(sep) != "" else name
    parent = path.dirname(target)
    if parent != "" and parent != target and not path.exists(parent):
        makedirs(parent, mode, True)
    try:
        mkdir(target, mode)
    except OSError:
        if not exist_ok or not path.isdir(target):
            raise


def remove(path: str) -> None:
    """Delete a file."""
    mounts.find(path).remove()


def unlink(path: str) -> None:
    """The same as `remove`."""
    remove(path)


def rmdir(path: str) -> None:
    """Delete an empty directory."""
    mounts.find(path).remove_directory()


def rename(src: str, dst: str) -> None:
    """Give a file another name, within its file system."""
    mounts.rename(src, dst)


def replace(src: str, dst: str) -> None:
    """The same as `rename`: a file that has the name is replaced."""
    mounts.rename(src, dst)
