"""UDP endpoints."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.cpu import clock
from yarara.kernel.network import address as ipv4_address
from yarara.kernel.network import errors
from yarara.kernel.network.duration import MILLISECOND
from yarara.kernel.network.udp import LARGE_CAPACITY, QUEUE_CAPACITY
from yarara.kernel.threads import scheduler
from yarara.library._socket.constants import SHUT_RD, SHUT_WR, SO_BROADCAST, SO_ERROR, SO_RCVBUF, SO_TYPE, SOCK_DGRAM, SOL_SOCKET
from yarara.library._socket.endpoint import NONBLOCKING, Endpoint, check_local_address
from yarara.library._socket.network import service
from yarara.runtime.error_numbers import EADDRNOTAVAIL, EAGAIN, EDESTADDRREQ, EINVAL, ENOTCONN, EPIPE
from yarara.runtime.exceptions import os_error

RETRY_DELAY = MILLISECOND
"""Before what found no packet or no room in the ring is tried again."""


class DatagramEndpoint(Endpoint):
    """A port for datagrams, perhaps connected to one peer."""

    def __init__(self) -> None:
        """Raises MemoryError."""
        super().__init__()
        if machine.DATAGRAMS:
            service.stack.carry_large_datagrams()
        self._udp = service.stack.udp.open(QUEUE_CAPACITY, LARGE_CAPACITY)
        self._udp.observer = self
        self._reading_shut = False
        self._writing_shut = False

    def changed(self) -> None:
        if self._udp.error != errors.NONE:
            self._readers.wake_all()
        else:
            self._readers.wake()

    def bind(self, address: int, port: int) -> None:
        if self._udp.local_port != 0:
            raise os_error(EINVAL)
        if not service.stack.interface.is_broadcast(address) and not check_local_address(address):
            raise os_error(EADDRNOTAVAIL)
        if address == ipv4_address.ANY:
            service.wait_for_address()
        _check(self._udp.bind(address, port))

    def connect(self, address: int, port: int, deadline: int) -> None:
        address = _reachable(address)
        _check(self._udp.connect(address, port))

    # -- reading -------------------------------------------------------------------------------------------------------

    def readable(self, deadline: int) -> int:
        received = self._udp.received
        while received.count == 0:
            if self._reading_shut:
                return 0
            self._tell_error()
            self._wait(self._readers, deadline)
        return received.front_length

    def _tell_error(self) -> None:
        """Raise what a peer or a router said, once."""
        error = self._udp.error
        if error != errors.NONE:
            self._udp.error = errors.NONE
            raise os_error(error)

    def read(self, address: int, length: int) -> None:
        received = self._udp.received
        if received.count > 0:
            machine.copy(address, received.front_data, length)
            received.drop()

    def source(self) -> tuple[int, int]:
        received = self._udp.received
        if received.count == 0:
            return ipv4_address.ANY, 0
        return received.front_source, received.front_source_port

    # -- writing -------------------------------------------------------------------------------------------------------

    def send(self, address: int, length: int, deadline: int) -> int:
        if self._udp.remote_port == 0:
            raise os_error(EDESTADDRREQ)
        return self.send_to(address, length, self._udp.remote_address, self._udp.remote_port, deadline)

    def send_to(self, address: int, length: int, destination: int, port: int, deadline: int) -> int:
        if self._writing_shut:
            raise os_error(EPIPE)
        self._tell_error()
        destination = _reachable(destination)
        error = self._udp.send(address, length, destination, port, clock.monotonic())
        while error == errors.NO_BUFFERS:
            self._wait_for_room(deadline)
            error = self._udp.send(address, length, destination, port, clock.monotonic())
        _check(error)
        scheduler.request_poll(urgent=not service.stack.show_sent())
        return length

    def _wait_for_room(self, deadline: int) -> None:
        """Let the device send something."""
        if deadline == NONBLOCKING:
            raise os_error(EAGAIN)
        if clock.monotonic() >= deadline:
            raise TimeoutError("timed out")
        scheduler.request_poll()
        scheduler.sleep_until(min(deadline, clock.monotonic() + RETRY_DELAY))

    # -- ending --------------------------------------------------------------------------------------------------------

    def shutdown(self, how: int) -> None:
        if self._udp.remote_port == 0:
            raise os_error(ENOTCONN)
        if how != SHUT_WR:
            self._reading_shut = True
            self._readers.wake_all()
        if how != SHUT_RD:
            self._writing_shut = True

    def close(self) -> None:
        self._udp.close()
        super().close()

    # -- what it is ----------------------------------------------------------------------------------------------------

    def local(self) -> tuple[int, int]:
        return self._udp.local_address, self._udp.local_port

    def remote(self) -> tuple[int, int]:
        if self._udp.remote_port == 0:
            raise os_error(ENOTCONN)
        return self._udp.remote_address, self._udp.remote_port

    def get_option(self, level: int, option: int) -> int:
        if level == SOL_SOCKET and option == SO_TYPE:
            return SOCK_DGRAM
        if level == SOL_SOCKET and option == SO_BROADCAST:
            return 1 if self._udp.may_broadcast else 0
        if level == SOL_SOCKET and option == SO_RCVBUF:
            return self._udp.received.capacity
        if level == SOL_SOCKET and option == SO_ERROR:
            error = self._udp.error
            self._udp.error = errors.NONE
            return error
        return super().get_option(level, option)

    def set_option(self, level: int, option: int, value: int) -> None:
        if level == SOL_SOCKET and option == SO_BROADCAST:
            self._udp.may_broadcast = value != 0
        elif level == SOL_SOCKET and option == SO_RCVBUF:
            pass  # a wish: the queue has one size
        else:
            super().set_option(level, option, value)


def _reachable(address: int) -> int:
    """Where datagrams to an address go; waits for our own address when they leave the machine."""
    if address == ipv4_address.ANY:
        return ipv4_address.LOOPBACK
    if not ipv4_address.is_loopback(address):
        service.wait_for_address()
    return address


def _check(error: int) -> None:
    if error != errors.NONE:
        raise os_error(error)
