"""From the names and texts of addresses to numbers, and back."""

from __future__ import annotations

from yarara.kernel.cpu import clock
from yarara.kernel.network import address as ipv4_address
from yarara.kernel.network.dns import NO_ADDRESS, RESOLVED, TEMPORARY_FAILURE, DnsQuery
from yarara.kernel.network.observer import Observer
from yarara.kernel.threads import scheduler
from yarara.kernel.threads.wait import WaitQueue
from yarara.library._socket.network import service


class gaierror(OSError):
    """A name without an address; `errno` is one of the EAI numbers."""


class _Answered(Observer):
    """Wakes the thread that waits for a query."""

    def __init__(self) -> None:
        self.waiting = WaitQueue()

    def changed(self) -> None:
        self.waiting.wake_all()


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
