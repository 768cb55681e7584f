"""How the guest gets its address and finds others."""

from __future__ import annotations

from pathlib import Path

from scapy.layers.dhcp import DHCP
from scapy.layers.inet import TCP
from scapy.layers.l2 import ARP

from tests.wire.booted import PROGRAMS, Guest, boot
from tests.wire.conversation import Conversation
from tests.wire.peer import GUEST, ROUTER, dhcp_type, is_tcp


def messages(guest: Guest) -> list[int]:
    """The types of the DHCP messages that the guest has sent."""
    return [dhcp_type(packet) for packet in guest.peer.seen if DHCP in packet]


def test_the_address_comes_by_dhcp(tmp_path: Path) -> None:
    with boot("echo.py", tmp_path) as guest:
        assert guest.peer.ping()
        assert messages(guest)[:2] == [1, 3]


def test_dhcp_asks_again_until_it_is_answered(tmp_path: Path) -> None:
    guest = Guest(PROGRAMS / "echo.py", tmp_path, [])
    with guest:
        guest.peer.answers_dhcp = False
        for _ in range(2):
            guest.peer.expect(lambda p: DHCP in p, "a DHCP discover", 20)
        guest.peer.answers_dhcp = True
        guest.wait_for("listening")
        deadline = 10
        assert any(guest.peer.ping(i, 1.0) for i in range(deadline))


def test_a_static_address_needs_no_dhcp(tmp_path: Path) -> None:
    with boot("echo.py", tmp_path, address=f"{GUEST}/24") as guest:
        guest.peer.send(ARP(op=1, hwsrc="52:55:0a:00:02:02", psrc=ROUTER, pdst=GUEST))
        answer = guest.peer.expect(lambda p: ARP in p and p[ARP].op == 2, "an ARP reply")
        assert answer[ARP].psrc == GUEST
        assert guest.peer.ping() and messages(guest) == []


def test_a_client_finds_a_name_connects_and_talks(tmp_path: Path) -> None:
    guest = Guest(PROGRAMS / "client.py", tmp_path, ["server.example", "8000"])
    with guest:
        guest.peer.names["server.example"] = "192.0.2.80"
        syn = guest.peer.expect(lambda p: TCP in p and p[TCP].flags == "S" and p[TCP].dport == 8000, "a SYN", 30)
        server = Conversation(guest.peer, int(syn[TCP].sport), own_port=8000, source="192.0.2.80")
        server.expected = syn[TCP].seq + 1
        server.send("SA")
        assert server.collect(6) == b"hello\n"
        server.send("PA", b"welcome")
        guest.wait_for("server.example is 192.0.2.80")
        guest.wait_for("got b'welcome'")


def test_a_name_that_does_not_exist(tmp_path: Path) -> None:
    with Guest(PROGRAMS / "client.py", tmp_path, ["nowhere.example", "80"]) as guest:
        guest.wait_for("gaierror")


def test_a_port_where_nobody_listens(tmp_path: Path) -> None:
    with Guest(PROGRAMS / "client.py", tmp_path, ["192.0.2.80", "81"]) as guest:
        syn = guest.peer.expect(is_tcp(81), "a SYN", 30)
        server = Conversation(guest.peer, int(syn[TCP].sport), own_port=81, source="192.0.2.80")
        server.next_sequence = 0
        server.expected = syn[TCP].seq + 1
        server.send("RA")
        guest.wait_for("ConnectionRefusedError")


def test_a_neighbour_that_does_not_answer_arp(tmp_path: Path) -> None:
    """Nobody is at 10.0.2.99; after some requests the connection attempt fails, and nothing hangs."""
    guest = Guest(PROGRAMS / "client.py", tmp_path, ["10.0.2.99", "80"])
    with guest:
        guest.peer.expect(lambda p: DHCP in p, "a DHCP discover", 30)
        guest.peer.answers_arp = False
        guest.wait_for("Error")
        assert any(ARP in p and p[ARP].pdst == "10.0.2.99" for p in guest.peer.seen)
