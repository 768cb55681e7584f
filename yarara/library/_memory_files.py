"""`io.StringIO` and `io.BytesIO`: files that are kept in memory."""

from __future__ import annotations

from types import TracebackType
from typing import Generic, Iterable, Self, Sized, TypeVar

CLOSED = "I/O operation on closed file"
S = TypeVar("S", bound=Sized)
"""What a file consists of: text or bytes."""


class MemoryFile(Generic[S]):
    """What both kinds have in common: every file can be read, written and sought in until it is closed."""

    _closed_message = CLOSED

    def __init__(self) -> None:
        self.closed = False
        self._position = 0

    def readable(self) -> bool:
        self._check_open()
        return True

    def writable(self) -> bool:
        self._check_open()
        return True

    def seekable(self) -> bool:
        self._check_open()
        return True

    def isatty(self) -> bool:
        self._check_open()
        return False

    def flush(self) -> None:
        self._check_open()

    def tell(self) -> int:
        self._check_open()
        return self._position

    def readlines(self, hint: int | None = -1) -> list[S]:
        """The lines that are left; no more after so many characters or bytes."""
        lines: list[S] = []
        total = 0
        for line in self:
            lines.append(line)
            total += len(line)
            if hint is not None and 0 < hint <= total:
                break
        return lines

    def __iter__(self) -> Self:
        self._check_open()
        return self

    def __next__(self) -> S:
        line = self.readline()
        if len(line) == 0:
            raise StopIteration
        return line

    def writelines(self, lines: Iterable[S], /) -> None:
        for line in lines:
            self.write(line)

    def readline(self, size: int | None = -1) -> S:
        raise NotImplementedError

    def write(self, s: S, /) -> int:
        raise NotImplementedError

    def close(self) -> None:
        self.closed = True

    def __enter__(self) -> Self:
        self._check_open()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _check_open(self) -> None:
        if self.closed:
            raise ValueError(self._closed_message)


class StringIO(MemoryFile[str]):
    """A file of text. What is written at its end is kept in pieces until somebody reads."""

    def __init__(self, initial_value: str | None = "") -> None:
        super().__init__()
        self.newlines: str | None = None
        self.line_buffering = False
        self._text = "" if initial_value is None else initial_value
        self._pieces: list[str] = []
        self._length = len(self._text)  # with the pieces

    def getvalue(self) -> str:
        """Everything, wherever the position is."""
        self._check_open()
        return self._whole()

    def _whole(self) -> str:
        if self._pieces:
            self._text += "".join(self._pieces)
            self._pieces.clear()
        return self._text

    def read(self, size: int | None = -1) -> str:
        """So many characters, fewer only at the end; without a number everything that is left."""
        self._check_open()
        start = min(self._position, self._length)
        end = self._length if size is None or size < 0 else min(start + size, self._length)
        self._position = max(end, self._position)
        return self._whole()[start:end]

    def readline(self, size: int | None = -1) -> str:
        """Up to the next line feed, with it; at most so many characters."""
        self._check_open()
        text = self._whole()
        start = min(self._position, self._length)
        end = text.find("\n", start) + 1
        if end == 0:
            end = self._length
        if size is not None and 0 <= size < end - start:
            end = start + size
        self._position = max(end, self._position)
        return text[start:end]

    def write(self, s: str, /) -> int:
        """All of it; how many characters that is."""
        self._check_open()
        if s == "":
            return 0
        if self._position > self._length:
            self._pieces.append("\0" * (self._position - self._length))
            self._length = self._position
        if self._position == self._length:
            self._pieces.append(s)
        else:
            text = self._whole()
            self._text = text[:self._position] + s + text[self._position + len(s):]
        self._position += len(s)
        self._length = max(self._length, self._position)
        return len(s)

    def truncate(self, size: int | None = None) -> int:
        """Forget what comes after so many characters, or after the position; where that is."""
        self._check_open()
        length = self._position if size is None else size
        if length < 0:
            raise ValueError(f"Negative size value {length}")
        if length < self._length:
            self._text = self._whole()[:length]
            self._length = length
        return length

    def seek(self, offset: int, whence: int = 0) -> int:
        """To a place counted from the start; or, with 0, to where it is (1) or to the end (2)."""
        self._check_open()
        if whence < 0 or whence > 2:
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and offset < 0:
            raise ValueError(f"Negative seek position {offset}")
        if whence != 0 and offset != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        if whence == 0:
            self._position = offset
        elif whence == 2:
            self._position = self._length
        return self._position


class BytesIO(MemoryFile[bytes]):
    """A file of bytes."""

    _closed_message = CLOSED + "."

    def __init__(self, initial_bytes: bytes | bytearray | memoryview = b"") -> None:
        super().__init__()
        self._data = bytearray(initial_bytes)

    def getvalue(self) -> bytes:
        """Everything, wherever the position is."""
        self._check_open()
        return bytes(self._data)

    def getbuffer(self) -> memoryview:
        """A view of what the file holds: to write to it changes the file."""
        self._check_open()
        return memoryview(self._data)

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes, fewer only at the end; without a number everything that is left."""
        self._check_open()
        return self._taken(len(self._data) if size is None or size < 0 else self._position + size)

    def read1(self, size: int | None = -1) -> bytes:
        return self.read(size)

    def _taken(self, end: int) -> bytes:
        """From the position up to here."""
        start = min(self._position, len(self._data))
        end = max(min(end, len(self._data)), start)
        self._position = max(end, self._position)
        return bytes(self._data[start:end])

    def readinto(self, buffer: bytearray | memoryview) -> int:
        """Fill it; how many bytes there were."""
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def readline(self, size: int | None = -1) -> bytes:
        """Up to the next line feed, with it; at most so many bytes."""
        self._check_open()
        end = self._data.find(b"\n", self._position) + 1
        if end == 0:
            end = len(self._data)
        if size is not None and size >= 0:
            end = min(end, self._position + size)
        return self._taken(end)

    def write(self, data: bytes | bytearray | memoryview, /) -> int:
        """All of it; how many bytes that is."""
        self._check_open()
        given = bytes(data)
        if len(given) == 0:
            return 0
        if self._position > len(self._data):
            self._data.extend(bytes(self._position - len(self._data)))
        self._data[self._position:self._position + len(given)] = given
        self._position += len(given)
        return len(given)

    def truncate(self, size: int | None = None) -> int:
        """Forget what comes after so many bytes, or after the position; where that is."""
        self._check_open()
        length = self._position if size is None else size
        if length < 0:
            raise ValueError(f"negative size value {length}")
        del self._data[length:]
        return length

    def seek(self, offset: int, whence: int = 0) -> int:
        """To a place counted from the start, from the position, or from the end."""
        self._check_open()
        if whence < 0 or whence > 2:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and offset < 0:
            raise ValueError(f"negative seek value {offset}")
        start = self._position if whence == 1 else len(self._data) if whence == 2 else 0
        self._position = max(start + offset, 0)
        return self._position
