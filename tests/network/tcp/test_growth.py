"""Rings that become larger while they are what a connection waits for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.network.tcp.host import MSS, RING, Host, Peer, numbered
from tests.network.tcp.test_wire import Fate, Wire, converse, fates
from yarara.kernel.network.tcp.buffer import LARGEST_RING, BufferPool, ByteRing, growing_pool
from yarara.kernel.network.tcp.connection import Connection
from yarara.simulation import simulation

MEMORY = 4 * LARGEST_RING
SCALE = 5
"""Of a window of LARGEST_RING bytes: what is announced counts in units of 32."""


# -- the rings ---------------------------------------------------------------------------------------------------------

@given(st.integers(0, 1 << 40), st.integers(0, 4096), st.integers(0, 3))
def test_what_is_in_a_ring_stays_where_it_is_in_the_stream(start: int, length: int, times: int) -> None:
    simulation.reset()
    ring = ByteRing(growing_pool(4096, 1, MEMORY))
    assert ring.attach()
    scratch = simulation.allocate(4096)
    simulation.write_bytes(scratch, numbered(length))
    ring.write(start, scratch, length)
    for _ in range(times):
        assert ring.grow(start, start + length)
    assert ring.capacity == 4096 * 4 ** times
    simulation.write_bytes(scratch, bytes(4096))
    ring.read(start, scratch, length)
    assert simulation.read_bytes(scratch, length) == numbered(length)


def test_growth_ends_at_the_largest_size() -> None:
    simulation.reset()
    pool = growing_pool(RING, 1, MEMORY)
    ring = ByteRing(pool)
    assert ring.attach() and pool.largest == LARGEST_RING
    assert ring.grow(0, 0) and ring.grow(0, 0) and ring.grow(0, 0) and not ring.grow(0, 0)
    assert ring.capacity == LARGEST_RING and pool.used == 0
    ring.release()
    assert all(larger.used == 0 for larger in larger_pools(pool))


def test_a_ring_without_memory_does_not_grow() -> None:
    pool = growing_pool(RING, 1, MEMORY)
    assert not ByteRing(pool).grow(0, 0) and all(larger.used == 0 for larger in larger_pools(pool))


@pytest.mark.parametrize("memory, largest", [(0, RING), (4 * RING - 1, RING), (4 * RING, 4 * RING), (MEMORY, LARGEST_RING)])
def test_the_memory_for_growth_decides_how_large_rings_become(memory: int, largest: int) -> None:
    assert growing_pool(RING, 1000, memory).largest == largest


def test_no_more_rings_grow_than_there_is_memory_for() -> None:
    simulation.reset()
    pool = growing_pool(RING, 1000, 9 * RING)
    rings = [ByteRing(pool) for _ in range(4)]
    assert all(ring.attach() for ring in rings)
    assert [ring.grow(0, 100) for ring in rings] == [True, True, False, False]
    assert [ring.capacity for ring in rings] == [4 * RING, 4 * RING, RING, RING]
    rings[0].release()
    assert rings[2].grow(0, 100)


def larger_pools(pool: BufferPool) -> Iterator[BufferPool]:
    while pool.larger is not None:
        pool = pool.larger
        yield pool


# -- receiving ---------------------------------------------------------------------------------------------------------

def opened() -> tuple[Host, Peer, Connection]:
    host = Host(memory_for_growth=MEMORY)
    peer = Peer(host)
    return host, peer, peer.open(scale=0)


def announced(host: Host) -> int:
    """The window in the last segment that was sent, in bytes."""
    return int(host.sent()[-1].window) << SCALE


def fill(host: Host, peer: Peer, window: int) -> bytes:
    """Send as much as the host has room for; the same."""
    data = numbered(window, peer.seq)
    for start in range(0, window, MSS):
        peer.send("A", ack=1, data=data[start:start + MSS])
    return data


def test_the_window_grows_when_the_peer_fills_it_and_the_application_reads_it() -> None:
    host, peer, connection = opened()
    window = RING
    for larger in (4 * RING, 16 * RING, LARGEST_RING, LARGEST_RING):
        data = fill(host, peer, window)
        assert host.read(connection) == data
        window = announced(host)
        assert window == larger


def test_an_application_that_reads_little_at_a_time_has_a_growing_window_too() -> None:
    host, peer, connection = opened()
    data = fill(host, peer, RING)
    assert b"".join(host.read(connection, 1000) for _ in range(17)) == data
    assert announced(host) == 4 * RING


def test_the_window_stays_when_the_application_leaves_something_unread() -> None:
    host, peer, connection = opened()
    fill(host, peer, RING)
    host.read(connection, RING - 1)
    assert announced(host) <= RING


def test_the_window_stays_when_the_peer_sends_little() -> None:
    host, peer, connection = opened()
    for _ in range(200):
        peer.send("A", ack=1, data=bytes(MSS))
        host.read(connection)
    assert announced(host) <= RING and connection.receiver.ring.capacity == RING


def test_what_arrived_out_of_order_moves_along() -> None:
    host, peer, connection = opened()
    data = numbered(RING + 3 * MSS)
    peer.seq = 1
    for start in range(0, RING, MSS):
        peer.send("A", seq=1 + start, ack=1, data=data[start:min(start + MSS, RING)])
    connection.receiver.read += 2 * MSS  # as if the application had read so much, so that there is room for an island
    peer.send("A", seq=1 + RING + MSS, ack=1, data=data[RING + MSS:RING + 2 * MSS])
    assert host.read(connection) == data[2 * MSS:RING] and connection.receiver.ring.capacity == 4 * RING
    peer.send("A", seq=1 + RING, ack=1, data=data[RING:RING + MSS])
    assert host.read(connection) == data[RING:RING + 2 * MSS]


def test_a_peer_without_scaling_is_never_told_more_than_it_can_understand() -> None:
    host = Host(memory_for_growth=MEMORY)
    peer = Peer(host)
    connection = peer.open()
    fill(host, peer, RING)
    host.read(connection)
    assert host.sent()[-1].window == 65535 or connection.receiver.ring.capacity == 4 * RING
    assert all(segment.window <= 65535 for segment in host.sent())


# -- sending -----------------------------------------------------------------------------------------------------------

def test_the_send_ring_grows_with_what_the_network_takes() -> None:
    host, peer, connection = opened()
    sizes = {RING}
    acknowledged = 1
    for _ in range(400):
        host.write(connection, bytes(1 << 18))
        for segment in host.sent():
            acknowledged += len(bytes(segment.payload))
            peer.send("A", ack=acknowledged, window=65535)
        sizes.add(connection.sender.ring.capacity)
    assert sizes == {RING, 4 * RING, 16 * RING}, "the peer's window of 64 KiB, and as much to follow"


def test_the_send_ring_stays_while_nothing_is_acknowledged() -> None:
    host, peer, connection = opened()
    for _ in range(5):
        host.write(connection, bytes(1 << 18))
    assert connection.sender.ring.capacity == RING


# -- both, on a wire ---------------------------------------------------------------------------------------------------

@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(fates, max_size=60), st.integers(0, 200_000), st.sampled_from([3000, 1 << 17]))
def test_nothing_is_lost_or_altered_while_rings_grow(fate: list[Fate], size: int, piece: int) -> None:
    wire = Wire(fate, ring_size=4096, memory_for_growth=1 << 20)
    client, server = converse(wire, numbered(size), numbered(size // 3, 99), piece=piece)
    assert server is not None and server.incoming == numbered(size) and client.incoming == numbered(size // 3, 99)
    wire.a.assert_clean()
    wire.b.assert_clean()


def test_growth_happens_on_that_wire() -> None:
    wire = Wire([], ring_size=4096, memory_for_growth=1 << 20)
    client, server = converse(wire, numbered(300_000), b"", piece=1 << 17)
    assert server is not None and server.incoming == numbered(300_000)
    assert server.connection.receiver.ring.capacity > 4096 and client.connection.sender.ring.capacity > 4096
