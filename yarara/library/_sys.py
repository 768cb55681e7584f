"""`sys`: the running program. (mypy reserves the plain name, see `typeshed/stdlib/sys.pyi`.)"""

from __future__ import annotations

from types import TracebackType
from typing import Final, Iterable, NamedTuple, NoReturn

from yarara import machine
from yarara.kernel import commandline, console
from yarara.kernel.threads import stack_growth
from yarara.runtime.input import read_all, read_line
from yarara.runtime.output import write_stderr, write_stdout

platform: str = "yarara"
byteorder: str = "little"
maxsize: int = 0x7FFF_FFFF_FFFF_FFFF
maxunicode: int = 0x10FFFF
version: str = "3.11 (Yarara)"
hexversion: int = 0x030B00F0


class _VersionInfo(NamedTuple):
    """Which CPython this is like."""

    major: int
    minor: int
    micro: int
    releaselevel: str
    serial: int


class float_info:
    """What a `float` can be: constants that only programs which read them hold."""

    max: Final = 1.7976931348623157e308
    max_exp: Final = 1024
    max_10_exp: Final = 308
    min: Final = 2.2250738585072014e-308
    min_exp: Final = -1021
    min_10_exp: Final = -307
    dig: Final = 15
    mant_dig: Final = 53
    epsilon: Final = 2.220446049250313e-16
    radix: Final = 2
    rounds: Final = 1


version_info: _VersionInfo = _VersionInfo(3, 11, 0, "final", 0)
float_repr_style: str = "short"
argv: list[str] = commandline.arguments()


def exit(status: object = None) -> NoReturn:
    """End this thread; in the main thread, the program: with an int as its status, or 1 after printing anything else."""
    if status is None:
        raise SystemExit
    raise SystemExit(status)


def exc_info() -> tuple[type[BaseException] | None, BaseException | None, TracebackType | None]:
    """Class and object of the exception that is handled. There are no objects for tracebacks: the third is always None."""
    error = machine.handled_exception()
    if error is None:
        return None, None, None
    return type(error), error, None


def intern(string: str, /) -> str:
    """The string itself: equal strings are compared by their text."""
    return string


def getdefaultencoding() -> str:
    return "utf-8"


def getfilesystemencoding() -> str:
    return "utf-8"


_recursion_limit: int = 1000


def getrecursionlimit() -> int:
    """What was set."""
    return _recursion_limit


def setrecursionlimit(limit: int, /) -> None:
    """Let calls go at least so deep where each takes up to 512 bytes of stack and there is memory; a limit below 1000 is only remembered.

    Raises ValueError for one below 1.
    """
    global _recursion_limit
    if limit < 1:
        raise ValueError("recursion limit must be greater or equal than 1")
    _recursion_limit = limit
    stack_growth.allow(limit)


class BinaryOutput:
    """The bytes below `stdout` or `stderr`."""

    def __init__(self, is_error: bool) -> None:
        self._is_error = is_error

    def write(self, data: bytes) -> int:
        """Write all of it; how many bytes that is."""
        if self._is_error:
            console.write_error(machine.tail(data), len(data))
        else:
            console.write_output(machine.tail(data), len(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


class UnsupportedOperation(OSError, ValueError):
    """`io.UnsupportedOperation`: reading what is written, or the other way round."""


class TextStream:
    """What `stdin`, `stdout` and `stderr` share: each is a `typing.TextIO`, and refuses what it cannot do."""

    encoding: str = "utf-8"
    closed: bool = False

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        raise NotImplementedError

    def read(self, size: int | None = -1) -> str:
        raise UnsupportedOperation("not readable")

    def readline(self) -> str:
        raise UnsupportedOperation("not readable")

    def readlines(self) -> list[str]:
        raise UnsupportedOperation("not readable")

    def __iter__(self) -> TextStream:
        return self

    def __next__(self) -> str:
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, text: str) -> int:
        raise UnsupportedOperation("not writable")

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """They stay open."""

    def __enter__(self) -> TextStream:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class TextOutput(TextStream):
    """`stdout` or `stderr`."""

    def __init__(self, is_error: bool) -> None:
        self._is_error = is_error
        self.buffer = BinaryOutput(is_error)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 2 if self._is_error else 1

    def write(self, text: str) -> int:
        """Write all of it; how many characters that is."""
        if self._is_error:
            write_stderr(text)
        else:
            write_stdout(text)
        return len(text)


class TextInput(TextStream):
    """`stdin`: by lines, or everything."""

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 0

    def readline(self) -> str:
        """One line with its end; nothing at the end of the input."""
        return read_line()

    def readlines(self) -> list[str]:
        return list(self)

    def read(self, size: int | None = -1) -> str:
        """Everything that is left."""
        return read_all()


stdin: TextInput = TextInput()
stdout: TextOutput = TextOutput(False)
stderr: TextOutput = TextOutput(True)
