"""Packets, and the pool that owns them in between."""

from __future__ import annotations

import pytest

from yarara.kernel.network.packet import HEADROOM, Packet, PacketPool
from yarara.simulation import BusError, simulation


@pytest.fixture
def pool() -> PacketPool:
    simulation.reset()
    return PacketPool(4, 2048)


def taken(pool: PacketPool) -> Packet:
    packet = pool.take()
    assert packet is not None
    return packet


def test_a_pool_runs_out_and_fills_again(pool: PacketPool) -> None:
    packets = [taken(pool) for _ in range(4)]
    assert pool.take() is None and pool.available == 0
    for packet in packets:
        pool.give(packet)
    assert pool.available == 4
    assert len({taken(pool).buffer for _ in range(4)}) == 4


def test_buffers_do_not_overlap(pool: PacketPool) -> None:
    buffers = sorted(taken(pool).buffer for _ in range(4))
    assert all(after - before >= 2048 for before, after in zip(buffers, buffers[1:]))
    simulation.write(buffers[-1] + 2047, 1, 1)
    with pytest.raises(BusError):
        simulation.write(buffers[-1] + 8192, 1, 1)


def test_a_fresh_packet_is_empty_with_headroom(pool: PacketPool) -> None:
    packet = taken(pool)
    packet.append(100)
    packet.pull(50)
    pool.give(packet)
    packet = taken(pool)
    assert (packet.start, packet.length, packet.next) == (HEADROOM, 0, None)


def test_headers_slide(pool: PacketPool) -> None:
    packet = taken(pool)
    body = packet.append(10)
    assert body == packet.data == packet.buffer + HEADROOM
    assert packet.push(14) == body - 14
    assert packet.length == 24
    packet.pull(14)
    assert (packet.data, packet.length) == (body, 10)
    packet.trim(4)
    assert packet.length == 4
    assert packet.tailroom == 2048 - HEADROOM


def test_a_window_never_leaves_its_buffer(pool: PacketPool) -> None:
    packet = taken(pool)
    packet.append(10)
    for move in packet.pull, packet.trim:
        with pytest.raises(AssertionError):
            move(11)
    with pytest.raises(AssertionError):
        packet.push(HEADROOM + 1)
    with pytest.raises(AssertionError):
        packet.append(2048 - HEADROOM - 10 + 1)
    with pytest.raises(AssertionError):
        packet.pull(-1)


def test_giving_a_packet_back_twice_is_an_error(pool: PacketPool) -> None:
    packet = taken(pool)
    pool.give(packet)
    with pytest.raises(AssertionError, match="twice"):
        pool.give(packet)
