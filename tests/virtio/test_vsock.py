"""Streams to the host: driver and protocol with the model of the device, over every transport and every format of ring; devices and peers that lie."""

from __future__ import annotations

import contextlib
import random
import struct
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings, strategies as st

from tests.virtio.machines import ALL_SETS, LIVES, attach
from yarara.devicemodel.hostile import LIES
from yarara.devicemodel.queue import DriverError
from yarara.devicemodel.vsock import (
    ALL_FEATURES, CREDIT_REQUEST, DATA, EVENT, HOST, NO_MORE_RECEIVED, NO_MORE_SENT, REQUEST, RESET, RESPONSE, SHUTDOWN, STREAM, Packet, Stream, VsockHost,
    VsockModel,
)
from yarara.kernel.network.duration import NEVER, SECOND
from yarara.kernel.virtio.transport import DEVICE_SOCKET
from yarara.kernel.virtio.vsock import VirtioVsock
from yarara.kernel.vsock.connection import BUFFER, CLOSED, CLOSING, CONNECTING, ESTABLISHED, Connection
from yarara.kernel.vsock.vsock import CLOSE_TIME, CONNECT_TIME, MOST_CONNECTIONS, Listener, Vsock
from yarara.simulation import BusError, simulation

PORT = 7000


@dataclass
class Pair:
    """A guest and its host."""
    model: VsockModel
    host: VsockHost
    driver: VirtioVsock
    vsock: Vsock
    now: int = 0

    def settle(self) -> None:
        """Until nothing happens any more."""
        for _ in range(2000):
            self.vsock.poll(self.now)
            if not self.host.step():
                self.vsock.poll(self.now)
                if not self.host.step():
                    return
        raise AssertionError("it never ends")

    def write(self, connection: Connection, data: bytes) -> int:
        at = simulation.allocate(max(len(data), 1))
        simulation.write_bytes(at, data)
        return self.vsock.send(connection, at, len(data))

    def read(self, connection: Connection, most: int = 1 << 20) -> bytes:
        count = min(connection.available(), most)
        at = simulation.allocate(max(count, 1))
        self.vsock.read(connection, at, count)
        return simulation.read_bytes(at, count)

    def accepted(self, listener: Listener) -> tuple[Connection, Stream]:
        stream = self.host.connect(listener.port, 40000 + len(self.host.streams))
        self.settle()
        return listener.waiting.pop(), stream

    def connected(self) -> tuple[Connection, Stream]:
        self.host.listening.add(PORT)
        connection = self.vsock.connect(self.vsock.free_port(), HOST, PORT, self.now)
        assert connection is not None
        self.settle()
        assert connection.state == ESTABLISHED
        return connection, self.host.streams[-1]

    def packet(self, stream: Stream, kind: int, data: bytes = b"", **changes: int) -> bool:
        """One that the host would not send."""
        packet = Packet(HOST, self.model.cid, stream.host_port, stream.guest_port, len(data), STREAM, kind, 0, 65536, stream.forwarded, data)
        return self.model.deliver(Packet._make({**packet._asdict(), **changes}.values()).pack())


def start(features: int = ALL_FEATURES, bus: str = "mmio", **options: int) -> Pair:
    simulation.reset()
    model = VsockModel(features)
    transport = attach(model, bus)
    assert transport.device_type == DEVICE_SOCKET
    driver = VirtioVsock(transport)
    assert driver.cid == 3
    return Pair(model, VsockHost(model, **options), driver, Vsock(driver))


# -- streams -----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("bus, features", LIVES)
def test_streams_both_ways(bus: str, features: str) -> None:
    pair = start(ALL_SETS[features] & ALL_FEATURES | 1, bus)
    connection, stream = pair.connected()
    accepted, called = pair.accepted(pair.vsock.listen(5000, 5))
    said = b""
    for turn in range(25):
        data = random.Random(turn).randbytes(1 + 391 * turn)
        assert pair.write(connection, data) == len(data)
        pair.host.send(called, data)
        pair.settle()
        assert pair.read(accepted) == data
        said += data
    assert stream.received == said
    pair.vsock.close(connection, 0)
    pair.vsock.close(accepted, 0)
    pair.settle()
    assert stream.ended and called.ended and pair.vsock.connections == []
    assert pair.driver.faults == 0


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from(["write", "send", "read", "pass on", "poll", "step"]), st.integers(1, 30_000)), max_size=60),
       buffer=st.sampled_from([1, 100, 4096, 65536]), features=st.sampled_from(sorted(ALL_SETS)))
def test_no_byte_is_lost_or_doubled(steps: list[tuple[str, int]], buffer: int, features: str) -> None:
    pair = start(ALL_SETS[features] & ALL_FEATURES | 1, buffer=buffer, packet=1500)
    connection, stream = pair.connected()
    pair.host.reads = False
    out, inward, got = bytearray(), bytearray(), bytearray()
    for number, (step, count) in enumerate(steps):
        data = random.Random(number).randbytes(count)
        if step == "write":
            out += data[:pair.write(connection, data)]
        elif step == "send":
            pair.host.send(stream, data)
            inward += data
        elif step == "read":
            got += pair.read(connection, count)
        elif step == "pass on":
            pair.host.pass_on(stream, min(count, len(stream.received) - stream.forwarded))
        elif step == "poll":
            pair.vsock.poll(0)
        else:
            pair.host.step()
        assert len(out) - stream.forwarded <= buffer
    pair.host.reads = True
    pair.host.pass_on(stream, len(stream.received) - stream.forwarded)
    while len(got) < len(inward):
        pair.settle()
        got += pair.read(connection)
    pair.settle()
    assert stream.received == out and got == inward and pair.driver.faults == 0 and connection.state == ESTABLISHED


def test_a_writer_waits_for_room_at_the_peer() -> None:
    pair = start(buffer=1000)
    connection, stream = pair.connected()
    pair.host.reads = False
    assert pair.write(connection, bytes(1500)) == 1000 and pair.write(connection, b"x") == 0
    pair.settle()
    assert pair.write(connection, b"x") == 0
    pair.host.pass_on(stream, 10)
    pair.settle()
    assert pair.write(connection, bytes(50)) == 10


def test_a_writer_waits_for_room_in_the_device() -> None:
    pair = start()
    connection, stream = pair.connected()
    pair.model.holds = True
    taken = pair.write(connection, bytes(60_000))
    assert 0 < taken < 60_000 and pair.write(connection, b"x") == 0
    assert pair.driver.room() > 0, "for answers"
    pair.model.holds = False
    pair.model.run()
    assert pair.driver.enable_interrupts(), "there is room again"
    assert pair.write(connection, bytes(60_000 - taken)) > 0


def test_the_end_of_each_direction() -> None:
    pair = start()
    connection, stream = pair.connected()
    pair.host.send(stream, b"last words")
    pair.settle()
    pair.host.shutdown(stream, NO_MORE_SENT)
    pair.settle()
    assert connection.at_end() and pair.read(connection) == b"last words"
    assert pair.write(connection, b"answer") == 6
    pair.vsock.shutdown(connection, NO_MORE_SENT)
    assert pair.write(connection, b"too late") == -1
    pair.settle()
    assert stream.received == b"answer" and stream.guest_shut == NO_MORE_SENT and not stream.ended
    pair.vsock.close(connection, 0)
    pair.settle()
    assert stream.ended and pair.vsock.connections == []


def test_a_peer_that_does_not_read_any_more() -> None:
    pair = start()
    connection, stream = pair.connected()
    pair.host.shutdown(stream, NO_MORE_RECEIVED)
    pair.settle()
    assert pair.write(connection, b"x") == -1 and not connection.at_end()
    pair.host.shutdown(stream, NO_MORE_SENT)
    pair.settle()
    assert connection.state == CLOSED and stream.ended, "both directions: confirmed by a reset"


def test_a_reset_ends_it_but_what_came_can_be_read() -> None:
    pair = start()
    connection, stream = pair.connected()
    pair.host.send(stream, b"before")
    pair.settle()
    pair.host.reset(stream)
    pair.settle()
    assert connection.at_end() and not connection.refused and pair.read(connection) == b"before" and pair.write(connection, b"x") == -1
    assert pair.vsock.connections == []


def test_where_nobody_listens_it_is_refused() -> None:
    pair = start()
    connection = pair.vsock.connect(2000, HOST, 9, 0)
    assert connection is not None
    pair.settle()
    assert connection.state == CLOSED and connection.refused and not connection.timed_out
    stream = pair.host.connect(9, 5)
    pair.settle()
    assert stream.ended and not stream.is_open


def test_a_peer_that_never_answers() -> None:
    pair = start()
    connection = pair.vsock.connect(2000, HOST, 9, 0)
    assert connection is not None
    assert pair.vsock.poll(SECOND) == CONNECT_TIME and connection.state == CONNECTING
    assert pair.vsock.poll(CONNECT_TIME) == NEVER
    assert connection.refused and connection.timed_out and pair.vsock.connections == []
    assert [packet.operation for packet in pair.model.sent] == [REQUEST, RESET]


def test_a_peer_that_does_not_confirm_the_end() -> None:
    pair = start()
    connection, stream = pair.connected()
    pair.vsock.close(connection, 0)
    assert connection.state == CLOSING and [packet.operation for packet in pair.model.sent] == [SHUTDOWN]
    pair.vsock.poll(CLOSE_TIME)
    assert pair.vsock.connections == [] and pair.model.sent[-1].operation == RESET


def test_more_than_the_backlog_are_sent_away() -> None:
    pair = start()
    listener = pair.vsock.listen(5000, 2)
    streams = [pair.host.connect(5000, 100 + number) for number in range(4)]
    pair.settle()
    assert [stream.is_open for stream in streams] == [True, True, False, False]
    assert [stream.ended for stream in streams] == [False, False, True, True]
    pair.vsock.stop_listening(listener)
    pair.settle()
    assert all(stream.ended for stream in streams) and pair.vsock.connections == []


def test_there_are_only_so_many_connections() -> None:
    pair = start()
    for number in range(MOST_CONNECTIONS):
        assert pair.vsock.connect(2000 + number, HOST, PORT, 0) is not None
    assert pair.vsock.connect(1999, HOST, PORT, 0) is None
    assert pair.vsock.free_port() > 0 and not pair.vsock.is_used(pair.vsock.free_port())


def test_credit_is_told_when_asked() -> None:
    pair = start()
    connection, stream = pair.connected()
    assert pair.packet(stream, CREDIT_REQUEST)
    pair.vsock.poll(0)
    assert [(packet.operation, packet.buffer_size) for packet in pair.model.sent] == [(6, BUFFER)]


# -- who breaks the rules ----------------------------------------------------------------------------------------------

LIES_OF_PEERS: dict[str, Callable[[Pair, Stream], object]] = {
    "data beyond the credit": lambda pair, stream: [(pair.packet(stream, DATA, bytes(4000)), pair.vsock.poll(0)) for _ in range(17)],
    "passed on what was never sent": lambda pair, stream: pair.packet(stream, 6, forwarded=5),
    "a request for what is open": lambda pair, stream: pair.packet(stream, REQUEST),
    "a response for what is open": lambda pair, stream: pair.packet(stream, RESPONSE),
    "an unknown operation": lambda pair, stream: pair.packet(stream, 99),
    "data after the end": lambda pair, stream: (pair.packet(stream, SHUTDOWN, flags=NO_MORE_SENT), pair.packet(stream, DATA, b"x")),
}


@pytest.mark.parametrize("lie", LIES_OF_PEERS)
def test_a_peer_that_breaks_the_rules_loses_its_stream_only(lie: str) -> None:
    pair = start()
    connection, stream = pair.connected()
    other, kept = pair.connected()
    assert LIES_OF_PEERS[lie](pair, stream)
    pair.settle()
    assert connection.state == CLOSED and stream.ended
    assert pair.write(other, b"still") == 5
    pair.settle()
    assert kept.received == b"still" and pair.driver.faults == 0


@pytest.mark.parametrize("changes, answered", [({"destination_port": 1}, True), ({"source_port": 1}, True), ({"type": 2}, True), ({"destination_cid": 77}, False),
                                               ({"operation": RESET, "source_port": 1}, False)])
def test_packets_that_belong_to_nothing(changes: dict[str, int], answered: bool) -> None:
    pair = start()
    connection, stream = pair.connected()
    assert pair.packet(stream, DATA, b"x", **changes)
    pair.vsock.poll(0)
    assert [packet.operation for packet in pair.model.sent] == [RESET] * answered
    assert connection.state == ESTABLISHED and connection.available() == 0


@pytest.mark.parametrize("raw", [b"", b"short", bytes(43), Packet(HOST, 3, 1, 1, 100, STREAM, DATA, 0, 0, 0, b"x").pack(), Packet(HOST, 3, 1, 1, 0, STREAM, DATA, 0, 0, 0, b"x").pack()])
def test_a_packet_of_a_wrong_length_is_the_devices_fault(raw: bytes) -> None:
    pair = start()
    connection, _ = pair.connected()
    assert pair.model.deliver(raw)
    pair.vsock.poll(0)
    pair.vsock.poll(0)
    assert pair.driver.faults == 1 and "length" in pair.driver.last_fault and connection.state == CLOSED
    pair.host.streams.clear()
    pair.model.sent.clear()
    connection, stream = pair.connected()
    assert pair.write(connection, b"again") == 5


def test_after_a_migration_there_are_no_connections() -> None:
    pair = start()
    connection, _ = pair.connected()
    listener = pair.vsock.listen(5000, 5)
    pair.model.cid = 9
    pair.model.change_configuration(0, struct.pack("<Q", 9))
    assert pair.model.deliver(struct.pack("<I", 0), EVENT)
    pair.vsock.poll(0)
    assert connection.state == CLOSED and pair.driver.cid == 9 and pair.driver.faults == 0
    pair.host.streams.clear()
    accepted, _ = pair.accepted(listener)
    assert accepted.state == ESTABLISHED, "who listens goes on to listen"


@pytest.mark.parametrize("queue", [0, 1, 2])
@pytest.mark.parametrize("lie", LIES)
@settings(max_examples=15, deadline=None)
@given(choices=st.randoms(use_true_random=False), features=st.sampled_from(sorted(ALL_SETS)))
def test_a_device_that_lies_is_reset_and_used_again(lie: str, queue: int, choices: random.Random, features: str) -> None:
    pair = start(ALL_SETS[features] & ALL_FEATURES | 1)
    connection, stream = pair.connected()
    LIES[lie](pair.model.queues[queue].live, choices.randrange)
    for _ in range(3):
        with contextlib.suppress(DriverError, BusError):  # what the model finds may be forged: then it goes astray, not the driver
            pair.vsock.poll(0)
            pair.write(connection, b"-")
    pair.driver.distrust("enough")
    pair.vsock.poll(0)
    assert not pair.driver.failed and connection.state == CLOSED
    pair.host.streams.clear()
    pair.host._queue.clear()
    pair.model.sent.clear()
    connection, stream = pair.connected()
    assert pair.write(connection, b"after") == 5
    pair.host.send(stream, b"too")
    pair.settle()
    assert stream.received == b"after" and pair.read(connection) == b"too"


def test_a_device_that_cannot_be_reset_is_given_up() -> None:
    pair = start()
    connection, _ = pair.connected()
    pair.model.ignores_reset = True
    pair.driver.distrust("enough")
    assert pair.vsock.poll(0) == NEVER and pair.driver.failed and connection.state == CLOSED
    assert pair.driver.room() == 0 and pair.driver.next() == 0 and not pair.driver.enable_interrupts()
