"""The Transmission Control Protocol (RFC 9293): from a packet to the connection it is for, and the way to new connections.

Not here: timestamps and PAWS (RFC 7323), selective acknowledgments (RFC 2018), keep-alives, urgent data as such (it is delivered in
line), path MTU discovery, ECN.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network import address as ipv4_address
from yarara.kernel.network import checksum, errors
from yarara.kernel.network.ipv4 import Ipv4
from yarara.kernel.network.packet import Packet
from yarara.kernel.network.placement import Placement
from yarara.kernel.network.tcp.buffer import growing_pool
from yarara.kernel.network.tcp.connection import Connection
from yarara.kernel.network.tcp.engine import Engine
from yarara.kernel.network.tcp.listener import Listener, Listeners
from yarara.kernel.network.tcp.output import Output
from yarara.kernel.network.tcp.segment import TcpHeader, TcpSegment
from yarara.kernel.network.tcp.time_wait import TimeWaits
from yarara.kernel.network.transport import PROTOCOL_TCP, Transport
from yarara.kernel.trace import points

FIRST_EPHEMERAL = 49152
"""The first of the ports for whoever does not care (RFC 6335 section 6), up to 65535."""
EPHEMERAL_COUNT = 16384

RING_SIZE = 16 * 1024
"""Bytes of each of a connection's two rings at first."""
MAXIMUM_CONNECTIONS = 1024
TIME_WAIT_LIMIT = 512


class Tcp(Transport):
    """One host's TCP, or one core's share of it. Give it what IPv4 receives, and `poll` it at its deadlines."""

    @machine.cold
    def __init__(self, ipv4: Ipv4, ring_size: int = RING_SIZE, maximum_connections: int = MAXIMUM_CONNECTIONS,
                 time_wait_limit: int = TIME_WAIT_LIMIT, memory_for_growth: int = 0, core: int = 0) -> None:
        """`ring_size`: bytes, a power of two from 4096 on. No more than `maximum_connections` have rings at a time. Rings that have become
        larger may take `memory_for_growth` bytes, of each size and in each direction."""
        self.ipv4 = ipv4
        self.counters = ipv4.counters
        self.engine = Engine(Output(ipv4), ipv4.max_payload - TcpHeader.SIZE,
                             growing_pool(ring_size, maximum_connections, memory_for_growth),
                             growing_pool(ring_size, maximum_connections, memory_for_growth), core)
        self.placement: Placement | None = None
        """Which core has which connections; None: this one has all."""
        self.beyond: Tcp | None = None
        """That of the next core."""
        self.time_waits = TimeWaits(self.engine, time_wait_limit)
        self.listeners = Listeners()
        self._segment = TcpSegment()

    # -- the application's side

    @machine.cold
    def listen(self, address: int, port: int, backlog: int, now: int) -> Listener:
        """Accept connections to `port` (0: some free port) at `address` (ANY: every one of ours). The listener's `error` says whether
        it could. Raises MemoryError."""
        if port == 0:
            port = self.free_port(address, ipv4_address.ANY, 0)
        listener = Listener(self.engine, self.time_waits, address, port, backlog)
        if port == 0 or self.listeners.conflicts(address, port):
            listener.error = errors.ADDRESS_IN_USE
        else:
            self.listeners.add(listener)
        return listener

    @machine.cold
    def close_listener(self, listener: Listener, now: int) -> None:
        """Stop listening; connections not yet accepted are reset."""
        self.listeners.remove(listener)
        listener.abandon(now)

    def connect(self, local_address: int, local_port: int, remote_address: int, remote_port: int, now: int) -> Connection:
        """Begin to open a connection, from ANY and port 0 if the caller does not care. It is established, or has an `error`, later
        (`observer`) or already. Raises MemoryError."""
        if local_address == ipv4_address.ANY:
            local_address = self.ipv4.interface.source_for(remote_address)
        if local_port == 0:
            local_port = self.free_port(local_address, remote_address, remote_port)
        connection = self._prepare(local_address, local_port, remote_address, remote_port, now)
        connection.error = self._obstacle(connection)
        if connection.error == errors.NONE:
            connection.start_active(now)
        return connection

    def _prepare(self, local_address: int, local_port: int, remote_address: int, remote_port: int, now: int) -> Connection:
        """A closed connection with this 4-tuple."""
        ends = self.engine.output.ends
        ends.set_ends(local_address, local_port, remote_address, remote_port)
        connection = Connection(self.engine, self.time_waits, self.engine.initial_sequence.choose(ends, now))
        connection.same_ends(ends)
        return connection

    def _obstacle(self, ends: Connection) -> int:
        """Why a connection cannot be opened; NONE when it can."""
        if ends.local_address == ipv4_address.ANY or not ipv4_address.is_unicast(ends.remote_address):
            return errors.NETWORK_UNREACHABLE
        if not self.ipv4.interface.is_own(ends.local_address):
            return errors.ADDRESS_NOT_AVAILABLE
        if ends.remote_port == 0:
            return errors.CONNECTION_REFUSED
        if ends.local_port == 0 or self.engine.table.find(
                ends.local_address, ends.local_port, ends.remote_address, ends.remote_port) is not None:
            return errors.ADDRESS_NOT_AVAILABLE
        return errors.NONE

    def free_port(self, local_address: int, remote_address: int, remote_port: int) -> int:
        """A port for a new 4-tuple, chosen at random (RFC 6056 section 3.3.1); 0 when all are taken."""
        start = machine.random_word() & 0xFFFF
        for step in range(EPHEMERAL_COUNT):
            port = FIRST_EPHEMERAL + (start + step) % EPHEMERAL_COUNT
            if not self.listeners.conflicts(local_address, port) and self._is_free(
                    local_address, port, remote_address, remote_port) and self.core_of(
                    local_address, port, remote_address, remote_port) == self.engine.core:
                return port
        return 0

    def _is_free(self, local_address: int, port: int, remote_address: int, remote_port: int) -> bool:
        """Also as the other end: of a connection to ourselves that is over, one side may still be in TIME-WAIT."""
        table = self.engine.table
        return (table.find(local_address, port, remote_address, remote_port) is None
                and table.find(remote_address, remote_port, local_address, port) is None)

    def core_of(self, local_address: int, local_port: int, remote_address: int, remote_port: int) -> int:
        """The core that a connection with this 4-tuple is on. Those within the machine, and what is not a whole one, are this one's."""
        placement = self.placement
        if not machine.PARALLEL or placement is None or remote_port == 0 or self.ipv4.interface.is_own(remote_address):
            return self.engine.core
        return placement.core_of(remote_address, local_address, remote_port << 16 | local_port)

    # -- the network's side

    def receive(self, packet: Packet, source: int, destination: int, now: int) -> None:
        segment = self._segment
        self.counters.tcp_received += 1
        if not segment.parse(packet.data, packet.length, source, destination):
            self.counters.tcp_malformed += 1
            points.drop("tcp_malformed")
        elif not packet.verified and checksum.transport(packet.data, packet.length, source, destination, PROTOCOL_TCP) != 0:
            self.counters.tcp_bad_checksum += 1
            points.drop("tcp_bad_checksum")
        elif not ipv4_address.is_unicast(source) or not ipv4_address.is_unicast(destination) or segment.source_port == 0:
            self.counters.tcp_bad_address += 1
            points.drop("tcp_bad_address")
        else:
            self._dispatch(segment, now)

    def _dispatch(self, segment: TcpSegment, now: int) -> None:
        entry = self.engine.table.find(segment.destination, segment.destination_port, segment.source, segment.source_port)
        if entry is not None and entry.arrive(segment, now):
            return
        listener = self.listeners.find(segment.destination, segment.destination_port)
        if listener is not None:
            listener.arrive(segment, now)
            return
        self.counters.tcp_no_connection += 1
        points.drop("tcp_no_connection")
        self.engine.output.reset(segment, now)

    def unreachable(self, source: int, source_port: int, destination: int, destination_port: int, sequence: int, error: int,
                    now: int) -> None:
        entry = self.engine.table.find(source, source_port, destination, destination_port)
        if entry is not None:
            entry.unreachable(sequence, error, now)

    def poll(self, now: int) -> int:
        """Do what is due; the next deadline, later than `now`."""
        return self.engine.timers.expire(now)
