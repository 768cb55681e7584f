"""The Dynamic Host Configuration Protocol, client side (RFC 2131 section 4.4).

DISCOVER, OFFER, REQUEST, ACK give the interface its address, gateway and name servers for the time of a lease. At T1 the client
asks its server to renew, from T2 on any server, and when the lease ends it gives the address up and starts over.

`poll` does everything: read the answers that UDP queued, and act when the deadline passes. With a fallback address the
interface gets that one when nobody answers for a while; the search for a server goes on.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network import address as ipv4_address
from yarara.kernel.network import errors
from yarara.kernel.network.arp import Arp
from yarara.kernel.network.counters import Counters
from yarara.kernel.network.dhcp_message import (
    ACK, DISCOVER, INFINITE, MESSAGE_SIZE, NAK, OFFER, REQUEST, DhcpAnswer, DhcpQuestion)
from yarara.kernel.network.duration import NEVER, SECOND
from yarara.kernel.network.interface import MAX_NAME_SERVERS, Interface
from yarara.kernel.network.udp import Udp, UdpEndpoint
from yarara.kernel.trace import points

SERVER_PORT = 67
CLIENT_PORT = 68
QUEUE_CAPACITY = 8192

# States (RFC 2131, figure 5).
STOPPED = 0
SELECTING = 1
REQUESTING = 2
BOUND = 3
RENEWING = 4
REBINDING = 5

FIRST_INTERVAL = 1 * SECOND
"""Before the first retransmission. RFC 2131 section 4.1 suggests 4 s; a kernel that boots in milliseconds does not want to wait so
long for a bridge that drops its first frame."""
LONGEST_INTERVAL = 64 * SECOND
MAX_REQUESTS = 4
"""REQUESTs for one offer before looking for another."""
FALLBACK_AFTER = 4
"""Unanswered DISCOVERs before the fallback address is taken: about 15 s."""
SHORTEST_RENEWAL_INTERVAL = 60 * SECOND
"""Between REQUESTs while renewing (RFC 2131 section 4.4.5)."""


class Dhcp:
    """The client of one interface."""

    def __init__(self, interface: Interface, arp: Arp, udp: Udp, counters: Counters) -> None:
        self.interface = interface
        self.arp = arp
        self.udp = udp
        self.counters = counters
        self.state = STOPPED
        self.xid = 0
        self._endpoint: UdpEndpoint | None = None
        self._answer = DhcpAnswer()
        self._question = DhcpQuestion(interface.mac)
        self._started = 0
        self._attempts = 0
        self._deadline = NEVER
        self._offered = 0
        self._server = 0
        self._renewal = NEVER
        self._rebinding = NEVER
        self._lease_end = NEVER
        self._fallback = ipv4_address.ANY
        self._fallback_netmask = 0
        self._fallback_gateway = ipv4_address.ANY

    def set_fallback(self, own: int, netmask: int, gateway: int) -> None:
        """The address to take when no server answers."""
        self._fallback = own
        self._fallback_netmask = netmask
        self._fallback_gateway = gateway

    @machine.cold
    def start(self, now: int) -> None:
        """Begin to look for a server. Raises MemoryError, or OSError when the client's port is taken."""
        if self._endpoint is None:
            endpoint = self.udp.open(QUEUE_CAPACITY)
            error = endpoint.bind(ipv4_address.ANY, CLIENT_PORT)
            if error != errors.NONE:
                endpoint.close()
                raise OSError(error, "the DHCP client's port is in use")
            self._endpoint = endpoint
        self._select(now)

    # -- states --------------------------------------------------------------------------------------------------------

    def _select(self, now: int) -> None:
        """Ask everyone for an offer, as a new transaction."""
        self.state = SELECTING
        self.xid = machine.random_word() & 0xFFFF_FFFF
        self._started = now
        self._attempts = 0
        self._discover(now)

    def _discover(self, now: int) -> None:
        self._attempts += 1
        self._deadline = now + _retransmission_interval(self._attempts)
        self._send(DISCOVER, 0, 0, now)

    def _request_offer(self, now: int) -> None:
        self._attempts += 1
        self._deadline = now + _retransmission_interval(self._attempts)
        self._send(REQUEST, self._offered, self._server, now)

    def _renew(self, now: int) -> None:
        """Ask the server, then any server, to prolong the lease; again after half of the time that is left."""
        end = self._rebinding if self.state == RENEWING else self._lease_end
        interval = max((end - now) // 2, SHORTEST_RENEWAL_INTERVAL)
        self._deadline = min(end, now + interval)
        self._send(REQUEST, 0, 0, now)

    def poll(self, now: int) -> int:
        """Handle answers and timers; the next deadline."""
        endpoint = self._endpoint
        if endpoint is None:
            return NEVER
        received = endpoint.received
        while received.count > 0:
            if received.front_source_port == SERVER_PORT:
                self._receive(received.front_data, received.front_length, now)
            else:
                self.counters.dhcp_ignored += 1
                points.drop("dhcp_ignored")
            received.drop()
        if now >= self._deadline:
            self._expire(now)
        return self._deadline

    @machine.cold
    def _expire(self, now: int) -> None:
        """Nobody answered in time, or a lease reached its next stage."""
        if self.state == SELECTING:
            if self._attempts == FALLBACK_AFTER:
                self._fall_back()
            self._discover(now)
        elif self.state == REQUESTING:
            if self._attempts < MAX_REQUESTS:
                self._request_offer(now)
            else:
                self._select(now)
        elif now >= self._lease_end:
            self.interface.deconfigure()
            self._select(now)
        else:
            if self.state == BOUND:
                self.xid = machine.random_word() & 0xFFFF_FFFF
                self._started = now
            self.state = RENEWING if now < self._rebinding else REBINDING
            self._renew(now)

    def _fall_back(self) -> None:
        if self._fallback != ipv4_address.ANY and self.interface.address == ipv4_address.ANY:
            self.interface.configure(self._fallback, self._fallback_netmask, self._fallback_gateway)
            self.arp.announce()

    # -- messages ------------------------------------------------------------------------------------------------------

    def _send(self, kind: int, requested: int, server: int, now: int) -> None:
        """Best effort; the retransmission is the remedy. Only a renewal has an address to come from (table 4)."""
        packet = self.udp.ipv4.pool.take()
        if packet is None:
            self.counters.no_packet += 1
            points.drop("no_packet")
            return
        renewing = self.state == RENEWING or self.state == REBINDING
        source = self.interface.address if renewing else ipv4_address.ANY
        destination = self._server if self.state == RENEWING else ipv4_address.LIMITED_BROADCAST
        question = self._question
        question.type = kind
        question.xid = self.xid
        question.secs = (now - self._started) // SECOND
        question.ciaddr = source
        question.requested = requested
        question.server = server
        question.emit(packet.append(MESSAGE_SIZE))
        self.udp.send_packet(packet, source, CLIENT_PORT, destination, SERVER_PORT, now)

    @machine.cold
    def _receive(self, data: int, length: int, now: int) -> None:
        answer = self._answer
        if not answer.parse(data, length) or answer.xid != self.xid or answer.chaddr != self.interface.mac:
            self.counters.dhcp_ignored += 1
            points.drop("dhcp_ignored")
        elif answer.type == OFFER and self.state == SELECTING:
            self._offered = answer.yiaddr
            self._server = answer.server
            self.state = REQUESTING
            self._attempts = 0
            self._request_offer(now)
        elif answer.type == ACK and self._is_awaited(answer):
            self._bind(answer, now)
        elif answer.type == NAK and self._is_awaiting() and self._is_our_server(answer):
            self._refused(now)
        else:
            self.counters.dhcp_ignored += 1
            points.drop("dhcp_ignored")

    def _is_awaiting(self) -> bool:
        return self.state == REQUESTING or self.state == RENEWING or self.state == REBINDING

    def _is_our_server(self, answer: DhcpAnswer) -> bool:
        return self.state == REBINDING or answer.server == self._server

    def _is_awaited(self, answer: DhcpAnswer) -> bool:
        wanted = self._offered if self.state == REQUESTING else self.interface.address
        return self._is_awaiting() and self._is_our_server(answer) and answer.yiaddr == wanted

    def _refused(self, now: int) -> None:
        """The address is not ours (any more): start over, not at once, so that a server that always refuses is not flooded."""
        if self.state != REQUESTING:
            self.interface.deconfigure()
        self.state = SELECTING
        self.xid = machine.random_word() & 0xFFFF_FFFF
        self._started = now
        self._attempts = 0
        self._deadline = now + FIRST_INTERVAL

    def _bind(self, answer: DhcpAnswer, now: int) -> None:
        """The lease is ours: configure the interface and set the clocks."""
        interface = self.interface
        changed = (interface.address != answer.yiaddr or interface.netmask != answer.netmask
                   or interface.gateway != answer.router)
        self.state = BOUND
        self._server = answer.server
        self._set_clocks(answer, now)
        self._take_name_servers(answer)
        if changed:
            interface.configure(answer.yiaddr, answer.netmask, answer.router)
            self.arp.announce()

    def _set_clocks(self, answer: DhcpAnswer, now: int) -> None:
        """T1 and T2 as the server says if that makes sense, else 1/2 and 7/8 of the lease (RFC 2131 section 4.4.5)."""
        lease = answer.lease_time
        if lease == INFINITE:
            self._renewal = NEVER
            self._rebinding = NEVER
            self._lease_end = NEVER
        else:
            rebinding = answer.rebinding_time
            if not 0 < rebinding < lease:
                rebinding = lease * 7 // 8
            renewal = answer.renewal_time
            if not 0 < renewal < rebinding:
                renewal = min(lease // 2, rebinding)
            self._renewal = now + renewal * SECOND
            self._rebinding = now + rebinding * SECOND
            self._lease_end = now + lease * SECOND
        self._deadline = self._renewal

    def _take_name_servers(self, answer: DhcpAnswer) -> None:
        servers = self.interface.name_servers
        servers.clear()
        for index in range(min(answer.name_server_count, MAX_NAME_SERVERS)):
            server = machine.load_be32(answer.name_servers + 4 * index)
            if ipv4_address.is_unicast(server):
                servers.append(server)


def _retransmission_interval(attempt: int) -> int:
    """Doubles with each attempt from 1 on, up to a limit, spread by an eighth either way (RFC 2131 section 4.1)."""
    interval = min(FIRST_INTERVAL << min(attempt - 1, 10), LONGEST_INTERVAL)
    return interval - interval // 8 + (machine.random_word() & 0x7FFF_FFFF_FFFF_FFFF) % (interval // 4)
