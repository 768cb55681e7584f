"""Closing, in all orders: RFC 9293 sections 3.6 and 3.10.4, TIME-WAIT, and what a closed connection owes its peer."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.network.tcp.host import PEER_ISS, PEER_PORT, PORT, RING, STATE_NAMES, Bell, Host, Peer, established, numbered
from yarara.kernel.network import errors
from yarara.kernel.network.tcp import state
from yarara.kernel.network.tcp.time_wait import DURATION


def test_we_close_first() -> None:
    """Section 3.6, figure 12."""
    host, peer, connection = established()
    connection.close(host.now)
    assert peer.expect() == ("FA", 1, 1, b"") and connection.state == state.FIN_WAIT_1
    peer.send("A", ack=2)
    assert connection.state == state.FIN_WAIT_2
    peer.send("FA", ack=2)
    assert peer.expect() == ("A", 2, 2, b"") and connection.state == state.TIME_WAIT
    assert host.tcp.engine.table.count == 1 and host.tcp.engine.receive_pool.used == 0
    host.advance(59)
    assert host.tcp.engine.table.count == 1
    host.advance(2)
    host.assert_clean()


def test_the_peer_closes_first() -> None:
    host, peer, connection = established()
    bell = Bell()
    connection.observer = bell
    peer.send("FA", ack=1)
    assert peer.expect() == ("A", 1, 2, b"") and connection.state == state.CLOSE_WAIT
    assert bell.rung == 1 and connection.at_end() and connection.receive_available() == 0
    connection.close(host.now)
    assert peer.expect() == ("FA", 1, 2, b"") and connection.state == state.LAST_ACK
    peer.send("A", ack=2)
    assert connection.state == state.CLOSED and connection.error == errors.NONE
    host.assert_clean()


def test_both_close_at_once() -> None:
    """Section 3.6, figure 13."""
    host, peer, connection = established()
    connection.close(host.now)
    assert peer.expect() == ("FA", 1, 1, b"")
    peer.send("FA", ack=1)
    assert peer.expect() == ("A", 2, 2, b"") and connection.state == state.CLOSING
    peer.send("A", ack=2)
    assert connection.state == state.TIME_WAIT
    host.advance(61)
    host.assert_clean()


def test_the_peer_acknowledges_and_closes_in_one_segment() -> None:
    host, peer, connection = established()
    connection.close(host.now)
    host.sent()
    peer.send("FA", ack=2)
    assert connection.state == state.TIME_WAIT and peer.expect() == ("A", 2, 2, b"")


def test_half_closed_by_us() -> None:
    """Section 3.6: having sent a FIN, keep receiving."""
    host, peer, connection = established()
    host.write(connection, b"request")
    connection.shutdown_send(host.now)
    connection.shutdown_send(host.now)
    assert [(flags, data) for flags, _, _, data in peer.expect_all()] == [("PA", b"request"), ("FA", b"")]
    peer.send("A", ack=9)
    received = b""
    for index in range(20):
        peer.send("PA", ack=9, data=numbered(1000, 1000 * index))
        received += host.read(connection)
    peer.send("FA", ack=9)
    assert received == numbered(20_000) and connection.at_end() and connection.state == state.TIME_WAIT
    connection.close(host.now)


def test_half_closed_by_the_peer() -> None:
    host, peer, connection = established()
    peer.send("FA", ack=1, data=b"request")
    assert host.read(connection) == b"request" and connection.at_end()
    host.sent()
    position = 1
    for index in range(10):
        assert host.write(connection, numbered(1000, 1000 * index)) == 1000
        assert peer.expect() == ("PA", position, 9, numbered(1000, 1000 * index))
        position += 1000
        peer.send("A", ack=position)
    connection.close(host.now)
    assert peer.expect() == ("FA", position, 9, b"")


def test_the_fin_waits_for_the_data() -> None:
    host, peer, connection = established()
    host.write(connection, numbered(6000))
    connection.close(host.now)
    segments = peer.expect_all()
    assert all("F" not in flags for flags, *_ in segments)
    received = sum(len(data) for *_, data in segments)
    while received < 6000:
        peer.send("A", ack=1 + received)
        segments = peer.expect_all()
        received += sum(len(data) for *_, data in segments)
    assert segments[-1][0] == "FPA" and received == 6000
    peer.send("A", ack=6002)
    assert connection.state == state.FIN_WAIT_2


def test_a_fin_ahead_of_missing_text() -> None:
    """The end comes only when everything before it is there."""
    host, peer, connection = established()
    peer.send("FA", seq=4, ack=1, data=b"def")
    assert connection.state == state.ESTABLISHED and not connection.at_end()
    peer.send("A", seq=1, ack=1, data=b"abc")
    assert connection.state == state.CLOSE_WAIT and not connection.at_end()
    assert host.read(connection) == b"abcdef" and connection.at_end()
    assert host.sent()[-1].ack - peer.iss == 8


pieces = [(1, b"ab", False), (3, b"cd", False), (5, b"ef", True)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("close_after", [-1, 0, 1, 2, 3])
def test_text_and_fins_in_any_order(order: tuple[int, ...], close_after: int) -> None:
    """Three segments, the last with a FIN, in every order; our own shutdown at every point between them."""
    host, peer, connection = established()
    for step, index in enumerate(order):
        if close_after == step:
            connection.shutdown_send(host.now)
        seq, data, fin = pieces[index]
        peer.send("FA" if fin else "A", seq=seq, ack=1, data=data)
    if close_after == 3:
        connection.shutdown_send(host.now)
    assert host.read(connection) == b"abcdef" and connection.at_end()
    expected = state.CLOSE_WAIT if close_after == -1 else state.LAST_ACK if close_after == 3 else state.CLOSING
    assert connection.state == expected, STATE_NAMES[connection.state]
    if close_after >= 0:
        peer.send("A", seq=8, ack=2)
        assert connection.state == (state.CLOSED if close_after == 3 else state.TIME_WAIT)
    connection.close(host.now)
    host.advance(300)
    if close_after >= 0:
        host.assert_clean()


def test_text_behind_a_fin_does_not_exist() -> None:
    host, peer, connection = established()
    peer.send("FA", ack=1, data=b"end")
    peer.send("A", seq=5, ack=1, data=b"more")
    peer.send("A", seq=4, ack=1, data=b"more")
    assert host.read(connection) == b"end" and connection.at_end()


def test_a_fin_in_front_of_text_that_arrived_does_not_count() -> None:
    host, peer, connection = established()
    peer.send("A", seq=11, ack=1, data=b"later text")
    peer.send("FA", seq=6, ack=1)
    peer.send("A", seq=1, ack=1, data=b"0123456789")
    assert host.read(connection) == b"0123456789later text" and not connection.at_end()


def test_a_repeated_fin_is_acknowledged_again() -> None:
    host, peer, connection = established()
    peer.send("FA", ack=1)
    host.sent()
    peer.send("FA", seq=1, ack=1)
    assert peer.expect() == ("A", 1, 2, b"")


def test_text_for_a_closed_reader_resets() -> None:
    """Section 3.6.1: data that nobody will read must not look as if somebody had."""
    host, peer, connection = established()
    connection.close(host.now)
    host.sent()
    peer.send("A", ack=2, data=b"anybody?")
    flags, seq, ack, _ = peer.expect()
    assert flags == "RA" and seq == 2
    host.assert_clean()


def test_closing_with_unread_data_resets() -> None:
    """RFC 2525 section 2.17."""
    host, peer, connection = established()
    peer.send("A", ack=1, data=b"never read")
    connection.close(host.now)
    assert peer.expect() == ("RA", 1, 11, b"")
    host.assert_clean()


def test_aborting() -> None:
    host, peer, connection = established()
    host.write(connection, b"in flight")
    host.sent()
    connection.abort(host.now)
    assert peer.expect() == ("RA", 10, 1, b"") and connection.state == state.CLOSED
    connection.abort(host.now)
    connection.close(host.now)
    assert host.sent_nothing()
    host.assert_clean()
    peer.send("A", ack=10)
    assert peer.expect()[0] == "R", "the peer that did not get the reset is told again"


@pytest.mark.parametrize("acknowledged", [False, True])
def test_a_closed_connection_does_not_wait_for_ever(acknowledged: bool) -> None:
    host, peer, connection = established()
    connection.close(host.now)
    if acknowledged:
        peer.send("A", ack=2)
    host.advance(400)
    assert connection.state == state.CLOSED
    host.assert_clean()


def test_a_peer_that_keeps_its_window_closed_cannot_hold_a_closed_connection() -> None:
    host = Host()
    peer = Peer(host)
    peer.window = 0
    connection = peer.open()
    host.write(connection, b"stuck")
    connection.close(host.now)
    for _ in range(60):
        host.advance(10)
        for _ in host.sent():
            peer.send("A", ack=1)
    assert connection.state == state.CLOSED
    host.assert_clean()


def test_a_shut_but_not_closed_connection_waits_for_the_peer() -> None:
    host, peer, connection = established()
    connection.shutdown_send(host.now)
    peer.send("A", ack=2)
    host.advance(10_000)
    assert connection.state == state.FIN_WAIT_2
    peer.send("PA", ack=2, data=b"at last")
    assert host.read(connection) == b"at last"


def test_received_data_survives_the_end_of_the_connection() -> None:
    host, peer, connection = established()
    connection.shutdown_send(host.now)
    peer.send("FA", ack=2, data=b"last words")
    assert connection.state == state.TIME_WAIT
    host.advance(100)
    assert host.read(connection) == b"last words" and connection.at_end()
    connection.close(host.now)
    host.assert_clean()


def test_received_data_survives_a_reset() -> None:
    host, peer, connection = established()
    peer.send("A", ack=1, data=b"before")
    peer.send("R")
    assert connection.error == errors.CONNECTION_RESET
    assert host.read(connection) == b"before"
    assert not connection.at_end()
    connection.close(host.now)
    host.assert_clean()


def fill_up_to_the_fin(peer: Peer) -> None:
    """Send as much text as the host has room for, then the FIN, which lies behind the window."""
    for position in range(0, RING, 1024):
        last = position + 1024 == RING
        peer.send("FPA" if last else "A", ack=1, data=numbered(1024, position))


def test_a_fin_behind_a_full_window_leaves_the_connection_open_for_acknowledgments() -> None:
    """The FIN needs no room, so what the peer sends next begins one behind the window: its acknowledgments must still count. A server
    that echoes reads no more before it has sent what it has read."""
    host, peer, connection = established()
    assert host.write(connection, numbered(RING)) == RING
    received = sum(len(data) for *_, data in peer.expect_all())
    fill_up_to_the_fin(peer)
    answer = host.sent()[-1]
    assert (answer.ack, answer.window) == (PEER_ISS + 1 + RING + 1, 0) and connection.state == state.CLOSE_WAIT
    while received < RING:
        peer.send("A", ack=1 + received)
        segments = peer.expect_all()
        assert segments, "the acknowledgment did not count"
        received += sum(len(data) for *_, data in segments)
    peer.send("A", ack=1 + received)
    assert host.write(connection, b"more") == 4
    assert peer.expect() == ("PA", 1 + RING, 1 + RING + 1, b"more")
    assert host.read(connection) == numbered(RING) and connection.at_end()


def test_a_reset_behind_a_full_window_and_its_fin_ends_the_connection() -> None:
    host, peer, connection = established()
    fill_up_to_the_fin(peer)
    peer.send("R")
    assert connection.error == errors.CONNECTION_RESET
    assert host.read(connection) == numbered(RING)


def test_the_fin_respects_the_window() -> None:
    """It occupies a sequence number, so a closed window holds it back; a probe carries it."""
    host = Host()
    peer = Peer(host)
    peer.window = 0
    connection = peer.open()
    connection.close(host.now)
    assert host.sent_nothing()
    host.advance(1.1)
    assert peer.expect_all()[0] == ("FA", 1, 1, b"")
    peer.send("A", ack=2)
    assert connection.state == state.FIN_WAIT_2


def test_a_full_ring_delays_the_last_acknowledgment() -> None:
    host, peer, connection = established()
    connection.close(host.now)
    peer.send("A", ack=2)
    host.sent()
    host.ipv4.room = 0
    peer.send("FA", ack=2)
    assert host.sent_nothing() and connection.state == state.TIME_WAIT
    host.ipv4.room = 9
    host.advance(0.05)
    assert peer.expect() == ("A", 2, 2, b"")
    host.advance(61)
    host.assert_clean()


# -- TIME-WAIT ---------------------------------------------------------------------------------------------------------

def waiting() -> tuple[Host, Peer]:
    """A connection in TIME-WAIT; both sides sent a FIN at 1."""
    host, peer, connection = established()
    connection.close(host.now)
    peer.send("A", ack=2)
    peer.send("FA", ack=2)
    host.sent()
    assert host.tcp.time_waits.queue.count == 1
    return host, peer


def test_a_repeated_fin_is_acknowledged_and_restarts_the_wait() -> None:
    host, peer = waiting()
    host.advance(50)
    peer.send("FA", seq=1, ack=2)
    assert peer.expect() == ("A", 2, 2, b"")
    host.advance(50)
    assert host.tcp.engine.table.count == 1
    host.advance(11)
    host.assert_clean()


def test_resets_do_not_end_the_wait() -> None:
    """RFC 1337."""
    host, peer = waiting()
    peer.send("R", seq=2)
    peer.send("RA", seq=2, ack=2)
    assert host.sent_nothing() and host.tcp.engine.table.count == 1


def test_old_segments_are_challenged_at_most_twice_a_second() -> None:
    host, peer = waiting()
    for _ in range(10):
        peer.send("A", seq=1, ack=2, data=b"x" * 50)
        peer.send("S", seq=0)
        peer.send("A", seq=90_000, ack=2)
    assert peer.expect() == ("A", 2, 2, b"")
    peer.send("A", seq=2, ack=2)
    assert host.sent_nothing(), "an acknowledgment of our FIN says nothing new"


def test_a_new_connection_may_take_over() -> None:
    """Section 3.6.1: with a larger sequence number, and ours larger than before too."""
    host, peer = waiting()
    old_iss = peer.host_iss
    again = Peer(host, iss=peer.iss + 1000)
    connection = again.open()
    assert 0 < (again.host_iss - old_iss - 2) & 0xFFFFFFFF < 1 << 31
    assert host.tcp.time_waits.queue.count == 0
    again.send("PA", ack=1, data=b"new life")
    assert host.read(connection) == b"new life"
    host.advance(200)
    assert connection.state == state.ESTABLISHED and host.tcp.engine.table.count == 1


@pytest.mark.parametrize("offset, flags", [(-5, "S"), (1, "S"), (5000, "SA"), (5000, "SF")])
def test_what_may_not_take_over(offset: int, flags: str) -> None:
    host, peer = waiting()
    Peer(host, iss=peer.iss + offset).send(flags)
    assert peer.expect() == ("A", 2, 2, b"") and host.tcp.time_waits.queue.count == 1


def test_a_take_over_without_a_listener_is_reset() -> None:
    host, peer = waiting()
    listener = host.tcp.listeners.find(1, PORT)
    assert listener is not None
    host.tcp.close_listener(listener, host.now)
    Peer(host, iss=peer.iss + 1000).send("S")
    assert str(host.sent_one().flags) == "RA"


def test_the_oldest_gives_way() -> None:
    host = Host(time_wait_limit=5)
    for index in range(12):
        peer = Peer(host, port=PEER_PORT + index)
        connection = peer.open()
        connection.close(host.now)
        peer.send("A", ack=2)
        peer.send("FA", ack=2)
        host.sent()
        host.advance(1)
    assert host.tcp.time_waits.queue.count == host.tcp.engine.table.count == 5
    Peer(host, port=PEER_PORT + 3).open()
    host.time = host.now / 1e9
    assert DURATION == 60 * 10**9
    host.advance(70)
    assert host.tcp.time_waits.queue.count == 0


def test_thousands_of_short_connections_leave_nothing() -> None:
    host = Host(time_wait_limit=64)
    for index in range(400):
        peer = Peer(host, port=1024 + index % 5000)
        connection = peer.open()
        connection.close(host.now)
        peer.send("FA", ack=2)
        host.sent()
        host.time += 0.01
    assert host.tcp.engine.table.count == 64
    assert len(host.tcp.engine.timers) < 400, "half-open and waiting ones are used again"
    host.advance(100)
    host.assert_clean()


def test_shut_first_and_closed_later() -> None:
    """FIN-WAIT-2 waits as long as the application does, and a minute more."""
    host, peer, connection = established()
    connection.shutdown_send(host.now)
    peer.send("A", ack=2)
    assert host.tcp.engine.send_pool.used == 0, "nothing will be sent any more"
    host.advance(1000)
    connection.close(host.now)
    host.advance(59)
    assert connection.state == state.FIN_WAIT_2
    host.advance(2)
    host.assert_clean()


@pytest.mark.parametrize("unread", [b"", b"unread"])
@pytest.mark.parametrize("how", ["close", "abort"])
def test_calls_after_the_end_find_nothing(how: str, unread: bytes) -> None:
    """Another thread may be about to read: there is no memory behind the rings any more."""
    host, peer, connection = established()
    peer.send("A", ack=1, data=unread)
    getattr(connection, how)(host.now)
    assert host.read(connection) == b"" and connection.receive_available() == 0
    assert host.write(connection, b"x") < 0 and connection.send_space() == 0
    connection.shutdown_send(host.now)
    connection.set_no_delay(True, host.now)
    connection.close(host.now)
