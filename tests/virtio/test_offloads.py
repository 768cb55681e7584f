"""Checksums and segments left to the device, and taken from it: the whole stack above the driver, the model below it. What comes out is
read by scapy, with every checksum and length verified, whatever was negotiated."""

from __future__ import annotations

from typing import Any

import pytest
from scapy.layers.inet import ICMP, IP, TCP, UDP
from scapy.layers.l2 import ARP, Ether

from tests.network.host import recomputed
from tests.virtio.machines import Machine
from yarara import machine
from yarara.devicemodel.net import (
    ALL_FEATURES, F_CSUM, F_GUEST_CSUM, F_GUEST_TSO4, F_GUEST_UFO, F_HOST_TSO4, F_HOST_UFO, F_MRG_RXBUF, OFFLOADS, NetModel,
)
from yarara.devicemodel.offload import DATA_VALID, GSO_TCPV4, NEEDS_CSUM, OffloadHeader
from yarara.kernel.network.address import netmask, parse_ipv4
from yarara.kernel.network.duration import MILLISECOND
from yarara.kernel.network.stack import Stack
from yarara.kernel.network.tcp.connection import Connection
from yarara.kernel.network.tcp.tcp import Tcp
from yarara.simulation import simulation

OWN, PEER = "10.0.2.15", "10.0.2.7"
OWN_MAC, PEER_MAC = "52:54:00:12:34:56", "02:00:00:00:00:02"
MSS = 1460
SETS = {"all": ALL_FEATURES, "no segments": ALL_FEATURES & ~F_HOST_TSO4, "none": ALL_FEATURES & ~OFFLOADS,
        "segments without checksums": ALL_FEATURES & ~F_CSUM, "no datagrams": ALL_FEATURES & ~(F_HOST_UFO | F_GUEST_UFO)}


def ip(text: str) -> int:
    value = parse_ipv4(text)
    assert value is not None
    return value


class Guest:
    """The stack on the driver on the model, and scapy as the peer, which has one connection with it."""

    def __init__(self, features: int = ALL_FEATURES, mtu: int = 1500, ring: int = 1 << 17, capacity: int = 64) -> None:
        self.net = Machine(NetModel(features=features, mtu=mtu, capacity=capacity), packets=128)
        self.model = self.net.model
        self.stack = Stack(self.net.driver)
        self.tcp = Tcp(self.stack.ipv4, ring)
        self.stack.attach_tcp(self.tcp)
        self.stack.use_address(ip(OWN), netmask(24), 0)
        self.now = 0
        self.put(Ether(src=PEER_MAC, dst=OWN_MAC) / ARP(op=1, hwsrc=PEER_MAC, psrc=PEER, pdst=OWN))
        self.sent()

    def put(self, frame: Any, header: OffloadHeader | None = None) -> None:
        assert self.model.deliver(bytes(frame), *([header] if header else []))
        self.turn()

    def turn(self) -> None:
        self.now += MILLISECOND
        self.stack.poll(self.now)
        self.model.run()

    def sent(self) -> list[Any]:
        """The frames that left since the last call."""
        frames = [Ether(frame) for frame in self.model.wire]
        for raw, frame in zip(self.model.wire, frames):
            if TCP in frame:
                frame[TCP].chksum = None
            assert recomputed(frame) == raw, "a checksum or length that scapy computes differently"
        self.model.wire.clear()
        return frames

    def segment(self, **fields: Any) -> Any:
        return Ether(src=PEER_MAC, dst=OWN_MAC) / IP(src=PEER, dst=OWN) / TCP(sport=5000, dport=80, **fields)

    def connect(self) -> Connection:
        """A connection whose peer has a window of 1 MiB."""
        listener = self.tcp.listen(0, 80, 1, self.now)
        self.put(self.segment(flags="S", seq=1000, options=[("MSS", MSS), ("WScale", 7)]))
        answer, = self.sent()
        self.own = answer[TCP].seq + 1
        self.put(self.segment(flags="A", seq=1001, ack=self.own, window=8192))
        connection = listener.accept()
        assert connection is not None
        return connection

    def write(self, connection: Connection, data: bytes) -> None:
        area = simulation.allocate(len(data))
        simulation.write_bytes(area, data)
        assert connection.send(area, len(data), self.now) == len(data)

    def transfer(self, connection: Connection, data: bytes) -> list[Any]:
        """Write, and acknowledge until everything has arrived; the frames with text."""
        self.write(connection, data)
        received, frames = b"", []
        while len(received) < len(data):
            self.turn()
            for frame in self.sent():
                text = bytes(frame[TCP].payload)[:frame[IP].len - 40]
                assert frame[TCP].seq == (self.own + len(received)) & 0xFFFF_FFFF
                received += text
                frames += [frame] if text else []
            self.put(self.segment(flags="A", seq=1001, ack=(self.own + len(received)) & 0xFFFF_FFFF, window=8192))
        assert received == data
        self.own += len(data)
        return frames

    def read(self, connection: Connection, count: int) -> bytes:
        area = simulation.allocate(count)
        return simulation.read_bytes(area, connection.receive(area, count, self.now))


def pattern(length: int) -> bytes:
    return bytes(number * 7 % 251 for number in range(length))


@pytest.mark.parametrize("features", SETS.values(), ids=SETS.keys())
def test_what_leaves_is_whole_whoever_sums_and_cuts(features: int) -> None:
    guest = Guest(features)
    connection = guest.connect()
    for length in 1, MSS, MSS + 1, 60_000, 99_999:
        frames = guest.transfer(connection, pattern(length))
        assert all(len(frame[TCP].payload) <= MSS for frame in frames)
    assert (guest.model.offloaded > 0) == bool(features & F_CSUM)
    assert guest.net.driver.faults == 0


def test_a_large_write_leaves_as_one_packet() -> None:
    guest = Guest()
    connection = guest.connect()
    for _ in range(20):  # slow start
        guest.transfer(connection, pattern(100_000))
    before = guest.model.offloaded
    guest.write(connection, pattern(44 * MSS))
    guest.turn()
    frames = guest.sent()
    assert [len(frame[TCP].payload) for frame in frames] == [MSS] * 44
    assert ["P" in frame[TCP].flags for frame in frames] == [False] * 43 + [True]
    assert len({frame[IP].id for frame in frames}) == 44
    assert guest.model.offloaded - before == 1


def test_no_more_than_the_window_leaves() -> None:
    guest = Guest()
    connection = guest.connect()
    for _ in range(6):
        guest.transfer(connection, pattern(100_000))
    guest.put(guest.segment(flags="A", seq=1001, ack=guest.own & 0xFFFF_FFFF, window=5000 >> 7))
    guest.write(connection, pattern(50_000))
    guest.turn()
    assert sum(len(frame[TCP].payload) for frame in guest.sent()) == 3 * MSS


def test_without_large_packets_segments_are_cut_here() -> None:
    guest = Guest()
    connection = guest.connect()
    guest.transfer(connection, pattern(100_000))
    kept = [packet for packet in iter(guest.net.pool.take_large, None)]
    frames = guest.transfer(connection, pattern(100_000))
    assert len(frames) >= 100_000 // MSS and kept


@pytest.mark.parametrize("length", [0, 1, 7, 1000, 1472])
def test_datagrams_are_summed_by_the_device(length: int) -> None:
    guest = Guest()
    endpoint = guest.stack.udp.open()
    data = pattern(length)
    assert endpoint.send(machine.bytes_address(data), length, ip(PEER), 9, guest.now) == 0
    guest.turn()
    frame, = guest.sent()
    assert bytes(frame[UDP].payload)[:length] == data and guest.model.offloaded == 1


def test_a_sum_that_is_zero_is_sent_as_all_ones() -> None:
    for features in SETS.values():
        guest = Guest(features)
        endpoint = guest.stack.udp.open()
        endpoint.bind(0, 1000)
        plain = IP(src=OWN, dst=PEER) / UDP(sport=1000, dport=9) / b"\0\0"
        word = UDP(bytes(plain)[20:]).chksum.to_bytes(2, "big")  # with it as text the sum comes out as zero
        assert endpoint.send(machine.bytes_address(word), 2, ip(PEER), 9, guest.now) == 0
        guest.turn()
        assert Ether(guest.model.wire[-1])[UDP].chksum == 0xFFFF


# -- received ----------------------------------------------------------------------------------------------------------

def unsummed(frame: Any) -> bytes:
    """The frame with nonsense for a checksum."""
    copy = Ether(bytes(frame))
    copy[TCP if TCP in copy else UDP].chksum = 0x1234
    return bytes(copy)


@pytest.mark.parametrize("flags", [NEEDS_CSUM, DATA_VALID])
@pytest.mark.parametrize("features", [ALL_FEATURES, ALL_FEATURES & ~F_GUEST_CSUM])
def test_what_is_verified_is_not_summed_again(flags: int, features: int) -> None:
    guest = Guest(features)
    endpoint = guest.stack.udp.open()
    endpoint.bind(0, 1000)
    frame = unsummed(Ether(src=PEER_MAC, dst=OWN_MAC) / IP(src=PEER, dst=OWN) / UDP(sport=9, dport=1000) / b"hello")
    guest.put(frame, OffloadHeader(flags=flags))
    assert endpoint.received.count == (1 if features & F_GUEST_CSUM else 0)
    guest.put(frame)
    assert guest.stack.counters.udp_bad_checksum == (1 if features & F_GUEST_CSUM else 2)


def test_a_packet_does_not_inherit_that_it_was_verified() -> None:
    guest = Guest()
    endpoint = guest.stack.udp.open()
    endpoint.bind(0, 1000)
    good = Ether(src=PEER_MAC, dst=OWN_MAC) / IP(src=PEER, dst=OWN) / UDP(sport=9, dport=1000) / b"hello"
    for _ in range(200):  # every packet of the pool has its turn
        guest.put(good, OffloadHeader(flags=DATA_VALID))
        endpoint.received.drop()
    for _ in range(200):
        guest.put(unsummed(good))
    assert guest.stack.counters.udp_bad_checksum == 200


@pytest.mark.parametrize("length", [MSS + 1, 2000, 20_000, 65_495])
def test_a_long_segment_is_taken_whole(length: int) -> None:
    guest = Guest()
    connection = guest.connect()
    data = pattern(length)
    frame = unsummed(guest.segment(flags="PA", seq=1001, ack=guest.own, window=8192) / data)
    before = guest.stack.counters.tcp_received
    guest.model.piece = 1900
    guest.put(frame, OffloadHeader(NEEDS_CSUM, GSO_TCPV4, 54, MSS, 34, 16))
    assert guest.stack.counters.tcp_received - before == 1
    answer, = guest.sent()
    assert answer[TCP].ack == 1001 + length, "acknowledged at once: it stands for several"
    assert guest.read(connection, 70_000) == data
    assert guest.net.pool.available_large == guest.net.pool.large_count


def test_without_merging_long_segments_are_not_taken() -> None:
    guest = Guest(ALL_FEATURES & ~F_MRG_RXBUF)
    assert guest.model.features & OFFLOADS == OFFLOADS & ~(F_GUEST_TSO4 | F_GUEST_UFO)


def test_a_long_segment_for_which_there_is_no_packet_is_dropped_and_counted() -> None:
    guest = Guest()
    connection = guest.connect()
    kept = [packet for packet in iter(guest.net.pool.take_large, None)]
    frame = guest.segment(flags="PA", seq=1001, ack=guest.own, window=8192) / pattern(20_000)
    guest.model.piece = 1900
    guest.put(frame, OffloadHeader(NEEDS_CSUM, GSO_TCPV4, 54, MSS, 34, 16))
    assert guest.net.driver.pair.oversized == 1
    guest.net.pool.give(kept.pop())
    guest.put(frame, OffloadHeader(NEEDS_CSUM, GSO_TCPV4, 54, MSS, 34, 16))
    assert guest.read(connection, 30_000) == pattern(20_000)


def test_jumbo_frames_in_both_directions() -> None:
    guest = Guest(mtu=9000)
    guest.model.piece = 1900
    endpoint = guest.stack.udp.open(200_000)
    endpoint.bind(0, 1000)
    data = pattern(8972)
    guest.put(Ether(src=PEER_MAC, dst=OWN_MAC) / IP(src=PEER, dst=OWN) / UDP(sport=9, dport=1000) / data)
    assert simulation.read_bytes(endpoint.received.front_data, endpoint.received.front_length) == data
    assert endpoint.send(machine.bytes_address(data), len(data), ip(PEER), 9, guest.now) == 0
    guest.put(Ether(src=PEER_MAC, dst=OWN_MAC) / IP(src=PEER, dst=OWN) / ICMP(id=1, seq=2) / pattern(8900))
    datagram, echo = guest.sent()
    assert bytes(datagram[UDP].payload) == data and bytes(echo[ICMP].payload) == pattern(8900)
