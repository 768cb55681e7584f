"""`os`: what there is of an operating system. There are no files and no other processes."""

from __future__ import annotations

from os import path as path
from yarara.kernel import commandline, entropy
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
    return sep


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
