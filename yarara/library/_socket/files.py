"""A socket as a file: `socket.makefile`.

Reading takes what has arrived, a piece at a time; what is written is collected, as in CPython's BufferedWriter, so that a few small writes leave as
one segment.
"""

from __future__ import annotations

from yarara.kernel.files.filesystem import OpenFile
from yarara.kernel.threads.mutex import Mutex
from yarara.library._file_objects import DEFAULT_BUFFER_SIZE, BufferedFile, TextIOWrapper, UnsupportedOperation, check_newline
from yarara.library._socket.base import Attached, SocketBase
from yarara.runtime.bytestrings import row_length


class _Incoming(OpenFile):
    """What the peer sends. Positions mean nothing: each byte comes once."""

    def __init__(self, socket: SocketBase) -> None:
        self._socket = socket
        self._timed_out = False

    def read_at(self, position: int, address: int, length: int) -> int:
        if self._timed_out:
            raise OSError("cannot read from timed out object")
        try:
            return self._socket.receive(address, length)
        except TimeoutError:
            self._timed_out = True
            raise


class SocketFile(BufferedFile):
    """Bytes both ways."""

    def __init__(self, socket: SocketBase, mode: str, buffer_size: int) -> None:
        super().__init__(_Incoming(socket), "", mode, False)
        self._socket = socket
        self._buffer_size = buffer_size
        self._collected = bytearray()
        self._collecting = Mutex()
        self._end = _End(self)
        socket.attach(self._end)

    def readable(self) -> bool:
        return "r" in self.mode or "w" not in self.mode

    def writable(self) -> bool:
        return "w" in self.mode

    def seekable(self) -> bool:
        return False

    def write(self, data: bytes | bytearray | memoryview) -> int:
        """Take all of it; how many bytes that is."""
        self._check_writable()
        length = row_length(data)
        with self._collecting:
            if len(self._collected) + length > self._buffer_size:
                self._send_collected()
            if length >= self._buffer_size:
                self._socket.sendall(data)
            else:
                self._collected += data
        return length

    def flush(self) -> None:
        """Send what was written."""
        self._check_open()
        with self._collecting:
            self._send_collected()

    def _send_collected(self) -> None:
        """An error leaves what was not sent."""
        while len(self._collected) > 0:
            count = self._socket.send(self._collected)
            del self._collected[:count]

    def tell(self) -> int:
        raise UnsupportedOperation("File or stream is not seekable.")

    def seek(self, offset: int, whence: int = 0) -> int:
        raise UnsupportedOperation("File or stream is not seekable.")

    def truncate(self, size: int | None = None) -> int:
        raise UnsupportedOperation("truncate")

    def close(self) -> None:
        """Send what was written; the socket stays open."""
        if not self.closed:
            try:
                self.flush()
            finally:
                self.closed = True
                self._socket.detach(self._end)


class _End(Attached):
    """The socket is closed, and with it the file."""

    def __init__(self, file: SocketFile) -> None:
        self._file = file

    def end(self) -> None:
        try:
            self._file.close()
        except OSError:
            pass  # there is nobody any more who could be told that the peer did not get it


def binary_file(socket: SocketBase, mode: str, buffering: int | None) -> BufferedFile:
    return SocketFile(socket, mode, _size_of(buffering))


def text_file(
    socket: SocketBase, mode: str, buffering: int | None, encoding: str | None, errors: str | None, newline: str | None,
) -> TextIOWrapper:
    """Raises ValueError as `open` does."""
    if buffering == 0:
        raise ValueError("unbuffered streams must be binary")
    check_newline(newline)
    chosen = "utf-8" if encoding is None else encoding.lower()
    return TextIOWrapper(SocketFile(socket, mode, _size_of(buffering)), chosen, "strict" if errors is None else errors, newline)


def _size_of(buffering: int | None) -> int:
    return DEFAULT_BUFFER_SIZE if buffering is None or buffering < 0 else buffering
