from __future__ import annotations

from collections import deque
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scapy.layers.inet import IP, UDP
from scapy.layers.l2 import Ether

from tests.network.host import BROADCAST_MAC, OWN, PEER, PEER_MAC, REMOTE, Host, from_peer, ip, take
from yarara import machine
from yarara.kernel.network import errors
from yarara.kernel.network.datagrams import RECORD_SIZE, DatagramQueue
from yarara.kernel.network.observer import Observer
from yarara.simulation import simulation


class Note(Observer):
    def __init__(self) -> None:
        self.changes = 0

    def changed(self) -> None:
        self.changes += 1


def test_a_conversation() -> None:
    host = Host()
    host.meet()
    endpoint, note = host.endpoint(20000), Note()
    endpoint.observer = note
    host.receive(from_peer(UDP(sport=1111, dport=20000) / b"hello"))
    assert note.changes == 1
    assert take(endpoint) == (b"hello", ip(PEER), 1111)
    assert host.send(endpoint, b"world", PEER, 1111) == 0
    frame = host.sent_one()
    assert (frame[IP].src, frame[UDP].sport, frame[UDP].dport, frame[UDP].len) == (OWN, 20000, 1111, 13)
    assert bytes(frame[UDP].payload) == b"world"
    host.assert_no_leak()


@pytest.mark.parametrize("destination, leaves", [(PEER, True), ("10.0.2.9", False), (OWN, False)], ids=["a neighbour", "one to be found first", "ourselves"])
def test_a_datagram_leaves_before_the_next_poll_unless_something_must_happen_first(destination: str, leaves: bool) -> None:
    host = Host()
    host.meet()
    endpoint = host.endpoint(20000)
    flushes = host.device.flushes
    assert host.send(endpoint, b"hello", destination, 1111) == 0
    assert host.stack.show_sent() == leaves
    assert host.device.flushes == flushes + 1


@given(st.binary(max_size=1472))
def test_any_data_survives(data: bytes) -> None:
    host = Host()
    host.meet()
    endpoint = host.endpoint(5000)
    assert host.send(endpoint, data, PEER, 7) == 0
    sent = bytes(host.sent_one())
    assert len(sent) == 42 + len(data)
    host.receive(from_peer(UDP(sport=7, dport=5000) / data))
    assert take(endpoint) == (data, ip(PEER), 7)


def test_a_checksum_of_zero_is_sent_as_ones() -> None:
    host = Host()
    host.meet()
    endpoint = host.endpoint(5000)
    # Two bytes that make the sum come out as zero: what the checksum of the same datagram with zeros there would be.
    host.send(endpoint, b"\0\0", PEER, 7)
    data = host.sent_one()[UDP].chksum.to_bytes(2, "big")
    host.send(endpoint, data, PEER, 7)
    assert host.sent_one()[UDP].chksum == 0xFFFF


@pytest.mark.parametrize("layer, counter", [
    (UDP(dport=5000, chksum=0x1234) / b"x", "udp_bad_checksum"),
    (UDP(dport=5000, len=7) / b"x", "udp_malformed"),
    (UDP(dport=5000, len=10) / b"x", "udp_malformed"),
    (UDP(dport=5000, len=60000) / b"x", "udp_malformed"),
    (UDP(dport=0) / b"x", "udp_malformed"),
    (UDP(dport=5001) / b"x", "udp_no_endpoint"),
], ids=["checksum", "len 7", "len + 1", "len 60000", "port 0", "closed"])
def test_bad_datagrams_are_dropped(layer: Any, counter: str) -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    host.receive(from_peer(layer))
    assert getattr(host.counters, counter) == 1
    assert endpoint.received.count == 0


@pytest.mark.parametrize("length", range(8))
def test_truncated_headers_are_dropped(length: int) -> None:
    host = Host()
    host.receive(from_peer(bytes(UDP(dport=5000))[:length], proto=17))
    assert host.counters.udp_malformed == 1


@given(st.integers(42, 60), st.integers(1, 255))
def test_any_damaged_byte_is_noticed(position: int, change: int) -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    frame = bytearray(bytes(from_peer(UDP(sport=9, dport=5000) / bytes(range(50)))))
    frame[position] ^= change
    host.receive(bytes(frame))
    assert endpoint.received.count == 0
    assert host.counters.udp_bad_checksum == 1


def test_a_datagram_without_checksum_is_accepted() -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    host.receive(from_peer(UDP(sport=9, dport=5000, chksum=0) / b"x"))
    assert take(endpoint) == (b"x", ip(PEER), 9)


def test_bytes_behind_the_datagram_do_not_count() -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    host.receive(from_peer(UDP(sport=9, dport=5000, len=9, chksum=0) / b"xyz"))
    assert take(endpoint) == (b"x", ip(PEER), 9)


@pytest.mark.parametrize("destination", ["255.255.255.255", "10.0.2.255"])
def test_broadcasts_come_in(destination: str) -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    host.receive(Ether(src=PEER_MAC, dst=BROADCAST_MAC) / IP(src=PEER, dst=destination) / UDP(dport=5000) / b"all")
    assert endpoint.received.count == 1


def test_broadcasts_go_out_only_when_allowed() -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    assert host.send(endpoint, b"x", "255.255.255.255", 7) == errors.ACCESS_DENIED
    endpoint.may_broadcast = True
    assert host.send(endpoint, b"x", "255.255.255.255", 7) == 0
    frame = host.sent_one()
    assert (frame.dst, frame[IP].src) == (BROADCAST_MAC, OWN)


# -- ports -------------------------------------------------------------------------------------------------------------

def test_an_unbound_endpoint_gets_an_ephemeral_port() -> None:
    host = Host()
    host.meet()
    ports = set()
    for _ in range(50):
        endpoint = host.stack.udp.open(4096)
        assert host.send(endpoint, b"x", PEER, 7) == 0
        assert endpoint.local_port >= 49152
        assert host.sent_one()[UDP].sport == endpoint.local_port
        ports.add(endpoint.local_port)
    assert len(ports) == 50
    assert ports != set(range(min(ports), min(ports) + 50))


def test_ephemeral_ports_run_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from yarara.kernel.network import udp
    monkeypatch.setattr(udp, "EPHEMERAL_COUNT", 0)
    host = Host()
    endpoint = host.stack.udp.open()
    assert endpoint.bind(0, 0) == errors.ADDRESS_IN_USE
    assert host.send(endpoint, b"x", PEER, 7) == errors.ADDRESS_IN_USE


@pytest.mark.parametrize("first, second, result", [
    ("0.0.0.0", "0.0.0.0", errors.ADDRESS_IN_USE),
    ("0.0.0.0", OWN, errors.ADDRESS_IN_USE),
    (OWN, "0.0.0.0", errors.ADDRESS_IN_USE),
    (OWN, OWN, errors.ADDRESS_IN_USE),
    (OWN, "127.0.0.1", errors.NONE),
])
def test_a_port_is_owned_once_per_address(first: str, second: str, result: int) -> None:
    host = Host()
    host.endpoint(5000, first)
    host.endpoint(5064, first)  # shares the bucket
    assert host.stack.udp.open().bind(ip(second), 5000) == result


def test_a_closed_port_can_be_bound_again() -> None:
    host = Host()
    endpoints = [host.endpoint(5000 + 64 * index) for index in range(3)]
    for endpoint in (endpoints[1], endpoints[2], endpoints[0]):
        port = endpoint.local_port
        endpoint.close()
        assert host.stack.udp.open().bind(0, port) == 0
    assert [host.stack.udp.open().bind(0, 5000 + 64 * index) for index in range(3)] == [errors.ADDRESS_IN_USE] * 3


@pytest.mark.parametrize("address, port, result", [
    ("8.8.8.8", 5000, errors.ADDRESS_NOT_AVAILABLE),
    ("10.0.2.16", 5000, errors.ADDRESS_NOT_AVAILABLE),
    (OWN, 65536, errors.INVALID),
    (OWN, -1, errors.INVALID),
    (OWN, 65535, errors.NONE),
    ("10.0.2.255", 5000, errors.NONE),
])
def test_bind_checks_its_arguments(address: str, port: int, result: int) -> None:
    assert Host().stack.udp.open().bind(ip(address), port) == result


def test_bind_twice() -> None:
    endpoint = Host().endpoint(5000)
    assert endpoint.bind(0, 5001) == errors.INVALID


# -- which endpoint ----------------------------------------------------------------------------------------------------

def test_a_connected_endpoint_hears_only_its_peer() -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    assert endpoint.connect(ip(PEER), 7) == 0
    assert endpoint.local_address == ip(OWN)
    host.receive(from_peer(UDP(sport=8, dport=5000) / b"port"), from_peer(UDP(sport=7, dport=5000) / b"address", src="10.0.2.8"))
    assert endpoint.received.count == 0
    host.receive(from_peer(UDP(sport=7, dport=5000) / b"peer"))
    assert take(endpoint) == (b"peer", ip(PEER), 7)
    endpoint.connect(0, 0)
    host.receive(from_peer(UDP(sport=8, dport=5000) / b"anyone"))
    assert take(endpoint) == (b"anyone", ip(PEER), 8)


def test_an_endpoint_on_another_address_hears_nothing() -> None:
    host = Host()
    endpoint = host.endpoint(5000, "127.0.0.1")
    host.receive(from_peer(UDP(dport=5000)))
    assert endpoint.received.count == 0
    assert host.counters.udp_no_endpoint == 1


# -- sending -----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("length, result", [(1472, errors.NONE), (1473, errors.MESSAGE_TOO_LONG), (70000, errors.MESSAGE_TOO_LONG)])
def test_a_datagram_must_fit_into_one_packet(length: int, result: int) -> None:
    host = Host()
    assert host.send(host.endpoint(5000), bytes(length), PEER, 7) == result


def test_errors_of_sending() -> None:
    host = Host(address=None)
    endpoint = host.endpoint(5000)
    assert host.send(endpoint, b"x", REMOTE, 7) == errors.NETWORK_UNREACHABLE
    assert endpoint.connect(ip(REMOTE), 7) == errors.NETWORK_UNREACHABLE
    assert host.send(endpoint, b"x", "127.0.0.1", 0) == errors.INVALID
    loopback = host.endpoint(5001, "127.0.0.1")
    host.stack.use_address(ip(OWN), ip("255.255.255.0"), 0)
    assert host.send(loopback, b"x", PEER, 7) == errors.INVALID
    host.meet()
    host.device.full = True
    assert host.send(endpoint, b"x", PEER, 7) == errors.NO_BUFFERS
    host.assert_no_leak()
    while host.device.pool.take() is not None:
        pass
    assert host.send(endpoint, b"x", PEER, 7) == errors.NO_BUFFERS


# -- the queue ---------------------------------------------------------------------------------------------------------

def test_a_queue_that_is_not_read_drops_the_newest() -> None:
    host = Host()
    endpoint = host.stack.udp.open(4096)
    endpoint.bind(0, 5000)
    host.receive(*[from_peer(UDP(sport=9, dport=5000) / bytes([index] * 1000)) for index in range(6)])
    assert host.counters.udp_queue_full == 2
    for index in range(4):
        datagram = take(endpoint)
        assert datagram is not None and datagram[0] == bytes([index] * 1000)
    assert take(endpoint) is None


def place_for(size: int, occupied: deque[tuple[int, int]], capacity: int) -> int | None:
    """Where a record of `size` bytes begins: behind the newest record, else at the beginning of the ring. None when it fits in no one
    piece that is free. `occupied`: where each record begins and ends, the oldest first."""
    pieces = [(0, capacity)]
    if occupied:
        head, tail = occupied[0][0], occupied[-1][1]
        pieces = [(tail, capacity), (0, head)] if head < tail else [(tail, head)]
    return next((start for start, end in pieces if size <= end - start), None)


@given(st.lists(st.one_of(st.none(), st.integers(0, 1500)), max_size=200))
@example([1500, 1000, 1300, None, 1300, None, None, 1300, 1400])  # the queue went around, and the oldest left is at the beginning
def test_queue_behaves_like_a_deque(steps: list[int | None]) -> None:
    """None takes one datagram, a number puts one of that length. It is refused only when it fits in no one piece of the ring."""
    simulation.reset()
    queue = DatagramQueue(4096)
    model: deque[bytes] = deque()
    occupied: deque[tuple[int, int]] = deque()
    beginning: int | None = None
    source = simulation.allocate(1500)
    for number, step in enumerate(steps):
        if step is None:
            assert (queue.count == 0) == (not model)
            if model:
                assert machine.bytes_at(queue.front_data, queue.front_length) == model.popleft()
                assert (queue.front_source, queue.front_source_port) == (0x0A00_0001, 9)
                place = queue.front_data - RECORD_SIZE
                beginning = place if beginning is None else beginning
                assert place - beginning == occupied.popleft()[0]
                queue.drop()
        else:
            data = number.to_bytes(2, "big") * 750
            simulation.write_bytes(source, data)
            size = RECORD_SIZE + (step + 7) // 8 * 8
            start = place_for(size, occupied, queue.capacity)
            assert queue.put(0x0A00_0001, 9, source, step) == (start is not None)
            if start is not None:
                model.append(data[:step])
                occupied.append((start, start + size))
        assert queue.count == len(model)


def test_a_queue_that_went_around_does_not_overwrite_its_oldest() -> None:
    simulation.reset()
    queue = DatagramQueue(4096)
    source = simulation.allocate(1500)
    simulation.write_bytes(source, b"a" * 1400)
    assert queue.put(1, 9, source, 1400) and queue.put(2, 9, source, 1400)
    queue.drop()
    assert queue.put(3, 9, source, 1400)  # at the beginning; now everything is used
    simulation.write_bytes(source, b"b" * 1400)
    assert not queue.put(4, 9, source, 0)
    for expected in (2, 3):
        assert queue.front_source == expected
        assert machine.bytes_at(queue.front_data, queue.front_length) == b"a" * 1400
        queue.drop()
    assert queue.count == 0


@given(st.lists(st.one_of(st.none(), st.integers(0, 1400)), max_size=60))
def test_a_queue_that_may_grow_loses_nothing_of_what_it_had(steps: list[int | None]) -> None:
    """From 4096 to 16384 bytes, once, wherever head and tail are; what it refuses would not have fitted into the larger one."""
    simulation.reset()
    queue = DatagramQueue(4096, 16384)
    model: deque[tuple[int, bytes]] = deque()
    source = simulation.allocate(1500)
    for number, step in enumerate(steps):
        if step is None:
            if model:
                sender, data = model.popleft()
                assert (queue.front_source, machine.bytes_at(queue.front_data, queue.front_length)) == (sender, data)
                queue.drop()
        else:
            data = (number.to_bytes(2, "big") * 700)[:step]
            simulation.write_bytes(source, data)
            used = sum(RECORD_SIZE + (len(held) + 7) // 8 * 8 for _, held in model)
            if queue.put(number + 1, 9, source, step):
                model.append((number + 1, data))
            else:
                assert queue.capacity == 16384 and used + 2 * (RECORD_SIZE + 1400) > 16384
        assert queue.count == len(model)
    for sender, data in model:
        assert (queue.front_source, machine.bytes_at(queue.front_data, queue.front_length)) == (sender, data)
        queue.drop()


def test_a_queue_that_may_not_grow_does_not() -> None:
    simulation.reset()
    queue = DatagramQueue(4096)
    source = simulation.allocate(4096)
    assert queue.put(1, 9, source, 4000) and not queue.put(2, 9, source, 100) and queue.capacity == 4096
