from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scapy.layers.inet import ICMP, IP, TCP, UDP, IPerror, UDPerror
from scapy.layers.l2 import Ether
from scapy.packet import Raw

from tests.network.host import BROADCAST_MAC, OWN, PEER, PEER_MAC, REMOTE, Host, from_peer, ip
from tests.network.test_ipv4 import Recorder
from yarara import machine
from yarara.kernel.network import errors
from yarara.kernel.network.icmp import ERROR_BURST


@given(st.binary(max_size=1472), st.integers(0, 0xFFFF), st.integers(0, 0xFFFF))
def test_answers_an_echo(data: bytes, identifier: int, sequence: int) -> None:
    host = Host()
    host.meet()
    host.receive(from_peer(ICMP(id=identifier, seq=sequence) / data))
    frame = host.sent_one()
    assert (frame[IP].src, frame[IP].dst) == (OWN, PEER)
    assert (frame[ICMP].type, frame[ICMP].code, frame[ICMP].id, frame[ICMP].seq) == (0, 0, identifier, sequence)
    assert bytes(frame[ICMP].payload) == data
    host.assert_no_leak()


def test_answers_an_echo_with_ip_options() -> None:
    host = Host()
    host.meet()
    host.receive(from_peer(ICMP() / b"abc", options=[Raw(b"\x01" * 8)]))
    assert bytes(host.sent_one()[ICMP].payload) == b"abc"


def test_answers_itself() -> None:
    host = Host()
    packet = host.device.pool.take()
    assert packet is not None
    request = bytes(ICMP(id=7) / b"me")
    machine.copy(packet.append(len(request)), machine.bytes_address(request), len(request))
    assert host.stack.ipv4.send(packet, ip(OWN), ip(OWN), 1, 0)
    host.poll()
    assert host.counters.icmp_echo_replies == 1
    host.poll()
    assert host.counters.icmp_ignored == 1  # the reply
    host.assert_no_leak()


@pytest.mark.parametrize("layer, counter", [
    (ICMP(chksum=0x1234) / b"abc", "icmp_bad_checksum"),
    (ICMP(type=0), "icmp_ignored"),
    (ICMP(type=8, code=1), "icmp_ignored"),
    (ICMP(type=5), "icmp_ignored"),
    (ICMP(type=13), "icmp_ignored"),
    (ICMP(type=255), "icmp_ignored"),
], ids=["bad checksum", "reply", "code", "redirect", "timestamp", "unknown"])
def test_not_answered(layer: Any, counter: str) -> None:
    host = Host()
    host.meet()
    host.receive(from_peer(layer))
    assert getattr(host.counters, counter) == 1
    assert host.sent() == []


@pytest.mark.parametrize("length", range(8))
def test_short_messages_are_dropped(length: int) -> None:
    host = Host()
    host.receive(from_peer(bytes(ICMP())[:length], proto=1))
    assert host.counters.icmp_malformed == 1


def test_does_not_answer_a_broadcast_echo() -> None:
    host = Host()
    host.meet()
    host.receive(Ether(src=PEER_MAC, dst=BROADCAST_MAC) / IP(src=PEER, dst="10.0.2.255") / ICMP())
    assert host.sent() == []


def test_closed_port_is_reported_with_the_datagrams_beginning() -> None:
    host = Host()
    host.meet()
    host.receive(from_peer(UDP(sport=1111, dport=2222) / b"hello world", options=[Raw(b"\x01" * 4)]))
    frame = host.sent_one()
    assert (frame[IP].src, frame[IP].dst) == (OWN, PEER)
    assert (frame[ICMP].type, frame[ICMP].code) == (3, 3)
    assert (frame[IPerror].src, frame[IPerror].dst, frame[IPerror].ihl) == (PEER, OWN, 6)
    assert (frame[UDPerror].sport, frame[UDPerror].dport) == (1111, 2222)
    host.assert_no_leak()


def test_closed_port_is_not_reported_for_a_broadcast() -> None:
    host = Host()
    host.meet()
    host.receive(Ether(src=PEER_MAC, dst=BROADCAST_MAC) / IP(src=PEER, dst="255.255.255.255") / UDP(dport=2222))
    assert host.counters.udp_no_endpoint == 1
    assert host.sent() == []


def test_errors_are_limited() -> None:
    host = Host()
    host.meet()
    datagram = from_peer(UDP(dport=2222))
    host.poll(100)
    host.device.sent.clear()
    host.meet()
    host.receive(*[datagram] * (ERROR_BURST + 10))
    assert len(host.sent()) == ERROR_BURST
    assert host.counters.icmp_errors_suppressed == 10
    host.time = 100.05
    host.receive(*[datagram] * 10)
    assert len(host.sent()) == 5


def unreachable(code: int, quoted: Any, kind: int = 3) -> Any:
    return from_peer(ICMP(type=kind, code=code) / quoted, src="10.0.2.2")


@pytest.mark.parametrize("kind, code, error", [
    (3, 0, errors.NETWORK_UNREACHABLE),
    (3, 1, errors.HOST_UNREACHABLE),
    (3, 2, errors.CONNECTION_REFUSED),
    (3, 3, errors.CONNECTION_REFUSED),
    (3, 4, errors.MESSAGE_TOO_LONG),
    (3, 13, errors.HOST_UNREACHABLE),
    (11, 0, errors.HOST_UNREACHABLE),
])
def test_errors_reach_the_connected_endpoint(kind: int, code: int, error: int) -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    assert endpoint.connect(ip(REMOTE), 7) == 0
    host.receive(unreachable(code, IP(src=OWN, dst=REMOTE) / UDP(sport=5000, dport=7), kind))
    assert endpoint.error == error


@pytest.mark.parametrize("quoted", [
    IP(src=OWN, dst=REMOTE) / UDP(sport=5000, dport=8),
    IP(src=OWN, dst=REMOTE) / UDP(sport=5001, dport=7),
    IP(src=OWN, dst=PEER) / UDP(sport=5000, dport=7),
    IP(src=PEER, dst=REMOTE) / UDP(sport=5000, dport=7),
    IP(src=OWN, dst=REMOTE) / TCP(sport=5000, dport=7),
    IP(src=OWN, dst=REMOTE, frag=5) / UDP(sport=5000, dport=7),
    IP(src=OWN, dst=REMOTE, version=6) / UDP(sport=5000, dport=7),
    IP(src=OWN, dst=REMOTE, ihl=15) / UDP(sport=5000, dport=7),
    IP(src=OWN, dst=REMOTE, ihl=2) / UDP(sport=5000, dport=7),
    bytes(IP(src=OWN, dst=REMOTE) / UDP(sport=5000, dport=7))[:27],
    b"",
], ids=["port", "own port", "destination", "source", "protocol", "fragment", "version", "long header", "short header", "truncated",
        "empty"])
def test_errors_about_other_packets_do_not(quoted: Any) -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    endpoint.connect(ip(REMOTE), 7)
    host.receive(unreachable(3, quoted))
    assert endpoint.error == errors.NONE


def test_an_unconnected_endpoint_is_not_told() -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    host.receive(unreachable(3, IP(src=OWN, dst=REMOTE) / UDP(sport=5000, dport=7)))
    assert endpoint.error == errors.NONE


def test_tcp_is_told_the_sequence_number() -> None:
    host, tcp = Host(), Recorder()
    host.stack.attach_tcp(tcp)
    quoted = IP(src=OWN, dst=REMOTE) / TCP(sport=5000, dport=80, seq=0xDEADBEEF)
    host.receive(unreachable(1, bytes(quoted)[:28]))
    assert tcp.errors == [(ip(OWN), 5000, ip(REMOTE), 80, 0xDEADBEEF, errors.HOST_UNREACHABLE)]


def test_an_empty_pool_is_survived() -> None:
    host = Host()
    host.meet()
    pool = host.device.pool
    taken = [pool.take() for _ in range(pool.available - 1)]  # one is left for the frame itself
    host.receive(from_peer(ICMP()), from_peer(UDP(dport=9)))
    assert host.sent() == []
    assert host.counters.no_packet == 2
    assert len(taken) == pool.count - 1
