"""TCP endpoints: bound, listening, connecting, connected."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.cpu import clock
from yarara.kernel.network import address as ipv4_address
from yarara.kernel.network import errors
from yarara.kernel.network.service import CORE
from yarara.kernel.network.tcp.connection import Connection
from yarara.kernel.network.tcp.listener import Listener
from yarara.kernel.network.tcp.state import CLOSED, SYN_RECEIVED, SYN_SENT
from yarara.kernel.network.tcp.tcp import Tcp
from yarara.kernel.threads import scheduler
from yarara.library._socket.constants import (
    IPPROTO_TCP, SHUT_RD, SHUT_RDWR, SHUT_WR, SO_ACCEPTCONN, SO_ERROR, SO_RCVBUF, SO_SNDBUF, SO_TYPE, SOCK_STREAM, SOL_SOCKET,
    TCP_NODELAY,
)
from yarara.library._socket.endpoint import NONBLOCKING, Endpoint, check_local_address
from yarara.library._socket.network import service
from yarara.runtime.error_numbers import (
    EADDRINUSE, EADDRNOTAVAIL, EALREADY, EINPROGRESS, EINVAL, EISCONN, ENOTCONN, EPIPE,
)
from yarara.runtime.exceptions import os_error


class StreamEndpoint(Endpoint):
    """At most one of `_listener` and `_connection` is there."""

    def __init__(self, connection: Connection | None = None) -> None:
        super().__init__()
        self._address = ipv4_address.ANY
        self._port = 0
        self._listener: Listener | None = None
        self._connection = connection
        self._reading_shut = False
        self._error_told = False
        self._no_delay = False
        if connection is not None:
            self.core = connection.engine.core
            machine.write_fence()  # that core sees it whole
            connection.observer = self

    def changed(self) -> None:
        if self._listener is not None:
            self._readers.wake()
            return
        connection = self._connection
        if connection is None:
            return
        ended = connection.state == CLOSED
        if ended or connection.receive_available() > 0 or connection.at_end():
            self._readers.wake_all()
        # A writer is worth waking when it can write much: half of the ring.
        if ended or 2 * connection.send_space() >= service.tcp.engine.send_pool.size:
            self._writers.wake_all()

    # -- beginning -----------------------------------------------------------------------------------------------------

    def bind(self, address: int, port: int) -> None:
        if self._port != 0 or self._connection is not None or self._listener is not None:
            raise os_error(EINVAL)
        if not check_local_address(address):
            raise os_error(EADDRNOTAVAIL)
        if port == 0:
            port = _free_port(address)
        if port == 0 or _is_taken(address, port):
            raise os_error(EADDRINUSE)
        self._address = address
        self._port = port
        _bound.append(self)

    def listen(self, backlog: int) -> None:
        listener = self._listener
        if listener is not None:
            for_core: Listener | None = listener
            while for_core is not None:
                for_core.backlog = max(backlog, 1)
                for_core = for_core.beyond
            return
        if self._connection is not None:
            raise os_error(EINVAL)
        if self._port == 0:
            self.bind(ipv4_address.ANY, 0)
        if not ipv4_address.is_loopback(self._address):
            service.wait_for_address()
        listener = service.tcp.listen(self._address, self._port, backlog, clock.monotonic())
        if listener.error != errors.NONE:
            raise os_error(listener.error)
        listener.observer = self
        self._listener = listener
        if machine.PARALLEL:
            self._listen_everywhere(listener)

    @machine.cold
    def _listen_everywhere(self, listener: Listener) -> None:
        """On the other cores that have a stack too, each for what comes there."""
        tcp = service.tcp.beyond
        while tcp is not None:
            scheduler.migrate(tcp.engine.core)
            further = tcp.listen(self._address, self._port, listener.backlog, clock.monotonic())
            further.observer = self
            listener.beyond = further
            listener = further
            tcp = tcp.beyond
        scheduler.migrate(CORE)

    def _may_go_on(self) -> bool:
        listener = self._listener
        return listener is not None and listener.fullest().waiting > 0

    def accept(self, deadline: int) -> Endpoint:
        while True:
            listener = self._listener
            if listener is None:
                raise os_error(EINVAL)
            if machine.PARALLEL:
                listener = listener.fullest()
            connection = listener.accept()
            if connection is not None:
                accepted = StreamEndpoint(connection)
                if self._no_delay:
                    scheduler.migrate(accepted.core)
                    accepted._set_no_delay(True)
                return accepted
            self._wait(self._readers, deadline)

    def connect(self, address: int, port: int, deadline: int) -> None:
        if self._listener is not None:
            raise os_error(EISCONN)
        if self._connection is not None:
            raise os_error(EALREADY if self._is_connecting() else EISCONN)
        if address == ipv4_address.ANY:
            address = ipv4_address.LOOPBACK
        if not ipv4_address.is_loopback(address):
            service.wait_for_address()
        connection = self._tcp_for(address, port).connect(self._address, self._port, address, port, clock.monotonic())
        if connection.error == errors.NONE:
            self._connection = connection
            connection.observer = self
            if self._no_delay:
                self._set_no_delay(True)
            scheduler.request_poll()
            if deadline == NONBLOCKING:
                raise os_error(EINPROGRESS)
            while self._is_connecting():
                self._wait(self._writers, deadline)
        if connection.error != errors.NONE:
            self._connection = None
            raise os_error(connection.error)

    @machine.cold
    def _tcp_for(self, address: int, port: int) -> Tcp:
        """Of the core that a connection to there must be on, and the thread goes there. Without a port of our own that is core 0: it takes one that comes there."""
        tcp = service.tcp
        if machine.PARALLEL and self._port != 0:
            own = service.stack.interface.source_for(address) if self._address == ipv4_address.ANY else self._address
            self.core = tcp.core_of(own, self._port, address, port)
            while tcp.engine.core != self.core and tcp.beyond is not None:
                tcp = tcp.beyond
            self.core = tcp.engine.core
            scheduler.migrate(self.core)
        return tcp

    def _is_connecting(self) -> bool:
        connection = self._connection
        return connection is not None and (connection.state == SYN_SENT or connection.state == SYN_RECEIVED)

    def _connected(self) -> Connection:
        connection = self._connection
        if connection is None:
            raise os_error(ENOTCONN)
        return connection

    # -- reading -------------------------------------------------------------------------------------------------------

    def readable(self, deadline: int) -> int:
        connection = self._connected()
        while True:
            available = connection.receive_available()
            if available > 0:
                return available
            if self._reading_shut or connection.at_end():
                return 0
            if connection.state == CLOSED:
                self._tell_error(connection)
                return 0
            self._wait(self._readers, deadline)

    def _tell_error(self, connection: Connection) -> None:
        """Raise what ended the connection, the first time only."""
        if connection.error != errors.NONE and not self._error_told:
            self._error_told = True
            raise os_error(connection.error)

    def source(self) -> tuple[int, int]:
        connection = self._connected()
        return connection.remote_address, connection.remote_port

    def read(self, address: int, length: int) -> None:
        connection = self._connected()
        counters = connection.engine.output.counters
        sent = counters.tcp_sent
        connection.receive(address, length, clock.monotonic())
        if counters.tcp_sent != sent:  # it told the peer that there is room again
            scheduler.request_poll()

    # -- writing -------------------------------------------------------------------------------------------------------

    def send(self, address: int, length: int, deadline: int) -> int:
        connection = self._connection
        if connection is None:
            raise os_error(EPIPE)
        if length == 0:
            return 0
        count = connection.send(address, length, clock.monotonic())
        while count == 0:
            self._wait(self._writers, deadline)
            count = connection.send(address, length, clock.monotonic())
        if count < 0:
            self._tell_error(connection)
            raise os_error(EPIPE if connection.error != errors.NONE else -count)
        scheduler.request_poll()
        return count

    # -- ending --------------------------------------------------------------------------------------------------------

    def shutdown(self, how: int) -> None:
        if how != SHUT_RD and how != SHUT_WR and how != SHUT_RDWR:
            raise os_error(EINVAL)
        if self._listener is not None and how != SHUT_WR:
            self._stop_listening()
            self._readers.wake_all()
            return
        connection = self._connected()
        if connection.state == CLOSED:
            raise os_error(ENOTCONN)
        if how != SHUT_WR:
            self._reading_shut = True
            self._readers.wake_all()
        if how != SHUT_RD:
            connection.shutdown_send(clock.monotonic())
            scheduler.request_poll()

    def close(self) -> None:
        connection = self._connection
        if connection is not None:
            connection.close(clock.monotonic())
        scheduler.request_poll()
        self._stop_listening()
        if self._port != 0:
            scheduler.migrate(CORE)
            _bound.remove(self)
        super().close()

    @machine.cold
    def _stop_listening(self) -> None:
        listener = self._listener
        if listener is not None:
            self._listener = None
            tcp: Tcp | None = service.tcp
            for_core: Listener | None = listener
            while tcp is not None and for_core is not None:
                scheduler.migrate(tcp.engine.core)
                tcp.close_listener(for_core, clock.monotonic())
                scheduler.request_poll()
                tcp, for_core = tcp.beyond, for_core.beyond
            scheduler.migrate(CORE)

    # -- what it is ----------------------------------------------------------------------------------------------------

    def local(self) -> tuple[int, int]:
        connection = self._connection
        if connection is not None:
            return connection.local_address, connection.local_port
        return self._address, self._port

    def local_port(self) -> int:
        return self._port

    def conflicts(self, address: int, port: int) -> bool:
        """Whether this bound endpoint is where another one wants to be."""
        if self._port != port:
            return False
        return self._address == address or self._address == ipv4_address.ANY or address == ipv4_address.ANY

    def remote(self) -> tuple[int, int]:
        connection = self._connected()
        if self._is_connecting() or connection.error != errors.NONE:
            raise os_error(ENOTCONN)
        return connection.remote_address, connection.remote_port

    def get_option(self, level: int, option: int) -> int:
        if level == IPPROTO_TCP and option == TCP_NODELAY:
            return 1 if self._no_delay else 0
        if level != SOL_SOCKET:
            return super().get_option(level, option)
        if option == SO_TYPE:
            return SOCK_STREAM
        if option == SO_ERROR:
            return self._take_error()
        if option == SO_ACCEPTCONN:
            return 0 if self._listener is None else 1
        if option == SO_RCVBUF:
            return service.tcp.engine.receive_pool.size
        if option == SO_SNDBUF:
            return service.tcp.engine.send_pool.size
        return super().get_option(level, option)

    def _take_error(self) -> int:
        connection = self._connection
        if connection is None or self._error_told:
            return errors.NONE
        self._error_told = connection.error != errors.NONE
        return connection.error

    def set_option(self, level: int, option: int, value: int) -> None:
        if level == IPPROTO_TCP and option == TCP_NODELAY:
            self._set_no_delay(value != 0)
        elif level == SOL_SOCKET and (option == SO_RCVBUF or option == SO_SNDBUF):
            pass  # a wish: the rings have one size
        else:
            super().set_option(level, option, value)

    def _set_no_delay(self, no_delay: bool) -> None:
        self._no_delay = no_delay
        connection = self._connection
        if connection is not None:
            connection.set_no_delay(no_delay, clock.monotonic())
            scheduler.request_poll()


_bound: list[StreamEndpoint] = []
"""Endpoints that were given a port, listening or not."""


def _is_taken(address: int, port: int) -> bool:
    for other in _bound:
        if other.conflicts(address, port):
            return True
    return False


def _free_port(address: int) -> int:
    """A port that nobody is bound to; 0 when there is none."""
    for _ in range(len(_bound) + 1):
        port = service.tcp.free_port(address, ipv4_address.ANY, 0)
        if port == 0 or not _is_taken(address, port):
            return port
    return 0
