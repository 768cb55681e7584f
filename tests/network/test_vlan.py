"""A machine in a VLAN: its frames have the tag, and it takes no others."""

from __future__ import annotations

import pytest
from scapy.layers.inet import ICMP, IP, UDP
from scapy.layers.l2 import ARP, Dot1Q, Ether
from scapy.packet import Packet as Layer

from tests.network.host import BROADCAST_MAC, GATEWAY, MAC_TEXT, OWN, PEER, PEER_MAC, Host, from_peer, take
from yarara import machine
from yarara.kernel.network.ethernet import TYPE_IPV4
from yarara.kernel.network.membership import join
from yarara.kernel.network.vlan import parse_identifier

VLAN = 5


class VlanHost(Host):
    """In VLAN 5, and known to the peer."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(machine, "VLAN", True)
        super().__init__()
        assert join(self.device, str(VLAN))
        self.receive(Ether(src=PEER_MAC, dst=BROADCAST_MAC) / Dot1Q(vlan=VLAN) / ARP(op=1, hwsrc=PEER_MAC, psrc=PEER, pdst=OWN))
        answer = self.sent_one()
        assert (answer[Dot1Q].vlan, answer[Dot1Q].type, answer[ARP].op) == (VLAN, 0x0806, 2)


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> VlanHost:
    return VlanHost(monkeypatch)


def ping(*tags: Layer) -> Layer:
    """An echo request behind these tags."""
    frame: Layer = Ether(src=PEER_MAC, dst=MAC_TEXT)
    for tag in tags:
        frame /= tag
    return frame / IP(src=PEER, dst=OWN) / ICMP(id=1, seq=2) / b"are you there?"


@pytest.mark.parametrize("tag", [Dot1Q(vlan=VLAN), Dot1Q(vlan=VLAN, prio=7), Dot1Q(vlan=VLAN, dei=1)], ids=["plain", "urgent", "may be dropped"])
def test_a_frame_of_the_vlan_is_answered_there(host: VlanHost, tag: Layer) -> None:
    host.receive(ping(tag))
    answer = host.sent_one()
    assert (answer.dst, answer.type, answer[Dot1Q].vlan, answer[Dot1Q].prio, answer[Dot1Q].type) == (PEER_MAC, 0x8100, VLAN, 0, 0x0800)
    assert answer[ICMP].type == 0 and bytes(answer[ICMP].payload) == b"are you there?"
    host.assert_no_leak()


@pytest.mark.parametrize("frame", [ping(), ping(Dot1Q(vlan=6)), ping(Dot1Q(vlan=0, prio=3)), ping(Dot1Q(vlan=4095)), ping(Dot1Q(vlan=6), Dot1Q(vlan=VLAN)),
                                   bytes(ping(Dot1Q(vlan=VLAN)))[:17], Ether(src=PEER_MAC, dst=MAC_TEXT, type=0x88A8) / bytes(ping(Dot1Q(vlan=VLAN)))[14:]],
                         ids=["none", "another", "priority", "reserved", "inside another", "cut off", "802.1ad"])
def test_other_frames_are_dropped(host: VlanHost, frame: Layer | bytes) -> None:
    host.receive(frame)
    assert host.counters.frame_other_vlan == 1 and host.sent() == []
    host.assert_no_leak()


def test_a_tag_inside_of_the_tag_is_no_protocol_of_ours(host: VlanHost) -> None:
    host.receive(ping(Dot1Q(vlan=VLAN), Dot1Q(vlan=6)))
    assert host.counters.frame_unknown_type == 1 and host.sent() == []
    host.assert_no_leak()


def test_datagrams(host: VlanHost) -> None:
    endpoint = host.endpoint(7)
    for length in (0, 1, 999, 1472):
        host.receive(Ether(src=PEER_MAC, dst=MAC_TEXT) / Dot1Q(vlan=VLAN) / IP(src=PEER, dst=OWN) / UDP(sport=9, dport=7) / (b"x" * length))
        received = take(endpoint)
        assert received is not None and received[0] == b"x" * length
        assert host.send(endpoint, b"y" * length, PEER, 9) == 0
        sent = host.sent_one()
        assert sent[Dot1Q].vlan == VLAN and bytes(sent[UDP].payload) == b"y" * length and len(sent) == 46 + length
    host.assert_no_leak()


def test_who_asks_asks_in_the_vlan(host: VlanHost) -> None:
    assert host.send(host.endpoint(7), b"hello", GATEWAY, 9) == 0
    asked = host.sent_one()
    assert asked.dst == BROADCAST_MAC and asked[Dot1Q].vlan == VLAN and asked[ARP].pdst == GATEWAY


def test_a_frame_that_is_refused_is_as_it_was(host: VlanHost) -> None:
    packet = host.device.pool.take()
    assert packet is not None
    packet.append(60)
    before = packet.start, packet.length
    host.device.full = True
    assert not host.stack.ethernet.send(packet, 0x0200_0000_0002, TYPE_IPV4)
    assert (packet.start, packet.length) == before and host.counters.device_full == 1


@pytest.mark.parametrize("built_for_it", [True, False])
def test_in_no_vlan_a_tag_with_a_priority_alone_does_not_matter(monkeypatch: pytest.MonkeyPatch, built_for_it: bool) -> None:
    monkeypatch.setattr(machine, "VLAN", built_for_it)
    host = Host()
    host.meet()
    host.receive(ping(Dot1Q(vlan=0, prio=5)))
    assert Dot1Q not in host.sent_one()
    host.receive(Ether(src=PEER_MAC, dst=BROADCAST_MAC) / Dot1Q(vlan=0) / ARP(op=1, hwsrc=PEER_MAC, psrc=PEER, pdst=OWN))
    assert host.sent_one()[ARP].op == 2
    for frame in ping(Dot1Q(vlan=0), Dot1Q(vlan=0)), ping(Dot1Q(vlan=VLAN)), bytes(ping(Dot1Q(vlan=0)))[:17], ping(Dot1Q(vlan=1)):
        host.receive(frame)
    assert host.sent() == [] and host.counters.frame_unknown_type == 4
    host.receive(from_peer(ICMP()))
    assert host.sent_one()[ICMP].type == 0
    host.assert_no_leak()


@pytest.mark.parametrize("text", ["1", "5", "4094"])
def test_numbers_of_vlans(text: str) -> None:
    assert parse_identifier(text) == int(text)


@pytest.mark.parametrize("text", ["", "0", "4095", "00005", "-1", "+5", "5 ", "five", "0x5", "4294967301"])
def test_what_is_no_number_of_a_vlan(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError):
        parse_identifier(text)
    logged: list[str] = []
    monkeypatch.setattr("yarara.kernel.console.log", logged.append)
    host = Host()
    assert not join(host.device, text) and host.device.vlan == 0
    assert logged == ["network: vlan= is not a number from 1 to 4094"]


def test_without_a_word_there_is_no_vlan() -> None:
    host = Host()
    assert join(host.device, None) and host.device.vlan == 0
