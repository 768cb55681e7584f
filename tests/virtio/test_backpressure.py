"""A transmit ring that is full: the sender waits, and nothing is dropped or sent twice."""

from __future__ import annotations

import pytest
from scapy.layers.inet import UDP

from tests.virtio.test_offloads import Guest, ip, pattern
from yarara import machine
from yarara.devicemodel.net import ALL_FEATURES, F_HOST_TSO4
from yarara.kernel.network import errors
from yarara.kernel.network.duration import MILLISECOND


@pytest.mark.parametrize("capacity", [2, 4])
def test_tcp_waits_for_room_and_loses_nothing(capacity: int) -> None:
    guest = Guest(ALL_FEATURES & ~F_HOST_TSO4, capacity=capacity)
    connection = guest.connect()
    for _ in range(3):
        guest.transfer(connection, pattern(60_000))
    counters = guest.stack.counters
    assert counters.device_full > 0 and counters.tcp_resent == 0
    assert guest.net.driver.faults == 0


def test_tcp_waits_while_the_device_sends_nothing_at_all() -> None:
    guest = Guest(ALL_FEATURES & ~F_HOST_TSO4, capacity=2)
    connection = guest.connect()
    guest.write(connection, pattern(20_000))
    for _ in range(50):
        guest.now += MILLISECOND
        guest.stack.poll(guest.now)
    assert guest.model.wire == [] and guest.stack.counters.device_full > 0
    received = b""
    for _ in range(200):
        guest.turn()
        for frame in guest.sent():
            position = (frame.seq - guest.own) & 0xFFFF_FFFF
            assert position == len(received), "sent twice, or not at all"
            received += bytes(frame["TCP"].payload)
        guest.put(guest.segment(flags="A", seq=1001, ack=(guest.own + len(received)) & 0xFFFF_FFFF, window=8192))
        if len(received) == 20_000:
            break
    assert received == pattern(20_000) and guest.stack.counters.tcp_resent == 0


def test_a_datagram_that_finds_no_room_is_refused_and_goes_out_later() -> None:
    guest = Guest(capacity=4)
    endpoint = guest.stack.udp.open()
    results = []
    for number in range(6):
        data = pattern(100 + number)
        results.append(endpoint.send(machine.bytes_address(data), len(data), ip("10.0.2.7"), 9, guest.now))
    assert results == [errors.NONE] * 4 + [errors.NO_BUFFERS] * 2
    assert not guest.net.driver.enable_interrupts(), "an interrupt is wanted when there is room"
    before = guest.model.interrupts
    guest.model.run()
    assert guest.model.interrupts > before
    for number in 4, 5:
        data = pattern(100 + number)
        assert endpoint.send(machine.bytes_address(data), len(data), ip("10.0.2.7"), 9, guest.now) == errors.NONE
    guest.turn()
    assert [len(frame[UDP].payload) for frame in guest.sent()] == [100, 101, 102, 103, 104, 105]
    guest.net.assert_no_packet_lost()
