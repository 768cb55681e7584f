"""What an attacker or a broken peer can send: RFC 5961, RFC 5927, random segments. The worst that may happen is that the connection
the attacker is part of breaks; nothing raises, nothing hangs, nobody else notices."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scapy.layers.inet import TCP

from tests.network.tcp.host import OWN, PEER, PEER_PORT, PORT, RING, STATE_NAMES, Host, Peer, established, ip, numbered
from yarara.kernel.network import errors
from yarara.kernel.network.tcp import state
from yarara.kernel.network.tcp.connection import Connection


# -- RFC 5961 ----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("seq", [1])
@pytest.mark.parametrize("flags", ["R", "RA", "RP", "RF"])
def test_an_exact_reset_ends_the_connection(flags: str, seq: int) -> None:
    """Section 3.2."""
    host, peer, connection = established()
    peer.send(flags, seq=seq, ack=1)
    assert connection.error == errors.CONNECTION_RESET and connection.state == state.CLOSED and host.sent_nothing()
    assert host.write(connection, b"x") == -errors.CONNECTION_RESET
    connection.close(host.now)
    host.assert_clean()


@pytest.mark.parametrize("seq", [2, 100, RING, RING + 1])
def test_a_reset_somewhere_in_the_window_is_challenged(seq: int) -> None:
    host, peer, connection = established()
    peer.send("R", seq=seq)
    assert connection.state == state.ESTABLISHED and peer.expect() == ("A", 1, 1, b"")
    peer.send("R", seq=seq)
    assert host.sent_nothing(), "section 7: limited"
    host.time += 0.6
    peer.send("R", seq=seq)
    assert peer.expect() == ("A", 1, 1, b"")


@pytest.mark.parametrize("seq", [0, -1, -70_000, RING + 2, RING + 70_000, 1 << 31])
def test_a_reset_outside_of_the_window_is_ignored(seq: int) -> None:
    host, peer, connection = established()
    peer.send("R", seq=seq)
    assert connection.state == state.ESTABLISHED and host.sent_nothing()


@pytest.mark.parametrize("seq", [0, 1, 500, -100, 1 << 30])
@pytest.mark.parametrize("flags", ["S", "SA", "SF"])
def test_a_syn_on_a_live_connection_is_challenged(flags: str, seq: int) -> None:
    """Section 4.2: whatever its sequence number."""
    host, peer, connection = established()
    peer.send(flags, seq=seq, ack=1)
    assert connection.state == state.ESTABLISHED and peer.expect() == ("A", 1, 1, b"")


def test_a_peer_that_restarted_gets_through() -> None:
    """Section 4: its SYN is challenged, it answers with a reset, and its next SYN opens a new connection."""
    host, peer, connection = established()
    reborn = Peer(host, iss=9_000_000)
    reborn.send("S")
    challenge = host.sent_one()
    host.receive(TCP(sport=PEER_PORT, dport=PORT, flags="R", seq=challenge.ack))
    assert connection.error == errors.CONNECTION_RESET
    Peer(host, iss=9_000_000).open()


@pytest.mark.parametrize("ack, taken", [
    (1, True), (0, True), (-100, True), (-65_534, True), (-65_600, False), (2, False), (100_000, False), (-(1 << 31) + 2, False)])
def test_text_injected_with_a_guessed_acknowledgment(ack: int, taken: bool) -> None:
    """Section 5.2: SND.UNA - MAX.SND.WND <= SEG.ACK <= SND.NXT."""
    host, peer, connection = established()
    peer.send("A", ack=ack, data=b"inject")
    assert (connection.receive_available() == 6) == taken
    if not taken:
        assert peer.expect() == ("A", 1, 1, b"")


def test_an_acknowledgment_of_what_was_never_sent() -> None:
    host, peer, connection = established()
    host.write(connection, b"abc")
    host.sent()
    peer.send("A", ack=5)
    assert peer.expect() == ("A", 4, 1, b"") and connection.sender.una == connection.sender.next - 3
    peer.send("A", ack=4)
    assert connection.sender.una == connection.sender.next


def test_text_without_an_acknowledgment_is_dropped() -> None:
    """Section 3.10.7.4 of RFC 9293, fifth: "if the ACK bit is off, drop the segment"."""
    host, peer, connection = established()
    for flags in "", "P", "F", "U", "FPU":
        peer.send(flags, seq=1, data=b"no ack")
    assert connection.receive_available() == 0 and not connection.at_end() and host.sent_nothing()


def test_two_stacks_do_not_acknowledge_each_other_for_ever() -> None:
    """Acknowledgments outside of the window are answered twice a second, not each."""
    host, peer, _ = established()
    for _ in range(100):
        peer.send("A", seq=-5, ack=1)
    assert len(host.sent()) == 1


def test_a_length_that_lies() -> None:
    """IPv4 validates its length; a TCP header that claims to be longer than the segment is dropped here."""
    host, peer, connection = established()
    raw = bytearray(bytes(TCP(sport=PEER_PORT, dport=PORT, flags="A", seq=peer.iss + 1, ack=peer.host_iss + 1)))
    raw[12] = 0xF0
    host.receive_bytes(bytes(raw), ip(PEER), ip(OWN))
    assert host.ipv4.counters.tcp_malformed == 1 and connection.receive_available() == 0


def test_optimistic_acknowledgments_do_not_blow_up_the_window() -> None:
    host, peer, connection = established()
    for _ in range(1000):
        peer.send("A", ack=1)
    assert connection.sender.congestion.cwnd <= 4 * connection.sender.mss


# -- anything at all ---------------------------------------------------------------------------------------------------

near = st.one_of(st.integers(-3, 3), st.integers(-100_000, 100_000), st.integers(0, 0xFFFFFFFF))
options: st.SearchStrategy[list[tuple[str, int]]] = st.one_of(
    st.just([]), st.just([("MSS", 0)]), st.just([("MSS", 1)]), st.just([("WScale", 14)]), st.just([("MSS", 1460), ("WScale", 255)]))
hostile = st.tuples(
    st.one_of(st.sampled_from(["A", "PA", "FA", "S", "SA", "R", "RA", "F", "SF", "SFRPAU", ""]),
              st.integers(0, 511).map(lambda bits: str(TCP(flags=bits).flags))),
    near, near, st.sampled_from([0, 1, 100, 5000, 65535]), st.integers(0, 3000), options)
application = st.sampled_from(["read", "write", "shutdown", "close", "abort", "wait", "long wait", "full", "room", "no delay"])
steps = st.lists(st.one_of(hostile, hostile, application), max_size=40)

LIVING = {value for name, value in vars(state).items() if name.isupper() and name not in ("CLOSED", "TIME_WAIT")}


def perform(host: Host, connection: Connection, what: str) -> None:
    if what == "read":
        host.read(connection, 700)
    elif what == "write":
        host.write(connection, numbered(3000))
    elif what == "shutdown":
        connection.shutdown_send(host.now)
    elif what == "close":
        connection.close(host.now)
    elif what == "abort":
        connection.abort(host.now)
    elif what == "wait":
        host.advance(0.3)
    elif what == "long wait":
        host.advance(70)
    elif what == "full":
        host.ipv4.room = 0
    elif what == "room":
        host.ipv4.room = 10_000
    else:
        connection.set_no_delay(True, host.now)


def assert_sane(connection: Connection) -> None:
    sender, receiver = connection.sender, connection.receiver
    assert connection.state in STATE_NAMES
    assert sender.una <= sender.next <= sender.max <= sender.end + 1
    assert sender.end - sender.una <= sender.ring.capacity
    assert 0 <= receiver.available <= receiver.ring.capacity
    assert connection.in_table == (connection.state in LIVING) or connection.state == state.TIME_WAIT
    if connection.in_table and connection.state >= state.ESTABLISHED:
        assert sender.congestion.cwnd >= sender.mss >= 48


def bombard(host: Host, peer: Peer, connection: Connection, script: list[Any]) -> None:
    """Play the script, then let the application leave and the time pass: nothing may be left."""
    for step in script:
        if isinstance(step, str):
            perform(host, connection, step)
        else:
            flags, seq, ack, window, length, extra = step
            peer.send(flags, seq=seq & 0xFFFFFFFF, ack=ack & 0xFFFFFFFF, data=bytes(length % 1461), window=window, options=extra)
        assert_sane(connection)
        assert len(host.ipv4.sent) < 5000
        host.ipv4.sent.clear()
    host.ipv4.room = 1_000_000
    connection.close(host.now)
    host.advance(1200)
    for listener in [host.tcp.listeners.find(ip(OWN), PORT)]:
        if listener is not None:
            host.tcp.close_listener(listener, host.now)
    host.advance(100)
    host.assert_clean()


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def test_bombarded_after_accepting(script: list[Any]) -> None:
    host, peer, connection = established()
    bombard(host, peer, connection, script)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def test_bombarded_while_calling(script: list[Any]) -> None:
    host = Host()
    connection = host.connect(local_port=6000)
    peer = Peer(host, port=PORT, own_port=6000)
    peer.host_iss = host.sent_one().seq
    bombard(host, peer, connection, script)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(hostile, max_size=40))
def test_bombarded_listener(script: list[Any]) -> None:
    host = Host()
    listener = host.listen()
    peer = Peer(host)
    peer.send("S", seq=0)
    peer.host_iss = host.sent_one().seq
    for flags, seq, ack, window, length, extra in script:
        peer.send(flags, seq=seq & 0xFFFFFFFF, ack=ack & 0xFFFFFFFF, data=bytes(length % 1461), window=window, options=extra)
        host.poll()
    host.tcp.close_listener(listener, host.now)
    host.advance(400)
    host.assert_clean()


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=120))
def test_bytes_that_are_no_segment(data: bytes) -> None:
    host = Host()
    host.listen()
    host.receive_bytes(data, ip(PEER), ip(OWN))
    counters = host.ipv4.counters
    assert counters.tcp_received == 1
    assert counters.tcp_malformed + counters.tcp_bad_checksum + counters.tcp_bad_address + counters.tcp_no_connection >= 0


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(hostile, max_size=30))
def test_a_hostile_neighbour_does_not_disturb_others(script: list[Any]) -> None:
    """The same bombardment from another port: the honest connection's stream is untouched."""
    host, honest, connection = established()
    attacker = Peer(host, port=PEER_PORT + 1)
    attacker.host_iss = honest.host_iss
    sent, received = numbered(50 * len(script)), b""
    for index, (flags, seq, ack, window, length, extra) in enumerate(script):
        attacker.send(flags, seq=seq & 0xFFFFFFFF, ack=ack & 0xFFFFFFFF, data=bytes(length % 1461), window=window, options=extra)
        honest.send("A", ack=1, data=sent[50 * index:50 * index + 50])
        received += host.read(connection)
    assert received == sent and connection.state == state.ESTABLISHED
