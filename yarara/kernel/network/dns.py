"""The resolver: IPv4 addresses of host names, over UDP (RFC 1035, RFC 5452).

Each query has an endpoint of its own, on a random port and connected to the server, and a random identification per
transmission; only an answer that matches all of them and repeats the question is believed. Servers are tried in turn, in three
rounds with growing time limits. Truncated answers count as failures, since there is no TCP here. Answers are remembered for
their time to live; failures are not.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network import errors
from yarara.kernel.network.address import LOOPBACK, parse_ipv4
from yarara.kernel.network.counters import Counters
from yarara.kernel.network.dns_message import MAX_QUESTION, NAME_ERROR, NO_ERROR, DnsAnswer, emit_question, encode_name
from yarara.kernel.network.duration import NEVER, SECOND
from yarara.kernel.network.interface import Interface
from yarara.kernel.network.observer import Observer
from yarara.kernel.network.udp import Udp, UdpEndpoint
from yarara.kernel.trace import points

SERVER_PORT = 53
QUEUE_CAPACITY = 4096

FIRST_TIMEOUT = 2 * SECOND
"""For one server in the first round; doubles with each round."""
ROUNDS = 3
MAX_QUERIES = 16
"""Queries under way at a time."""
MAX_REMEMBERED = 64
LONGEST_REMEMBERED = 86400
"""Seconds; a longer time to live is cut."""

# Why there is no address, with the numbers of <netdb.h>, as in `socket.gaierror`.
RESOLVED = 0
NAME_UNKNOWN = -2
"""EAI_NONAME: the name does not exist, or cannot be a name."""
TEMPORARY_FAILURE = -3
"""EAI_AGAIN: no server, no answer in time, or none of the servers could tell."""
NO_ADDRESS = -5
"""EAI_NODATA: the name exists but has no IPv4 address."""


class DnsQuery:
    """One name on its way to its addresses. Made by `Resolver.resolve`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.done = False
        self.error = RESOLVED
        """When done: RESOLVED or one of the reasons above."""
        self.addresses: list[int] = []
        """When done without error: at least one."""
        self.observer: Observer | None = None
        self.encoded = b""
        self.id = 0
        self.server = 0
        self.attempts = 0
        self.failures = 0
        """Servers that answered, but not with an answer."""
        self.deadline = NEVER
        self.endpoint: UdpEndpoint | None = None

    def finish(self, error: int) -> None:
        self.done = True
        self.error = error
        endpoint = self.endpoint
        if endpoint is not None:
            endpoint.close()
            self.endpoint = None
        observer = self.observer
        if observer is not None:
            observer.changed()


class RememberedName:
    """An answer in the cache."""

    def __init__(self, encoded: bytes, addresses: list[int], expires: int) -> None:
        self.encoded = encoded
        self.addresses = addresses
        self.expires = expires


class Resolver:
    """Resolves names with the interface's name servers."""

    def __init__(self, interface: Interface, udp: Udp, counters: Counters) -> None:
        self.interface = interface
        self.udp = udp
        self.counters = counters
        self._active: list[DnsQuery] = []
        self._remembered: list[RememberedName] = []
        self._answer = DnsAnswer()

    def resolve(self, name: str, now: int) -> DnsQuery:
        """Begin to resolve a name; the query may be done at once (numbers, `localhost`, a remembered answer).
        Otherwise `poll` must run soon, as its deadline has changed. Raises MemoryError."""
        query = DnsQuery(name)
        literal = parse_ipv4(name)
        if literal is not None:
            query.addresses.append(literal)
            query.finish(RESOLVED)
            return query
        encoded = encode_name(name)
        if encoded is None:
            query.finish(NAME_UNKNOWN)
        elif encoded == b"\x09localhost\x00" or encoded.endswith(b"\x09localhost\x00"):
            query.addresses.append(LOOPBACK)
            query.finish(RESOLVED)
        else:
            query.encoded = encoded
            self._look_up(query, now)
        return query

    def _look_up(self, query: DnsQuery, now: int) -> None:
        """Answer from memory, or ask the first server."""
        remembered = self._find_remembered(query.encoded, now)
        if remembered is not None:
            query.addresses.extend(remembered.addresses)
            query.finish(RESOLVED)
        elif len(self.interface.name_servers) == 0 or len(self._active) >= MAX_QUERIES:
            query.finish(TEMPORARY_FAILURE)
        else:
            query.endpoint = self.udp.open(QUEUE_CAPACITY)
            self._active.append(query)
            self._ask(query, now)

    # -- asking --------------------------------------------------------------------------------------------------------

    @machine.cold
    def _ask(self, query: DnsQuery, now: int) -> None:
        """Send the question to the next server, or give up."""
        servers = self.interface.name_servers
        endpoint = query.endpoint
        if endpoint is None or len(servers) == 0 or query.attempts >= ROUNDS * len(servers):
            query.finish(TEMPORARY_FAILURE)
            return
        query.server = servers[query.attempts % len(servers)]
        query.deadline = now + (FIRST_TIMEOUT << query.attempts // len(servers))
        query.attempts += 1
        query.id = machine.random_word() & 0xFFFF
        endpoint.error = endpoint.connect(query.server, SERVER_PORT)
        if endpoint.error == errors.NONE:
            self._send(query, endpoint, now)

    def _send(self, query: DnsQuery, endpoint: UdpEndpoint, now: int) -> None:
        """Best effort; the next attempt is the remedy."""
        packet = self.udp.ipv4.pool.take()
        if packet is None:
            self.counters.no_packet += 1
            points.drop("no_packet")
            return
        assert packet.tailroom >= MAX_QUESTION, "a packet is too small for a question"
        name = query.encoded
        length = emit_question(packet.data, query.id, machine.bytes_address(name), len(name))
        packet.append(length)
        self.udp.send_packet(packet, endpoint.local_address, endpoint.local_port, query.server, SERVER_PORT, now)

    # -- answers -------------------------------------------------------------------------------------------------------

    def poll(self, now: int) -> int:
        """Handle answers and time limits; the next deadline."""
        deadline = NEVER
        index = len(self._active)
        while index > 0:
            index -= 1
            query = self._active[index]
            self._advance(query, now)
            if query.done:
                self._active.pop(index)
            else:
                deadline = min(deadline, query.deadline)
        return deadline

    def _advance(self, query: DnsQuery, now: int) -> None:
        endpoint = query.endpoint
        while endpoint is not None and endpoint.received.count > 0:
            received = endpoint.received
            if received.front_source == query.server:
                self._receive(query, received.front_data, received.front_length, now)
            else:
                self.counters.dns_ignored += 1
                points.drop("dns_ignored")
            if query.done:
                return
            received.drop()
        if endpoint is not None and (now >= query.deadline or endpoint.error != errors.NONE):
            self._ask(query, now)

    @machine.cold
    def _receive(self, query: DnsQuery, data: int, length: int, now: int) -> None:
        answer = self._answer
        name = query.encoded
        if not answer.parse(data, length, machine.bytes_address(name), len(name)) or answer.id != query.id:
            self.counters.dns_ignored += 1
            points.drop("dns_ignored")
        elif answer.response_code == NAME_ERROR:
            query.finish(NAME_UNKNOWN)
        elif answer.response_code != NO_ERROR or answer.truncated:
            self._failed(query, now)
        elif answer.count == 0:
            query.finish(NO_ADDRESS)
        else:
            for index in range(answer.count):
                query.addresses.append(answer.addresses[index])
            self._remember(query, answer.time_to_live, now)
            query.finish(RESOLVED)

    def _failed(self, query: DnsQuery, now: int) -> None:
        """The server cannot tell; the next one may, but none is asked again."""
        query.failures += 1
        if query.failures >= len(self.interface.name_servers):
            query.finish(TEMPORARY_FAILURE)
        else:
            self._ask(query, now)

    # -- memory --------------------------------------------------------------------------------------------------------

    def _find_remembered(self, encoded: bytes, now: int) -> RememberedName | None:
        """The answer for a name, if it is fresh; forgets those that are not."""
        found: RememberedName | None = None
        index = len(self._remembered)
        while index > 0:
            index -= 1
            entry = self._remembered[index]
            if now >= entry.expires:
                self._remembered.pop(index)
            elif entry.encoded == encoded:
                found = entry
        return found

    def _remember(self, query: DnsQuery, time_to_live: int, now: int) -> None:
        if time_to_live == 0:
            return
        if len(self._remembered) >= MAX_REMEMBERED:
            self._remembered.pop(0)
        expires = now + min(time_to_live, LONGEST_REMEMBERED) * SECOND
        self._remembered.append(RememberedName(query.encoded, query.addresses[:], expires))
