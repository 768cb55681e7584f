"""What is lost is sent again: RFC 6298 (timer), RFC 5681 and 6582 (fast retransmit and recovery), Karn, giving up."""

from __future__ import annotations

import pytest

from tests.network.tcp.host import MSS, PEER_PORT, PORT, RING, Host, Peer, established, numbered
from yarara.kernel.network import errors
from yarara.kernel.network.duration import MILLISECOND, SECOND
from yarara.kernel.network.tcp import state
from yarara.kernel.network.tcp.connection import Connection
from yarara.kernel.network.tcp.rto import MINIMUM

FLOOR = MINIMUM / SECOND


def warmed(segments: int) -> tuple[Host, Peer, Connection, int]:
    """A connection whose congestion window has grown to `segments` full segments and more; nothing in flight; the next
    relative sequence number."""
    host, peer, connection = established()
    position = 1
    while connection.sender.congestion.cwnd < segments * MSS:
        host.write(connection, numbered(MSS, position))
        host.time += 0.001
        position += MSS
        peer.send("A", ack=position)
        host.sent()
    return host, peer, connection, position


def test_no_answer_for_four_seconds() -> None:
    host, peer, connection = established()
    host.write(connection, b"are you there?")
    first, start = peer.expect(), host.time
    times = []
    while host.time - start < 4:
        host.advance(0.05)
        for segment in peer.expect_all():
            assert segment == first
            times.append(round(host.time - start, 2))
    assert times == pytest.approx([0.2, 0.6, 1.4, 3.0], abs=0.051)
    peer.send("A", ack=15)
    host.advance(100)
    assert host.sent_nothing() and connection.sender.una == connection.sender.end


def test_the_timer_follows_the_measured_round_trip() -> None:
    host, peer, connection = established()
    position = 1
    for _ in range(60):
        host.write(connection, b"ping")
        host.time += 0.5
        position += 4
        peer.send("A", ack=position)
        host.sent()
    host.write(connection, b"lost")
    host.sent()
    host.advance(0.49)
    assert host.sent_nothing()
    host.advance(0.3)
    assert peer.expect() == ("PA", position, 1, b"lost")


def test_an_acknowledgment_of_what_was_sent_twice_measures_nothing() -> None:
    """Karn's algorithm (RFC 6298 section 3): the backed-off timeout stays until a segment sent once is acknowledged."""
    host, peer, connection = established()
    host.write(connection, b"first")
    host.advance(0.25)
    assert len(host.sent()) == 2
    peer.send("A", ack=6)
    assert connection.sender.rto.timeout == 2 * MINIMUM
    host.write(connection, b"second")
    host.time += 0.001
    peer.send("A", ack=12)
    assert connection.sender.rto.timeout == MINIMUM


def test_new_acknowledgments_restart_the_timer() -> None:
    """RFC 6298 (5.3)."""
    host, peer, connection = established()
    host.write(connection, numbered(3 * MSS))
    host.sent()
    for index in range(2):
        host.advance(0.15)
        assert host.sent_nothing()
        peer.send("A", ack=1 + MSS * (index + 1))
    host.advance(0.15)
    assert host.sent_nothing()
    host.advance(0.2)
    assert peer.expect()[1] == 1 + 2 * MSS


def test_everything_acknowledged_stops_the_timer() -> None:
    """(5.2)"""
    host, peer, connection = established()
    host.write(connection, b"x")
    host.sent()
    peer.send("A", ack=2)
    host.poll()
    assert host.deadline == 0x7FFF_FFFF_FFFF_FFFF


def test_giving_up() -> None:
    """RFC 9293 section 3.8.3: R2."""
    host, peer, connection = established()
    host.write(connection, b"silence")
    start = host.time
    while connection.error == errors.NONE:
        host.poll()
        host.time = host.deadline / SECOND
        host.poll()
    assert connection.error == errors.TIMED_OUT and connection.state == state.CLOSED
    assert 180 <= host.time - start <= 241
    assert host.write(connection, b"x") == -errors.TIMED_OUT
    connection.close(host.now)
    host.assert_clean()


def test_a_user_timeout_of_ones_own() -> None:
    host, peer, connection = established()
    connection.user_timeout = 2 * SECOND
    host.write(connection, b"hurry")
    host.advance(8)
    assert connection.error == errors.TIMED_OUT


def test_idle_connections_do_not_time_out() -> None:
    host, peer, connection = established()
    host.advance(10_000)
    host.write(connection, b"good morning")
    assert peer.expect() == ("PA", 1, 1, b"good morning")
    host.advance(1)
    assert len(host.sent()) == 2 and connection.error == errors.NONE


def test_after_a_timeout_slow_start() -> None:
    """RFC 5681 section 3.1: cwnd of one segment, and go on from the first one missing."""
    host, peer, connection, position = warmed(8)
    host.write(connection, numbered(8 * MSS, position))
    assert [seq for _, seq, _, _ in peer.expect_all()] == [position + index * MSS for index in range(8)]
    host.advance(FLOOR + 0.01)
    assert [seq for _, seq, _, _ in peer.expect_all()] == [position]
    peer.send("A", ack=position + MSS)
    assert [seq for _, seq, _, _ in peer.expect_all()] == [position + MSS, position + 2 * MSS]


def test_after_a_timeout_what_arrived_is_not_sent_again() -> None:
    """The acknowledgment of the repeated segment covers what the receiver had kept."""
    host, peer, connection, position = warmed(8)
    host.write(connection, numbered(8 * MSS, position))
    host.sent()
    host.advance(FLOOR + 0.01)
    assert [seq for _, seq, _, _ in peer.expect_all()] == [position]
    peer.send("A", ack=position + 8 * MSS)
    host.advance(5)
    assert host.sent_nothing() and connection.sender.una == connection.sender.end


def test_three_duplicates_send_again_at_once() -> None:
    """RFC 5681 section 3.2."""
    host, peer, connection, position = warmed(8)
    host.write(connection, numbered(8 * MSS, position))
    host.sent()
    for _ in range(2):
        peer.send("A", ack=position)
        assert host.sent_nothing()
    peer.send("A", ack=position)
    assert peer.expect() == ("A", position, 1, numbered(MSS, position))
    peer.send("A", ack=position + 8 * MSS)
    host.advance(5)
    assert host.sent_nothing() and not connection.sender.congestion.recovering


def test_the_first_two_duplicates_let_new_segments_out() -> None:
    """RFC 3042."""
    host, peer, connection = established()
    host.write(connection, numbered(8 * MSS))
    assert [seq for _, seq, _, _ in peer.expect_all()] == [1, 1 + MSS, 1 + 2 * MSS]
    peer.send("A", ack=1)
    assert peer.expect()[1] == 1 + 3 * MSS
    peer.send("A", ack=1)
    assert peer.expect()[1] == 1 + 4 * MSS
    peer.send("A", ack=1)
    assert peer.expect_all()[0][1] == 1, "and the third one repeats what is missing"


def test_recovery_repairs_several_losses_of_one_window() -> None:
    """RFC 6582: each partial acknowledgment shows the next hole."""
    host, peer, connection, position = warmed(10)
    host.write(connection, numbered(10 * MSS, position))
    assert len(host.sent()) == 10
    for _ in range(3):
        peer.send("A", ack=position)
    assert [seq for _, seq, _, _ in peer.expect_all()] == [position]
    peer.send("A", ack=position + 3 * MSS)
    assert peer.expect_all()[0][1] == position + 3 * MSS
    peer.send("A", ack=position + 6 * MSS)
    assert peer.expect_all()[0][1] == position + 6 * MSS
    peer.send("A", ack=position + 10 * MSS)
    assert not connection.sender.congestion.recovering
    host.advance(5)
    assert host.sent_nothing()


def test_further_duplicates_let_new_segments_out() -> None:
    """RFC 5681 section 3.2, step 4 and 5."""
    host, peer, connection, position = warmed(6)
    host.write(connection, numbered(RING, position))
    flying = len(host.sent())
    assert flying >= 6
    for _ in range(3):
        peer.send("A", ack=position)
    host.sent()
    new = 0
    for _ in range(flying - 3):
        peer.send("A", ack=position)
        new += len(host.sent())
    assert 1 <= new <= flying


@pytest.mark.parametrize("what", ["text", "another window", "nothing in flight", "FIN"])
def test_what_is_no_duplicate_acknowledgment(what: str) -> None:
    """RFC 5681 section 2."""
    host, peer, connection = established()
    if what != "nothing in flight":
        host.write(connection, numbered(3 * MSS))
        host.sent()
    for index in range(5):
        if what == "text":
            peer.send("A", ack=1, data=b"chatter")
        elif what == "another window":
            peer.send("A", ack=1, window=30_000 + index)
        elif what == "FIN":
            peer.send("FA", seq=1, ack=1)
        else:
            peer.send("A", ack=1)
    assert connection.sender.congestion.duplicates == 0
    assert all(len(segment.payload) == 0 for segment in host.sent())


def test_a_blocked_fast_retransmission_goes_out_later() -> None:
    host, peer, connection, position = warmed(8)
    host.write(connection, numbered(8 * MSS, position))
    host.sent()
    host.ipv4.room = 0
    for _ in range(3):
        peer.send("A", ack=position)
    host.ipv4.room = 100
    host.advance(0.01)
    assert peer.expect_all()[0][1] == position


def test_a_blocked_timeout_retransmission_goes_out_later() -> None:
    host, peer, connection = established()
    host.write(connection, b"again")
    host.sent()
    host.ipv4.room = 0
    host.advance(FLOOR + 0.05)
    host.ipv4.room = 100
    host.advance(0.07)
    assert peer.expect() == ("PA", 1, 1, b"again")


def test_a_lost_fin_is_sent_again() -> None:
    host, peer, connection = established()
    connection.shutdown_send(host.now)
    assert peer.expect() == ("FA", 1, 1, b"")
    host.advance(FLOOR + 0.01)
    assert peer.expect() == ("FA", 1, 1, b"")
    peer.send("A", ack=2)
    assert connection.state == state.FIN_WAIT_2
    host.advance(10)
    assert host.sent_nothing()


def test_lost_text_and_fin_are_sent_again_together() -> None:
    host, peer, connection = established()
    host.write(connection, b"the end")
    connection.shutdown_send(host.now)
    assert [(flags, seq, data) for flags, seq, _, data in peer.expect_all()] == [("PA", 1, b"the end"), ("FA", 8, b"")]
    host.advance(FLOOR + 0.01)
    assert peer.expect() == ("FPA", 1, 1, b"the end")


def test_three_duplicates_before_a_fin() -> None:
    host, peer, connection, position = warmed(8)
    host.write(connection, numbered(4 * MSS, position))
    connection.shutdown_send(host.now)
    host.sent()
    for _ in range(3):
        peer.send("A", ack=position + 3 * MSS)
    peer.send("A", ack=position + 3 * MSS)
    segments = peer.expect_all()
    assert ("FPA", position + 3 * MSS, 1, numbered(MSS, position + 3 * MSS)) in segments
    peer.send("A", ack=position + 4 * MSS + 1)
    assert connection.state == state.FIN_WAIT_2


def test_an_idle_time_brings_back_the_initial_window() -> None:
    """RFC 5681 section 4.1."""
    host, peer, connection, position = warmed(10)
    host.advance(30)
    host.write(connection, numbered(RING, position))
    assert len(host.sent()) == 3


def test_the_handshake_gives_the_first_sample() -> None:
    host = Host()
    peer = Peer(host)
    host.listen()
    peer.send("S")
    peer.host_iss = host.sent_one().seq
    host.time += 0.3
    peer.send("A", ack=1)
    listener = host.tcp.listeners.find(1, PORT)
    assert listener is not None
    connection = listener.accept()
    assert connection is not None and connection.sender.rto.timeout == 900 * MILLISECOND


def test_a_repeated_handshake_gives_none() -> None:
    host = Host()
    peer = Peer(host)
    listener = host.listen()
    peer.send("S")
    peer.host_iss = host.sent_one().seq
    host.advance(1.2)
    host.sent()
    peer.send("A", ack=1)
    connection = listener.accept()
    assert connection is not None
    assert connection.sender.rto.timeout == 3 * SECOND and connection.sender.congestion.cwnd == connection.sender.mss


def test_text_before_the_reader_is_acknowledged_with_retransmissions() -> None:
    host, peer, connection = established()
    host.write(connection, b"ours")
    host.sent()
    peer.send("A", ack=1, data=b"theirs")
    host.advance(FLOOR + 0.02)
    assert ("PA", 1, 7, b"ours") in peer.expect_all()
    assert (connection.remote_port, connection.local_port) == (PEER_PORT, PORT)


def test_acknowledgments_carry_the_highest_sequence_number() -> None:
    """After going back, too: an acknowledgment with an old number would be unacceptable to a peer that has everything."""
    host, peer, connection = established()
    host.write(connection, numbered(3 * MSS))
    host.advance(FLOOR + 0.01)
    host.sent()
    peer.send("A", seq=10, ack=1, data=b"out of order")
    assert peer.expect() == ("A", 1 + 3 * MSS, 1, b"")


def test_acknowledgments_do_not_count_a_probe() -> None:
    """A peer with a closed window finds only the byte that it expects acceptable."""
    host = Host()
    peer = Peer(host)
    peer.window = 0
    connection = peer.open()
    host.write(connection, b"knock")
    host.advance(1.1)
    host.sent()
    peer.send("A", seq=10, ack=1, data=b"out of order")
    assert peer.expect() == ("A", 1, 1, b"")


def test_a_timeout_replaces_a_blocked_fast_retransmission() -> None:
    host, peer, connection, position = warmed(8)
    host.write(connection, numbered(8 * MSS, position))
    host.sent()
    host.ipv4.room = 0
    for _ in range(3):
        peer.send("A", ack=position)
    host.advance(FLOOR + 0.05)
    host.ipv4.room = 100
    host.advance(0.07)
    assert [seq for _, seq, _, _ in peer.expect_all()] == [position]


def test_a_handshake_with_a_repeated_syn_gives_no_sample() -> None:
    host = Host()
    peer = Peer(host)
    listener = host.listen()
    peer.send("S", seq=0)
    host.time += 0.3
    peer.send("S", seq=0)
    peer.seq = 1
    peer.host_iss = host.sent()[0].seq
    peer.send("A", ack=1)
    connection = listener.accept()
    assert connection is not None and connection.sender.rto.timeout == 3 * SECOND
