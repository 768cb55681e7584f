"""LISTEN: a port on which connections are accepted, the handshakes under way, and the connections that wait to be accepted."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory import spinlock
from yarara.kernel.network import address as ipv4_address
from yarara.kernel.network import errors
from yarara.kernel.network.duration import NEVER
from yarara.kernel.network.observer import Observer
from yarara.kernel.network.tcp.connection import Connection
from yarara.kernel.network.tcp.engine import Engine
from yarara.kernel.network.tcp.entry import EntryQueue
from yarara.kernel.network.tcp.half_open import HalfOpen
from yarara.kernel.network.tcp.segment import ACK, FIN, RST, SYN, TcpSegment
from yarara.kernel.network.tcp.time_wait import TimeWaits
from yarara.kernel.trace import points

HALF_OPEN_LIMIT = 256
"""Handshakes that one listener has under way. In a flood of SYNs the oldest gives way, so an honest client must answer within 256
SYNs of others."""
SAFE_DISTANCE = 0x2_0000
"""Between the last sequence number of an old connection and the first of the next with the same 4-tuple."""


class Listener:
    """Made by `Tcp.listen`."""

    def __init__(self, engine: Engine, time_waits: TimeWaits, address: int, port: int, backlog: int) -> None:
        """`address` may be ANY; `backlog`: how many connections may wait to be accepted."""
        self.address = address
        self.port = port
        self.backlog = max(backlog, 1)
        self.error = errors.NONE
        """ADDRESS_IN_USE when somebody else listens there: then no connection will ever come."""
        self.observer: Observer | None = None
        """Told when there is something to accept."""
        self.next_listener: Listener | None = None
        """For `Listeners`."""
        self.beyond: Listener | None = None
        """For the same port, on the next core that has a stack."""
        self.waiting = 0
        """Connections to be accepted."""
        self.half_open = EntryQueue()
        self._engine = engine
        self._time_waits = time_waits
        self._free = EntryQueue()
        self._first: Connection | None = None
        self._last: Connection | None = None

    def matches(self, address: int, port: int) -> bool:
        """Whether a SYN to this address and port is for it."""
        return port == self.port and (address == self.address or self.address == ipv4_address.ANY)

    # -- the application's side

    def accept(self) -> Connection | None:
        """The connection that has waited longest, or None. From any core."""
        self._lock()
        connection = self._first
        if connection is not None:
            self._first = connection.accept_next
            if self._first is None:
                self._last = None
            connection.accept_next = None
            self.waiting -= 1
        self._unlock()
        return connection

    def _lock(self) -> None:
        if machine.PARALLEL:
            spinlock.acquire(self._engine.accept_lock)

    def _unlock(self) -> None:
        if machine.PARALLEL:
            spinlock.release(self._engine.accept_lock)

    def fullest(self) -> Listener:
        """Of this one and those beyond, the one with the most connections to be accepted."""
        best = self
        other = self.beyond
        while other is not None:
            if other.waiting > best.waiting:
                best = other
            other = other.beyond
        return best

    def abandon(self, now: int) -> None:
        """Reset what nobody accepted, forget what was being opened. Called when it has left the `Listeners`."""
        self.observer = None
        connection = self.accept()
        while connection is not None:
            connection.abort(now)
            connection = self.accept()
        while self.half_open.oldest is not None:
            oldest = self.half_open.oldest
            assert isinstance(oldest, ListenerHalfOpen)
            self.forget(oldest)
        while self._free.oldest is not None:
            unused = self._free.oldest
            self._free.remove(unused)
            self._engine.timers.remove(unused)

    # -- the network's side

    @machine.never_inline
    def arrive(self, segment: TcpSegment, now: int) -> None:
        """A segment for which there is no connection (RFC 9293 section 3.10.7.2)."""
        if segment.flags & RST:
            return
        if segment.flags & ACK:
            self._engine.output.reset(segment, now)
        elif segment.flags & SYN and not segment.flags & FIN:
            self._arrive_syn(segment, now)

    def _arrive_syn(self, segment: TcpSegment, now: int) -> None:
        if self.waiting >= self.backlog:
            self._engine.output.counters.tcp_accept_queue_full += 1
            points.drop("tcp_accept_queue_full")
            return
        try:
            half_open = self._take()
        except MemoryError:
            self._engine.output.counters.tcp_no_memory += 1
            points.drop("tcp_no_memory")
            return
        half_open.reverse_of(segment)
        sequence = self._engine.initial_sequence.choose(half_open, now)
        if segment.previous_end >= 0:
            sequence = segment.previous_end + SAFE_DISTANCE + (sequence & 0xFFFF) & 0xFFFF_FFFF
        self._engine.table.insert(half_open)
        self.half_open.append(half_open)
        half_open.start(segment, sequence, now)

    @machine.may_allocate  # once a connection, and then it is kept
    def _take(self) -> ListenerHalfOpen:
        """One that is free; when all are in use, the oldest."""
        oldest = self.half_open.oldest
        if oldest is not None and self.half_open.count >= HALF_OPEN_LIMIT:
            assert isinstance(oldest, ListenerHalfOpen)
            self._engine.output.counters.tcp_half_open_evicted += 1
            points.drop("tcp_half_open_evicted")
            self.forget(oldest)
        unused = self._free.oldest
        if unused is not None:
            assert isinstance(unused, ListenerHalfOpen)
            self._free.remove(unused)
            return unused
        half_open = ListenerHalfOpen(self._engine, self)
        self._engine.timers.add(half_open)
        return half_open

    def forget(self, half_open: ListenerHalfOpen) -> None:
        """Its 4-tuple is free, or a connection's; the object waits for its next use."""
        self.half_open.remove(half_open)
        self._engine.timers.set(half_open, NEVER)
        self._engine.table.remove(half_open)
        self._free.append(half_open)

    def complete(self, half_open: ListenerHalfOpen, segment: TcpSegment, now: int) -> None:
        """Make a connection of a handshake. Without room or memory `segment` is dropped: the peer sends again, or we do."""
        if self.waiting >= self.backlog:
            self._engine.output.counters.tcp_accept_queue_full += 1
            points.drop("tcp_accept_queue_full")
            return
        connection = self._connect(half_open)
        if connection is None:
            return
        self.forget(half_open)
        connection.arrive(segment, now)
        self._enqueue(connection)
        if self.observer is not None:
            self.observer.changed()

    @machine.may_allocate  # once a connection
    def _connect(self, half_open: HalfOpen) -> Connection | None:
        try:
            connection = Connection(self._engine, self._time_waits, half_open.sequence)
            connection.same_ends(half_open)
            if connection.start_passive(half_open.peer_sequence, half_open.peer_mss, half_open.peer_scale, half_open.resent,
                                        half_open.sent_at):
                return connection
        except MemoryError:
            self._engine.output.counters.tcp_no_memory += 1
            points.drop("tcp_no_memory")
        return None

    def _enqueue(self, connection: Connection) -> None:
        self._lock()
        if self._last is None:
            self._first = connection
        else:
            self._last.accept_next = connection
        self._last = connection
        self.waiting += 1
        self._unlock()


class ListenerHalfOpen(HalfOpen):
    """A handshake that a listener waits for."""

    def __init__(self, engine: Engine, listener: Listener) -> None:
        super().__init__(engine)
        self._listener = listener

    def acknowledged(self, segment: TcpSegment, now: int) -> None:
        self._listener.complete(self, segment, now)

    def finished(self) -> None:
        self._listener.forget(self)


class Listeners:
    """All of one core; few, so a list."""

    def __init__(self) -> None:
        self._first: Listener | None = None

    def is_empty(self) -> bool:
        return self._first is None

    def find(self, address: int, port: int) -> Listener | None:
        """Who accepts connections to this address and port: whoever named the address, else whoever takes any."""
        any_address: Listener | None = None
        listener = self._first
        while listener is not None:
            if listener.matches(address, port):
                if listener.address == address:
                    return listener
                any_address = listener
            listener = listener.next_listener
        return any_address

    def conflicts(self, address: int, port: int) -> bool:
        """Whether a new listener would take connections away from one that exists."""
        listener = self._first
        while listener is not None:
            if listener.matches(address, port) or (address == ipv4_address.ANY and listener.port == port):
                return True
            listener = listener.next_listener
        return False

    def add(self, listener: Listener) -> None:
        listener.next_listener = self._first
        self._first = listener

    def remove(self, listener: Listener) -> None:
        """Harmless when it is not among them."""
        before: Listener | None = None
        current = self._first
        while current is not None and current is not listener:
            before = current
            current = current.next_listener
        if current is None:
            return
        if before is None:
            self._first = current.next_listener
        else:
            before.next_listener = current.next_listener
        current.next_listener = None
