"""Long UDP datagrams left to the device, and taken from it whole (HOST_UFO, GUEST_UFO; virtio 1.2, section 5.1.6.2)."""

from __future__ import annotations

import pytest
from scapy.layers.inet import IP, UDP
from scapy.layers.l2 import Ether

from tests.network.test_fragments import content, joined
from tests.virtio.test_offloads import OWN, OWN_MAC, PEER, PEER_MAC, Guest, ip
from yarara import machine
from yarara.devicemodel.net import ALL_FEATURES, F_CSUM, F_GUEST_CSUM, F_GUEST_UFO, F_HOST_UFO, F_MRG_RXBUF
from yarara.devicemodel.offload import GSO_UDP, NEEDS_CSUM, OffloadHeader
from yarara.kernel.network import errors
from yarara.kernel.network.udp import UdpEndpoint
from yarara.simulation import simulation

SETS = {"the device cuts": ALL_FEATURES, "the stack cuts": ALL_FEATURES & ~F_HOST_UFO}


def opened(features: int) -> tuple[Guest, UdpEndpoint]:
    guest = Guest(features)
    guest.stack.carry_large_datagrams()
    endpoint = guest.stack.udp.open()
    assert endpoint.bind(0, 1000) == 0
    return guest, endpoint


def send(guest: Guest, endpoint: UdpEndpoint, data: bytes, destination: str = PEER) -> int:
    error = endpoint.send(machine.bytes_address(data), len(data), ip(destination), 9, guest.now)
    for _ in range(4):
        guest.turn()
    return error


def wire(guest: Guest) -> list[Ether]:
    frames = [Ether(frame) for frame in guest.model.wire]
    guest.model.wire.clear()
    return frames


@pytest.mark.parametrize("features", SETS.values(), ids=SETS.keys())
@pytest.mark.parametrize("length", [1473, 5000, 65507])
def test_the_same_fragments_whoever_cuts(features: int, length: int) -> None:
    guest, endpoint = opened(features)
    for _ in range(3):
        before = guest.net.driver.pair.transmitted
        assert send(guest, endpoint, content(length)) == errors.NONE
        assert joined(wire(guest)) == content(length)
        packets = guest.net.driver.pair.transmitted - before
        assert packets == (1 if features & F_HOST_UFO else -(-(length + 8) // 1480))
    assert guest.net.pool.available_large == guest.net.pool.large_count and guest.net.driver.faults == 0


def test_without_a_large_packet_the_stack_cuts() -> None:
    guest, endpoint = opened(ALL_FEATURES)
    while guest.net.pool.available_large > 1:
        guest.net.pool.take_large()
    assert send(guest, endpoint, content(20_000)) == errors.NONE
    assert joined(wire(guest)) == content(20_000) and guest.net.pool.available_large == 1


def test_to_ourselves_nobody_cuts() -> None:
    guest, endpoint = opened(ALL_FEATURES)
    assert endpoint.send(machine.bytes_address(content(40_000)), 40_000, ip("127.0.0.1"), 1000, guest.now) == errors.NONE
    guest.turn()
    assert simulation.read_bytes(endpoint.received.front_data, endpoint.received.front_length) == content(40_000)
    assert wire(guest) == [] and guest.net.pool.available_large == guest.net.pool.large_count


@pytest.mark.parametrize("length", [2000, 65507])
def test_one_that_comes_whole(length: int) -> None:
    guest, endpoint = opened(ALL_FEATURES)
    frame = bytes(Ether(src=PEER_MAC, dst=OWN_MAC) / IP(src=PEER, dst=OWN) / UDP(sport=9, dport=1000, chksum=0x1234) / content(length))
    guest.model.piece = 1900
    guest.put(frame, OffloadHeader(NEEDS_CSUM, GSO_UDP, 42, 1480, 34, 6))
    assert simulation.read_bytes(endpoint.received.front_data, endpoint.received.front_length) == content(length)
    assert guest.net.pool.available_large == guest.net.pool.large_count


@pytest.mark.parametrize("missing, expected", [
    (0, F_HOST_UFO | F_GUEST_UFO), (F_CSUM, F_GUEST_UFO), (F_GUEST_CSUM, F_HOST_UFO), (F_MRG_RXBUF, F_HOST_UFO)])
def test_what_each_needs(missing: int, expected: int) -> None:
    assert Guest(ALL_FEATURES & ~missing).model.features & (F_HOST_UFO | F_GUEST_UFO) == expected


def test_programs_without_sockets_for_datagrams_do_not_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "DATAGRAMS", False)
    guest = Guest()
    assert guest.model.features & (F_HOST_UFO | F_GUEST_UFO) == 0
    endpoint = guest.stack.udp.open()
    assert send(guest, endpoint, content(3000)) == errors.MESSAGE_TOO_LONG
