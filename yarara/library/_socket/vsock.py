"""Endpoints of AF_VSOCK: streams, and messages (SOCK_SEQPACKET), between a virtual machine and its host."""

from __future__ import annotations

from yarara.kernel.cpu import clock
from yarara.kernel.threads import scheduler
from yarara.kernel.vsock.connection import CLOSED, CONNECTING, Connection
from yarara.kernel.vsock.packet import NO_MORE_RECEIVED, NO_MORE_SENT, TYPE_SEQPACKET, TYPE_STREAM
from yarara.kernel.vsock.service import VsockService, service
from yarara.kernel.vsock.vsock import Listener
from yarara.library._socket.constants import (
    SHUT_RD, SHUT_RDWR, SHUT_WR, SO_ACCEPTCONN, SO_ERROR, SO_TYPE, SOCK_SEQPACKET, SOCK_STREAM, SOL_SOCKET, VMADDR_CID_ANY, VMADDR_PORT_ANY,
)
from yarara.library._socket.endpoint import NONBLOCKING, Endpoint
from yarara.runtime.error_numbers import (
    EADDRINUSE, EADDRNOTAVAIL, EALREADY, ECONNRESET, EINPROGRESS, EINVAL, EISCONN, EMSGSIZE, ENOBUFS, ENODEV, ENOTCONN, EPIPE,
    ESOCKTNOSUPPORT, ETIMEDOUT,
)
from yarara.runtime.exceptions import os_error


class VsockEndpoint(Endpoint):
    """At most one of `_listener` and `_connection` is there. Addresses are the numbers of machines."""

    def __init__(self, kind: int, connection: Connection | None = None) -> None:
        """`kind`: SOCK_STREAM or SOCK_SEQPACKET."""
        super().__init__()
        self._kind = kind
        self._service = service()
        self._cid = VMADDR_CID_ANY
        self._port = VMADDR_PORT_ANY
        self._listener: Listener | None = None
        self._connection = connection
        self._reading_shut = False
        self._error = 0
        if connection is not None:
            self._port = connection.local_port
            self._cid = self._device().device.cid
            connection.observer = self

    def _device(self) -> VsockService:
        found = self._service
        if found is None:
            raise os_error(ENODEV)
        return found

    def _wire_type(self) -> int:
        return TYPE_SEQPACKET if self._kind == SOCK_SEQPACKET else TYPE_STREAM

    def changed(self) -> None:
        connection = self._connection
        if self._listener is not None:
            self._readers.wake()
        elif connection is not None:
            if connection.available() > 0 or connection.at_end():
                self._readers.wake_all()
            if not connection.can_send() or connection.credit() > 0:
                self._writers.wake_all()

    # -- beginning -----------------------------------------------------------------------------------------------------

    def bind(self, address: int, port: int) -> None:
        if self._port != VMADDR_PORT_ANY:
            raise os_error(EINVAL)
        found = self._device()
        if address != VMADDR_CID_ANY and address != found.device.cid:
            raise os_error(EADDRNOTAVAIL)
        if port == VMADDR_PORT_ANY:
            port = found.vsock.free_port()
        if port == 0 or _is_bound(port) or found.vsock.is_used(port):
            raise os_error(EADDRINUSE)
        self._cid = address
        self._port = port
        _bound.append(self)

    def listen(self, backlog: int) -> None:
        listener = self._listener
        if listener is not None:
            listener.backlog = max(backlog, 1)
            return
        if self._connection is not None or self._port == VMADDR_PORT_ANY:
            raise os_error(EINVAL)
        listener = self._device().vsock.listen(self._port, max(backlog, 1), self._wire_type())
        listener.observer = self
        self._listener = listener

    def accept(self, deadline: int) -> Endpoint:
        while True:
            listener = self._listener
            if listener is None:
                raise os_error(EINVAL)
            if len(listener.waiting) > 0:
                return VsockEndpoint(self._kind, listener.waiting.pop(0))
            self._wait(self._readers, deadline)

    def connect(self, address: int, port: int, deadline: int) -> None:
        if self._listener is not None:
            raise os_error(EINVAL)
        connection = self._connection
        if connection is not None:
            raise os_error(EALREADY if connection.state == CONNECTING else EISCONN)
        found = self._device()
        if address == found.device.cid or address == VMADDR_CID_ANY:
            raise os_error(ENODEV)
        if self._kind == SOCK_SEQPACKET and not found.device.keeps_messages:
            raise os_error(ESOCKTNOSUPPORT)
        if self._port == VMADDR_PORT_ANY:
            self.bind(VMADDR_CID_ANY, VMADDR_PORT_ANY)
        connection = found.vsock.connect(self._port, address, port, clock.monotonic(), self._wire_type())
        if connection is None:
            raise os_error(ENOBUFS)
        self._connection = connection
        connection.observer = self
        scheduler.request_poll()
        if deadline == NONBLOCKING:
            raise os_error(EINPROGRESS)
        while connection.state == CONNECTING:
            self._wait(self._writers, deadline)
        if connection.refused:
            self._connection = None
            raise os_error(ETIMEDOUT if connection.timed_out else ECONNRESET)

    def _connected(self) -> Connection:
        connection = self._connection
        if connection is None:
            raise os_error(ENOTCONN)
        return connection

    # -- reading and writing -------------------------------------------------------------------------------------------

    def readable(self, deadline: int) -> int:
        connection = self._connected()
        while True:
            if connection.refused:
                raise os_error(ENOTCONN)
            available = connection.available()
            if available > 0:
                return available
            if self._reading_shut or connection.at_end():
                return 0
            self._wait(self._readers, deadline)

    def read(self, address: int, length: int) -> None:
        self._device().vsock.read(self._connected(), address, length)

    def source(self) -> tuple[int, int]:
        connection = self._connected()
        return connection.cid, connection.port

    def send(self, address: int, length: int, deadline: int) -> int:
        connection = self._connected()
        if length == 0:
            return 0
        count = self._try_to_send(connection, address, length)
        while count == 0:
            self._wait(self._writers, deadline)
            count = self._try_to_send(connection, address, length)
        if count < 0:
            raise os_error(ENOTCONN if connection.state == CONNECTING else EPIPE)
        return count

    def _try_to_send(self, connection: Connection, address: int, length: int) -> int:
        """How many bytes there was room for; of a message all or none. Negative when nothing can be sent any more."""
        vsock = self._device().vsock
        if self._kind == SOCK_STREAM:
            return vsock.send(connection, address, length)
        if connection.can_send() and length > vsock.longest_message(connection):
            raise os_error(EMSGSIZE)
        return vsock.send_message(connection, address, length)

    # -- ending --------------------------------------------------------------------------------------------------------

    def shutdown(self, how: int) -> None:
        if how != SHUT_RD and how != SHUT_WR and how != SHUT_RDWR:
            raise os_error(EINVAL)
        connection = self._connected()
        if connection.state == CLOSED:
            raise os_error(ENOTCONN)
        if how != SHUT_WR:
            self._reading_shut = True
            self._readers.wake_all()
        flags = (NO_MORE_RECEIVED if how != SHUT_WR else 0) | (NO_MORE_SENT if how != SHUT_RD else 0)
        self._device().vsock.shutdown(connection, flags)

    def close(self) -> None:
        connection, listener = self._connection, self._listener
        if connection is not None:
            self._device().vsock.close(connection, clock.monotonic())
            scheduler.request_poll()
        if listener is not None:
            self._listener = None
            self._device().vsock.stop_listening(listener)
        if self in _bound:
            _bound.remove(self)
        super().close()

    # -- what it is ----------------------------------------------------------------------------------------------------

    def local(self) -> tuple[int, int]:
        return self._cid, self._port

    def local_port(self) -> int:
        return self._port

    def remote(self) -> tuple[int, int]:
        connection = self._connected()
        if connection.state == CONNECTING or connection.refused:
            raise os_error(ENOTCONN)
        return connection.cid, connection.port

    def get_option(self, level: int, option: int) -> int:
        if level == SOL_SOCKET and option == SO_TYPE:
            return self._kind
        if level == SOL_SOCKET and option == SO_ACCEPTCONN:
            return 0 if self._listener is None else 1
        if level == SOL_SOCKET and option == SO_ERROR:
            connection = self._connection
            return ECONNRESET if connection is not None and connection.refused else 0
        return super().get_option(level, option)


_bound: list[VsockEndpoint] = []
"""Endpoints that were given a port."""


def _is_bound(port: int) -> bool:
    for other in _bound:
        if other.local_port() == port:
            return True
    return False
