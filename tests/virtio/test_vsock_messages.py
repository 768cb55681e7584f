"""Messages to the host (SOCK_SEQPACKET): driver and protocol with the model of the device; their borders are kept, and peers that break the rules lose only theirs."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings, strategies as st

from tests.virtio.machines import ALL_SETS, LIVES
from tests.virtio.test_vsock import PORT, Pair, start
from yarara.devicemodel.vsock import ALL_FEATURES, DATA, END_OF_MESSAGE, HOST, REQUEST, SEQPACKET, STREAM, Packet, Stream
from yarara.kernel.vsock.connection import BUFFER, ESTABLISHED, Connection
from yarara.kernel.vsock.messages import MessageEnds
from yarara.kernel.vsock.packet import TYPE_SEQPACKET
from yarara.simulation import simulation


def connected(pair: Pair) -> tuple[Connection, Stream]:
    pair.host.listening.add(PORT)
    connection = pair.vsock.connect(pair.vsock.free_port(), HOST, PORT, pair.now, TYPE_SEQPACKET)
    assert connection is not None
    pair.settle()
    assert connection.state == ESTABLISHED
    return connection, pair.host.streams[-1]


def write(pair: Pair, connection: Connection, data: bytes) -> int:
    at = simulation.allocate(len(data))
    simulation.write_bytes(at, data)
    return pair.vsock.send_message(connection, at, len(data))


@settings(max_examples=300, deadline=None)
@given(lengths=st.lists(st.integers(1, 70), max_size=40), start=st.integers(0, 1000), size=st.sampled_from([64, 128, 1024]))
def test_ends_of_messages(lengths: list[int], start: int, size: int) -> None:
    ends, waiting, received, forwarded = MessageEnds(size), list[int](), start, start
    for length in lengths:
        while received + length - forwarded > size and waiting:
            assert ends.length(forwarded, received) == waiting[0]
            forwarded += waiting.pop(0)
            ends.clear(forwarded)
        if received + length - forwarded > size:
            continue
        received += length
        assert (ends.length(forwarded, received) == 0) == (not waiting)
        ends.mark(received)
        waiting.append(length)
        assert ends.length(forwarded, received) == waiting[0] and ends.length(forwarded, forwarded + waiting[0] - 1) == 0


@pytest.mark.parametrize("bus, features", LIVES)
def test_messages_both_ways(bus: str, features: str) -> None:
    pair = start(ALL_SETS[features] & ALL_FEATURES | 3, bus)
    connection, stream = connected(pair)
    listener = pair.vsock.listen(5000, 5, TYPE_SEQPACKET)
    called = pair.host.connect(5000, 40_000, SEQPACKET)
    pair.settle()
    accepted = listener.waiting.pop()
    said = []
    for turn in range(25):
        messages = [random.Random(number * turn).randbytes(1 + 391 * turn * number % 9000) for number in range(1, 5)]
        for message in messages:
            assert write(pair, connection, message) == len(message)
            pair.host.send(called, message)
            pair.settle()
        assert [pair.read(accepted) for _ in messages] == messages and accepted.available() == 0
        said += messages
    assert stream.messages == said and pair.driver.faults == 0


def test_of_a_message_that_is_read_in_part_the_rest_is_lost() -> None:
    pair = start()
    connection, stream = connected(pair)
    for message in (b"the first", b"the second", b"x", b"the last"):
        pair.host.send(stream, message)
    pair.settle()
    assert [pair.read(connection, most) for most in (5, 100, 1, 8)] == [b"the f", b"the second", b"x", b"the last"]
    assert connection.forwarded == connection.received


def test_a_message_comes_when_it_is_whole() -> None:
    pair = start()
    connection, stream = connected(pair)
    for part, flags in ((b"half a ", 0), (b"message", END_OF_MESSAGE), (b"more", 0), (b"", END_OF_MESSAGE), (b"", END_OF_MESSAGE)):
        assert pair.packet(stream, DATA, part, type=SEQPACKET, flags=flags)
        pair.settle()
    assert [pair.read(connection), pair.read(connection), connection.available()] == [b"half a message", b"more", 0]


def test_the_longest_message() -> None:
    """As long as the room of the peer, and as what the ring takes beside answers."""
    for buffer, expected in ((1000, 1000), (65536, 12 * 4096)):
        pair = start(buffer=buffer)
        connection, _ = connected(pair)
        assert pair.vsock.longest_message(connection) == expected and pair.driver.places == 16


@pytest.mark.parametrize("buffer", [4096, 12 * 4096])
def test_a_message_goes_whole_or_not_at_all(buffer: int) -> None:
    """As large as the room of the other side is; the second waits until the first was passed on."""
    pair = start(buffer=buffer)
    connection, stream = connected(pair)
    pair.host.reads = False
    assert pair.vsock.longest_message(connection) == buffer
    first, second = random.Random(1).randbytes(buffer), random.Random(2).randbytes(buffer // 2 + 1)
    assert write(pair, connection, first) == buffer
    pair.settle()
    assert write(pair, connection, second) == 0 and stream.messages == [first]
    pair.host.pass_on(stream, buffer // 2)
    pair.settle()
    assert write(pair, connection, second) == 0
    pair.host.pass_on(stream, buffer // 2)
    pair.settle()
    assert write(pair, connection, second) == len(second)
    pair.settle()
    assert stream.messages == [first, second]


def test_who_waits_for_room_in_the_device_is_told() -> None:
    """Although most of the ring is free, so that nobody else would want to hear of it."""
    pair = start()
    connection, stream = connected(pair)
    pair.model.holds = True
    message = random.Random(1).randbytes(12 * 4096)
    assert write(pair, connection, b"first") == 5
    pair.vsock.poll(0)
    assert not pair.driver.enable_interrupts()
    assert write(pair, connection, message) == 0
    interrupts = pair.model.interrupts
    pair.model.holds = False
    pair.model.run()
    assert pair.model.interrupts == interrupts + 1
    assert write(pair, connection, message) == len(message)
    pair.settle()
    assert stream.messages == [b"first", message]


def test_who_sends_large_messages_always_has_credit_for_the_next_one() -> None:
    pair = start()
    connection, stream = connected(pair)
    for turn in range(20):
        messages = [random.Random(turn).randbytes(5000 + turn), random.Random(turn).randbytes(BUFFER)]
        for message in messages:
            pair.host.send(stream, message)
            pair.settle()
            assert pair.read(connection) == message
    assert pair.driver.faults == 0


def test_many_small_messages_need_no_more_than_their_credit() -> None:
    pair = start()
    connection, stream = connected(pair)
    for number in range(3000):
        pair.host.send(stream, b"%d" % number)
    pair.settle()
    assert [pair.read(connection) for _ in range(3000)] == [b"%d" % number for number in range(3000)]


@pytest.mark.parametrize("rule", ["a message longer than the room", "data of a stream", "more than the credit"])
def test_a_peer_that_breaks_the_rules_loses_its_connection_alone(rule: str) -> None:
    pair = start()
    connection, stream = connected(pair)
    other, others = connected(pair)
    if rule == "data of a stream":
        assert pair.packet(stream, DATA, b"bytes", type=STREAM)
        pair.settle()
        assert connection.state == ESTABLISHED and connection.received == 0  # there is no such stream: it is refused
    else:
        flags = END_OF_MESSAGE if rule == "more than the credit" else 0
        for _ in range(BUFFER // 4096 + (flags != 0)):
            assert pair.packet(stream, DATA, bytes(4096), type=SEQPACKET, flags=flags)
            pair.settle()
        assert connection.state != ESTABLISHED and stream.ended
    assert write(pair, other, b"still there") == 11
    pair.settle()
    assert others.messages == [b"still there"] and pair.driver.faults == 0


def test_a_listener_takes_its_own_kind() -> None:
    pair = start()
    listener = pair.vsock.listen(5000, 5, TYPE_SEQPACKET)
    for number, kind in enumerate((STREAM, SEQPACKET, 7)):
        assert pair.model.deliver(Packet(HOST, 3, 100 + number, 5000, 0, kind, REQUEST, 0, 65536, 0).pack())
        pair.vsock.poll(0)
    assert [connection.port for connection in listener.waiting] == [101]


def test_a_device_that_keeps_no_messages() -> None:
    assert not start(ALL_FEATURES & ~2).driver.keeps_messages and start().driver.keeps_messages
