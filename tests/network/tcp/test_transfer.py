"""Data in both directions: text, acknowledgments, windows, Nagle, reassembly. Sections are those of RFC 9293."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.network.tcp.host import MSS, PEER_PORT, PORT, RING, Bell, Host, Peer, established, numbered
from yarara.kernel.network import errors
from yarara.kernel.network.tcp import state
from yarara.kernel.network.tcp.assembler import RANGES


# -- receiving ---------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("flags", ["A", "PA", "UA", "PUA"])
def test_text_is_delivered_with_and_without_push(flags: str) -> None:
    host, peer, connection = established()
    bell = Bell()
    connection.observer = bell
    peer.send(flags, ack=1, data=b"hello")
    assert bell.rung == 1 and connection.receive_available() == 5
    assert host.read(connection) == b"hello" and connection.receive_available() == 0
    assert host.read(connection) == b"" and not connection.at_end()


def test_one_segment_is_acknowledged_after_a_while() -> None:
    """Section 3.8.6.3: not at once, so that an answer can carry the acknowledgment; but within 500 ms."""
    host, peer, connection = established()
    peer.send("A", ack=1, data=b"question")
    assert host.sent_nothing()
    host.advance(0.039)
    assert host.sent_nothing()
    host.advance(0.002)
    assert peer.expect() == ("A", 1, 9, b"")
    host.advance(10)
    assert host.sent_nothing()


def test_an_answer_carries_the_acknowledgment() -> None:
    host, peer, connection = established()
    peer.send("A", ack=1, data=b"question")
    host.write(connection, b"answer")
    assert peer.expect() == ("PA", 1, 9, b"answer")
    peer.send("A", ack=7)
    host.advance(1)
    assert host.sent_nothing()


def test_every_second_segment_is_acknowledged_at_once() -> None:
    """RFC 5681 section 4.2."""
    host, peer, _ = established()
    peer.send("A", ack=1, data=bytes(MSS))
    assert host.sent_nothing()
    peer.send("A", ack=1, data=bytes(MSS))
    assert peer.expect() == ("A", 1, 1 + 2 * MSS, b"")


def test_a_duplicate_is_acknowledged_and_not_delivered() -> None:
    host, peer, connection = established()
    peer.send("A", ack=1, data=b"once")
    assert host.read(connection) == b"once"
    peer.send("A", seq=1, ack=1, data=b"once")
    assert peer.expect() == ("A", 1, 5, b"") and connection.receive_available() == 0


def test_a_segment_that_overlaps_brings_what_is_new() -> None:
    host, peer, connection = established()
    peer.send("A", ack=1, data=b"abcdef")
    peer.send("A", seq=4, ack=1, data=b"defghi")
    assert host.read(connection) == b"abcdefghi"


def test_a_hole_is_reported_at_once_and_filled() -> None:
    host, peer, connection = established()
    peer.send("A", seq=4, ack=1, data=b"def")
    assert peer.expect() == ("A", 1, 1, b"") and connection.receive_available() == 0
    peer.send("A", seq=7, ack=1, data=b"ghi")
    assert peer.expect() == ("A", 1, 1, b""), "one duplicate acknowledgment for each: the peer counts them"
    peer.send("A", seq=1, ack=1, data=b"abc")
    assert peer.expect() == ("A", 1, 10, b"") and host.read(connection) == b"abcdefghi"


def test_more_holes_than_can_be_remembered() -> None:
    """What does not fit is dropped and comes again: nothing is delivered wrongly."""
    host, peer, connection = established()
    data = numbered(20 * RANGES + 240)
    for index in range(RANGES + 5):
        peer.send("A", seq=11 + 20 * index, ack=1, data=data[10 + 20 * index:20 + 20 * index])
    assert len(host.sent()) == RANGES + 5
    for index in range(20):
        peer.send("A", seq=1 + 20 * index, ack=1, data=data[20 * index:20 * index + 10])
    received = host.read(connection)
    assert received == data[:len(received)] and len(received) == 20 * RANGES + 10
    peer.send("A", seq=1, ack=1, data=data)
    assert host.read(connection) == data[len(received):]


def test_what_lies_beyond_the_window_is_cut_off() -> None:
    host, peer, connection = established()
    data = numbered(RING + 2000)
    for start in range(0, RING, 1000):
        peer.send("A", seq=1 + start, ack=1, data=data[start:start + 1460])
    assert connection.receive_available() == RING
    assert host.sent()[-1].ack - peer.iss == RING + 1
    assert host.read(connection) == data[:RING]


def test_text_behind_the_window_is_dropped_and_answered() -> None:
    """First check of section 3.10.7.4."""
    host, peer, connection = established()
    peer.send("A", seq=RING + 2, ack=1, data=b"far away")
    assert peer.expect() == ("A", 1, 1, b"") and connection.receive_available() == 0


def test_the_stream_wraps_around_2_to_the_32() -> None:
    host = Host()
    peer = Peer(host, iss=0xFFFF_FFF0)
    connection = peer.open()
    data = numbered(3000)
    peer.send("A", seq=1001, ack=1, data=data[1000:2000])
    peer.send("A", seq=1, ack=1, data=data[:1000])
    peer.seq = 2001
    peer.send("A", ack=1, data=data[2000:])
    assert host.read(connection) == data
    assert peer.expect_all()[-1][2] == 2001


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 6000), st.integers(1, 1460)), max_size=40), st.integers(0, 0xFFFFFFFF), st.randoms())
def test_pieces_in_any_order_give_the_stream(pieces: list[tuple[int, int]], iss: int, chance: random.Random) -> None:
    """Any pieces, in any order, then everything once in order: what is read is the stream."""
    host = Host()
    peer = Peer(host, iss=iss)
    connection = peer.open()
    data = numbered(7500)
    received = b""
    for start, length in pieces:
        peer.send("A", seq=1 + start, ack=1, data=data[start:start + length])
        if chance.random() < 0.3:
            received += host.read(connection, chance.randrange(1, 3000))
    assert received == data[:len(received)]
    for start in range(0, 7500, 1400):
        peer.send("A", seq=1 + start, ack=1, data=data[start:start + 1400])
    while connection.receive_available():
        received += host.read(connection)
    assert received == data


def test_hostile_overlaps_cannot_change_what_was_acknowledged() -> None:
    host, peer, connection = established()
    peer.send("A", ack=1, data=b"A" * 100)
    peer.send("A", seq=1, ack=1, data=b"B" * 200)
    assert host.read(connection) == b"A" * 100 + b"B" * 100


# -- the window we announce --------------------------------------------------------------------------------------------

def test_the_window_closes_and_opens() -> None:
    host, peer, connection = established()
    data = numbered(RING)
    for start in range(0, RING, 1024):
        peer.send("A", ack=1, data=data[start:start + 1024])
    last = host.sent()[-1]
    assert last.window == 0 and last.ack - peer.iss == RING + 1
    assert host.read(connection, 1000) == data[:1000]
    assert host.sent_nothing(), "section 3.8.6.2.2: a window smaller than a segment is not worth telling"
    assert host.read(connection, 1000) == data[1000:2000]
    update = host.sent_one()
    assert update.window == 2000 and str(update.flags) == "A"
    assert host.read(connection) == data[2000:]
    assert host.sent_one().window == RING


def test_a_window_probe_is_answered() -> None:
    """Section 3.8.6.1."""
    host, peer, connection = established()
    for _ in range(16):
        peer.send("A", ack=1, data=bytes(1024))
    host.sent()
    peer.send("A", seq=RING + 1, ack=1, data=b"?")
    assert peer.expect() == ("A", 1, RING + 1, b"")
    host.read(connection, 8192)
    host.sent()
    peer.send("A", seq=RING + 1, ack=1, data=b"?!")
    host.advance(0.1)
    assert peer.expect() == ("A", 1, RING + 3, b"")


def test_a_closed_window_still_takes_acknowledgments() -> None:
    """Section 3.10.7.4: ACKs must be processed when RCV.WND is zero."""
    host, peer, connection = established()
    host.write(connection, b"outgoing")
    host.sent()
    for _ in range(16):
        peer.send("A", ack=1, data=bytes(1024))
    assert connection.sender.una == connection.sender.next - 8
    peer.send("A", ack=9)
    assert connection.sender.una == connection.sender.next


def test_the_right_edge_never_moves_back() -> None:
    host, peer, connection = established()
    edge = RING + 1
    chance = random.Random(7)
    for _ in range(300):
        peer.send("A", ack=1, data=bytes(chance.randrange(1, 900)))
        peer.seq = connection.receiver.next - peer.iss
        host.read(connection, chance.randrange(0, 1500))
        for segment in host.sent():
            assert segment.ack - peer.iss + segment.window >= edge
            edge = segment.ack - peer.iss + segment.window


def test_a_scaled_window() -> None:
    """RFC 7323: announced in units of 2**shift, in the SYN unscaled."""
    host = Host(ring_size=1 << 20)
    peer = Peer(host)
    connection = peer.open(scale=3)
    peer.send("A", ack=1, data=bytes(100))
    peer.send("A", ack=1, data=bytes(100))
    assert host.sent_one().window == (1 << 20) - 200 >> 5
    for _ in range(80):
        peer.send("A", ack=1, data=bytes(1460))
    assert host.sent()[-1].window == (1 << 20) - 200 - 80 * 1460 >> 5
    assert connection.receive_available() == 200 + 80 * 1460


# -- sending -----------------------------------------------------------------------------------------------------------

def test_data_is_cut_into_segments() -> None:
    host, peer, connection = established()
    connection.set_no_delay(True, host.now)
    assert host.write(connection, numbered(4000)) == 4000
    assert peer.expect_all() == [
        ("A", 1, 1, numbered(MSS)), ("A", 1 + MSS, 1, numbered(MSS, MSS)), ("PA", 1 + 2 * MSS, 1, numbered(4000 - 2 * MSS, 2 * MSS))]


def test_the_last_small_segment_waits_for_an_acknowledgment() -> None:
    """Nagle's algorithm, section 3.7.4."""
    host, peer, connection = established()
    host.write(connection, numbered(MSS + 10))
    assert [len(data) for *_, data in peer.expect_all()] == [MSS]
    peer.send("A", ack=1 + MSS)
    assert peer.expect() == ("PA", 1 + MSS, 1, numbered(10, MSS))


def test_small_writes_are_gathered() -> None:
    host, peer, connection = established()
    for index in range(10):
        host.write(connection, b"%d" % index)
    assert peer.expect() == ("PA", 1, 1, b"0")
    peer.send("A", ack=2)
    assert peer.expect() == ("PA", 2, 1, b"123456789")


def test_no_delay() -> None:
    host, peer, connection = established()
    connection.set_no_delay(True, host.now)
    for index in range(3):
        host.write(connection, b"%d" % index)
        assert peer.expect() == ("PA", 1 + index, 1, b"%d" % index)


def test_no_delay_lets_out_what_waits() -> None:
    host, peer, connection = established()
    host.write(connection, b"a")
    host.write(connection, b"b")
    host.sent()
    connection.set_no_delay(True, host.now)
    assert peer.expect() == ("PA", 2, 1, b"b")


@pytest.mark.parametrize("announced, used", [(None, 536), (100, 100), (1460, 1460), (9000, 1460), (0, 48), (10, 48), (65535, 1460)])
def test_the_peers_mss(announced: int | None, used: int) -> None:
    """Section 3.7.1: 536 without the option. A silly one is not followed."""
    host = Host()
    peer = Peer(host)
    connection = peer.open(mss=announced)
    host.write(connection, numbered(1500))
    assert len(bytes(host.sent()[0].payload)) == used


def test_the_send_ring_fills_and_empties() -> None:
    host, peer, connection = established()
    bell = Bell()
    assert host.write(connection, numbered(20_000)) == RING
    assert connection.send_space() == 0 and host.write(connection, b"more") == 0
    connection.observer = bell
    sent = peer.expect_all()
    assert sum(len(data) for *_, data in sent) == 3 * MSS, "the initial window"
    peer.send("A", ack=1 + MSS)
    assert bell.rung == 1 and connection.send_space() == MSS
    assert host.write(connection, numbered(20_000 - RING, RING)) == MSS


def test_the_whole_stream_arrives_as_the_window_opens() -> None:
    host, peer, connection = established()
    data, written, received = numbered(100_000), 0, b""
    while len(received) < len(data):
        written += host.write(connection, data[written:written + 50_000]) if written < len(data) else 0
        for _, seq, _, text in peer.expect_all():
            assert seq == 1 + len(received)
            received += text
        peer.send("A", ack=1 + len(received))
    assert received == data and connection.send_space() == RING


def test_the_peers_window_is_respected() -> None:
    host = Host()
    peer = Peer(host)
    peer.window = 2000
    connection = peer.open()
    host.write(connection, numbered(5000))
    assert [(seq, len(data)) for _, seq, _, data in peer.expect_all()] == [(1, MSS)], "540 bytes more would be a silly segment"
    peer.send("A", ack=1 + MSS, window=3000)
    assert [(seq, len(data)) for _, seq, _, data in peer.expect_all()] == [(1 + MSS, MSS), (1 + 2 * MSS, MSS)]


def test_a_peers_window_is_scaled() -> None:
    host = Host()
    peer = Peer(host)
    peer.window = 100
    connection = peer.open(scale=4)
    assert connection.sender.window == 1600
    host.write(connection, numbered(5000))
    assert [len(data) for *_, data in peer.expect_all()] == [MSS]


def test_a_tiny_window_is_used_by_halves() -> None:
    """Section 3.8.6.2.1 (3): at least half of the largest window seen."""
    host = Host()
    peer = Peer(host)
    peer.window = 600
    connection = peer.open()
    host.write(connection, numbered(3000))
    assert peer.expect() == ("A", 1, 1, numbered(600))
    peer.send("A", ack=601, window=200)
    assert host.sent_nothing()
    peer.send("A", ack=601, window=300)
    assert peer.expect() == ("A", 601, 1, numbered(300, 600))


def test_an_old_segment_does_not_change_the_window() -> None:
    """Section 3.10.7.4: SND.WL1 and SND.WL2."""
    host, peer, connection = established()
    peer.send("A", ack=1, data=b"abc", window=9000)
    assert connection.sender.window == 9000
    peer.send("A", ack=1, data=b"def", window=8000)
    peer.send("A", seq=1, ack=1, data=b"abcdef", window=5)
    assert connection.sender.window == 8000
    peer.send("A", ack=1, window=7000)
    assert connection.sender.window == 7000


def test_zero_window_probes() -> None:
    """Section 3.8.6.1: the first after one RTO, then less and less often; for as long as the peer answers."""
    host = Host()
    peer = Peer(host)
    peer.window = 0
    connection = peer.open()
    host.write(connection, b"knock knock")
    assert host.sent_nothing()
    times, start = [], host.time
    for _ in range(60):
        host.advance(10)
        for segment in peer.expect_all():
            assert segment == ("A", 1, 1, b"k")
            times.append(host.time - start)
            peer.send("A", ack=1)
    assert len(times) > 10 and connection.error == 0 and connection.state == state.ESTABLISHED
    peer.send("A", ack=1, window=1000)
    assert peer.expect() == ("PA", 1, 1, b"knock knock")


def test_probes_back_off_to_a_minute() -> None:
    host = Host()
    peer = Peer(host)
    peer.window = 0
    connection = peer.open()
    host.write(connection, b"x")
    gaps, last = list[float](), host.time
    while len(gaps) < 12:
        host.advance(0.1)
        for _ in host.sent():
            gaps.append(round(host.time - last, 0))
            last = host.time
            peer.send("A", ack=1)
    assert gaps[-1] == 60 and gaps == sorted(gaps) and gaps[0] <= 1


def test_a_probe_that_is_taken() -> None:
    host = Host()
    peer = Peer(host)
    peer.window = 0
    connection = peer.open()
    host.write(connection, b"abc")
    host.advance(1.1)
    assert peer.expect_all()[0] == ("A", 1, 1, b"a")
    peer.send("A", ack=2, window=0)
    assert connection.sender.una == connection.sender.next
    peer.send("A", ack=2, window=500)
    assert peer.expect() == ("PA", 2, 1, b"bc")


def test_a_window_that_shrinks() -> None:
    """Section 3.8.6: a peer should not, but a sender must cope."""
    host, peer, connection = established()
    host.write(connection, numbered(4 * MSS))
    assert len(host.sent()) == 3
    peer.send("A", ack=1, window=1000)
    assert connection.sender.next - connection.sender.una == 3 * MSS and host.sent_nothing()
    peer.send("A", ack=1 + 3 * MSS, window=65535)
    assert peer.expect() == ("PA", 1 + 3 * MSS, 1, numbered(MSS, 3 * MSS))


def test_a_probe_nobody_answers_ends_the_connection() -> None:
    host = Host()
    peer = Peer(host)
    peer.window = 0
    connection = peer.open()
    host.write(connection, b"x")
    host.advance(400)
    assert connection.error == errors.TIMED_OUT and connection.state == state.CLOSED


def test_a_small_packet_pool_delays_but_loses_nothing() -> None:
    host = Host(packets=2)
    peer = Peer(host)
    connection = peer.open()
    held = [host.ipv4.pool.take(), host.ipv4.pool.take()]
    host.write(connection, b"patience")
    assert host.sent_nothing()
    for packet in held:
        assert packet is not None
        host.ipv4.pool.give(packet)
    host.advance(0.005)
    assert peer.expect() == ("PA", 1, 1, b"patience")


def test_a_full_ring_delays_an_acknowledgment() -> None:
    host, peer, connection = established()
    host.ipv4.room = 0
    peer.send("A", seq=5, ack=1, data=b"early")
    assert host.sent_nothing()
    host.ipv4.room = 10
    host.advance(0.005)
    assert peer.expect() == ("A", 1, 1, b"")


def test_a_full_ring_when_a_delayed_acknowledgment_is_due() -> None:
    host, peer, connection = established()
    peer.send("A", ack=1, data=b"hello")
    host.ipv4.room = 0
    host.advance(1)
    host.ipv4.room = 10
    host.advance(0.1)
    assert peer.expect() == ("A", 1, 6, b"")


@pytest.mark.parametrize("what", ["connection", "call", "handshake"])
def test_retries_become_rare(what: str) -> None:
    """Without a route every attempt fails: the core must not spin."""
    host, peer, connection = established()
    host.ipv4.room = 0
    if what == "connection":
        host.write(connection, b"x")
    elif what == "call":
        host.connect()
    else:
        Peer(host, port=5).send("S")
    host.poll()
    wakes = 0
    while host.time < 3:
        host.time = host.deadline / 1e9
        host.poll()
        wakes += 1
    assert wakes < 60


def test_what_can_be_sent_after_the_end() -> None:
    host, peer, connection = established()
    connection.shutdown_send(host.now)
    assert host.write(connection, b"x") == -errors.BROKEN_PIPE and connection.send_space() == 0


def test_many_connections_do_not_mix() -> None:
    host = Host()
    peers = [Peer(host, port=PEER_PORT + index, iss=index * 1_000_000) for index in range(20)]
    listener = host.listen(PORT, backlog=32)
    connections = []
    for peer in peers:
        peer.listener = listener
        connections.append(peer.open())
    for index, peer in enumerate(peers):
        peer.send("PA", ack=1, data=b"from %d" % index)
    for index, connection in enumerate(connections):
        assert host.read(connection) == b"from %d" % index
        host.write(connection, b"to %d" % index)
        assert peers[index].expect()[3] == b"to %d" % index


def test_an_old_acknowledgment_does_not_change_the_window() -> None:
    host, peer, connection = established()
    host.write(connection, b"abcdef")
    peer.send("A", ack=7, window=9000)
    peer.send("A", ack=1, data=b"newer text, older acknowledgment", window=3)
    assert connection.sender.window == 9000 and connection.receive_available() == 32
