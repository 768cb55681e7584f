"""Frames that lie, are damaged or are nonsense: dropped, and the next honest one is answered."""

from __future__ import annotations

import random

import pytest
from scapy.layers.inet import ICMP, IP, IPOption_NOP, IPOption_RR, UDP
from scapy.layers.l2 import ARP, Ether

from tests.wire.booted import Guest
from tests.wire.conversation import Conversation
from tests.wire.peer import GUEST, ROUTER, ROUTER_MAC, is_tcp, is_udp


def frame(guest: Guest, packet: object) -> bytearray:
    return bytearray(bytes(Ether(src=ROUTER_MAC, dst=guest.peer.guest_mac) / packet))


def test_an_ip_length_of_60000_in_a_154_byte_frame(echo: Guest) -> None:
    conversation = Conversation(echo.peer, 7)
    conversation.connect()
    lying = frame(echo, conversation.segment("PA", b"x" * 100))
    lying[16:18] = (60000).to_bytes(2, "big")
    lying[24:26] = b"\0\0"
    lying[24:26] = _checksum(bytes(lying[14:34])).to_bytes(2, "big")
    assert len(lying) == 154
    echo.peer.send_raw(bytes(lying))
    echo.peer.expect_silence(lambda p: is_tcp(conversation.own_port)(p) and len(p) > 80, "an answer to a lie")
    conversation.exchange(b"still here")
    conversation.close()


@pytest.mark.parametrize("length", [1, 13, 14, 15, 33, 34, 41, 53])
def test_runt_frames(echo: Guest, length: int) -> None:
    """Cut off in the middle of each header; a device pads none of them here."""
    whole = frame(echo, Conversation(echo.peer, 7).segment("S"))
    for _ in range(3):
        echo.peer.send_raw(bytes(whole[:length]))
    assert echo.peer.ping(length)


def test_an_ip_header_that_claims_to_be_shorter_or_longer_than_it_may(echo: Guest) -> None:
    for first in (0x40, 0x41, 0x44, 0x4F, 0x65, 0x05):
        packet = frame(echo, IP(src=ROUTER, dst=GUEST) / ICMP(type=8, id=1, seq=999))
        packet[14] = first
        packet[24:26] = b"\0\0"
        packet[24:26] = _checksum(bytes(packet[14:34])).to_bytes(2, "big")
        echo.peer.send_raw(bytes(packet))
    echo.peer.expect_silence(lambda p: ICMP in p and p[ICMP].type == 0 and p[ICMP].seq == 999, "an echo reply")
    assert echo.peer.ping(3)


def test_a_tcp_header_that_claims_to_be_longer_than_the_packet(echo: Guest) -> None:
    conversation = Conversation(echo.peer, 7)
    for offset in (0, 1, 4, 15):
        echo.peer.send(conversation.segment("S", dataofs=offset))
    echo.peer.expect_silence(is_tcp(conversation.own_port), "an answer to a broken header")
    assert echo.peer.ping(4)


def test_a_corrupt_ip_checksum_is_dropped(echo: Guest) -> None:
    echo.peer.send(IP(src=ROUTER, dst=GUEST, chksum=0x1234) / ICMP(type=8, id=1, seq=500))
    echo.peer.expect_silence(lambda p: ICMP in p and p[ICMP].type == 0 and p[ICMP].seq == 500, "an echo reply")
    assert echo.peer.ping(501)


def test_a_corrupt_tcp_checksum_is_dropped(echo: Guest) -> None:
    conversation = Conversation(echo.peer, 7)
    conversation.connect()
    echo.peer.send(conversation.segment("PA", b"corrupt", chksum=0x1234))
    echo.peer.expect_silence(is_tcp(conversation.own_port), "an answer to a corrupt segment")
    conversation.exchange(b"correct")
    conversation.close()


def test_a_corrupt_udp_checksum_is_dropped(echo: Guest) -> None:
    echo.peer.send(IP(src=ROUTER, dst=GUEST) / UDP(sport=5555, dport=7, chksum=0x1234) / b"corrupt")
    echo.peer.expect_silence(is_udp(5555), "an answer to a corrupt datagram")
    echo.peer.send(IP(src=ROUTER, dst=GUEST) / UDP(sport=5555, dport=7) / b"correct")
    answer = echo.peer.expect(is_udp(5555), "an echo")
    assert bytes(answer[UDP].payload)[:7] == b"correct"


def test_a_udp_datagram_without_a_checksum_is_taken(echo: Guest) -> None:
    echo.peer.send(IP(src=ROUTER, dst=GUEST) / UDP(sport=5556, dport=7, chksum=0) / b"no checksum")
    answer = echo.peer.expect(is_udp(5556), "an echo")
    assert bytes(answer[UDP].payload)[:11] == b"no checksum"


@pytest.mark.parametrize("length", [0, 7, 9, 2000, 65535])
def test_a_udp_length_that_lies(echo: Guest, length: int) -> None:
    echo.peer.send(IP(src=ROUTER, dst=GUEST) / UDP(sport=5557, dport=7, len=length, chksum=0) / b"exactly twenty bytes")
    answer = echo.peer.receive(is_udp(5557), 0.3)
    assert answer is None or bytes(answer[UDP].payload)[:length - 8] == b"exactly twenty bytes"[:length - 8]
    assert echo.peer.ping(length % 1000)


def test_ip_options_are_skipped(echo: Guest) -> None:
    options = [IPOption_NOP(), IPOption_RR(length=7, pointer=4, routers=["0.0.0.0"])]
    echo.peer.send(IP(src=ROUTER, dst=GUEST, options=options) / ICMP(type=8, id=1, seq=600) / b"payload")
    answer = echo.peer.expect(lambda p: ICMP in p and p[ICMP].type == 0 and p[ICMP].seq == 600, "an echo reply")
    assert bytes(answer[ICMP].payload)[:7] == b"payload"
    conversation = Conversation(echo.peer, 7)
    syn = conversation.segment("S")
    syn[IP].options = options
    echo.peer.send(syn)
    assert "SA" in str(conversation.expect("SA").flags)
    conversation.next_sequence += 1
    conversation.reset()


def test_a_frame_for_another_machine_is_ignored(echo: Guest) -> None:
    packet = IP(src=ROUTER, dst=GUEST) / ICMP(type=8, id=1, seq=700)
    echo.peer.send_raw(bytes(Ether(src=ROUTER_MAC, dst="52:54:00:99:99:99") / packet))
    echo.peer.send(IP(src=ROUTER, dst="10.0.2.77") / ICMP(type=8, id=1, seq=700))
    echo.peer.expect_silence(lambda p: ICMP in p and p[ICMP].type == 0 and p[ICMP].seq == 700, "an echo reply")


def test_an_arp_reply_that_nobody_asked_for_does_not_take_an_address_over(echo: Guest) -> None:
    assert echo.peer.ping(800)
    echo.peer.send(ARP(op=2, hwsrc="52:54:00:66:66:66", psrc="10.0.2.99", hwdst=echo.peer.guest_mac, pdst=GUEST))
    assert echo.peer.ping(801)


def test_noise(echo: Guest) -> None:
    """A thousand frames of random bytes, half of them behind plausible headers, from a fixed seed."""
    noise = random.Random(1)
    for i in range(1000):
        junk = noise.randbytes(noise.randrange(1, 200))
        if i % 2:
            protocol = noise.choice([1, 6, 17, 2, 255])
            junk = bytes(frame(echo, IP(src=ROUTER, dst=GUEST, proto=protocol, flags=noise.randrange(8),
                                        frag=noise.choice([0, 0, 0, 1, 8191])) / junk))
        echo.peer.send_raw(junk)
    echo.peer.drain()
    assert echo.peer.ping(900)
    conversation = Conversation(echo.peer, 7)
    conversation.connect()
    conversation.exchange(b"after the noise")
    conversation.close()


def _checksum(data: bytes) -> int:
    """The Internet checksum (RFC 1071)."""
    total = sum(int.from_bytes(data[i:i + 2], "big") for i in range(0, len(data), 2))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF
