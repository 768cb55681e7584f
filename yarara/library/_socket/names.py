"""From the names and texts of addresses to numbers, and back."""

from __future__ import annotations

from yarara.kernel.cpu import clock
from yarara.kernel.network import address as ipv4_address
from yarara.kernel.network.dns import NO_ADDRESS, RESOLVED, TEMPORARY_FAILURE, DnsQuery
from yarara.kernel.network.observer import Observer
from yarara.kernel.network.service import enter, leave
from yarara.kernel.threads import scheduler
from yarara.kernel.threads.wait import WaitQueue
from yarara.library._socket.constants import (
    AF_INET, AF_UNSPEC, EAI_FAMILY, EAI_SOCKTYPE, IPPROTO_TCP, IPPROTO_UDP, SOCK_DGRAM, SOCK_STREAM,
)
from yarara.library._socket.network import service


class gaierror(OSError):
    """A name without an address; `errno` is one of the EAI numbers."""


class _Answered(Observer):
    """Wakes the thread that waits for a query."""

    def __init__(self) -> None:
        self.waiting = WaitQueue()

    def changed(self) -> None:
        self.waiting.wake_all()


class _Named:
    """An address, and how it is written."""

    def __init__(self, address: int, text: str) -> None:
        self.address = address
        self.text = text


_last = _Named(ipv4_address.ANY, "0.0.0.0")
"""What was last translated, either way: the sender of a datagram is mostly who gets the next one."""


def text_of(address: int) -> str:
    """An address as programs see it."""
    global _last
    known = _last
    if known.address != address:
        known = _Named(address, ipv4_address.format_ipv4(address))
        _last = known
    return known.text


def address_of(host: str) -> int:
    """The first address of a host. On the network's core; may wait. Raises gaierror."""
    global _last
    known = _last
    if host == known.text:
        return known.address
    literal = ipv4_address.parse_ipv4(host)
    if literal is None:
        return resolve(host)[0]
    _last = _Named(literal, host)
    return literal


def resolve(host: str) -> list[int]:
    """The addresses of a host: at least one. On the network's core; waits for the answer. Raises gaierror."""
    if host == "":
        return [ipv4_address.ANY]
    if host == "<broadcast>":
        return [ipv4_address.LIMITED_BROADCAST]
    literal = ipv4_address.parse_ipv4(host)
    if literal is not None:
        return [literal]
    if host != "localhost":
        service.wait_for_address()
    query = service.stack.resolver.resolve(host, clock.monotonic())
    if not query.done:
        _await(query)
    if query.error != RESOLVED:
        raise gaierror(query.error, _reason(query.error))
    return query.addresses


def _await(query: DnsQuery) -> None:
    answered = _Answered()
    query.observer = answered
    scheduler.request_poll()
    while not query.done:
        answered.waiting.lock()
        answered.waiting.add()
        answered.waiting.unlock()
        answered.waiting.wait()


def _reason(error: int) -> str:
    if error == TEMPORARY_FAILURE:
        return "Temporary failure in name resolution"
    if error == NO_ADDRESS:
        return "No address associated with hostname"
    return "Name or service not known"


# -- functions of `socket` --------------------------------------------------------------------------------------------

def look_up(host: str) -> list[int]:
    """As `resolve`, from any core."""
    home = enter()
    try:
        return resolve(host)
    finally:
        leave(home)


def gethostbyname(hostname: str) -> str:
    """The first address of a host. Raises gaierror."""
    return ipv4_address.format_ipv4(look_up(hostname)[0])


def getaddrinfo(
    host: str | None, port: int | None, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0,
) -> list[tuple[int, int, int, str, tuple[str, int]]]:
    """What `socket` and `connect` need to reach a host. Raises gaierror."""
    if family != AF_UNSPEC and family != AF_INET:
        raise gaierror(EAI_FAMILY, "ai_family not supported")
    if type != 0 and type != SOCK_STREAM and type != SOCK_DGRAM:
        raise gaierror(EAI_SOCKTYPE, "ai_socktype not supported")
    number = 0 if port is None else port
    found: list[tuple[int, int, int, str, tuple[str, int]]] = []
    for candidate in look_up("localhost" if host is None else host):
        address = (ipv4_address.format_ipv4(candidate), number)
        if type != SOCK_DGRAM and proto != IPPROTO_UDP:
            found.append((AF_INET, SOCK_STREAM, IPPROTO_TCP, "", address))
        if type != SOCK_STREAM and proto != IPPROTO_TCP:
            found.append((AF_INET, SOCK_DGRAM, IPPROTO_UDP, "", address))
    return found


def gethostname() -> str:
    """The machine has no name of its own."""
    return "localhost"
