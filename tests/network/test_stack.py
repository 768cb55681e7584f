"""The whole stack against a hostile wire: whatever arrives, nothing is raised, read outside of the frame, or leaked."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from scapy.layers.dhcp import BOOTP, DHCP
from scapy.layers.dns import DNS, DNSQR
from scapy.layers.inet import ICMP, IP, UDP
from scapy.layers.l2 import ARP, Ether
from scapy.packet import Raw

from tests.network.host import BROADCAST_MAC, MAC_TEXT, OWN, PEER, PEER_MAC, Host, from_peer, ip
from yarara.kernel.network.duration import NEVER, SECOND

GOOD_FRAMES: list[bytes] = [bytes(frame) for frame in (
    Ether(src=PEER_MAC, dst=BROADCAST_MAC) / ARP(op=1, hwsrc=PEER_MAC, psrc=PEER, pdst=OWN),
    Ether(src=PEER_MAC, dst=MAC_TEXT) / ARP(op=2, hwsrc=PEER_MAC, psrc=PEER, hwdst=MAC_TEXT, pdst=OWN),
    from_peer(ICMP() / b"ping"),
    from_peer(ICMP(type=3, code=3) / IP(src=OWN, dst=PEER) / UDP(sport=5000, dport=7)),
    from_peer(UDP(sport=7, dport=5000) / b"data"),
    from_peer(UDP(sport=7, dport=5001) / b"data"),
    from_peer(UDP(sport=7, dport=5000) / b"data", options=[Raw(b"\1\1\1\1")]),
    from_peer(UDP(sport=67, dport=68) / BOOTP(op=2, yiaddr=OWN) / DHCP(options=[("message-type", "offer"), "end"])),
    from_peer(UDP(sport=53, dport=50000) / DNS(qr=1, qd=DNSQR(qname="www.example.com"))),
)]


def busy_host() -> Host:
    """A host with everything going on: an endpoint, a query, a neighbour, packets that wait."""
    host = Host()
    host.stack.interface.name_servers.append(ip(PEER))
    host.stack.use_dhcp(0)
    endpoint = host.endpoint(5000)
    host.stack.resolver.resolve("www.example.com", 0)
    host.send(endpoint, b"waiting", "10.0.2.77", 7)
    return host


def run_out(host: Host) -> None:
    """Let every timer run; then no packet may be missing."""
    for second in range(1, 40):
        host.poll(second)
    while host.stack.ipv4.has_looped:
        host.poll()
    host.assert_no_leak()


@given(st.lists(st.binary(max_size=200), max_size=20))
def test_random_bytes(frames: list[bytes]) -> None:
    host = busy_host()
    host.receive(*frames)
    run_out(host)


@given(st.lists(st.tuples(st.sampled_from([0x0800, 0x0806]), st.binary(max_size=120)), max_size=20))
def test_random_payloads_in_good_frames(payloads: list[tuple[int, bytes]]) -> None:
    host = busy_host()
    host.receive(*[Ether(src=PEER_MAC, dst=MAC_TEXT, type=kind) / payload for kind, payload in payloads])
    run_out(host)


@given(st.lists(st.tuples(st.sampled_from([1, 17, 6, 2]), st.binary(max_size=120)), max_size=20))
def test_random_payloads_in_good_packets(payloads: list[tuple[int, bytes]]) -> None:
    host = busy_host()
    host.receive(*[from_peer(payload, proto=protocol) for protocol, payload in payloads])
    run_out(host)


@given(st.data())
def test_damaged_frames(data: st.DataObject) -> None:
    host = busy_host()
    for _ in range(data.draw(st.integers(1, 10))):
        frame = bytearray(data.draw(st.sampled_from(GOOD_FRAMES)))
        for _ in range(data.draw(st.integers(0, 4))):
            frame[data.draw(st.integers(0, len(frame) - 1))] = data.draw(st.integers(0, 255))
        host.receive(bytes(frame[:data.draw(st.integers(0, len(frame)))]))
    run_out(host)


@given(st.sampled_from(GOOD_FRAMES), st.data())
def test_damaged_headers_with_a_correct_checksum(good: bytes, data: st.DataObject) -> None:
    """The IPv4 checksum hides what lies behind it from plain damage."""
    host = busy_host()
    frame = bytearray(good)
    for _ in range(data.draw(st.integers(1, 4))):
        frame[data.draw(st.integers(14, len(frame) - 1))] = data.draw(st.integers(0, 255))
    if frame[12:14] == b"\x08\x00":
        packet: Any = Ether(bytes(frame))
        if IP in packet:
            frame[24:26] = b"\0\0"
            header_length = max((frame[14] & 15) * 4, 20)
            header = bytes(frame[14:14 + header_length])
            total = sum(int.from_bytes(header[index:index + 2].ljust(2, b"\0"), "big") for index in range(0, len(header), 2))
            while total >> 16:
                total = (total & 0xFFFF) + (total >> 16)
            frame[24:26] = (total ^ 0xFFFF).to_bytes(2, "big")
    host.receive(bytes(frame))
    run_out(host)


@settings(max_examples=20)
@given(st.lists(st.sampled_from(GOOD_FRAMES), max_size=150))
def test_poll_is_bounded_and_returns_a_deadline(frames: list[bytes]) -> None:
    host = busy_host()
    host.receive(*frames)
    assert len(host.device.arriving) == max(0, len(frames) - 64)
    assert host.now <= host.deadline <= NEVER
    run_out(host)


def test_every_frame_is_counted_somewhere() -> None:
    host = Host()
    host.receive(*GOOD_FRAMES)
    assert host.counters.frames_received == len(GOOD_FRAMES)
    assert host.counters.ipv4_received == len([frame for frame in GOOD_FRAMES if frame[12:14] == b"\x08\x00"])
    assert host.counters.udp_received == 5


def test_an_idle_stack_has_no_deadline() -> None:
    host = Host()
    host.poll()
    assert host.deadline == NEVER


def test_a_deadline_in_the_past_runs_once() -> None:
    host = Host()
    host.send(host.endpoint(5000), b"x", PEER, 7)
    host.poll(1000)
    assert len(host.sent()) == 2  # the first request, and one repetition: not one per missed second
    assert host.deadline == 1001 * SECOND
