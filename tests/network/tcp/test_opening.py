"""Opening connections: RFC 9293 sections 3.5 and 3.10.7.1 to 3.10.7.3, and what a flood must not break."""

from __future__ import annotations

from typing import Any

import pytest
from scapy.layers.inet import TCP

from tests.network.tcp.host import (
    MSS, OWN, PEER, PEER_ISS, PEER_PORT, PORT, RING, Bell, Host, Peer, established, ip, numbered, syn_options)
from yarara.kernel.network import errors
from yarara.kernel.network.duration import SECOND
from yarara.kernel.network.tcp import state
from yarara.kernel.network.tcp.control_block import USER_TIMEOUT
from yarara.kernel.network.tcp.listener import HALF_OPEN_LIMIT


def options_of(segment: Any) -> dict[str, int]:
    return {name: value for name, value in segment.options if name != "NOP"}


# -- passive -----------------------------------------------------------------------------------------------------------

def test_three_way_handshake() -> None:
    host = Host()
    listener = host.listen()
    peer = Peer(host)
    peer.send("S", options=syn_options(MSS, 7))
    answer = host.sent_one()
    assert str(answer.flags) == "SA" and answer.ack == PEER_ISS + 1 and answer.window == RING
    assert options_of(answer) == {"MSS": MSS, "WScale": 0}
    assert listener.accept() is None and host.tcp.engine.receive_pool.used == 0, "no ring for half a connection"
    peer.host_iss = answer.seq
    peer.send("A", ack=1)
    connection = listener.accept()
    assert connection is not None and connection.state == state.ESTABLISHED
    assert (connection.local_address, connection.local_port) == (ip(OWN), PORT)
    assert (connection.remote_address, connection.remote_port) == (ip(PEER), PEER_PORT)
    assert host.sent_nothing() and listener.accept() is None


def test_a_large_ring_offers_a_scale() -> None:
    host = Host(ring_size=1 << 20)
    host.listen()
    Peer(host).send("S", options=syn_options(MSS, 2))
    answer = host.sent_one()
    assert options_of(answer)["WScale"] == 5 and answer.window == 65535


def test_no_scale_is_offered_to_a_peer_that_offers_none() -> None:
    """RFC 7323 section 2.2."""
    host = Host(ring_size=1 << 20)
    host.listen()
    Peer(host).send("S", options=syn_options(MSS, None))
    assert "WScale" not in options_of(host.sent_one())


def test_our_mss_follows_the_mtu() -> None:
    host = Host(mtu=576)
    host.listen()
    Peer(host).send("S")
    assert options_of(host.sent_one())["MSS"] == 536


def test_ecn_bits_on_a_syn_are_not_taken_up() -> None:
    """RFC 3168 section 6.1.1: a SYN-ACK without ECE declines."""
    host = Host()
    host.listen()
    peer = Peer(host)
    peer.send("SEC")
    answer = host.sent_one()
    assert str(answer.flags) == "SA"
    peer.host_iss, peer.seq = answer.seq, 1
    peer.send("AEC", ack=1, data=b"x")
    listener = host.tcp.listeners.find(ip(OWN), PORT)
    assert listener is not None
    connection = listener.accept()
    assert connection is not None and host.read(connection) == b"x"


def test_text_with_the_last_segment_of_the_handshake() -> None:
    host = Host()
    listener = host.listen()
    peer = Peer(host)
    peer.send("S")
    peer.host_iss = host.sent_one().seq
    peer.send("A", ack=1, data=b"GET / HTTP/1.0\r\n")
    connection = listener.accept()
    assert connection is not None and host.read(connection) == b"GET / HTTP/1.0\r\n"


def test_text_and_fin_with_the_last_segment_of_the_handshake() -> None:
    host = Host()
    listener = host.listen()
    peer = Peer(host)
    peer.send("S")
    peer.host_iss = host.sent_one().seq
    peer.send("FA", ack=1, data=b"all")
    connection = listener.accept()
    assert connection is not None and connection.state == state.CLOSE_WAIT
    assert host.read(connection) == b"all" and connection.at_end()


def test_the_listener_rings_when_there_is_something_to_accept() -> None:
    host = Host()
    listener = host.listen()
    bell = Bell()
    listener.observer = bell
    peer = Peer(host)
    peer.listener = listener
    peer.send("S")
    assert bell.rung == 0
    peer.host_iss = host.sent_one().seq
    peer.send("A", ack=1)
    assert bell.rung == 1


def test_the_syn_ack_is_repeated_and_then_forgotten() -> None:
    host = Host()
    host.listen()
    Peer(host).send("S")
    times = [0.0]
    start, first = host.time, host.sent_one()
    host.poll()
    while host.deadline < 200 * SECOND:
        host.time = host.deadline / SECOND
        host.poll()
        for segment in host.sent():
            assert str(segment.flags) == "SA" and segment.seq == first.seq
            times.append(round(host.time - start, 3))
    assert times == [0, 1, 3, 7, 15, 31]
    assert host.time - start == pytest.approx(63)
    host.assert_clean()


def test_a_repeated_syn_gets_the_same_answer() -> None:
    host = Host()
    host.listen()
    peer = Peer(host)
    peer.send("S", seq=0)
    first = host.sent_one()
    host.time += 0.5
    peer.send("S", seq=0)
    assert host.sent_one().seq == first.seq


def test_another_syn_on_a_half_open_connection_is_challenged() -> None:
    """RFC 5961 section 4: an honest client that restarted answers the challenge with a reset, and then gets through."""
    host = Host()
    listener = host.listen()
    peer = Peer(host)
    peer.send("S")
    peer.host_iss = host.sent_one().seq
    peer.send("S", seq=50_000)
    assert peer.expect() == ("A", 1, 1, b"")
    peer.send("R", seq=1)
    assert listener.half_open.count == 0
    again = Peer(host, iss=77_000)
    again.open()


@pytest.mark.parametrize("ack", [0, 2, 1000, -5])
def test_a_wrong_acknowledgment_of_the_syn_ack_is_reset(ack: int) -> None:
    """Section 3.10.7.4, fifth, SYN-RECEIVED: <SEQ=SEG.ACK><CTL=RST>. The half-open connection stays."""
    host = Host()
    listener = host.listen()
    peer = Peer(host)
    peer.send("S")
    peer.host_iss = host.sent_one().seq
    peer.send("A", ack=ack)
    flags, seq, _, _ = peer.expect()
    assert flags == "R" and seq == ack & 0xFFFFFFFF
    assert listener.accept() is None and listener.half_open.count == 1
    peer.send("A", ack=1)
    assert listener.accept() is not None


@pytest.mark.parametrize("seq, dies", [(1, True), (2, False), (0, False), (RING, False), (RING + 50, False), (-9, False)])
def test_a_reset_of_a_half_open_connection_must_be_exact(seq: int, dies: bool) -> None:
    host = Host()
    listener = host.listen()
    peer = Peer(host)
    peer.send("S")
    peer.host_iss = host.sent_one().seq
    peer.send("R", seq=seq)
    assert (listener.half_open.count == 0) == dies
    if 1 < seq <= RING + 1:
        assert peer.expect() == ("A", 1, 1, b"")
    else:
        assert host.sent_nothing()


def test_a_segment_outside_of_the_window_of_a_half_open_connection() -> None:
    host = Host()
    host.listen()
    peer = Peer(host)
    peer.send("S")
    peer.host_iss = host.sent_one().seq
    peer.send("A", seq=100_000, ack=1)
    assert peer.expect() == ("A", 1, 1, b"")
    peer.send("A", seq=100_000, ack=1)
    assert host.sent_nothing(), "challenges are limited"


@pytest.mark.parametrize("flags", ["A", "SA", "FA", "PA", "SFA"])
def test_a_listener_resets_what_acknowledges_nothing(flags: str) -> None:
    """Section 3.10.7.2, second."""
    host = Host()
    host.listen()
    host.receive(TCP(sport=PEER_PORT, dport=PORT, flags=flags, seq=5, ack=99))
    reset = host.sent_one()
    assert str(reset.flags) == "R" and reset.seq == 99


@pytest.mark.parametrize("flags", ["", "F", "P", "U", "R", "SF", "SR", "FPU", "RA", "SRA"])
def test_what_a_listener_ignores(flags: str) -> None:
    host = Host()
    listener = host.listen()
    host.receive(TCP(sport=PEER_PORT, dport=PORT, flags=flags, seq=5, ack=99) / b"data")
    assert host.sent_nothing() and listener.half_open.count == 0


# -- queues and floods -------------------------------------------------------------------------------------------------

def test_three_thousand_syns_and_then_a_normal_connection() -> None:
    host = Host()
    listener = host.listen()
    for index in range(3000):
        host.receive(TCP(sport=1024 + index, dport=PORT, flags="S", seq=index), source=f"10.0.2.{16 + index % 200}")
        host.ipv4.sent.clear()
    assert listener.half_open.count == HALF_OPEN_LIMIT and host.tcp.engine.table.count == HALF_OPEN_LIMIT
    assert host.ipv4.counters.tcp_half_open_evicted == 3000 - HALF_OPEN_LIMIT
    assert len(host.tcp.engine.timers) == HALF_OPEN_LIMIT
    connection = Peer(host).open()
    assert host.write(connection, b"still here") == 10
    host.tcp.close_listener(listener, host.now)
    connection.abort(host.now)
    host.assert_clean()
    assert len(host.tcp.engine.timers) == 0


def test_a_full_accept_queue_keeps_new_connections_waiting() -> None:
    host = Host()
    listener = host.listen(backlog=2)
    peers = [Peer(host, port=50_000 + index) for index in range(4)]
    for peer in peers[:3]:
        peer.send("S")
        peer.host_iss = host.sent_one().seq
    for peer in peers[:3]:
        peer.send("A", ack=1)
    assert listener.waiting == 2 and listener.half_open.count == 1
    peers[3].send("S", seq=0)
    assert host.sent_nothing(), "the client will ask again"
    assert host.ipv4.counters.tcp_accept_queue_full == 2
    first = listener.accept()
    assert first is not None and first.remote_port == 50_000
    peers[2].send("A", ack=1, data=b"now?")
    assert listener.waiting == 2 and listener.half_open.count == 0
    second, third = listener.accept(), listener.accept()
    assert second is not None and third is not None
    assert (second.remote_port, third.remote_port) == (50_001, 50_002) and host.read(third) == b"now?"


def test_without_rings_a_connection_stays_half_open() -> None:
    host = Host(maximum_connections=1)
    listener = host.listen()
    first = Peer(host).open()
    second = Peer(host, port=60_000)
    second.send("S")
    second.host_iss = host.sent_one().seq
    second.send("A", ack=1)
    assert listener.waiting == 0 and listener.half_open.count == 1 and host.ipv4.counters.tcp_no_memory == 1
    first.abort(host.now)
    host.sent()
    second.send("A", ack=1)
    assert listener.waiting == 1


def test_closing_a_listener_resets_what_nobody_accepted() -> None:
    host = Host()
    listener = host.listen()
    accepted, waiting, half = Peer(host, 1), Peer(host, 2), Peer(host, 3)
    connection = accepted.open()
    waiting.send("S")
    waiting.host_iss = host.sent_one().seq
    waiting.send("A", ack=1)
    half.send("S")
    host.sent()
    host.tcp.close_listener(listener, host.now)
    assert waiting.expect() == ("RA", 1, 1, b"")
    assert connection.state == state.ESTABLISHED and host.tcp.engine.table.count == 1
    host.tcp.close_listener(listener, host.now)
    Peer(host, 4).send("S")
    assert str(host.sent_one().flags) == "RA"


def test_a_connection_reset_before_it_is_accepted() -> None:
    host = Host()
    listener = host.listen()
    peer = Peer(host)
    peer.send("S")
    peer.host_iss = host.sent_one().seq
    peer.send("A", ack=1)
    peer.send("R")
    connection = listener.accept()
    assert connection is not None and connection.error == errors.CONNECTION_RESET


# -- who listens where -------------------------------------------------------------------------------------------------

def test_a_port_has_one_listener() -> None:
    host = Host()
    first = host.listen(5000)
    assert first.error == errors.NONE
    assert host.listen(5000).error == errors.ADDRESS_IN_USE
    assert host.listen(5000, address=OWN).error == errors.ADDRESS_IN_USE
    assert host.listen(5001, address=OWN).error == errors.NONE
    assert host.listen(5001, address="127.0.0.1").error == errors.NONE
    assert host.listen(5001).error == errors.ADDRESS_IN_USE
    host.tcp.close_listener(first, host.now)
    assert host.listen(5000).error == errors.NONE


def test_the_listener_that_names_the_address_comes_first() -> None:
    host = Host()
    named = host.listen(5000, address=OWN)
    other = host.listen(5000, address="127.0.0.1")
    assert host.tcp.listeners.find(ip(OWN), 5000) is named
    assert host.tcp.listeners.find(ip("127.0.0.1"), 5000) is other
    assert host.tcp.listeners.find(ip("10.9.9.9"), 5000) is None


def test_port_0_means_some_free_port() -> None:
    host = Host()
    listeners = [host.listen(0) for _ in range(20)]
    assert len({listener.port for listener in listeners}) == 20
    assert all(listener.error == 0 and 49152 <= listener.port <= 65535 for listener in listeners)


@pytest.mark.parametrize("port", [1, 80, 9999, 10_000, 10_001, 32_768, 65_535])
def test_any_port_works(port: int) -> None:
    host = Host()
    peer = Peer(host, port=65_535, own_port=port)
    connection = peer.open()
    peer.send("A", ack=1, data=b"hello")
    assert host.read(connection) == b"hello"


@pytest.mark.parametrize("flags, answer", [
    ("S", ("RA", 0, 1)), ("SF", ("RA", 0, 2)), ("F", ("RA", 0, 1)), ("", ("RA", 0, 0)), ("A", ("R", 99, 0)), ("FA", ("R", 99, 0)),
    ("SA", ("R", 99, 0))])
def test_a_closed_port_resets(flags: str, answer: tuple[str, int, int]) -> None:
    """Section 3.10.7.1."""
    host = Host()
    host.receive(TCP(sport=PEER_PORT, dport=4444, flags=flags, seq=PEER_ISS, ack=99))
    reset = host.sent_one()
    ack = reset.ack - PEER_ISS if reset.ack else 0
    assert (str(reset.flags), reset.seq, ack) == answer
    assert (reset.sport, reset.dport) == (4444, PEER_PORT)
    assert host.ipv4.counters.tcp_no_connection == 1


@pytest.mark.parametrize("flags", ["R", "RA", "RS"])
def test_a_reset_is_never_answered(flags: str) -> None:
    host = Host()
    host.receive(TCP(sport=PEER_PORT, dport=4444, flags=flags, seq=1, ack=1))
    assert host.sent_nothing()


def test_the_text_of_an_unwanted_segment_is_counted_in_its_reset() -> None:
    host = Host()
    host.receive(TCP(sport=PEER_PORT, dport=4444, flags="S", seq=PEER_ISS) / b"12345")
    assert host.sent_one().ack == PEER_ISS + 6


@pytest.mark.parametrize("source", ["224.0.0.1", "255.255.255.255", "0.0.0.0", "240.1.1.1"])
def test_a_source_that_cannot_be_answered(source: str) -> None:
    """RFC 9293 section 3.9.2.3, RFC 1122 section 4.2.3.10."""
    host = Host()
    host.listen()
    host.receive(TCP(sport=PEER_PORT, dport=PORT, flags="S"), source=source)
    host.receive(TCP(sport=0, dport=PORT, flags="S"))
    assert host.sent_nothing() and host.ipv4.counters.tcp_bad_address == 2


@pytest.mark.parametrize("position", [0, 3, 5, 13, 15, 16, 19, 21, 30])
def test_a_corrupted_segment_is_dropped(position: int) -> None:
    host, peer, connection = established()
    segment = bytearray(bytes_of(peer, data=b"hello, world"))
    segment[position] ^= 0x10
    host.receive_bytes(bytes(segment), ip(PEER), ip(OWN))
    assert host.sent_nothing() and connection.receive_available() == 0
    assert host.ipv4.counters.tcp_bad_checksum + host.ipv4.counters.tcp_malformed == 1


def bytes_of(peer: Peer, data: bytes) -> bytes:
    from scapy.layers.inet import IP
    return bytes(IP(src=PEER, dst=OWN) / peer.segment("A", ack=1, data=data))[20:]


# -- active ------------------------------------------------------------------------------------------------------------

def test_calling() -> None:
    host = Host()
    connection = host.connect(port=443)
    bell = Bell()
    connection.observer = bell
    syn = host.sent_one()
    assert str(syn.flags) == "S" and syn.ack == 0 and syn.dport == 443 and 49152 <= syn.sport <= 65535
    assert options_of(syn) == {"MSS": MSS, "WScale": 0} and syn.window == RING
    assert connection.state == state.SYN_SENT and connection.send_space() == 0 and not connection.can_send
    assert host.write(connection, b"too early") == -errors.NOT_CONNECTED
    host.receive(TCP(sport=443, dport=syn.sport, flags="SA", seq=PEER_ISS, ack=syn.seq + 1, window=5000))
    ack = host.sent_one()
    assert (str(ack.flags), ack.seq, ack.ack) == ("A", syn.seq + 1, PEER_ISS + 1)
    assert connection.state == state.ESTABLISHED and bell.rung == 1
    assert host.write(connection, b"hello") == 5 and connection.send_space() == RING - 5


def test_a_closed_port_refuses() -> None:
    host = Host()
    connection = host.connect()
    bell = Bell()
    connection.observer = bell
    syn = host.sent_one()
    host.receive(TCP(sport=PORT, dport=syn.sport, flags="RA", seq=0, ack=syn.seq + 1))
    assert connection.error == errors.CONNECTION_REFUSED and connection.state == state.CLOSED and bell.rung == 1
    assert host.write(connection, b"x") == -errors.CONNECTION_REFUSED
    connection.close(host.now)
    host.assert_clean()


@pytest.mark.parametrize("flags, ack", [("RA", 0), ("RA", 2), ("R", 1), ("R", 0), ("RA", 5000)])
def test_a_reset_that_acknowledges_nothing_is_ignored_while_calling(flags: str, ack: int) -> None:
    host = Host()
    connection = host.connect()
    syn = host.sent_one()
    host.receive(TCP(sport=PORT, dport=syn.sport, flags=flags, seq=0, ack=(syn.seq + ack) & 0xFFFFFFFF))
    assert connection.state == state.SYN_SENT and host.sent_nothing()


@pytest.mark.parametrize("ack", [0, 2, 70_000, -1])
def test_an_old_syn_ack_is_reset(ack: int) -> None:
    """Section 3.10.7.3, first; figure 9: recovery from an old duplicate."""
    host = Host()
    connection = host.connect()
    syn = host.sent_one()
    wrong = (syn.seq + ack) & 0xFFFFFFFF
    host.receive(TCP(sport=PORT, dport=syn.sport, flags="SA", seq=5, ack=wrong))
    reset = host.sent_one()
    assert str(reset.flags) == "R" and reset.seq == wrong and connection.state == state.SYN_SENT


@pytest.mark.parametrize("flags", ["A", "FA", "PA", "", "F"])
def test_what_does_not_open_a_connection(flags: str) -> None:
    host = Host()
    connection = host.connect()
    syn = host.sent_one()
    host.receive(TCP(sport=PORT, dport=syn.sport, flags=flags, seq=5, ack=syn.seq + 1) / b"data")
    assert host.sent_nothing() and connection.state == state.SYN_SENT


def test_the_syn_is_repeated_and_the_caller_gives_up() -> None:
    """RFC 6298 (5.5) and RFC 9293 section 3.8.3: 1, 3, 7, ... s, and an error after three minutes."""
    host = Host()
    connection = host.connect()
    start, times = host.time, [0.0]
    first = host.sent_one()
    host.poll()
    while connection.error == errors.NONE:
        host.time = host.deadline / SECOND
        host.poll()
        for syn in host.sent():
            assert (str(syn.flags), syn.seq, syn.sport) == ("S", first.seq, first.sport)
            times.append(round(host.time - start, 3))
    assert times == [0, 1, 3, 7, 15, 31, 63, 123]
    assert connection.error == errors.TIMED_OUT
    assert USER_TIMEOUT <= (host.time - start) * SECOND <= USER_TIMEOUT + 61 * SECOND
    host.assert_clean()


def test_a_late_answer_to_a_repeated_syn() -> None:
    """After a lost SYN: an initial window of one segment (RFC 5681) and an RTO of 3 s (RFC 6298 (5.7))."""
    host = Host()
    connection = host.connect()
    syn = host.sent_one()
    host.advance(1.5)
    assert str(host.sent_one().flags) == "S"
    host.receive(TCP(sport=PORT, dport=syn.sport, flags="SA", seq=5, ack=syn.seq + 1, window=60_000, options=[("MSS", MSS)]))
    host.sent()
    host.write(connection, numbered(5000))
    assert len(host.sent_one().payload) == MSS
    host.advance(2.9)
    assert host.sent_nothing()
    host.advance(0.2)
    assert len(host.sent_one().payload) == MSS


@pytest.mark.parametrize("error", [errors.HOST_UNREACHABLE, errors.NETWORK_UNREACHABLE, errors.CONNECTION_REFUSED])
def test_an_icmp_message_ends_a_call(error: int) -> None:
    host = Host()
    connection = host.connect()
    bell = Bell()
    connection.observer = bell
    syn = host.sent_one()
    host.tcp.unreachable(ip(OWN), syn.sport, ip(PEER), PORT, syn.seq, error, host.now)
    assert connection.error == error and connection.state == state.CLOSED and bell.rung == 1
    host.assert_clean()


def test_an_icmp_message_about_something_else_ends_nothing() -> None:
    """RFC 5927: the quoted sequence number must be one that is in flight."""
    host = Host()
    connection = host.connect()
    syn = host.sent_one()
    for sequence in syn.seq + 1, syn.seq - 1, 0:
        host.tcp.unreachable(ip(OWN), syn.sport, ip(PEER), PORT, sequence & 0xFFFFFFFF, errors.HOST_UNREACHABLE, host.now)
    host.tcp.unreachable(ip(OWN), syn.sport + 1, ip(PEER), PORT, syn.seq, errors.HOST_UNREACHABLE, host.now)
    assert connection.state == state.SYN_SENT


def test_an_icmp_message_does_not_end_an_established_connection() -> None:
    """RFC 1122 section 4.2.3.9: but it explains why the connection timed out, if it does."""
    host, peer, connection = established()
    host.write(connection, b"anyone?")
    segment = host.sent_one()
    host.tcp.unreachable(ip(OWN), PORT, ip(PEER), PEER_PORT, segment.seq, errors.HOST_UNREACHABLE, host.now)
    assert connection.state == state.ESTABLISHED
    host.advance(400)
    assert connection.error == errors.HOST_UNREACHABLE


@pytest.mark.parametrize("local, remote, port, error", [
    ("0.0.0.0", "8.8.8.8", 80, errors.NETWORK_UNREACHABLE),     # no gateway
    ("0.0.0.0", "255.255.255.255", 80, errors.NETWORK_UNREACHABLE),
    ("0.0.0.0", "224.0.0.1", 80, errors.NETWORK_UNREACHABLE),
    ("10.9.9.9", PEER, 80, errors.ADDRESS_NOT_AVAILABLE),
    ("0.0.0.0", PEER, 0, errors.CONNECTION_REFUSED),
])
def test_calls_that_cannot_be_made(local: str, remote: str, port: int, error: int) -> None:
    host = Host()
    connection = host.tcp.connect(ip(local), 0, ip(remote), port, host.now)
    assert connection.error == error and connection.state == state.CLOSED and host.sent_nothing()
    connection.close(host.now)
    host.assert_clean()


def test_a_pair_of_ends_is_used_once() -> None:
    host = Host()
    assert host.connect(local_port=6000).error == errors.NONE
    assert host.connect(local_port=6000).error == errors.ADDRESS_NOT_AVAILABLE
    assert host.connect(port=81, local_port=6000).error == errors.NONE


def test_ephemeral_ports_are_random_and_not_those_of_listeners(monkeypatch: pytest.MonkeyPatch) -> None:
    host = Host()
    ports = [host.connect().local_port for _ in range(30)]
    assert len(set(ports)) == 30 and ports != sorted(ports)
    monkeypatch.setattr("yarara.kernel.network.tcp.tcp.EPHEMERAL_COUNT", 4)
    host = Host()
    host.listen(49153)
    used = [host.connect() for _ in range(4)]
    assert sorted(connection.local_port for connection in used) == [0, 49152, 49154, 49155]
    assert used[3].error == errors.ADDRESS_NOT_AVAILABLE


def test_closing_a_call() -> None:
    host = Host()
    connection = host.connect()
    host.sent()
    connection.close(host.now)
    assert host.sent_nothing()
    host.assert_clean()


def test_simultaneous_open() -> None:
    """Section 3.5, figure 8."""
    host = Host()
    connection = host.connect(local_port=6000)
    peer = Peer(host, port=PORT, own_port=6000)
    peer.host_iss = host.sent_one().seq
    peer.send("S", options=syn_options(MSS, None))
    assert peer.expect() == ("SA", 0, 1, b"") and connection.state == state.SYN_RECEIVED
    peer.send("SA", seq=0, ack=1)
    assert connection.state == state.ESTABLISHED
    host.write(connection, b"both")
    assert peer.expect() == ("PA", 1, 1, b"both")


def test_a_reset_ends_a_simultaneous_open() -> None:
    host = Host()
    connection = host.connect(local_port=6000)
    peer = Peer(host, port=PORT, own_port=6000)
    peer.host_iss = host.sent_one().seq
    peer.send("S")
    peer.send("R")
    assert connection.error == errors.CONNECTION_REFUSED


def test_a_repeated_syn_ack_is_acknowledged_again() -> None:
    """Our acknowledgment was lost; RFC 5961 section 4 makes the answer a challenge, which is the same segment."""
    host = Host()
    peer = Peer(host, port=PORT)
    peer.answer()
    peer.send("SA", seq=0, ack=1)
    assert peer.expect() == ("A", 1, 1, b"")


def test_text_on_a_syn_ack_comes_again() -> None:
    host = Host()
    connection = host.connect()
    syn = host.sent_one()
    peer = Peer(host, port=PORT, own_port=syn.sport)
    peer.host_iss = syn.seq
    host.receive(peer.segment("SA", 0, 1, b"eager"))
    assert peer.expect() == ("A", 1, 1, b"")
    peer.send("A", seq=1, ack=1, data=b"eager")
    assert host.read(connection) == b"eager"


def test_when_the_ring_is_full_the_handshake_goes_on_later() -> None:
    host = Host()
    host.listen()
    host.ipv4.room = 0
    Peer(host).send("S")
    connection = host.connect()
    assert host.sent_nothing()
    host.advance(0.010)
    assert host.sent_nothing()
    host.ipv4.room = 100
    host.advance(0.100)
    assert sorted(str(segment.flags) for segment in host.sent()) == ["S", "SA"]
    assert connection.state == state.SYN_SENT
    host.advance(0.5)
    assert host.sent_nothing(), "what went out late is not lost"


def test_when_the_pool_is_empty_the_handshake_goes_on_later() -> None:
    host = Host(packets=1)
    taken = host.ipv4.pool.take()
    assert taken is not None
    host.connect()
    assert host.sent_nothing() and host.ipv4.counters.no_packet == 1
    host.ipv4.pool.give(taken)
    host.advance(0.01)
    assert str(host.sent_one().flags) == "S"


def test_the_window_of_a_syn_is_not_scaled() -> None:
    """RFC 7323 section 2.2, also when both sides call at once."""
    host = Host()
    connection = host.connect(local_port=6000)
    peer = Peer(host, port=PORT, own_port=6000)
    peer.host_iss = host.sent_one().seq
    peer.send("S", options=syn_options(MSS, 4))
    peer.send("SA", seq=0, ack=1, window=1000, options=syn_options(MSS, 4))
    assert connection.sender.window == 1000
    peer.send("A", ack=1, window=1000)
    assert connection.sender.window == 16_000
