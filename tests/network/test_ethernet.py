from __future__ import annotations

import pytest
from scapy.layers.inet import ICMP, IP
from scapy.layers.l2 import Dot1Q, Ether

from tests.network.host import MAC_TEXT, OWN, PEER, PEER_MAC, Host, from_peer


@pytest.mark.parametrize("length", range(14))
def test_runts_are_dropped(length: int) -> None:
    host = Host()
    host.receive(bytes(from_peer(ICMP()))[:length])
    assert host.counters.frame_too_short == 1
    host.assert_no_leak()


@pytest.mark.parametrize("destination, counter", [
    ("52:54:00:12:34:57", "frame_not_ours"),
    ("01:00:5e:00:00:01", "frame_not_ours"),
    ("33:33:00:00:00:01", "frame_not_ours"),
    ("00:00:00:00:00:00", "frame_not_ours"),
])
def test_frames_for_others_are_dropped(destination: str, counter: str) -> None:
    host = Host()
    host.receive(Ether(src=PEER_MAC, dst=destination) / IP(src=PEER, dst=OWN) / ICMP())
    assert getattr(host.counters, counter) == 1
    assert host.sent() == []


@pytest.mark.parametrize("frame", [
    Ether(src=PEER_MAC, dst=MAC_TEXT, type=0x86DD) / (b"\x60" + bytes(40)),
    Ether(src=PEER_MAC, dst=MAC_TEXT) / Dot1Q(vlan=5) / IP(src=PEER, dst=OWN) / ICMP(),
    Ether(src=PEER_MAC, dst=MAC_TEXT, type=46) / bytes(46),
], ids=["ipv6", "vlan", "length"])
def test_other_types_are_dropped(frame: Ether) -> None:
    host = Host()
    host.receive(frame)
    assert host.counters.frame_unknown_type == 1
    host.assert_no_leak()


def test_frames_go_out_from_our_hardware_address() -> None:
    host = Host()
    host.meet()
    host.receive(from_peer(ICMP()))
    frame = host.sent_one()
    assert (frame.src, frame.dst, frame.type) == (MAC_TEXT, PEER_MAC, 0x0800)


def test_one_flush_for_many_frames() -> None:
    host = Host()
    host.meet()
    before = host.device.flushes
    host.receive(*[from_peer(ICMP()) for _ in range(20)])
    assert len(host.sent()) == 20
    assert host.device.flushes == before + 1
