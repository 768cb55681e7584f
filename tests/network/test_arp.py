"""ARP as conversations: who asks what, when, and what is believed."""

from __future__ import annotations

from typing import Any

import pytest
from scapy.layers.inet import ICMP, IP, UDP
from scapy.layers.l2 import ARP, Ether

from tests.network.host import (
    BROADCAST_MAC, GATEWAY, MAC_TEXT, OWN, PEER, PEER_MAC, POOL_SIZE, REMOTE, Host, from_peer, ip)
from yarara.kernel.network.errors import HOST_UNREACHABLE
from yarara.kernel.network.neighbours import FREE, MAX_WAITING, MAX_WAITING_EACH, SIZE

OTHER_MAC = "02:00:00:00:00:99"


def request(target: str = OWN, *, sender: str = PEER, mac: str = PEER_MAC) -> Any:
    return Ether(src=mac, dst=BROADCAST_MAC) / ARP(op=1, hwsrc=mac, psrc=sender, pdst=target)


def reply(sender: str = PEER, mac: str = PEER_MAC) -> Any:
    return Ether(src=mac, dst=MAC_TEXT) / ARP(op=2, hwsrc=mac, psrc=sender, hwdst=MAC_TEXT, pdst=OWN)


def known(host: Host) -> int:
    """Entries in the cache."""
    return sum(entry.state != FREE for entry in host.stack.arp.cache.entries)


def mac_of(host: Host, address: str = PEER) -> int | None:
    entry = host.stack.arp.cache.find(ip(address))
    return None if entry is None else entry.mac


def number(mac: str) -> int:
    return int(mac.replace(":", ""), 16)


def test_answers_a_request_for_our_address() -> None:
    host = Host()
    host.receive(request())
    frame = host.sent_one()
    assert frame.dst == PEER_MAC
    arp = frame[ARP]
    assert (arp.op, arp.hwsrc, arp.psrc, arp.hwdst, arp.pdst) == (2, MAC_TEXT, OWN, PEER_MAC, PEER)
    host.assert_no_leak()


def test_answers_a_probe_without_remembering_it() -> None:
    host = Host()
    host.receive(request(sender="0.0.0.0"))
    assert host.sent_one()[ARP].pdst == "0.0.0.0"
    assert known(host) == 0


def test_does_not_answer_for_others() -> None:
    host = Host()
    host.receive(request(target="10.0.2.99"))
    assert host.sent() == []
    assert known(host) == 0


def test_does_not_answer_without_an_address() -> None:
    host = Host(address=None)
    host.receive(request(), request(target="0.0.0.0"))
    assert host.sent() == []


def test_asks_then_sends_what_waited() -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    assert host.send(endpoint, b"first", PEER, 7) == 0
    assert host.send(endpoint, b"second", PEER, 7) == 0
    question = host.sent_one()
    assert question.dst == BROADCAST_MAC
    assert (question[ARP].op, question[ARP].psrc, question[ARP].pdst) == (1, OWN, PEER)
    host.receive(reply())
    first, second = host.sent()
    assert (first.dst, bytes(first[UDP].payload)) == (PEER_MAC, b"first")
    assert bytes(second[UDP].payload) == b"second"
    host.assert_no_leak()


def test_asks_for_the_gateway_when_the_destination_is_off_the_link() -> None:
    host = Host()
    host.send(host.endpoint(5000), b"hello", REMOTE, 7)
    assert host.sent_one()[ARP].pdst == GATEWAY
    host.receive(reply(sender=GATEWAY, mac=OTHER_MAC))
    frame = host.sent_one()
    assert (frame.dst, frame[IP].dst) == (OTHER_MAC, REMOTE)


def test_repeats_the_request_then_gives_up() -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    assert endpoint.connect(ip(PEER), 7) == 0
    host.send(endpoint, b"hello", PEER, 7)
    for second in range(1, 3):
        host.poll(second - 0.1)
        assert host.deadline == second * 1_000_000_000
        host.poll(second)
    assert len(host.sent()) == 3
    host.poll(3)
    assert host.sent() == []
    assert host.counters.arp_unresolved == 1
    assert endpoint.error == HOST_UNREACHABLE
    assert known(host) == 0
    host.assert_no_leak()


def test_asks_again_after_giving_up() -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    host.send(endpoint, b"hello", PEER, 7)
    for second in range(1, 4):
        host.poll(second)
    host.sent()
    host.send(endpoint, b"again", PEER, 7)
    assert host.sent_one()[ARP].pdst == PEER


def test_a_late_second_request_is_enough() -> None:
    host = Host()
    host.send(host.endpoint(5000), b"hello", PEER, 7)
    host.poll(1)
    host.sent()
    host.time = 1.5
    host.receive(reply())
    assert bytes(host.sent_one()[UDP].payload) == b"hello"


def test_the_latest_packets_wait() -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    for index in range(MAX_WAITING_EACH + 3):
        assert host.send(endpoint, b"%d" % index, PEER, 7) == 0
    assert host.counters.arp_queue_dropped == 3
    host.sent()
    host.receive(reply())
    assert [bytes(frame[UDP].payload) for frame in host.sent()] == [b"%d" % index for index in range(3, MAX_WAITING_EACH + 3)]
    host.assert_no_leak()


def test_packets_for_many_silent_neighbours_do_not_drain_the_pool() -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    for index in range(50):
        host.send(endpoint, b"x", f"10.0.2.{100 + index}", 7)
    assert host.device.pool.available == POOL_SIZE - MAX_WAITING
    for second in range(1, 5):
        host.poll(second)
    host.assert_no_leak()


def test_a_used_entry_is_checked_by_unicast_and_kept() -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    host.meet()
    host.time = 30
    host.send(endpoint, b"x", PEER, 7)
    host.sent()
    host.poll(60)
    check = host.sent_one()
    assert (check.dst, check[ARP].op, check[ARP].pdst) == (PEER_MAC, 1, PEER)
    host.send(endpoint, b"still", PEER, 7)
    assert bytes(host.sent_one()[UDP].payload) == b"still"
    host.receive(reply())
    for second in range(61, 70):
        host.poll(second)
    assert host.sent() == []
    assert mac_of(host) == number(PEER_MAC)


def test_a_used_entry_whose_neighbour_is_gone_is_forgotten() -> None:
    host = Host()
    host.meet()
    host.time = 30
    host.send(host.endpoint(5000), b"x", PEER, 7)
    host.sent()
    for second in range(60, 64):
        host.poll(second)
    assert len(host.sent()) == 3
    assert known(host) == 0


def test_an_unused_entry_is_forgotten_silently() -> None:
    host = Host()
    host.meet()
    host.poll(59)
    assert known(host) == 1
    host.poll(60)
    assert known(host) == 0
    assert host.sent() == []


def test_a_neighbour_may_move_but_not_flap() -> None:
    host = Host()
    host.meet()
    host.time = 0.5
    host.receive(reply(mac=OTHER_MAC))
    assert mac_of(host) == number(PEER_MAC)
    host.time = 1.5
    host.receive(request(target=PEER, mac=OTHER_MAC))
    assert mac_of(host) == number(OTHER_MAC)


def test_a_gratuitous_announcement_of_a_stranger_is_ignored() -> None:
    host = Host()
    host.receive(request(target=PEER), reply())
    assert known(host) == 0
    assert host.counters.arp_ignored == 2


def test_announces_its_address() -> None:
    host = Host(address=None)
    host.stack.use_address(ip(OWN), ip("255.255.255.0"), 0)
    frame = host.sent_one()
    assert (frame.dst, frame[ARP].op, frame[ARP].psrc, frame[ARP].pdst) == (BROADCAST_MAC, 1, OWN, OWN)


def test_defends_its_address_but_not_in_a_loop() -> None:
    host = Host()
    for _ in range(5):
        host.receive(request(target=OWN, sender=OWN))
    assert host.counters.arp_conflicts == 5
    frame = host.sent_one()
    assert (frame[ARP].psrc, frame[ARP].pdst) == (OWN, OWN)
    host.time = 11
    host.receive(request(target=OWN, sender=OWN))
    assert len(host.sent()) == 1
    assert known(host) == 0


def test_a_flood_does_not_displace_a_neighbour_in_use() -> None:
    host = Host()
    host.meet()
    host.send(host.endpoint(5000), b"x", PEER, 7)
    host.send(host.endpoint(5001), b"x", GATEWAY, 7)
    for index in range(3 * SIZE):
        host.receive(request(sender=f"10.0.2.{20 + index}", mac=f"02:00:00:00:01:{index:02x}"))
    assert mac_of(host) == number(PEER_MAC)
    host.sent()
    host.receive(reply(sender=GATEWAY, mac=OTHER_MAC))
    assert len(host.sent()) == 1
    assert known(host) == SIZE


def test_talking_to_more_neighbours_than_fit_displaces_the_longest_unused() -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    for index in range(SIZE + 1):
        host.time += 0.001
        address = f"10.0.2.{100 + index}"
        host.receive(request(sender=address))
        host.send(endpoint, b"x", address, 7)
    assert mac_of(host, "10.0.2.100") is None
    assert mac_of(host, "10.0.2.101") is not None
    assert mac_of(host, f"10.0.2.{100 + SIZE}") is not None


def test_when_all_entries_wait_for_answers_sending_fails() -> None:
    host = Host()
    endpoint = host.endpoint(5000)
    for index in range(SIZE):
        assert host.send(endpoint, b"x", f"10.0.2.{100 + index}", 7) == 0
    assert host.send(endpoint, b"x", PEER, 7) != 0
    assert host.counters.arp_cache_full == 1


@pytest.mark.parametrize("change", [
    {"hwtype": 6}, {"ptype": 0x86DD}, {"hwlen": 8}, {"plen": 16}, {"op": 3}, {"op": 0},
    {"hwsrc": "00:00:00:00:00:00"}, {"hwsrc": BROADCAST_MAC}, {"hwsrc": "01:00:5e:00:00:01"},
    {"psrc": "224.0.0.1"}, {"psrc": "255.255.255.255"}, {"psrc": "127.0.0.1"}, {"psrc": "0.1.2.3"},
], ids=str)
def test_impossible_messages_are_dropped(change: dict[str, Any]) -> None:
    host = Host()
    good: dict[str, Any] = {
        "op": 1, "hwtype": 1, "ptype": 0x0800, "hwlen": 6, "plen": 4, "hwsrc": PEER_MAC, "psrc": PEER, "pdst": OWN}
    frame = bytes(Ether(src=PEER_MAC, dst=BROADCAST_MAC) / ARP(**(good | change)))
    host.receive(frame[:42] + bytes(60 - len(frame[:42])))
    assert host.counters.arp_malformed == 1
    assert host.sent() == []
    assert known(host) == 0


@pytest.mark.parametrize("length", range(14, 42))
def test_truncated_messages_are_dropped(length: int) -> None:
    host = Host()
    host.receive(bytes(request())[:length])
    assert host.counters.arp_malformed == 1


def test_a_neighbour_outside_of_the_prefix_is_answered_but_not_remembered() -> None:
    host = Host()
    host.receive(request(sender="192.168.7.7"))
    assert len(host.sent()) == 1
    assert known(host) == 0


def test_a_full_ring_loses_the_request_but_not_the_packet() -> None:
    host = Host()
    host.device.full = True
    assert host.send(host.endpoint(5000), b"hello", PEER, 7) == 0
    host.device.full = False
    host.poll(1)
    assert host.sent_one()[ARP].pdst == PEER
    host.receive(reply())
    assert bytes(host.sent_one()[UDP].payload) == b"hello"
    host.assert_no_leak()


def test_a_ping_to_a_neighbour_we_never_met_waits_for_arp() -> None:
    host = Host()
    host.receive(from_peer(ICMP()))
    assert host.sent_one()[ARP].pdst == PEER
    host.receive(reply())
    assert host.sent_one()[ICMP].type == 0
