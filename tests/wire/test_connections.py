"""How TCP connections begin and end."""

from __future__ import annotations

from pathlib import Path

import pytest
from scapy.layers.inet import IP, TCP

from tests.wire.booted import Guest, boot
from tests.wire.conversation import Conversation
from tests.wire.peer import GUEST, ROUTER, is_tcp


def test_a_connection_from_syn_to_fin(echo: Guest) -> None:
    conversation = Conversation(echo.peer, 7)
    answer = conversation.connect(options=[("MSS", 1460)])
    assert 536 <= dict(answer.options)["MSS"] <= 1460
    conversation.exchange(b"hello")
    conversation.close()
    echo.wait_for("closed after 5")


def test_ports_above_10000(echo: Guest) -> None:
    conversation = Conversation(echo.peer, 40007, own_port=65000)
    conversation.connect()
    conversation.exchange(b"high")
    conversation.close()


def test_a_syn_to_a_closed_port_is_reset(echo: Guest) -> None:
    conversation = Conversation(echo.peer, 81)
    conversation.send("S")
    answer = conversation.expect("RA")
    assert (answer.ack, answer.seq) == (conversation.next_sequence, 0)


def test_a_segment_for_no_connection_is_reset(echo: Guest) -> None:
    conversation = Conversation(echo.peer, 7)
    conversation.expected = 12345
    conversation.send("A")
    assert conversation.expect("R").seq == 12345


def test_a_reset_is_never_answered(echo: Guest) -> None:
    conversation = Conversation(echo.peer, 81)
    conversation.send("R")
    conversation.send("RA")
    echo.peer.expect_silence(is_tcp(conversation.own_port), "an answer to a reset")


@pytest.mark.parametrize("flags", ["SEC", "SE", "SC"])
def test_ecn_bits_on_a_syn(echo: Guest, flags: str) -> None:
    conversation = Conversation(echo.peer, 7)
    conversation.connect(flags)
    conversation.exchange(b"ecn")
    conversation.close()


def test_options_on_a_syn(echo: Guest) -> None:
    """What Linux sends, and an option that nobody knows."""
    conversation = Conversation(echo.peer, 7)
    answer = conversation.connect(options=[
        ("MSS", 1460), ("SAckOK", b""), ("Timestamp", (1, 0)), ("NOP", None), ("WScale", 7), (254, b"\x12\x34")])
    assert "WScale" in dict(answer.options)
    conversation.exchange(b"options")
    conversation.close()


def test_a_reset_on_a_live_connection_ends_it_and_only_it(echo: Guest) -> None:
    doomed, other = Conversation(echo.peer, 7), Conversation(echo.peer, 7)
    doomed.connect()
    other.connect()
    doomed.exchange(b"doomed!")
    doomed.reset()
    echo.wait_for("ConnectionResetError after 7")
    other.exchange(b"the other one goes on")
    other.close()


def test_a_reset_outside_of_the_window_is_ignored(echo: Guest) -> None:
    conversation = Conversation(echo.peer, 7)
    conversation.connect()
    echo.peer.send(conversation.segment("R", sequence=conversation.next_sequence + 1_000_000))
    conversation.exchange(b"still connected")
    conversation.close()


def test_a_syn_on_a_live_connection_does_not_disturb_it(echo: Guest) -> None:
    conversation = Conversation(echo.peer, 7)
    conversation.connect()
    echo.peer.send(conversation.segment("S", sequence=conversation.next_sequence + 500))
    conversation.exchange(b"a challenge at most")
    conversation.close()


def test_3000_syns_without_an_ack_then_a_normal_connection(tmp_path: Path) -> None:
    with boot("echo.py", tmp_path) as guest:
        for i in range(3000):
            syn = TCP(sport=1024 + i, dport=7, flags="S", seq=i * 1000, window=65535)
            guest.peer.send(IP(src=f"10.0.2.{100 + i % 100}", dst=GUEST) / syn)
        guest.peer.drain()
        conversation = Conversation(guest.peer, 7)
        for _ in range(5):
            conversation.send("S")
            conversation.next_sequence -= 1
            answer = conversation.next(1.0)
            if answer is not None and "SA" in str(answer.flags):
                break
        else:
            raise AssertionError("no SYN-ACK after the flood")
        conversation.next_sequence += 1
        conversation.expected = answer.seq + 1
        conversation.acknowledge()
        conversation.exchange(b"after the flood")
        conversation.close()


def test_initial_sequence_numbers_are_not_predictable(echo: Guest) -> None:
    numbers = []
    for port in range(30000, 30020):
        conversation = Conversation(echo.peer, 7, own_port=port)
        numbers.append(conversation.connect().seq)
        conversation.reset()
    steps = {(b - a) % (1 << 32) for a, b in zip(numbers, numbers[1:])}
    assert len(steps) == len(numbers) - 1
    assert max(steps) - min(steps) > 1 << 24


def test_half_closed_by_the_client_the_server_still_answers(echo: Guest) -> None:
    conversation = Conversation(echo.peer, 7)
    conversation.connect()
    conversation.send("PA", b"last words")
    conversation.send("FA")
    assert conversation.collect(10) == b"last words"
    conversation.close_wait()


def test_the_same_port_again_right_after_a_close(echo: Guest) -> None:
    for text in (b"first", b"second", b"third"):
        conversation = Conversation(echo.peer, 7, own_port=31000)
        conversation.connect()
        conversation.exchange(text)
        conversation.close()


def test_an_address_of_ones_own_subnet_is_resolved_by_arp(echo: Guest) -> None:
    conversation = Conversation(echo.peer, 7, source="10.0.2.200")
    conversation.connect()
    conversation.exchange(b"neighbour")
    conversation.close()
    assert ROUTER != conversation.source
