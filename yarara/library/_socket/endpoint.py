"""What a socket stands for, and how a thread waits for it."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.cpu import clock, core
from yarara.kernel.network import address as ipv4_address
from yarara.kernel.network.observer import Observer
from yarara.kernel.network.service import CORE
from yarara.kernel.threads import scheduler
from yarara.kernel.threads.wait import WaitQueue
from yarara.library._socket.constants import SO_KEEPALIVE, SO_REUSEADDR, SOL_SOCKET
from yarara.library._socket.network import service
from yarara.runtime.error_numbers import EAGAIN, EBADF, ENOPROTOOPT, EOPNOTSUPP
from yarara.runtime.exceptions import os_error

NONBLOCKING = 0
"""As a deadline: do not wait."""


class Endpoint(Observer):
    """One end of a connection, a listener, or a port for datagrams.

    Addresses are ints in host order. A `deadline` is a time of the monotonic clock, NEVER, or NONBLOCKING. Every method raises
    OSError; one that waits raises TimeoutError at its deadline, and BlockingIOError if it must not wait.
    """

    def __init__(self) -> None:
        self.closed = False
        self.core = CORE
        """Where it is, and where every call but those that say what it is must be made."""
        self._readers = WaitQueue()
        self._writers = WaitQueue()
        self._reuse_address = 0
        self._keep_alive = 0

    def bind(self, address: int, port: int) -> None:
        raise NotImplementedError

    def listen(self, backlog: int) -> None:
        raise os_error(EOPNOTSUPP)

    def accept(self, deadline: int) -> Endpoint:
        """The next connection from outside."""
        raise os_error(EOPNOTSUPP)

    def connect(self, address: int, port: int, deadline: int) -> None:
        raise NotImplementedError

    def readable(self, deadline: int) -> int:
        """Wait until there is something to read; how many bytes `read` will give at most. 0: the end, or an empty datagram."""
        raise NotImplementedError

    def read(self, address: int, length: int) -> None:
        """Move `length` bytes, not more than `readable` said, to memory. Of a datagram the rest is lost."""
        raise NotImplementedError

    def source(self) -> tuple[int, int]:
        """Address and port that the bytes come from which `read` would give; of a connection, also when it has ended."""
        raise NotImplementedError

    def send(self, address: int, length: int, deadline: int) -> int:
        """Send bytes from memory to where the endpoint is connected, as many as there is room for; how many."""
        raise NotImplementedError

    def send_to(self, address: int, length: int, destination: int, port: int, deadline: int) -> int:
        """Send one datagram."""
        return self.send(address, length, deadline)

    def shutdown(self, how: int) -> None:
        raise NotImplementedError

    def close(self) -> None:
        """Let go of it. Threads that wait for it get EBADF."""
        self.closed = True
        self._readers.wake_all()
        self._writers.wake_all()

    def local(self) -> tuple[int, int]:
        """Our address and port."""
        raise NotImplementedError

    def remote(self) -> tuple[int, int]:
        """The peer's address and port. Raises OSError (ENOTCONN) without one."""
        raise NotImplementedError

    def get_option(self, level: int, option: int) -> int:
        if level == SOL_SOCKET and option == SO_REUSEADDR:
            return self._reuse_address
        if level == SOL_SOCKET and option == SO_KEEPALIVE:
            return self._keep_alive
        raise os_error(ENOPROTOOPT)

    def set_option(self, level: int, option: int, value: int) -> None:
        """SO_REUSEADDR is what happens anyway."""
        if level == SOL_SOCKET and option == SO_REUSEADDR:
            self._reuse_address = 1 if value != 0 else 0
        elif level == SOL_SOCKET and option == SO_KEEPALIVE:
            self._keep_alive = 1 if value != 0 else 0
        else:
            raise os_error(ENOPROTOOPT)

    def _wait(self, queue: WaitQueue, deadline: int) -> None:
        """Park in a queue until `changed` wakes it."""
        if deadline == NONBLOCKING:
            raise os_error(EAGAIN)
        queue.lock()
        queue.add()
        queue.unlock()
        if machine.PARALLEL and self._may_go_on():
            queue.wake()
        in_time = queue.wait(deadline)
        if self.closed:
            raise os_error(EBADF)
        if not in_time:
            raise TimeoutError("timed out")


    def _may_go_on(self) -> bool:
        """Whether another core has made `changed` meanwhile, before anybody stood in the queue."""
        return False


def enter(endpoint: Endpoint) -> int:
    """Go to the core of an endpoint; the core to `leave` for afterwards."""
    number = machine.core_load(core.NUMBER)
    if machine.PARALLEL:
        while endpoint.core != machine.core_load(core.NUMBER):  # a connection may get its core only when it is made
            scheduler.migrate(endpoint.core)
    return number


def deadline_of(timeout: int) -> int:
    """When a timeout that starts now is over; NEVER and NONBLOCKING stay what they are."""
    if timeout == NONBLOCKING or timeout == clock.NEVER:
        return timeout
    return clock.monotonic() + timeout


def check_local_address(address: int) -> bool:
    """Whether an endpoint may be bound to it. Waits for the machine's own address when it may be that one."""
    if address == ipv4_address.ANY:
        return True
    if not ipv4_address.is_loopback(address):
        service.wait_for_address()
    return service.stack.interface.is_own(address)
