"""Two of our TCPs on a wire that loses, reorders, duplicates and corrupts, as hypothesis decides.

Whatever the wire does: bytes arrive in order and exactly once, nobody is told that all is well when it is not, and nothing is
left behind.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.network.tcp.host import OWN, PEER, PORT, Host, numbered
from yarara.kernel.network.duration import MILLISECOND, NEVER, SECOND
from yarara.kernel.network.errors import TIMED_OUT
from yarara.kernel.network.tcp import state
from yarara.kernel.network.tcp.connection import Connection
from yarara.kernel.network.tcp.control_block import USER_TIMEOUT
from yarara.simulation import simulation

LONGEST = 3000 * SECOND
FEWEST_TRIES = 5
"""That many at least are made in the three minutes before TCP gives up, when delays have made it expect seconds for a round trip."""


@dataclass(frozen=True)
class Fate:
    """What happens to one segment."""
    lost: bool = False
    copies: int = 1
    delay: int = 0
    """Milliseconds, on top of the wire's own."""
    flip: int | None = None
    """The number of a bit that changes, modulo the length."""


FINE = Fate()
fates = st.one_of(
    st.just(FINE), st.just(FINE),
    st.builds(Fate, lost=st.just(True)),
    st.builds(Fate, delay=st.sampled_from([1, 3, 10, 40, 300, 2500])),
    st.builds(Fate, copies=st.integers(2, 3), delay=st.sampled_from([0, 5, 700])),
    st.builds(Fate, flip=st.integers(0, 20000)),
)


@dataclass(order=True)
class Flying:
    time: int
    number: int
    to: Host = field(compare=False)
    source: int = field(compare=False)
    destination: int = field(compare=False)
    data: bytes = field(compare=False)


class Application:
    """Sends what it has, reads what comes, then closes; `keep` bytes a step limit how fast it reads."""

    def __init__(self, host: Host, connection: Connection, outgoing: bytes, *, piece: int = 5000, appetite: int = 100_000) -> None:
        self.host, self.connection = host, connection
        self.outgoing, self.piece, self.appetite = outgoing, piece, appetite
        self.incoming = b""
        self.taken = 0
        self.shut = False
        self.finished = False

    @property
    def hungry(self) -> bool:
        """It will go on reading without being told that there is something."""
        return not self.finished and self.connection.receive_available() > 0

    def step(self) -> None:
        if self.finished or self.connection.state == state.SYN_SENT:
            return
        while self.taken < len(self.outgoing):
            count = self.host.write(self.connection, self.outgoing[self.taken:self.taken + self.piece])
            if count <= 0:
                break
            self.taken += count
        if self.taken == len(self.outgoing) and not self.shut:
            self.connection.shutdown_send(self.host.now)
            self.shut = True
        self.incoming += self.host.read(self.connection, self.appetite)
        if self.connection.error or (self.connection.at_end() and self.shut):
            self.connection.close(self.host.now)
            self.finished = True


class Background(Application):
    """Something that happens at every step, without a connection."""

    hungry = False

    def __init__(self) -> None:
        pass


class Wire:
    """Carries segments between two hosts; latency 2 ms; each segment meets the next fate of the list, then all is fine."""

    def __init__(self, fates: list[Fate], **options: int) -> None:
        simulation.reset()
        self.a = Host(OWN, reset=False, **options)
        self.b = Host(PEER, reset=False, **options)
        self.fates = list(fates)
        self.text_only = False
        """Fates are for segments that carry text."""
        self.flying: list[Flying] = []
        self.now = SECOND
        self.number = 0
        self.applications: list[Application] = []
        self.delivered = 0
        self.losses: list[int] = []
        """When a segment was lost or damaged."""

    def set_time(self, now: int) -> None:
        self.now = now
        self.a.time = self.b.time = now / SECOND

    def carry(self) -> None:
        """Collect what the hosts sent and decide what becomes of it."""
        for sender, receiver in (self.a, self.b), (self.b, self.a):
            for source, destination, data in sender.ipv4.sent:
                fate = self.fates.pop(0) if self.fates and (len(data) > 28 or not self.text_only) else FINE
                if fate.lost or fate.flip is not None:
                    self.losses.append(self.now)
                if fate.flip is not None:
                    data = flipped(data, fate.flip)
                for copy in range(0 if fate.lost else fate.copies):
                    self.number += 1
                    arrival = self.now + (2 + fate.delay * (copy + 1 if fate.copies > 1 else 1)) * MILLISECOND
                    heapq.heappush(self.flying, Flying(arrival, self.number, receiver, source, destination, data))
            sender.ipv4.sent.clear()

    def run(self, limit: int = LONGEST) -> None:
        """Until nothing moves any more."""
        end = self.now + limit
        quiet = 0
        while quiet < 2:
            for application in self.applications:
                application.step()
            self.carry()
            deadline = min(self.a.tcp.poll(self.now), self.b.tcp.poll(self.now))
            self.carry()
            if self.flying:
                deadline = min(deadline, self.flying[0].time)
            if any(application.hungry for application in self.applications):
                deadline = min(deadline, self.now + MILLISECOND)
            quiet = quiet + 1 if deadline == NEVER else 0
            if quiet > 0:
                continue
            if deadline > end:
                return
            assert deadline >= self.now
            self.set_time(max(deadline, self.now))
            while self.flying and self.flying[0].time <= self.now:
                flight = heapq.heappop(self.flying)
                self.delivered += 1
                flight.to.receive_bytes(flight.data, flight.source, flight.destination)


def gave_up(wire: Wire, *sides: Application | None) -> bool:
    """Whether a side was told that its peer does not answer. That is right only when the wire spoiled each try of three minutes
    (RFC 1122 section 4.2.3.5, R2); of the other side nothing can be expected then.
    """
    if all(side is None or side.connection.error != TIMED_OUT for side in sides):
        return False
    recent = [time for time in wire.losses if time >= wire.losses[-1] - USER_TIMEOUT]
    assert len(recent) >= FEWEST_TRIES, "it gave up though the wire was not to blame"
    return True


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    bit %= 8 * len(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def converse(wire: Wire, up: bytes, down: bytes, **habits: int) -> tuple[Application, Application | None]:
    """One connection from `a` to `b`, both sides send, shut down, read to the end and close."""
    listener = wire.b.listen(PORT)
    wire.set_time(wire.now)
    client = Application(wire.a, wire.a.connect(PEER, PORT), up, **habits)
    wire.applications.append(client)
    server: Application | None = None

    class Acceptor(Background):
        def step(self) -> None:
            nonlocal server
            connection = listener.accept()
            if connection is not None:
                server = Application(wire.b, connection, down, **habits)
                wire.applications.append(server)

    wire.applications.append(Acceptor())
    wire.run()
    wire.b.tcp.close_listener(listener, wire.now)
    return client, server


@pytest.mark.parametrize("up, down", [(0, 0), (1, 0), (0, 1), (1460, 1460), (1461, 16384), (100_000, 0), (0, 100_000), (60_000, 60_001)])
def test_both_directions_on_a_perfect_wire(up: int, down: int) -> None:
    wire = Wire([])
    client, server = converse(wire, numbered(up), numbered(down, 99))
    assert server is not None
    assert client.incoming == numbered(down, 99) and server.incoming == numbered(up)
    assert client.finished and server.finished
    assert client.connection.error == server.connection.error == 0
    wire.a.assert_clean()
    wire.b.assert_clean()
    assert wire.a.ipv4.counters.tcp_resent == wire.b.ipv4.counters.tcp_resent == 0


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(fates, max_size=60), st.integers(0, 30_000), st.integers(0, 30_000))
def test_every_byte_arrives_once_and_in_order(fate: list[Fate], up: int, down: int) -> None:
    wire = Wire(fate)
    client, server = converse(wire, numbered(up), numbered(down, 99))
    if gave_up(wire, client, server):
        return
    assert server is not None and client.finished and server.finished
    assert client.connection.error == server.connection.error == 0
    assert server.incoming == numbered(up) and client.incoming == numbered(down, 99)
    wire.a.assert_clean()
    wire.b.assert_clean()


@pytest.mark.parametrize("retransmissions, gives_up", [(5, False), (6, True)])
def test_a_last_segment_lost_again_and_again(retransmissions: int, gives_up: bool) -> None:
    """The FIN of the client is sent seven times in three minutes: when each is lost the client is told."""
    lost = Fate(lost=True)
    wire = Wire([lost, FINE, FINE, FINE, lost, FINE, FINE] + [lost] * retransmissions)
    client, server = converse(wire, b"", b"")
    assert gave_up(wire, client, server) == gives_up
    assert client.finished and client.connection.error == (TIMED_OUT if gives_up else 0)
    assert server is not None and server.finished == (not gives_up)
    wire.a.assert_clean()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(fates, max_size=40), st.integers(1, 40_000), st.sampled_from([100, 700, 1460, 4096]), st.sampled_from([1, 200, 3000]))
def test_a_slow_reader_and_small_writes_with_small_rings(fate: list[Fate], size: int, appetite: int, piece: int) -> None:
    size = min(size, 300 * piece)
    wire = Wire(fate, ring_size=4096)
    client, server = converse(wire, numbered(size), numbered(size // 2, 99), appetite=appetite, piece=piece)
    if gave_up(wire, client, server):
        return
    assert server is not None and server.incoming == numbered(size) and client.incoming == numbered(size // 2, 99)
    wire.a.assert_clean()
    wire.b.assert_clean()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(fates, max_size=40), st.integers(0, 30_000), st.integers(1, 40))
def test_a_window_of_more_than_64_kib(fate: list[Fate], start: int, tenths: int) -> None:
    wire = Wire(fate, ring_size=1 << 18)
    size = 30_000 * tenths // 10 + start
    client, server = converse(wire, numbered(size), b"", piece=1 << 17)
    if gave_up(wire, client, server):
        return
    assert server is not None and server.incoming == numbered(size)
    wire.a.assert_clean()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(fates, max_size=30), st.lists(st.integers(0, 12), min_size=10, max_size=60), st.integers(1, 20_000))
def test_a_device_that_is_often_full_loses_nothing(fate: list[Fate], room: list[int], size: int) -> None:
    """The ring has room for a few packets, then none for a while: everything is sent later, without a retransmission timeout."""
    wire = Wire([])

    class Tide(Background):
        def __init__(self) -> None:
            self.tides = list(room)

        def step(self) -> None:
            wire.a.ipv4.room = self.tides.pop(0) if self.tides else 1000
            wire.b.ipv4.room = self.tides.pop(0) if self.tides else 1000

    wire.applications.append(Tide())
    client, server = converse(wire, numbered(size), numbered(size, 5))
    assert server is not None and server.incoming == numbered(size) and client.incoming == numbered(size, 5)
    wire.a.assert_clean()
    wire.b.assert_clean()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(fates, max_size=30), st.integers(0, 60))
def test_when_the_wire_is_cut_both_sides_notice(fate: list[Fate], cut_after: int) -> None:
    """From some segment on everything is lost: no side believes in a complete transfer, and both let go."""
    wire = Wire((fate + [FINE] * cut_after)[:cut_after] + [Fate(lost=True)] * 5000)
    client, server = converse(wire, numbered(50_000), numbered(50_000))
    for side in client, server:
        if side is not None and side.finished and side.connection.error == 0:
            assert len(side.incoming) == 50_000
    assert client.finished
    wire.a.assert_clean()


@pytest.mark.parametrize("index", range(35))
def test_one_lost_segment_is_repaired_without_the_timer(index: int) -> None:
    """Fast retransmit: a loss in the middle of a transfer costs round trips, not a timeout."""
    wire = Wire([FINE] * index + [Fate(lost=True)])
    wire.text_only = True
    began = wire.now
    client, server = converse(wire, numbered(60_000), b"")
    assert server is not None and server.incoming == numbered(60_000)
    assert wire.a.ipv4.counters.tcp_resent == 1
    assert wire.now - began < 100 * MILLISECOND + 60 * SECOND, "only TIME-WAIT takes long"
    assert client.finished


def test_both_sides_call_at_once() -> None:
    """RFC 9293 section 3.5, figure 8."""
    wire = Wire([])
    wire.set_time(wire.now)
    first = wire.a.connect(PEER, 7000, local_port=6000)
    second = wire.b.connect(OWN, 6000, local_port=7000)
    one = Application(wire.a, first, numbered(3000))
    two = Application(wire.b, second, numbered(20_000))
    wire.applications += [one, two]
    wire.run()
    assert two.incoming == numbered(3000) and one.incoming == numbered(20_000)
    wire.a.assert_clean()
    wire.b.assert_clean()


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(fates, max_size=20))
def test_both_sides_call_at_once_on_a_bad_wire(fate: list[Fate]) -> None:
    wire = Wire(fate)
    wire.set_time(wire.now)
    one = Application(wire.a, wire.a.connect(PEER, 7000, local_port=6000), numbered(3000))
    two = Application(wire.b, wire.b.connect(OWN, 6000, local_port=7000), numbered(2000))
    wire.applications += [one, two]
    wire.run()
    if one.connection.error == 0 and two.connection.error == 0:
        assert two.incoming == numbered(3000) and one.incoming == numbered(2000)
    wire.a.assert_clean()
    wire.b.assert_clean()


def test_two_hundred_connections_share_a_bad_wire() -> None:
    wire = Wire([FINE, Fate(lost=True), FINE, FINE, Fate(delay=30)] * 200)
    listener = wire.b.listen(PORT, backlog=200)
    wire.set_time(wire.now)
    clients = [Application(wire.a, wire.a.connect(PEER, PORT), numbered(100 + index)) for index in range(200)]
    servers: list[Application] = []

    class Acceptor(Background):
        def step(self) -> None:
            while (connection := listener.accept()) is not None:
                servers.append(Application(wire.b, connection, b"done"))
                wire.applications.append(servers[-1])

    wire.applications += [*clients, Acceptor()]
    wire.run()
    assert len(servers) == 200
    assert sorted(len(server.incoming) for server in servers) == list(range(100, 300))
    assert all(client.incoming == b"done" for client in clients)
    wire.a.assert_clean()
    wire.b.assert_clean()
