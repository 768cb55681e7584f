"""The DHCP client as conversations with a server made of scapy."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scapy.layers.dhcp import BOOTP, DHCP
from scapy.layers.inet import IP, UDP
from scapy.layers.l2 import ARP, Ether

from tests.network.host import BROADCAST_MAC, GATEWAY, MAC_TEXT, OWN, PEER_MAC, Host, ip
from yarara.kernel.network.address import format_ipv4
from yarara.kernel.network.dhcp import BOUND, REBINDING, RENEWING, REQUESTING, SELECTING
from yarara.kernel.network.dhcp_message import DhcpAnswer
from yarara.kernel.network.duration import SECOND
from yarara.simulation import simulation

SERVER = "10.0.2.2"
OTHER_SERVER = "10.0.2.3"
HARDWARE = bytes.fromhex(MAC_TEXT.replace(":", ""))
LEASE = 86400

NETWORK = [("subnet_mask", "255.255.255.0"), ("router", GATEWAY), ("name_server", "10.0.2.3", "8.8.8.8")]


def looking() -> Host:
    """A host that has just sent its first DISCOVER."""
    host = Host(address=None)
    host.stack.use_dhcp(host.now)
    return host


def message(frame: Any) -> dict[str, Any]:
    """The options of a message that the client sent."""
    return {option[0]: option[1] for option in frame[DHCP].options if isinstance(option, tuple)}


def answer(host: Host, kind: str, *, server: str = SERVER, address: str = OWN, options: list[Any] | None = None,
           to: str = "255.255.255.255", source: str | None = None, **bootp: Any) -> Any:
    """A server's message to the client."""
    fields: dict[str, Any] = {"op": 2, "xid": host.stack.dhcp.xid, "yiaddr": address, "chaddr": HARDWARE + bytes(10)} | bootp
    extra = [("lease_time", LEASE), *NETWORK] if options is None else options
    return (Ether(src=PEER_MAC, dst=BROADCAST_MAC if to == "255.255.255.255" else MAC_TEXT)
            / IP(src=source or server, dst=to) / UDP(sport=67, dport=68)
            / BOOTP(**fields) / DHCP(options=[("message-type", kind), ("server_id", server), *extra, "end"]))


def bound(options: list[Any] | None = None) -> Host:
    """A host with a lease since time 0."""
    host = looking()
    host.receive(answer(host, "offer", options=options))
    host.receive(answer(host, "ack", options=options))
    assert host.stack.dhcp.state == BOUND
    host.meet(SERVER)
    host.sent()
    return host


def kinds(frames: list[Any]) -> list[int]:
    return [message(frame)["message-type"] for frame in frames if DHCP in frame]


def test_the_whole_conversation() -> None:
    host = looking()
    discover = host.sent_one()
    assert (discover.dst, discover[IP].src, discover[IP].dst) == (BROADCAST_MAC, "0.0.0.0", "255.255.255.255")
    assert (discover[UDP].sport, discover[UDP].dport) == (68, 67)
    assert (discover[BOOTP].op, discover[BOOTP].flags, discover[BOOTP].chaddr[:6]) == (1, 0x8000, HARDWARE)
    assert message(discover)["message-type"] == 1
    assert message(discover)["client_id"] == b"\x01" + HARDWARE
    assert set(message(discover)["param_req_list"]) == {1, 3, 6, 51, 58, 59}
    assert len(discover[UDP].payload) >= 300

    host.receive(answer(host, "offer"))
    request = host.sent_one()
    assert request[IP].src == "0.0.0.0" and request[BOOTP].xid == discover[BOOTP].xid
    assert (message(request)["message-type"], message(request)["requested_addr"], message(request)["server_id"]) == (3, OWN, SERVER)

    host.receive(answer(host, "ack"))
    interface = host.stack.interface
    assert format_ipv4(interface.address) == OWN
    assert format_ipv4(interface.netmask) == "255.255.255.0"
    assert format_ipv4(interface.gateway) == GATEWAY
    assert [format_ipv4(server) for server in interface.name_servers] == ["10.0.2.3", "8.8.8.8"]
    announcement = host.sent_one()
    assert (announcement[ARP].psrc, announcement[ARP].pdst) == (OWN, OWN)
    assert host.stack.dhcp.state == BOUND
    assert host.deadline == LEASE // 2 * SECOND
    host.assert_no_leak()


def test_a_server_that_answers_to_the_new_address() -> None:
    host = looking()
    host.receive(answer(host, "offer", to=OWN))
    host.receive(answer(host, "ack", to=OWN))
    assert host.stack.dhcp.state == BOUND


def test_discover_is_repeated_ever_more_slowly() -> None:
    host = looking()
    times = [0.0]
    host.sent()
    while len(times) < 10:
        host.poll()
        host.poll(host.deadline / SECOND)
        if kinds(host.sent()) == [1]:
            times.append(host.time)
    gaps = [later - earlier for earlier, later in zip(times, times[1:], strict=False)]
    for gap, nominal in zip(gaps, [1, 2, 4, 8, 16, 32, 64, 64, 64], strict=True):
        assert 0.87 * nominal <= gap <= 1.13 * nominal


def test_request_is_repeated_then_a_new_server_is_looked_for() -> None:
    host = looking()
    host.receive(answer(host, "offer"))
    sent = kinds(host.sent())
    first = host.stack.dhcp.xid
    while host.stack.dhcp.state == REQUESTING:
        host.poll(host.deadline / SECOND)
        sent += kinds(host.sent())
    assert sent == [1, 3, 3, 3, 3, 1]
    assert host.stack.dhcp.xid != first


def test_the_first_offer_is_taken() -> None:
    host = looking()
    host.receive(answer(host, "offer"), answer(host, "offer", server=OTHER_SERVER, address="10.0.2.99"))
    host.receive(answer(host, "ack", server=OTHER_SERVER, address="10.0.2.99"))
    assert host.stack.dhcp.state == REQUESTING
    host.receive(answer(host, "ack"))
    assert format_ipv4(host.stack.interface.address) == OWN


def test_a_refusal_starts_over_but_not_in_a_flood() -> None:
    host = looking()
    host.receive(answer(host, "offer"))
    host.sent()
    host.receive(answer(host, "nak", address="0.0.0.0", options=[]))
    assert host.stack.dhcp.state == SELECTING
    assert host.sent() == []
    host.poll(1)
    assert kinds(host.sent()) == [1]


def test_a_refusal_by_another_server_is_ignored() -> None:
    host = looking()
    host.receive(answer(host, "offer"))
    host.receive(answer(host, "nak", server=OTHER_SERVER, options=[]))
    assert host.stack.dhcp.state == REQUESTING
    assert host.counters.dhcp_ignored == 1


def test_renewal_at_half_of_the_lease() -> None:
    host = bound()
    host.poll(LEASE / 2 - 1)
    assert kinds(host.sent()) == []
    host.meet(SERVER)
    host.poll(LEASE / 2)
    request = [frame for frame in host.sent() if DHCP in frame]
    assert len(request) == 1
    assert (request[0][IP].src, request[0][IP].dst, request[0][BOOTP].ciaddr) == (OWN, SERVER, OWN)
    assert request[0].dst == PEER_MAC
    assert "server_id" not in message(request[0]) and "requested_addr" not in message(request[0])
    assert host.stack.dhcp.state == RENEWING
    host.receive(answer(host, "ack", to=OWN))
    assert host.stack.dhcp.state == BOUND
    assert host.sent() == []  # nothing changed, nothing to announce
    host.poll(LEASE - 1)
    assert host.stack.dhcp.state == BOUND
    host.poll(LEASE)
    assert host.stack.dhcp.state == RENEWING
    assert format_ipv4(host.stack.interface.address) == OWN


def test_rebinding_with_any_server_then_the_lease_ends() -> None:
    host = bound()
    host.poll(LEASE * 0.5)
    host.poll(LEASE * 7 / 8)
    assert host.stack.dhcp.state == REBINDING
    requests = [frame for frame in host.sent() if DHCP in frame]
    assert (requests[-1].dst, requests[-1][IP].src, requests[-1][IP].dst) == (BROADCAST_MAC, OWN, "255.255.255.255")
    host.poll(LEASE)
    assert host.stack.dhcp.state == SELECTING
    assert host.stack.interface.address == 0
    assert host.stack.interface.name_servers == []
    assert kinds(host.sent()) == [1]


def test_rebinding_accepts_another_server() -> None:
    host = bound()
    host.poll(LEASE * 0.5)
    host.poll(LEASE * 0.9)
    host.receive(answer(host, "ack", server=OTHER_SERVER))
    assert host.stack.dhcp.state == BOUND


def test_a_refused_renewal_gives_the_address_up() -> None:
    host = bound()
    host.poll(LEASE * 0.5)
    host.receive(answer(host, "nak", options=[]))
    assert host.stack.interface.address == 0
    assert host.stack.dhcp.state == SELECTING


def test_renewal_is_repeated_after_half_of_what_is_left_but_at_least_a_minute() -> None:
    host = bound([("lease_time", 1000), *NETWORK])
    times = []
    while host.time < 999:
        host.meet(SERVER)
        host.poll(host.time + 1)
        if kinds(host.sent()):
            times.append(host.time)
    # T2, at 875, begins anew with all servers.
    assert times == [500, 688, 782, 842, 875, 938, 998]


@pytest.mark.parametrize("times, renewal, rebinding", [
    ([("renewal_time", 100), ("rebinding_time", 200)], 100, 200),
    ([("renewal_time", 200), ("rebinding_time", 100)], 100, 100),
    ([("renewal_time", 0), ("rebinding_time", 0)], 500, 875),
    ([("rebinding_time", 5000)], 500, 875),
    ([], 500, 875),
], ids=str)
def test_the_clocks(times: list[Any], renewal: int, rebinding: int) -> None:
    host = bound([("lease_time", 1000), *times, *NETWORK])
    assert host.stack.dhcp._renewal == renewal * SECOND
    assert host.stack.dhcp._rebinding == rebinding * SECOND


def test_an_infinite_lease_needs_nothing() -> None:
    host = bound([("lease_time", 0xFFFFFFFF), *NETWORK])
    host.poll(10_000_000)
    assert kinds(host.sent()) == []
    assert format_ipv4(host.stack.interface.address) == OWN


def test_the_shortest_lease_does_not_loop() -> None:
    host = looking()
    host.receive(answer(host, "offer", options=[("lease_time", 1)]))
    host.receive(answer(host, "ack", options=[("lease_time", 1)]))
    assert format_ipv4(host.stack.interface.address) == OWN
    host.poll(0.5)
    host.poll(1)
    assert host.stack.interface.address == 0
    assert len(host.sent()) < 7


def test_fallback_when_nobody_answers() -> None:
    host = Host(address=None)
    host.stack.dhcp.set_fallback(ip("192.168.1.5"), ip("255.255.255.0"), ip("192.168.1.1"))
    host.stack.use_dhcp(0)
    for second in range(13):
        host.poll(second)
    assert host.stack.interface.address == 0
    for second in range(13, 20):
        host.poll(second)
    assert format_ipv4(host.stack.interface.address) == "192.168.1.5"
    host.receive(answer(host, "offer"))
    host.receive(answer(host, "ack"))
    assert format_ipv4(host.stack.interface.address) == OWN


@pytest.mark.parametrize("change", [
    {"xid": 1}, {"op": 1}, {"htype": 6}, {"hlen": 16}, {"chaddr": bytes(16)},
    {"address": "0.0.0.0"}, {"address": "127.0.0.1"}, {"address": "224.0.0.1"}, {"address": "255.255.255.255"},
    {"options": []},
    {"options": [("lease_time", 0)]},
    {"options": [("lease_time", 60), ("subnet_mask", "255.0.255.0")]},
    {"server": "0.0.0.0", "source": SERVER},
    {"server": "255.255.255.255", "source": SERVER},
], ids=str)
def test_impossible_offers_are_ignored(change: dict[str, Any]) -> None:
    host = looking()
    host.receive(answer(host, "offer", **change))
    assert host.stack.dhcp.state == SELECTING
    assert host.counters.dhcp_ignored == 1


def test_an_offer_from_another_port_is_ignored() -> None:
    host = looking()
    frame = answer(host, "offer")
    frame[UDP].sport = 1067
    host.receive(frame)
    assert host.stack.dhcp.state == SELECTING


def test_an_ack_for_another_address_is_ignored() -> None:
    host = looking()
    host.receive(answer(host, "offer"))
    host.receive(answer(host, "ack", address="10.0.2.66"))
    assert host.stack.dhcp.state == REQUESTING


def test_useless_routers_and_name_servers_are_left_out() -> None:
    host = bound([("lease_time", 1000), ("router", "0.0.0.0"), ("name_server", "0.0.0.0", "1.1.1.1", "2.2.2.2", "3.3.3.3")])
    assert host.stack.interface.gateway == 0
    assert [format_ipv4(server) for server in host.stack.interface.name_servers] == ["1.1.1.1", "2.2.2.2"]
    assert format_ipv4(host.stack.interface.netmask) == "255.255.255.0"


def raw_answer(host: Host, payload: bytes) -> Any:
    return (Ether(src=PEER_MAC, dst=BROADCAST_MAC) / IP(src=SERVER, dst="255.255.255.255") / UDP(sport=67, dport=68) / payload)


@given(st.data())
def test_truncated_and_damaged_offers(data: st.DataObject) -> None:
    host = looking()
    payload = bytearray(bytes(answer(host, "offer")[BOOTP]))
    for _ in range(data.draw(st.integers(0, 4))):
        payload[data.draw(st.integers(0, len(payload) - 1))] = data.draw(st.integers(0, 255))
    host.receive(raw_answer(host, bytes(payload[:data.draw(st.integers(0, len(payload)))])))
    assert host.stack.dhcp.state in (SELECTING, REQUESTING)
    host.device.sent.clear()
    host.assert_no_leak()


@given(st.binary(max_size=300))
def test_hostile_options(options: bytes) -> None:
    host = looking()
    head = bytes(BOOTP(op=2, xid=host.stack.dhcp.xid, yiaddr=OWN, chaddr=HARDWARE))[:236] + b"\x63\x82\x53\x63"
    host.receive(raw_answer(host, head + options))
    host.poll(100)
    host.device.sent.clear()
    host.assert_no_leak()


def parsed(options: bytes) -> DhcpAnswer | None:
    """An answer whose memory ends where its options end, or None when it is refused."""
    simulation.reset()
    message = bytes(BOOTP(op=2, xid=1, yiaddr=OWN, chaddr=HARDWARE))[:236] + b"\x63\x82\x53\x63" + options
    address = simulation.allocate(len(message))
    simulation.write_bytes(address, message)
    result = DhcpAnswer()
    return result if result.parse(address, len(message)) else None


GOOD = b"\x36\4\x0a\0\2\2\x33\4\0\0\1\0"


def test_the_end_option_may_be_missing() -> None:
    result = parsed(GOOD + b"\0\0\x35\1\5")
    assert result is not None and (result.type, result.lease_time, format_ipv4(result.server)) == (5, 256, SERVER)


@pytest.mark.parametrize("options", [
    GOOD + b"\x35\1",
    GOOD + b"\x35",
    GOOD + b"\x35\0",
    GOOD + b"\x35\2\5\5",
    GOOD + b"\x35\1\5\x03\5\1\1\1\1",
    b"\x36\3\x0a\0\2\x33\4\0\0\1\0\x35\1\5",
    b"\x36\4\x0a\0\2\2\x33\4\0\0\0\0\x35\1\5",
    GOOD + b"\xff\x35\1\5",
], ids=repr)
def test_options_without_sense_are_refused(options: bytes) -> None:
    assert parsed(options) is None


@pytest.mark.parametrize("length", range(4))
def test_a_short_router_or_name_server_counts_as_absent(length: int) -> None:
    result = parsed(GOOD + b"\x35\1\5" + bytes([6, length]) + b"\1" * length + bytes([3, length]) + b"\1" * length)
    assert result is not None and (result.router, result.name_server_count) == (0, 0)


@given(st.binary(max_size=60))
def test_parsing_stays_within_the_message(options: bytes) -> None:
    parsed(options)
    parsed(GOOD + options)
