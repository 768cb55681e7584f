"""What all sockets do, whatever their addresses look like: bytes both ways, the end, timeouts and options."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.cpu import clock
from yarara.kernel.network import service
from yarara.library._socket import numbers
from yarara.library._socket.endpoint import NONBLOCKING, Endpoint, deadline_of, enter
from yarara.runtime.bytestrings import allocate_bytes, data_address, row_length
from yarara.runtime.error_numbers import EBADF
from yarara.runtime.exceptions import os_error

_LARGEST_TIMEOUT = 9_000_000_000.0


class Attached:
    """What is made of a socket and ends with it: a file."""

    def end(self) -> None:
        raise NotImplementedError


class SocketBase:
    """An open socket: its endpoint, its number, and how long its calls wait."""

    _endpoint: Endpoint
    _number: int
    _timeout: int  # nanoseconds
    _attached: list[Attached] | None

    def _open(self) -> Endpoint:
        if self._number < 0:
            raise os_error(EBADF)
        return self._endpoint

    def _deadline(self) -> int:
        return deadline_of(self._timeout)

    # -- receiving -----------------------------------------------------------------------------------------------------

    def recv(self, bufsize: int, /) -> bytes:
        """Wait for bytes; at most `bufsize` of them, none when the peer has closed."""
        if bufsize < 0:
            raise ValueError("negative buffersize in recv")
        home = enter(self._endpoint)
        try:
            return read_from(self._open(), bufsize, self._deadline())
        finally:
            service.leave(home)

    def recv_into(self, buffer: bytearray | memoryview, nbytes: int = 0) -> int:
        """Wait for bytes and put them at the beginning of a buffer, at most `nbytes` (0: as many as it holds); how many."""
        if nbytes < 0:
            raise ValueError("negative buffersize in recv_into")
        if isinstance(buffer, memoryview):
            if buffer.readonly:
                raise TypeError("recv_into() argument 1 must be read-write bytes-like object, not memoryview")
        if nbytes > row_length(buffer):
            raise ValueError("buffer too small for requested bytes")
        return self.receive(data_address(buffer), nbytes if nbytes > 0 else row_length(buffer))

    def receive(self, address: int, most: int) -> int:
        """Wait for bytes and move them to memory; how many, 0 when the peer has closed."""
        home = enter(self._endpoint)
        try:
            endpoint = self._open()
            count = min(endpoint.readable(self._deadline()), most)
            endpoint.read(address, count)
            return count
        finally:
            service.leave(home)

    # -- sending -------------------------------------------------------------------------------------------------------

    def send(self, data: bytes | bytearray | memoryview, /) -> int:
        """Send bytes; how many were taken, which is all when the socket blocks for as long as it takes."""
        if self._timeout == clock.NEVER:
            self.sendall(data)
            return row_length(data)
        home = enter(self._endpoint)
        try:
            return self._open().send(data_address(data), row_length(data), self._deadline())
        finally:
            service.leave(home)

    def sendall(self, data: bytes | bytearray | memoryview, /) -> None:
        """Send all bytes. After an error it is not known how many."""
        home = enter(self._endpoint)
        try:
            endpoint = self._open()
            deadline = self._deadline()
            address = data_address(data)
            rest = row_length(data)
            count = endpoint.send(address, rest, deadline)
            while count < rest:
                address += count
                rest -= count
                count = endpoint.send(address, rest, deadline)
        finally:
            service.leave(home)

    # -- ending --------------------------------------------------------------------------------------------------------

    def shutdown(self, how: int, /) -> None:
        """End one direction or both: SHUT_RD, SHUT_WR, SHUT_RDWR."""
        home = enter(self._endpoint)
        try:
            self._open().shutdown(how)
        finally:
            service.leave(home)

    def close(self) -> None:
        """Let go of it; what was sent is still delivered. Again does nothing."""
        if self._number < 0:
            return
        self._end_attached()
        home = enter(self._endpoint)
        try:
            number = self._number
            if number >= 0:
                self._number = -1
                numbers.give(number)
                self._endpoint.close()
        finally:
            service.leave(home)

    def attach(self, attached: Attached) -> None:
        """It ends when the socket is closed, unless it is detached before."""
        if self._attached is None:
            self._attached = []
        self._attached.append(attached)

    def detach(self, attached: Attached) -> None:
        if self._attached is not None and attached in self._attached:
            self._attached.remove(attached)

    def _end_attached(self) -> None:
        attached = self._attached
        if attached is not None:
            while len(attached) > 0:
                attached.pop().end()

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        self.close()

    # -- what it is ----------------------------------------------------------------------------------------------------

    def fileno(self) -> int:
        """A number that no other open socket has; -1 when closed."""
        return self._number

    def settimeout(self, value: float | None, /) -> None:
        """How many seconds calls wait at most: 0 for not at all, None for ever."""
        if value is None:
            self._timeout = clock.NEVER
        elif value < 0:
            raise ValueError("Timeout value out of range")
        else:
            self._timeout = int(min(value, _LARGEST_TIMEOUT) * 1e9)

    def gettimeout(self) -> float | None:
        return None if self._timeout == clock.NEVER else self._timeout / 1e9

    def setblocking(self, flag: bool, /) -> None:
        """True: wait for ever; False: not at all."""
        self._timeout = clock.NEVER if flag else NONBLOCKING

    def getblocking(self) -> bool:
        return self._timeout != NONBLOCKING

    def setsockopt(self, level: int, optname: int, value: int, /) -> None:
        home = enter(self._endpoint)
        try:
            self._open().set_option(level, optname, value)
        finally:
            service.leave(home)

    def getsockopt(self, level: int, optname: int, /) -> int:
        home = enter(self._endpoint)
        try:
            return self._open().get_option(level, optname)
        finally:
            service.leave(home)


def read_from(endpoint: Endpoint, size: int, deadline: int) -> bytes:
    """Bytes that have arrived, in an object not larger than they are."""
    if size == 0:
        return b""
    count = min(endpoint.readable(deadline), size)
    data = allocate_bytes(count)
    endpoint.read(machine.tail(data), count)
    return data
