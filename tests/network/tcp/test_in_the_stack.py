"""TCP where it belongs: below it IPv4, ARP and a device, or the host's own loopback."""

from __future__ import annotations

from typing import Any

import pytest
from scapy.layers.inet import ICMP, IP, TCP
from scapy.layers.l2 import ARP, Ether
from scapy.packet import Raw

from tests.network.host import MAC_TEXT, OWN, PEER, PEER_MAC, Host, from_peer, ip
from yarara.kernel.network import errors
from yarara.kernel.network.tcp import state
from yarara.kernel.network.tcp.tcp import Tcp
from yarara.simulation import simulation


class TcpHost(Host):
    """The whole stack with TCP attached."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.tcp = Tcp(self.stack.ipv4)
        self.stack.attach_tcp(self.tcp)
        self.memory = simulation.allocate(1 << 16)

    def segments(self) -> list[Any]:
        return [frame[TCP] for frame in self.sent() if TCP in frame]


def test_a_request_and_its_answer_through_the_whole_stack() -> None:
    host = TcpHost()
    host.meet()
    listener = host.tcp.listen(0, 80, 8, host.now)
    host.receive(from_peer(TCP(sport=4000, dport=80, flags="S", seq=7, options=[("MSS", 1460)])))
    (answer,) = host.segments()
    host.receive(from_peer(TCP(sport=4000, dport=80, flags="PA", seq=8, ack=answer.seq + 1) / b"GET /"))
    connection = listener.accept()
    assert connection is not None
    count = connection.receive(host.memory, 100, host.now)
    assert simulation.read_bytes(host.memory, count) == b"GET /"
    simulation.write_bytes(host.memory, b"200 OK")
    assert connection.send(host.memory, 6, host.now) == 6
    connection.close(host.now)
    reply, fin = host.segments()
    assert reply[Raw].load == b"200 OK" and reply.ack == 13 and "F" in str(fin.flags)
    host.assert_no_leak()


@pytest.mark.parametrize("options", [b"", b"\x01\x01\x01\x00", b"\x07\x07\x04\x00\x00\x00\x00\x00"])
def test_ip_options_do_not_disturb(options: bytes) -> None:
    host = TcpHost()
    host.meet()
    host.tcp.listen(0, 80, 8, host.now)
    packet = IP(src=PEER, dst=OWN, options=[]) / TCP(sport=4000, dport=80, flags="S")
    raw = bytearray(bytes(packet))
    header = bytearray(raw[:20]) + options
    header[0] = 0x40 | len(header) // 4
    header[2:4] = (len(header) + 20).to_bytes(2, "big")
    header[10:12] = b"\0\0"
    built = IP(bytes(header) + bytes(raw[20:]))
    del built.chksum
    host.receive(Ether(src=PEER_MAC, dst=MAC_TEXT) / built)
    assert str(host.segments()[0].flags) == "SA"


def test_ethernet_padding_is_not_text() -> None:
    host = TcpHost()
    host.meet()
    listener = host.tcp.listen(0, 80, 8, host.now)
    host.receive(bytes(from_peer(TCP(sport=4000, dport=80, flags="S", seq=7))).ljust(60, b"\xAA"))
    (answer,) = host.segments()
    host.receive(bytes(from_peer(TCP(sport=4000, dport=80, flags="A", seq=8, ack=answer.seq + 1))).ljust(60, b"\xAA"))
    connection = listener.accept()
    assert connection is not None and connection.receive_available() == 0


def test_an_ip_length_longer_than_the_frame() -> None:
    """60000 in a frame of 154 bytes."""
    host = TcpHost()
    host.meet()
    host.tcp.listen(0, 80, 8, host.now)
    host.receive(from_peer(TCP(sport=4000, dport=80, flags="S") / bytes(100), len=60_000))
    assert host.segments() == [] and host.counters.ipv4_malformed == 1 and host.counters.tcp_received == 0


def test_a_call_to_a_neighbour_that_does_not_answer_arp() -> None:
    host = TcpHost()
    connection = host.tcp.connect(0, 0, ip("10.0.2.99"), 80, host.now)
    assert all(ARP in frame for frame in host.sent())
    for tenth in range(1, 300):
        host.poll(tenth / 10)
    assert connection.error == errors.HOST_UNREACHABLE
    host.assert_no_leak()


def test_a_call_that_a_router_refuses() -> None:
    host = TcpHost()
    host.meet()
    connection = host.tcp.connect(0, 0, ip(PEER), 80, host.now)
    (frame,) = host.sent()
    host.receive(from_peer(ICMP(type=3, code=1) / bytes(frame[IP])[:28]))
    assert connection.error == errors.HOST_UNREACHABLE


@pytest.mark.parametrize("local", ["127.0.0.1", OWN])
def test_a_conversation_with_ourselves(local: str) -> None:
    host = TcpHost()
    listener = host.tcp.listen(0, 8000, 8, host.now)
    client = host.tcp.connect(0, 0, ip(local), 8000, host.now)
    for _ in range(4):
        host.poll()
    server = listener.accept()
    assert server is not None and client.state == server.state == state.ESTABLISHED
    data, sent, received = bytes(range(256)) * 400, 0, b""
    for round_number in range(4000):
        if sent < len(data):
            simulation.write_bytes(host.memory, data[sent:sent + 8000])
            sent += client.send(host.memory, min(8000, len(data) - sent), host.now)
        host.poll(host.time + 0.001)
        count = server.receive(host.memory, 60_000, host.now)
        received += simulation.read_bytes(host.memory, count)
        if received == data:
            break
    assert received == data and round_number < 500
    client.close(host.now)
    for _ in range(4):
        host.poll()
    assert server.at_end()
    server.close(host.now)
    for _ in range(4):
        host.poll()
    assert server.state == state.CLOSED and client.state == state.TIME_WAIT
    assert host.device.sent == [], "nothing of it reached the wire"
    host.poll(host.time + 70)
    assert host.tcp.engine.table.count == 0
    host.assert_no_leak()


def test_the_stack_asks_to_be_woken_for_tcp() -> None:
    host = TcpHost()
    host.meet()
    host.tcp.connect(0, 0, ip(PEER), 80, host.now)
    host.poll()
    assert host.now < host.deadline <= host.now + 10**9
