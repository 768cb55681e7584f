"""More than the guest can take at once, and guests that stand still."""

from __future__ import annotations

from scapy.layers.inet import IP, UDP
from scapy.layers.l2 import Ether

from tests.wire.booted import Guest
from tests.wire.conversation import Conversation
from tests.wire.peer import GUEST, ROUTER, ROUTER_MAC, is_udp


def test_the_receive_ring_filled_while_the_guest_is_paused(echo: Guest) -> None:
    conversation = Conversation(echo.peer, 7)
    conversation.connect()
    datagram = bytes(Ether(src=ROUTER_MAC, dst=echo.peer.guest_mac)
                     / IP(src=ROUTER, dst=GUEST) / UDP(sport=4444, dport=7) / (b"x" * 1000))
    with echo.monitor.paused():
        for _ in range(2000):
            echo.peer.send_raw(datagram)
    assert echo.peer.receive(is_udp(4444)) is not None
    echo.peer.drain()
    assert echo.peer.ping(1)
    conversation.exchange(b"still connected")
    conversation.close()


def test_a_burst_of_datagrams_is_answered_or_dropped_but_never_mixed_up(echo: Guest) -> None:
    for number in range(1000):
        echo.peer.send(IP(src=ROUTER, dst=GUEST) / UDP(sport=4445, dport=7) / (number.to_bytes(4, "big") * 10))
    seen = []
    while (answer := echo.peer.receive(is_udp(4445), 0.5)) is not None:
        seen.append(bytes(answer[UDP].payload)[:40])
    assert len(seen) > 10
    assert all(data == data[:4] * 10 for data in seen)
    numbers = [int.from_bytes(data[:4], "big") for data in seen]
    assert numbers == sorted(set(numbers))


def test_many_connections_at_once(echo: Guest) -> None:
    conversations = [Conversation(echo.peer, 7, own_port=45000 + i) for i in range(40)]
    for conversation in conversations:
        conversation.connect()
    for round_number in range(3):
        for i, conversation in enumerate(conversations):
            conversation.send("PA", b"%d from %d" % (round_number, i))
        for i, conversation in enumerate(conversations):
            expected = b"%d from %d" % (round_number, i)
            assert conversation.collect(len(expected)) == expected
    for conversation in conversations:
        conversation.close()
