"""`socket`: TCP and UDP over IPv4.

Importing it finds the network device and begins to look for an address; who needs the address waits for it. Without a device there
is still 127.0.0.1. There is no finalizer: a socket that is neither closed nor left by `with` stays open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Literal, overload

from typing_extensions import TypeVar

from yarara import machine
from yarara.kernel.cpu import clock
from yarara.kernel.network import address as ipv4_address
from yarara.kernel.network import service
from yarara.library._socket import numbers
from yarara.library._socket.base import SocketBase, read_from
from yarara.library._socket.constants import (
    AF_INET as AF_INET, AF_UNSPEC as AF_UNSPEC, AF_VSOCK as AF_VSOCK, EAI_AGAIN as EAI_AGAIN, EAI_FAMILY as EAI_FAMILY, EAI_NODATA as EAI_NODATA,
    EAI_NONAME as EAI_NONAME, EAI_SERVICE as EAI_SERVICE, EAI_SOCKTYPE as EAI_SOCKTYPE, INADDR_ANY as INADDR_ANY,
    INADDR_BROADCAST as INADDR_BROADCAST, INADDR_LOOPBACK as INADDR_LOOPBACK, IPPROTO_IP as IPPROTO_IP, IPPROTO_TCP as IPPROTO_TCP,
    IPPROTO_UDP as IPPROTO_UDP, SHUT_RD as SHUT_RD, SHUT_RDWR as SHUT_RDWR, SHUT_WR as SHUT_WR, SO_ACCEPTCONN as SO_ACCEPTCONN,
    SO_BROADCAST as SO_BROADCAST, SO_ERROR as SO_ERROR, SO_KEEPALIVE as SO_KEEPALIVE, SO_RCVBUF as SO_RCVBUF,
    SO_REUSEADDR as SO_REUSEADDR, SO_SNDBUF as SO_SNDBUF, SO_TYPE as SO_TYPE, SOCK_DGRAM as SOCK_DGRAM, SOCK_SEQPACKET as SOCK_SEQPACKET,
    SOCK_STREAM as SOCK_STREAM,
    SOL_SOCKET as SOL_SOCKET, SOMAXCONN as SOMAXCONN, TCP_NODELAY as TCP_NODELAY,
    VMADDR_CID_ANY as VMADDR_CID_ANY, VMADDR_CID_HOST as VMADDR_CID_HOST, VMADDR_PORT_ANY as VMADDR_PORT_ANY,
)
from yarara.library._socket.conversions import (
    htonl as htonl, htons as htons, inet_aton as inet_aton, inet_ntoa as inet_ntoa, inet_ntop as inet_ntop, inet_pton as inet_pton,
    ntohl as ntohl, ntohs as ntohs,
)
from yarara.library._socket.datagram import DatagramEndpoint
from yarara.library._socket.endpoint import NONBLOCKING, Endpoint, deadline_of, enter
from yarara.library._socket.names import (
    address_of, gaierror as gaierror, getaddrinfo as getaddrinfo, gethostbyname as gethostbyname, gethostname as gethostname, look_up, text_of,
)
from yarara.library._socket.stream import StreamEndpoint
from yarara.runtime.bytestrings import allocate_bytes, data_address, row_length
from yarara.runtime.error_numbers import EAFNOSUPPORT, EBADF, EPROTONOSUPPORT, ESOCKTNOSUPPORT
from yarara.runtime.exceptions import os_error

if TYPE_CHECKING:
    from yarara.library._file_objects import BufferedFile, TextIOWrapper

error = OSError
timeout = TimeoutError
has_ipv6: bool = False

_DEFAULT_BACKLOG = 128
_UNSET = -1.0
"""As a timeout argument: the default one."""

_default_timeout: float | None = None


_Host = TypeVar("_Host", str, int)
_Address = TypeVar("_Address", tuple[str, int], tuple[int, int], default=tuple[str, int])
"""Host and port; for AF_VSOCK the number of a machine and a port. Which one is known when a program is compiled."""


class socket(SocketBase, Generic[_Address]):
    """One end of a conversation."""

    @overload
    def __init__(self: socket[tuple[int, int]], family: Literal[40], type: int = ..., proto: int = ...) -> None: ...
    @overload
    def __init__(self: socket[tuple[str, int]], family: int = ..., type: int = ..., proto: int = ...) -> None: ...
    @overload
    def __init__(self, family: int, type: int, proto: int, *, _endpoint: Endpoint) -> None: ...

    def __init__(self, family: int = -1, type: int = -1, proto: int = 0, *, _endpoint: Endpoint | None = None) -> None:
        """`_endpoint` is for `accept`: what the new socket stands for."""
        self.family = AF_INET if family == -1 else family
        self.type = SOCK_STREAM if type == -1 else type
        self.proto = max(proto, 0)
        self._number = -1
        self._timeout = clock.NEVER  # nanoseconds
        self._attached = None
        self._typical: _Address | None = None
        if self._is_inet() and self.family != AF_INET:
            raise os_error(EAFNOSUPPORT)
        self.settimeout(_default_timeout)
        home = service.enter()
        try:
            self._endpoint = self._make_endpoint() if _endpoint is None else _endpoint
            self._number = numbers.take()
        finally:
            service.leave(home)

    def _make_endpoint(self) -> Endpoint:
        host, _ = machine.example(self._typical)
        if isinstance(host, int):
            if self.type != SOCK_STREAM and self.type != SOCK_SEQPACKET:
                raise os_error(ESOCKTNOSUPPORT)
            from yarara.library._socket.vsock import VsockEndpoint  # only programs that say AF_VSOCK have it
            return VsockEndpoint(self.type)
        if self.type == SOCK_STREAM:
            if self.proto != 0 and self.proto != IPPROTO_TCP:
                raise os_error(EPROTONOSUPPORT)
            return StreamEndpoint()
        if self.type == SOCK_DGRAM:
            if self.proto != 0 and self.proto != IPPROTO_UDP:
                raise os_error(EPROTONOSUPPORT)
            return DatagramEndpoint()
        raise os_error(ESOCKTNOSUPPORT)

    def _is_inet(self) -> bool:
        host, _ = machine.example(self._typical)
        return isinstance(host, str)

    # -- beginning -----------------------------------------------------------------------------------------------------

    def bind(self, address: _Address, /) -> None:
        """Own a port (0: any free one) at an address of this machine, or at all with the host ""."""
        host, port = address
        _check_port("bind", host, port)
        home = enter(self._endpoint)
        try:
            self._open().bind(_number_of(host), port)
        finally:
            service.leave(home)

    def listen(self, backlog: int = _DEFAULT_BACKLOG, /) -> None:
        """Let others connect; at most `backlog` wait to be accepted."""
        home = enter(self._endpoint)
        try:
            self._open().listen(min(backlog, SOMAXCONN))
        finally:
            service.leave(home)

    def accept(self) -> tuple[socket[_Address], _Address]:
        """Wait for the next connection; a socket for it, and the address of the peer."""
        home = enter(self._endpoint)
        try:
            endpoint = self._open().accept(self._deadline())
            accepted: socket[_Address] = socket(self.family, self.type, self.proto, _endpoint=endpoint)
            return accepted, self._address(endpoint.source())
        finally:
            service.leave(home)

    def connect(self, address: _Address, /) -> None:
        """Open a connection, or for datagrams choose the peer."""
        host, port = address
        _check_port("connect", host, port)
        home = enter(self._endpoint)
        try:
            self._open().connect(_number_of(host), port, self._deadline())
        finally:
            service.leave(home)

    def connect_ex(self, address: _Address, /) -> int:
        """As `connect`, but the error number is the result; 0 for success."""
        try:
            self.connect(address)
        except OSError as failure:
            number = failure.errno
            if number is None:
                raise
            return number
        return 0

    # -- receiving -----------------------------------------------------------------------------------------------------

    def recvfrom(self, bufsize: int, /) -> tuple[bytes, _Address]:
        """As `recv`, with the address of the sender."""
        if bufsize < 0:
            raise ValueError("negative buffersize in recvfrom")
        home = enter(self._endpoint)
        try:
            endpoint = self._open()
            endpoint.readable(self._deadline())
            sender = endpoint.source()
            return read_from(endpoint, bufsize, NONBLOCKING), self._address(sender)
        finally:
            service.leave(home)

    # -- sending -------------------------------------------------------------------------------------------------------

    def sendto(self, data: bytes | bytearray | memoryview, address: _Address, /) -> int:
        """Send one datagram to an address; its length."""
        host, port = address
        _check_port("sendto", host, port)
        home = enter(self._endpoint)
        try:
            return self._open().send_to(data_address(data), row_length(data), _number_of(host), port, self._deadline())
        finally:
            service.leave(home)

    # -- ending --------------------------------------------------------------------------------------------------------

    def __enter__(self) -> socket[_Address]:
        return self

    # -- as a file -----------------------------------------------------------------------------------------------------

    @overload
    def makefile(
        self, mode: Literal["b", "rb", "br", "wb", "bw", "rwb", "rbw", "wrb", "wbr", "brw", "bwr"], buffering: int | None = None, *,
        encoding: str | None = None, errors: str | None = None, newline: str | None = None,
    ) -> BufferedFile: ...
    @overload
    def makefile(
        self, mode: Literal["r", "w", "rw", "wr", ""] = "r", buffering: int | None = None, *, encoding: str | None = None,
        errors: str | None = None, newline: str | None = None,
    ) -> TextIOWrapper: ...

    def makefile(
        self, mode: str = "r", buffering: int | None = None, *, encoding: str | None = None, errors: str | None = None,
        newline: str | None = None,
    ) -> BufferedFile | TextIOWrapper:
        """A file of what is received and sent: text, or bytes if the mode says "b". What is written waits for `flush`, or until `buffering`
        bytes came together. The file can be closed before the socket; the socket's end is the file's, too."""
        from yarara.library._socket.files import binary_file, text_file  # only programs that call this have files
        if "b" in mode:
            return binary_file(self, mode, buffering)
        return text_file(self, mode, buffering, encoding, errors, newline)

    # -- what it is ----------------------------------------------------------------------------------------------------

    def getsockname(self) -> _Address:
        """Our address and port."""
        return self._address(self._open().local())

    def getpeername(self) -> _Address:
        """The peer's address and port."""
        return self._address(self._open().remote())

    def _address(self, pair: tuple[int, int]) -> _Address:
        """As the program sees it."""
        host, _ = machine.example(self._typical)
        if isinstance(host, str):
            number, port = pair
            return text_of(number), port
        return pair

    def __repr__(self) -> str:
        if self._number < 0:
            return f"<socket.socket [closed] fd=-1, family={self.family}, type={self.type}, proto={self.proto}>"
        text = f"<socket.socket fd={self._number}, family={self.family}, type={self.type}, proto={self.proto}"
        text += f", laddr={self.getsockname()}"
        try:
            text += f", raddr={self.getpeername()}"
        except OSError:
            pass
        return text + ">"


SocketType = socket


def _number_of(host: _Host) -> int:
    """The number of a host, or of a machine."""
    if isinstance(host, str):
        return address_of(host)
    return host


def _check_port(call: str, host: _Host, port: int) -> None:
    if isinstance(host, str):
        if not 0 <= port <= 0xFFFF:
            raise OverflowError(f"{call}(): port must be 0-65535.")
    elif not (0 <= host <= VMADDR_CID_ANY and 0 <= port <= VMADDR_PORT_ANY):
        raise OverflowError("a number of AF_VSOCK has 32 bits")


# -- functions ---------------------------------------------------------------------------------------------------------

def create_connection(
    address: tuple[str, int], timeout: float | None = _UNSET, source_address: tuple[str, int] | None = None,
) -> socket:
    """A socket connected to a host by name, at the first of its addresses that answers."""
    host, port = address
    failure: OSError | None = None
    for candidate in look_up(host):
        connection = socket(AF_INET, SOCK_STREAM)
        try:
            if timeout is None or timeout != _UNSET:
                connection.settimeout(timeout)
            if source_address is not None:
                connection.bind(source_address)
            connection.connect((ipv4_address.format_ipv4(candidate), port))
            return connection
        except OSError as raised:
            failure = raised
            connection.close()
    if failure is None:
        raise OSError("getaddrinfo returns an empty list")
    raise failure


def create_server(
    address: tuple[str, int], *, family: int = AF_INET, backlog: int | None = None, reuse_port: bool = False,
    dualstack_ipv6: bool = False,
) -> socket:
    """A socket that listens at an address."""
    if reuse_port:
        raise ValueError("SO_REUSEPORT not supported on this platform")
    if dualstack_ipv6:
        raise ValueError("dualstack_ipv6 not supported on this platform")
    server = socket(family, SOCK_STREAM)
    try:
        server.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            server.bind(address)
        except OSError as failure:
            raise OSError(failure.errno, f"{failure.strerror} (while attempting to bind on address {address!r})") from None
        server.listen(_DEFAULT_BACKLOG if backlog is None else backlog)
        return server
    except OSError:
        server.close()
        raise


def getdefaulttimeout() -> float | None:
    return _default_timeout


def setdefaulttimeout(timeout: float | None) -> None:
    """What `settimeout` is called with for each new socket."""
    global _default_timeout
    if timeout is not None and timeout < 0:
        raise ValueError("Timeout value out of range")
    _default_timeout = timeout
