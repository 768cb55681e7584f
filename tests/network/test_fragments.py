"""Datagrams in fragments, both ways. scapy cuts and joins on the other side; RFC 791, 815, 1122 section 3.3.2, and RFC 5722 for those that overlap."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scapy.layers.inet import ICMP, IP, UDP, fragment
from scapy.layers.l2 import ARP, Ether

from tests.network.host import BROADCAST_MAC, MAC_TEXT, OWN, PEER, PEER_MAC, REMOTE, Host, from_peer, ip, take
from yarara.kernel.network import errors
from yarara.kernel.network.reassembly import DATAGRAMS, LIFETIME, MOST_HOLES
from yarara.kernel.network.duration import NEVER, SECOND

MOST = 65507


def host() -> Host:
    """One that knows its neighbour."""
    made = Host()
    made.stack.carry_large_datagrams()
    made.meet()
    return made


def content(length: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(length)


def waits(receiver: Host) -> int:
    """Until when fragments do."""
    assert receiver.stack.ipv4.reassembly is not None
    return receiver.stack.ipv4.reassembly.deadline()


def pieces(data: bytes, size: int = 1480, number: int = 1, port: int = 5000, **fields: Any) -> list[Any]:
    """The frames of one datagram."""
    whole = from_peer(UDP(sport=77, dport=port) / data, id=number, **fields)
    return fragment(whole, size)  # type: ignore[no-any-return]


def piece(offset: int, data: bytes, more: bool, number: int = 1, **fields: Any) -> Any:
    """One fragment of these bytes."""
    return Ether(src=PEER_MAC, dst=MAC_TEXT) / IP(src=PEER, dst=OWN, id=number, proto=17, frag=offset // 8, flags="MF" if more else 0, **fields) / data


# -- received ----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("length", [1473, 1480, 3000, 65000, MOST])
def test_a_datagram_in_fragments_arrives(length: int) -> None:
    receiver = host()
    endpoint = receiver.endpoint(5000)
    receiver.receive(*pieces(content(length)))
    assert take(endpoint) == (content(length), ip(PEER), 77)
    assert receiver.counters.ipv4_reassembled == 1 and waits(receiver) == NEVER
    receiver.assert_no_leak()


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 6000), st.integers(1, 180), st.randoms(use_true_random=False), st.booleans())
def test_in_any_order_and_some_of_them_twice(length: int, eights: int, choices: random.Random, options: bool) -> None:
    receiver = host()
    endpoint = receiver.endpoint(5000)
    data = content(length)
    cut = pieces(data, max(8 * eights, length // 60 // 8 * 8 + 8), options=[b"\x01\x01\x01\x00"] if options else [])
    sent = cut + choices.sample(cut, choices.randrange(len(cut)))
    choices.shuffle(sent)
    receiver.receive(*sent)
    receiver.poll()  # what is beyond the budget of one
    arrived = []
    while (found := take(endpoint)) is not None:
        arrived.append(found[0])
    assert arrived and set(arrived) == {data}, "twice when all pieces came twice"
    receiver.assert_no_leak()


@settings(deadline=None, max_examples=25)
@given(st.integers(2, 20), st.randoms(use_true_random=False))
def test_without_one_of_them_nothing_arrives_and_the_sender_is_told(count: int, choices: random.Random) -> None:
    receiver = host()
    endpoint = receiver.endpoint(5000)
    cut = pieces(content(800 * count - 8 - choices.randrange(700)), 800)
    lost = choices.randrange(len(cut))
    del cut[lost]
    choices.shuffle(cut)
    receiver.receive(*cut)
    receiver.poll(LIFETIME / SECOND - 0.1)
    assert receiver.sent() == [] and receiver.deadline <= LIFETIME
    receiver.poll(LIFETIME / SECOND)
    said = receiver.sent()
    if lost == 0:
        assert said == [], "nobody could know which datagram it was (RFC 1122 section 3.3.2)"
    else:
        error, = said
        assert (error[ICMP].type, error[ICMP].code, error[IP].dst) == (11, 1, PEER)
        assert error[ICMP].payload.id == 1 and error[ICMP].payload.payload.sport == 77
    assert take(endpoint) is None and receiver.counters.ipv4_fragments_lost == 1
    receiver.receive(*pieces(b"x" * 3000))
    assert take(endpoint) == (b"x" * 3000, ip(PEER), 77)


@pytest.mark.parametrize("first, second", [((0, 16, True), (8, 16, True)), ((8, 16, True), (0, 16, True)), ((0, 64, True), (56, 20, False)),
                                           ((16, 10, False), (16, 16, True)), ((16, 10, False), (24, 16, True)), ((64, 8, True), (8, 9, False)),
                                           ((16, 10, False), (8, 9, False)), ((16, 10, False), (16, 11, False)), ((8, 24, True), (16, 8, False))])
def test_fragments_that_overlap_or_contradict_spoil_the_datagram(first: tuple[int, int, bool], second: tuple[int, int, bool]) -> None:
    receiver = host()
    endpoint = receiver.endpoint(5000)
    for offset, length, more in first, second:
        receiver.receive(piece(offset, b"e" * length, more))
    assert receiver.counters.ipv4_fragments_refused == 1
    receiver.receive(*pieces(content(100), 24))
    assert take(endpoint) is None and receiver.counters.ipv4_fragments_refused == 1 + len(pieces(content(100), 24)), "the rest of it is dropped"
    receiver.receive(*pieces(content(100), 24, number=2))
    assert take(endpoint) == (content(100), ip(PEER), 77), "others are not"
    receiver.poll(LIFETIME / SECOND)
    assert receiver.sent() == []


def test_a_fragment_that_brings_nothing_new_does_not_change_what_was_there() -> None:
    receiver = host()
    endpoint = receiver.endpoint(5000)
    cut = pieces(content(400), 160)
    receiver.receive(cut[0], piece(80, b"evil" * 4, True), piece(0, b"evil" * 20, True), *cut[1:])
    assert take(endpoint) == (content(400), ip(PEER), 77)


@pytest.mark.parametrize("frame", [piece(0, b"x" * 9, True), piece(8, b"", True), piece(16, b"", False), piece(65528, b"x" * 8, False),
                                   piece(65512, b"x" * 8, True), piece(64800, b"x" * 720, True)])
def test_what_cannot_be_a_fragment(frame: Any) -> None:
    receiver = host()
    receiver.receive(frame)
    assert receiver.counters.ipv4_malformed == 1 and waits(receiver) == NEVER


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 8191), st.integers(0, 1480), st.booleans(), st.integers(1, 6)), max_size=40))
def test_whatever_comes_nothing_is_written_elsewhere(frames: list[tuple[int, int, bool, int]]) -> None:
    receiver = host()
    receiver.receive(*[piece(8 * unit, b"z" * length, more, number) for unit, length, more, number in frames])
    counters = receiver.counters
    receiver.poll(LIFETIME / SECOND)
    assert waits(receiver) == NEVER
    assert counters.ipv4_received == len(frames)
    receiver.assert_no_leak()


@settings(deadline=None, max_examples=100)
@given(st.randoms(use_true_random=False))
def test_against_a_simple_model(choices: random.Random) -> None:
    """Small datagrams, many mistakes: the model keeps every byte in a list."""
    receiver = host()
    endpoint = receiver.endpoint(5000)
    whole = bytes(UDP(sport=77, dport=5000, chksum=0) / content(88))
    model: list[int | None] = [None] * 200
    end, spoilt, expected = 0, False, 0
    for _ in range(choices.randrange(40)):
        offset = 8 * choices.randrange(12)
        more = choices.random() < 0.85 and offset + 8 < len(whole)
        length = 8 * choices.randint(1, 3) if more else len(whole) - offset
        if more and offset + length >= len(whole) or not more and offset == 0:
            continue
        if choices.random() < 0.05:
            length += 8
        data = (whole + bytes(100))[offset:offset + length]
        receiver.receive(piece(offset, data, more))
        if spoilt:
            continue
        here = model[offset:offset + length]
        last = offset + length
        highest = max((index + 1 for index, byte in enumerate(model) if byte is not None), default=0)
        if end and (last > end or not more and last != end) or not more and highest > last:
            spoilt = True
        elif None in here and any(byte is not None for byte in here):
            spoilt = True
        elif None in here:
            model[offset:last] = data
            end = last if not more else end
            if end and None not in model[:end]:
                expected += 1
                model, end = [None] * 200, 0
    assert receiver.counters.ipv4_reassembled == expected
    assert endpoint.received.count <= expected


def test_no_more_than_so_many_at_a_time() -> None:
    receiver = host()
    endpoint = receiver.endpoint(5000)
    cut = [pieces(content(2000, number), 1000, number) for number in range(DATAGRAMS + 2)]
    for number, fragments in enumerate(cut):
        receiver.time = number
        receiver.receive(fragments[0])
    assert receiver.counters.ipv4_fragments_lost == 2
    for fragments in reversed(cut):
        receiver.receive(*fragments[1:])
    assert [take(endpoint) for _ in range(DATAGRAMS + 1)] == [
        (content(2000, number), ip(PEER), 77) for number in reversed(range(2, DATAGRAMS + 2))] + [None], "the oldest two had to go"


def test_so_many_holes_and_no_more() -> None:
    receiver = host()
    receiver.receive(*[piece(16 * number, b"12345678", True) for number in range(1, MOST_HOLES)])
    assert receiver.counters.ipv4_fragments_refused == 0
    receiver.receive(*[piece(16 * number, b"12345678", True) for number in range(MOST_HOLES, MOST_HOLES + 2)])
    assert receiver.counters.ipv4_fragments_refused == 2


def test_a_bad_checksum_and_nobody_there() -> None:
    receiver = host()
    endpoint = receiver.endpoint(5000)
    receiver.receive(*pieces(content(3000), number=1, port=5001))
    error = receiver.sent_one()
    assert (error[ICMP].type, error[ICMP].code, error[ICMP].payload.payload.dport) == (3, 3, 5001)
    cut = pieces(content(3000), number=2)
    cut[1].payload.payload.load = b"other" + cut[1].payload.payload.load[5:]
    receiver.receive(*cut)
    assert take(endpoint) is None and receiver.counters.udp_bad_checksum == 1


def test_without_a_socket_for_datagrams_fragments_are_dropped() -> None:
    receiver = Host()
    receiver.receive(*pieces(content(3000)))
    assert receiver.counters.ipv4_fragments == 3


def test_only_udp_is_put_together() -> None:
    receiver = host()
    receiver.receive(*fragment(from_peer(ICMP(type=8) / content(3000)), 1480))
    assert receiver.counters.ipv4_fragments == 3 and receiver.sent() == []


# -- sent --------------------------------------------------------------------------------------------------------------

def joined(frames: list[Any]) -> bytes:
    """What the fragments are, put together in order."""
    data, numbers = b"", set()
    for frame in frames:
        raw = bytes(frame[IP].payload)[:frame[IP].len - 20]
        assert frame[IP].frag * 8 == len(data) and bool(frame[IP].flags.MF) == (frame is not frames[-1]) and frame[IP].len <= 1500
        numbers.add(frame[IP].id)
        data += raw
    assert len(numbers) == 1
    whole = bytes(IP(src=frames[0][IP].src, dst=frames[0][IP].dst, proto=17) / data)
    again = IP(whole)
    again[UDP].chksum = None
    assert bytes(again) == whole, "the checksum of the whole"
    return data[8:]


def raw_sent(sender: Host) -> list[Any]:
    frames = [Ether(frame) for frame in sender.device.sent]
    sender.device.sent.clear()
    return frames


@pytest.mark.parametrize("length", [1473, 1481, 2952, 2953, 30_000, MOST])
def test_a_long_datagram_leaves_in_fragments(length: int) -> None:
    sender = host()
    assert sender.send(sender.endpoint(5000), content(length), PEER, 7) == errors.NONE
    sender.poll()
    frames = raw_sent(sender)
    assert joined(frames) == content(length) and len(frames) == -(-(length + 8) // 1480)
    sender.assert_no_leak()


def test_one_that_is_too_long() -> None:
    sender = host()
    assert sender.send(sender.endpoint(5000), content(MOST + 1), PEER, 7) == errors.MESSAGE_TOO_LONG


def test_to_ourselves() -> None:
    machine = host()
    endpoint = machine.endpoint(5000)
    for length in 1473, 40_000, MOST:
        assert machine.send(endpoint, content(length), "127.0.0.1", 5000) == errors.NONE
        for _ in range(5):
            machine.poll()
        assert take(endpoint) == (content(length), ip("127.0.0.1"), 5000)
    machine.assert_no_leak()


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 1 << 32), st.integers(1473, MOST))
def test_whatever_is_full_meanwhile_nothing_is_lost(seed: int, length: int) -> None:
    choices = random.Random(seed)
    sender = host()
    endpoint = sender.endpoint(5000)
    pool = sender.device.pool
    held = [pool.take() for _ in range(choices.randint(60, 96))]
    sender.device.full = choices.random() < 0.5
    assert sender.send(endpoint, content(length), PEER, 7) == errors.NONE
    turns = 0
    while sender.stack.udp.fragmenter is not None and sender.stack.udp.fragmenter.is_busy:
        assert sender.send(endpoint, b"behind it", PEER, 7) == errors.NO_BUFFERS
        sender.time += 0.001
        sender.poll()
        assert not sender.stack.udp.fragmenter.is_busy or sender.deadline <= sender.now + SECOND // 100
        sender.device.full = choices.random() < 0.5
        if held and choices.random() < 0.5:
            packet = held.pop()
            if packet is not None:
                pool.give(packet)
        turns += 1
        assert turns < 2000
    assert sender.send(endpoint, b"behind it", PEER, 7) in (errors.NONE, errors.NO_BUFFERS)
    frames = raw_sent(sender)
    assert joined([frame for frame in frames if frame[IP].flags.MF or frame[IP].frag]) == content(length)


def test_the_others_wait_until_the_neighbour_is_known() -> None:
    sender = Host()
    sender.stack.carry_large_datagrams()
    endpoint = sender.endpoint(5000)
    assert sender.send(endpoint, content(MOST), PEER, 7) == errors.NONE
    sender.poll(0.5)
    assert all(ARP in frame for frame in raw_sent(sender))
    sender.receive(Ether(src=PEER_MAC, dst=MAC_TEXT) / ARP(op=2, hwsrc=PEER_MAC, psrc=PEER, hwdst=MAC_TEXT, pdst=OWN))
    sender.poll(0.6)
    assert joined(raw_sent(sender)) == content(MOST)
    sender.assert_no_leak()


def test_a_neighbour_that_does_not_answer() -> None:
    sender = Host()
    sender.stack.carry_large_datagrams()
    endpoint = sender.endpoint(5000)
    assert endpoint.connect(ip(PEER), 7) == errors.NONE
    assert sender.send(endpoint, content(MOST), PEER, 7) == errors.NONE
    for second in range(1, 10):
        sender.poll(second)
    assert endpoint.error == errors.HOST_UNREACHABLE and sender.stack.udp.fragmenter is not None and not sender.stack.udp.fragmenter.is_busy
    sender.assert_no_leak()


def test_to_everyone() -> None:
    sender = host()
    endpoint = sender.endpoint(5000)
    endpoint.may_broadcast = True
    assert sender.send(endpoint, content(5000), "255.255.255.255", 7) == errors.NONE
    frames = raw_sent(sender)
    assert joined(frames) == content(5000) and {frame.dst for frame in frames} == {BROADCAST_MAC}


def test_somebody_else_need_not_wait_for_it() -> None:
    sender = host()
    large, small = sender.endpoint(5000), sender.endpoint(5001)
    assert sender.send(large, content(MOST), REMOTE, 7) == errors.NONE, "through the gateway, whose address is not known"
    assert sender.send(small, b"at once", PEER, 7) == errors.NONE
    assert [bytes(frame[UDP].payload) for frame in raw_sent(sender) if UDP in frame] == [b"at once"]
    assert sender.send(small, content(2000), PEER, 7) == errors.NO_BUFFERS, "one long one at a time"
