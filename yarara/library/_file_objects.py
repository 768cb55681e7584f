"""The files that `open()` (`_opening.py`) gives. Writes go to the file at once; reads are taken in pieces."""

from __future__ import annotations

from types import TracebackType
from typing import Iterable

from yarara import machine
from yarara.kernel.files.filesystem import OpenFile
from yarara.runtime.error_numbers import EINVAL

SEEK_SET: int = 0
SEEK_CUR: int = 1
SEEK_END: int = 2
DEFAULT_BUFFER_SIZE: int = 8192

_PIECE = 65536


class UnsupportedOperation(OSError, ValueError):
    """A file that is not open for that."""


class BufferedFile:
    """A file of bytes."""

    def __init__(self, file: OpenFile, name: str, mode: str, appends: bool) -> None:
        self.name = name
        self.mode = mode
        self.closed = False
        self._file = file
        self._appends = appends
        self._position = 0
        self._ahead = b""  # bytes of the file that were read already
        self._ahead_start = 0

    # -- reading -------------------------------------------------------------------------------------------------------

    def readable(self) -> bool:
        return "r" in self.mode or "+" in self.mode

    def writable(self) -> bool:
        return "r" not in self.mode or "+" in self.mode

    def seekable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes, fewer only at the end; without a number everything that is left."""
        self._check_readable()
        wanted = -1 if size is None else size
        parts: list[bytes] = []
        while wanted != 0:
            piece = self._piece(DEFAULT_BUFFER_SIZE if 0 <= wanted <= DEFAULT_BUFFER_SIZE else _PIECE)
            if wanted >= 0:
                piece = piece[:wanted]
                wanted -= len(piece)
            if len(piece) == 0:
                break
            self._position += len(piece)
            parts.append(piece)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _piece(self, most: int) -> bytes:
        """Some bytes from the position on; none at the end."""
        at = self._position - self._ahead_start
        if not 0 <= at < len(self._ahead):
            data = bytes(most)
            count = self._file.read_at(self._position, machine.tail(data), most)
            self._ahead = data if count == most else data[:count]
            self._ahead_start = self._position
            at = 0
        return self._ahead if at == 0 else self._ahead[at:]

    def readline(self, size: int | None = -1) -> bytes:
        """Up to the next line feed, with it."""
        self._check_readable()
        most = -1 if size is None else size
        parts: list[bytes] = []
        while most != 0:
            piece = self._line_in_piece(most)
            if len(piece) == 0:
                break
            most = most - len(piece) if most > 0 else most
            parts.append(piece)
            if piece[-1] == 10:
                break
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _line_in_piece(self, most: int) -> bytes:
        """As much of a line as was read already."""
        at = self._position - self._ahead_start
        if not 0 <= at < len(self._ahead):
            self._piece(DEFAULT_BUFFER_SIZE)
            at = 0
        end = self._ahead.find(b"\n", at) + 1
        if end == 0:
            end = len(self._ahead)
        if 0 <= most < end - at:
            end = at + most
        self._position += end - at
        return self._ahead[at:end]

    def read1(self, size: int = -1) -> bytes:
        """What is there, waiting for the first byte only; none at the end."""
        self._check_readable()
        if size == 0:
            return b""
        piece = self._piece(DEFAULT_BUFFER_SIZE if size < 0 or size > DEFAULT_BUFFER_SIZE else size)
        if size > 0:
            piece = piece[:size]
        self._position += len(piece)
        return piece

    def unread(self, data: bytes) -> None:
        """The bytes that were read last are to be read again."""
        at = self._position - self._ahead_start
        self._ahead = data + (self._ahead[at:] if at >= 0 else b"")
        self._position -= len(data)
        self._ahead_start = self._position

    def readlines(self) -> list[bytes]:
        return list(self)

    def readinto(self, buffer: bytearray | memoryview) -> int:
        """Fill it; how many bytes there were."""
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def __iter__(self) -> BufferedFile:
        return self

    def __next__(self) -> bytes:
        line = self.readline()
        if len(line) == 0:
            raise StopIteration
        return line

    # -- writing -------------------------------------------------------------------------------------------------------

    def write(self, data: bytes | bytearray | memoryview) -> int:
        """All of it; how many bytes that is."""
        self._check_writable()
        given = bytes(data)
        if self._appends:
            self._position = self._file.size()
        self._file.write_at(self._position, machine.tail(given), len(given))
        self._position += len(given)
        self._ahead = b""
        return len(given)

    def writelines(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Nothing is held back."""
        self._check_open()

    def truncate(self, size: int | None = None) -> int:
        """Cut the file off, at the position if nothing is said."""
        self._check_writable()
        length = self._position if size is None else size
        if length < 0:
            raise OSError(EINVAL, "Invalid argument")
        self._file.truncate(length)
        self._ahead = b""
        return length

    # -- the position --------------------------------------------------------------------------------------------------

    def tell(self) -> int:
        self._check_open()
        return self._position

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place, counted from the start, from the position, or from the end."""
        self._check_open()
        if whence < 0 or whence > 2:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        start = 0
        if whence == SEEK_CUR:
            start = self._position
        elif whence == SEEK_END:
            start = self._file.size()
        if start + offset < 0:
            raise OSError(EINVAL, "Invalid argument")
        self._position = start + offset
        return self._position

    # -- the end -------------------------------------------------------------------------------------------------------

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            self._file.close()

    def __enter__(self) -> BufferedFile:
        self._check_open()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _check_open(self) -> None:
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def _check_readable(self) -> None:
        self._check_open()
        if not self.readable():
            raise UnsupportedOperation("not readable" if "b" not in self.mode else "read")

    def _check_writable(self) -> None:
        self._check_open()
        if not self.writable():
            raise UnsupportedOperation("not writable" if "b" not in self.mode else "write")


class TextIOWrapper:
    """A file of text. Positions are those of the bytes."""

    def __init__(self, buffer: BufferedFile, encoding: str, errors: str, newline: str | None) -> None:
        self.buffer = buffer
        self.encoding = encoding
        self.errors = errors
        self._newline = newline

    @property
    def name(self) -> str:
        return self.buffer.name

    @property
    def mode(self) -> str:
        return self.buffer.mode

    @property
    def closed(self) -> bool:
        return self.buffer.closed

    def readable(self) -> bool:
        return self.buffer.readable()

    def writable(self) -> bool:
        return self.buffer.writable()

    def seekable(self) -> bool:
        return self.buffer.seekable()

    def read(self, size: int | None = -1) -> str:
        """So many characters, fewer only at the end; without a number everything that is left."""
        if size is None or size < 0:
            return self._translated(self._rest())
        self.buffer._check_readable()
        parts: list[str] = []
        missing = size
        while missing > 0:
            text = self._characters(missing)
            if text == "":
                break
            parts.append(text)
            missing -= len(text)
        return "".join(parts)

    def _rest(self) -> str:
        return self._decoded(self.buffer.read())

    def _characters(self, most: int) -> str:
        """Some characters, up to so many."""
        data = self.buffer.read(most)
        if self.encoding == "utf-8":
            data += self.buffer.read(_missing_bytes(data))
        if self._newline is None and data.endswith(b"\r"):
            following = self.buffer.read(1)
            if following == b"\n":
                data += following
            elif len(following) > 0:
                self.buffer.unread(following)
        return self._translated(self._decoded(data))

    def readline(self) -> str:
        """A line with its end."""
        data = self.buffer.readline()
        if self._newline is None and b"\r" in data:
            end = data.find(b"\r") + 1
            if end < len(data) and not (end == len(data) - 1 and data[end] == 10):
                self.buffer.unread(data[end:])  # a carriage return alone ends a line, too
                data = data[:end]
            elif end == len(data):
                self.buffer.unread(self.buffer.read(1))
        return self._translated(self._decoded(data))

    def readlines(self) -> list[str]:
        return list(self)

    def __iter__(self) -> TextIOWrapper:
        return self

    def __next__(self) -> str:
        line = self.readline()
        if line == "":
            raise StopIteration
        return line

    def _decoded(self, data: bytes) -> str:
        return data.decode(self.encoding, self.errors)

    def _translated(self, text: str) -> str:
        if self._newline is None and "\r" in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def write(self, text: str) -> int:
        """All of it; how many characters that is."""
        written = text
        newline = self._newline
        if newline is not None and newline != "" and newline != "\n":
            written = text.replace("\n", newline)
        self.buffer.write(written.encode(self.encoding, self.errors))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        self.buffer.flush()

    def truncate(self, size: int | None = None) -> int:
        return self.buffer.truncate(size)

    def tell(self) -> int:
        return self.buffer.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        """To a place that `tell` gave, the start or the end."""
        if whence == SEEK_CUR and offset != 0:
            raise UnsupportedOperation("can't do nonzero cur-relative seeks")
        if whence == SEEK_END and offset != 0:
            raise UnsupportedOperation("can't do nonzero end-relative seeks")
        return self.buffer.seek(offset, whence)

    def close(self) -> None:
        self.buffer.close()

    def __enter__(self) -> TextIOWrapper:
        self.buffer._check_open()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _missing_bytes(data: bytes) -> int:
    """How many bytes the last character of UTF-8 still lacks."""
    for back in range(1, min(len(data), 3) + 1):
        byte = data[-back]
        if byte < 0x80:
            return 0
        if byte >= 0xC0:
            length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return max(length - back, 0)
    return 0


def check_newline(newline: str | None) -> None:
    """Raises ValueError unless it is one that files can have."""
    if newline is not None and newline not in ("", "\n", "\r", "\r\n"):
        raise ValueError(f"illegal newline value: {newline!r}")
