from __future__ import annotations

from typing import Any

import pytest
from scapy.layers.inet import ICMP, IP, TCP, UDP, IPOption_RR, IPOption_Timestamp
from scapy.layers.l2 import Ether
from scapy.packet import Raw

from tests.network.host import BROADCAST_MAC, OWN, PEER, PEER_MAC, REMOTE, Host, from_peer, ip, take
from yarara import machine
from yarara.kernel.network import errors
from yarara.kernel.network.ipv4 import MAX_LOOPED
from yarara.kernel.network.packet import Packet
from yarara.kernel.network.transport import Transport


class Recorder(Transport):
    """Stands where TCP will be."""

    def __init__(self) -> None:
        self.received: list[tuple[bytes, int, int]] = []
        self.errors: list[tuple[int, int, int, int, int, int]] = []

    def receive(self, packet: Packet, source: int, destination: int, now: int) -> None:
        self.received.append((machine.bytes_at(packet.data, packet.length), source, destination))

    def unreachable(self, source: int, source_port: int, destination: int, destination_port: int, sequence: int, error: int,
                    now: int) -> None:
        self.errors.append((source, source_port, destination, destination_port, sequence, error))


def host_with_tcp() -> tuple[Host, Recorder]:
    host, recorder = Host(), Recorder()
    host.stack.attach_tcp(recorder)
    return host, recorder


def segment(**ip_fields: Any) -> Any:
    return from_peer(TCP(sport=1234, dport=80), **ip_fields)


def test_hands_exactly_the_payload_up() -> None:
    host, tcp = host_with_tcp()
    frame = segment() / b"data"
    host.receive(bytes(frame) + bytes(6))  # Ethernet padding
    assert tcp.received == [(bytes(frame[TCP]), ip(PEER), ip(OWN))]
    host.assert_no_leak()


def test_total_length_of_60000_in_a_154_byte_frame() -> None:
    host, tcp = host_with_tcp()
    frame = bytes(segment(len=60000) / bytes(100))
    assert len(frame) == 154
    host.receive(frame)
    assert tcp.received == []
    assert host.counters.ipv4_malformed == 1


@pytest.mark.parametrize("fields, counter", [
    ({"version": 6}, "ipv4_malformed"),
    ({"version": 0}, "ipv4_malformed"),
    ({"ihl": 4}, "ipv4_malformed"),
    ({"ihl": 0}, "ipv4_malformed"),
    ({"ihl": 15}, "ipv4_malformed"),
    ({"options": [Raw(b"\1" * 4)], "len": 20}, "ipv4_malformed"),
    ({"len": 0}, "ipv4_malformed"),
    ({"len": 19}, "ipv4_malformed"),
    ({"len": 41}, "ipv4_malformed"),
    ({"chksum": 0x1234}, "ipv4_bad_checksum"),
    ({"flags": "MF"}, "ipv4_fragments"),
    ({"frag": 1}, "ipv4_fragments"),
    ({"proto": 132}, "ipv4_unknown_protocol"),
    ({"src": "127.0.0.1"}, "ipv4_bad_source"),
    ({"src": OWN}, "ipv4_bad_source"),
    ({"src": "224.0.0.1"}, "ipv4_bad_source"),
    ({"src": "255.255.255.255"}, "ipv4_bad_source"),
    ({"src": "10.0.2.255"}, "ipv4_bad_source"),
    ({"src": "0.0.0.0"}, "ipv4_bad_source"),
    ({"dst": "10.0.2.16"}, "ipv4_not_ours"),
    ({"dst": "127.0.0.1"}, "ipv4_not_ours"),
    ({"dst": "224.0.0.1"}, "ipv4_not_ours"),
    ({"dst": "10.0.2.255"}, "ipv4_not_ours"),
    ({"dst": "255.255.255.255"}, "ipv4_not_ours"),
], ids=str)
def test_bad_headers_are_dropped(fields: dict[str, Any], counter: str) -> None:
    host, tcp = host_with_tcp()
    host.receive(segment(**fields))
    assert tcp.received == []
    assert getattr(host.counters, counter) == 1
    assert host.sent() == []
    host.assert_no_leak()


@pytest.mark.parametrize("fields", [
    {"ttl": 1}, {"tos": 3}, {"id": 0xFFFF}, {"flags": "DF"}, {"src": REMOTE},
    {"options": [IPOption_RR(routers=["0.0.0.0"] * 9)]},
    {"options": [IPOption_Timestamp()]},
    {"options": [Raw(b"\x01" * 40)]},
    {"options": [Raw(b"\x07\xff\x00\x00")]},
], ids=str)
def test_unusual_headers_are_accepted(fields: dict[str, Any]) -> None:
    host, tcp = host_with_tcp()
    frame = bytes(segment(**fields) / b"data")
    host.receive(frame)
    header_length = (frame[14] & 15) * 4
    assert (header_length > 20) == ("options" in fields)
    assert [payload for payload, _, _ in tcp.received] == [frame[14 + header_length:]]


def test_a_unicast_packet_in_a_broadcast_frame_is_dropped() -> None:
    host, tcp = host_with_tcp()
    host.receive(Ether(src=PEER_MAC, dst=BROADCAST_MAC) / IP(src=PEER, dst=OWN) / TCP())
    assert tcp.received == []
    assert host.counters.ipv4_not_ours == 1


@pytest.mark.parametrize("length", range(14, 34))
def test_truncated_headers_are_dropped(length: int) -> None:
    host, tcp = host_with_tcp()
    host.receive(bytes(segment())[:length])
    assert host.counters.ipv4_malformed == 1
    assert tcp.received == []


def outgoing(host: Host, length: int = 8) -> Packet:
    packet = host.device.pool.take()
    assert packet is not None
    machine.fill(packet.append(length), 0xAA, length)
    return packet


def test_the_header_that_we_send() -> None:
    host = Host()
    host.meet()
    assert host.stack.ipv4.send(outgoing(host), ip(OWN), ip(PEER), 253, 0)
    assert host.stack.ipv4.send(outgoing(host), ip(OWN), ip(PEER), 253, 0)
    first, second = host.sent()
    header = first[IP]
    assert (header.version, header.ihl, header.len, header.ttl, header.proto) == (4, 5, 28, 64, 253)
    assert (header.src, header.dst, header.flags, header.frag) == (OWN, PEER, 0, 0)
    assert second[IP].id == (header.id + 1) & 0xFFFF


@pytest.mark.parametrize("destination, counter", [("224.0.0.5", "ipv4_no_route"), ("0.0.0.0", "ipv4_no_route")])
def test_no_route(destination: str, counter: str) -> None:
    host = Host()
    packet = outgoing(host)
    assert not host.stack.ipv4.send(packet, ip(OWN), ip(destination), 253, 0)
    assert getattr(host.counters, counter) == 1
    assert packet.length == 8 and machine.bytes_at(packet.data, 8) == b"\xaa" * 8


def test_a_packet_longer_than_the_mtu_is_refused() -> None:
    host = Host()
    host.meet()
    assert host.stack.ipv4.send(outgoing(host, 1480), ip(OWN), ip(PEER), 253, 0)
    assert not host.stack.ipv4.send(outgoing(host, 1481), ip(OWN), ip(PEER), 253, 0)
    assert host.counters.ipv4_too_long == 1
    assert len(host.sent_one()) == 1514


def test_a_refused_packet_is_as_it_was() -> None:
    host = Host()
    host.meet()
    host.device.full = True
    packet = outgoing(host)
    assert not host.stack.ipv4.send(packet, ip(OWN), ip(PEER), 253, 0)
    assert packet.length == 8 and machine.bytes_at(packet.data, 8) == b"\xaa" * 8
    host.device.full = False
    assert host.stack.ipv4.send(packet, ip(OWN), ip(PEER), 253, 0)
    assert bytes(host.sent_one()[IP].payload) == b"\xaa" * 8


@pytest.mark.parametrize("destination", ["255.255.255.255", "10.0.2.255"])
def test_broadcasts_need_no_arp(destination: str) -> None:
    host = Host()
    assert host.stack.ipv4.send(outgoing(host), ip(OWN), ip(destination), 253, 0)
    assert host.sent_one().dst == BROADCAST_MAC


@pytest.mark.parametrize("address", ["127.0.0.1", "127.3.2.1", OWN])
def test_packets_to_ourselves_come_back_in(address: str) -> None:
    host, tcp = host_with_tcp()
    assert host.stack.ipv4.send(outgoing(host), ip(address), ip(address), 6, 0)
    assert tcp.received == []
    host.poll()
    assert tcp.received == [(b"\xaa" * 8, ip(address), ip(address))]
    assert host.sent() == []
    host.assert_no_leak()


def test_loopback_works_without_an_address() -> None:
    host = Host(address=None)
    endpoint = host.endpoint(5000)
    assert host.send(endpoint, b"me", "127.0.0.1", 5000) == 0
    host.poll()
    assert take(endpoint) == (b"me", ip("127.0.0.1"), 5000)


def test_packets_to_ourselves_are_bounded() -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    results = [host.send(endpoint, b"x", OWN, 5000) for _ in range(MAX_LOOPED + 1)]
    assert results == [0] * MAX_LOOPED + [errors.NO_BUFFERS]
    assert host.counters.loopback_full == 1
    host.poll()
    assert endpoint.received.count == MAX_LOOPED
    host.assert_no_leak()


def test_a_packet_in_reply_to_ourselves_asks_for_another_poll() -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    endpoint.connect(ip("127.0.0.1"), 9)
    host.send(endpoint, b"x", "127.0.0.1", 9)
    host.poll()
    host.poll()
    assert endpoint.error == errors.CONNECTION_REFUSED


def test_poll_takes_a_bounded_number_of_frames() -> None:
    host, tcp = host_with_tcp()
    host.receive(*[segment() for _ in range(100)])
    assert len(tcp.received) == 64
    assert host.deadline == host.now
    host.poll()
    assert len(tcp.received) == 100
    assert host.deadline > host.now


def test_before_there_is_an_address_only_udp_comes_in() -> None:
    host = Host(address=None)
    recorder = Recorder()
    host.stack.attach_tcp(recorder)
    endpoint = host.endpoint(68)
    host.receive(segment(), from_peer(UDP(sport=67, dport=68) / b"offer"), from_peer(ICMP()))
    assert recorder.received == []
    assert take(endpoint) == (b"offer", ip(PEER), 67)
    assert host.sent() == []


def test_a_new_identification_sequence_for_every_stack() -> None:
    host = Host()
    other = type(host.stack)(host.device)
    assert host.stack.ipv4._identification != other.ipv4._identification
