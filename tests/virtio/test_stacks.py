"""A stack on each core: a connection lives on the core that the device or a sum chooses, and no other core touches it."""

from __future__ import annotations

import socket
import struct

import pytest

from tests.network.host import ip
from tests.virtio.machines import PACKED, SPLIT
from tests.virtio.stacks import PEER, PEER_MAC, PORT, Stacks
from yarara.devicemodel.net import F_RSS
from yarara.kernel.network import errors
from yarara.kernel.network.duration import SECOND
from yarara.kernel.network.tcp.connection import Connection
from yarara.kernel.network.tcp.state import CLOSED, ESTABLISHED

KINDS = {"follows flows": (SPLIT, False), "brings frames by any pair": (PACKED, True), "receive-side scaling": (SPLIT | F_RSS, False)}


def talk(stacks: Stacks, clients: list[Connection], servers: list[Connection], turns: int = 8) -> None:
    """Each pair of ends says something of its own, both ways, and hears it."""
    by_port = {(server.remote_port, server.local_port): server for server in servers}
    for turn in range(turns):
        said = {client: bytes([index, turn]) * (37 * turn + 1) for index, client in enumerate(clients)}
        for client, data in said.items():
            assert stacks.send(client, data) == len(data)
            server = by_port[client.local_port, client.remote_port]
            stacks.at(server.engine.core)
            assert stacks.send(server, data[::-1]) == len(data)
        stacks.settle()
        for client, data in said.items():
            server = by_port[client.local_port, client.remote_port]
            stacks.at(server.engine.core)
            assert stacks.read(server) == data
            assert stacks.read(client) == data[::-1]


def connected(stacks: Stacks, count: int) -> tuple[list[Connection], list[Connection]]:
    clients = stacks.connect(count)
    stacks.settle()
    servers = stacks.accept()
    assert [client.state for client in clients] == [ESTABLISHED] * count and len(servers) == count
    return clients, servers


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cores", [2, 4])
def test_each_core_has_connections_of_its_own(monkeypatch: pytest.MonkeyPatch, cores: int, kind: str) -> None:
    features, flows_move = KINDS[kind]
    stacks = Stacks(monkeypatch, cores, features, flows_move=flows_move)
    assert len(stacks.tcps) == cores
    stacks.listen()
    clients, servers = connected(stacks, 40)
    assert {server.engine.core for server in servers} == set(range(cores))
    assert [tcp.engine.table.count for tcp in stacks.tcps] == [sum(server.engine.core == number for server in servers) for number in range(cores)]
    talk(stacks, clients, servers)
    for server in servers:
        assert server.engine.core == stacks.tcps[0].core_of(server.local_address, server.local_port, server.remote_address, server.remote_port)
        stacks.at(server.engine.core)
        server.close(stacks.now)
    for client in clients:
        client.close(stacks.now)
    stacks.settle()
    assert all(end.state == CLOSED or not end.in_table for end in servers + clients)
    assert sum(tcp.counters.tcp_no_connection + tcp.counters.tcp_resent for tcp in stacks.tcps) == 0
    assert stacks.driver.faults == 0 and stacks.packets() == stacks.all_packets()


def test_a_pair_is_reset_while_connections_live_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    stacks = Stacks(monkeypatch, 2)
    stacks.listen()
    clients, servers = connected(stacks, 12)
    resets = stacks.model.resets
    stacks.model.fail()
    stacks.look()
    talk(stacks, clients, servers)
    assert stacks.model.resets == resets + 1 and stacks.driver.faults == 1
    assert stacks.packets() == stacks.all_packets()


def test_a_worker_refuses_while_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a connection sends meanwhile is sent later, and not after a retransmission's time."""
    stacks = Stacks(monkeypatch, 2)
    stacks.listen()
    clients, servers = connected(stacks, 12)
    worker = stacks.pollers[1]
    worker.stop()
    stacks.turn(1)
    assert worker.is_stopped()
    server = next(server for server in servers if server.engine.core == 1)
    stacks.at(1)
    assert stacks.send(server, b"later") == 5
    assert stacks.tcps[1].counters.no_packet == 1
    stacks.current = 0
    worker.resume(False)
    stacks.settle()
    client = next(client for client in clients if client.local_port == server.remote_port)
    assert stacks.read(client) == b"later" and stacks.tcps[1].counters.tcp_resent == 0


def test_a_device_that_is_given_up_ends_connections_on_every_core(monkeypatch: pytest.MonkeyPatch) -> None:
    stacks = Stacks(monkeypatch, 2)
    stacks.listen()
    _, servers = connected(stacks, 12)
    monkeypatch.setattr(stacks.driver.transport, "reset", lambda: False)
    stacks.model.fail()
    stacks.look()
    for server in servers:
        stacks.at(server.engine.core)
        stacks.send(server, b"to nobody")
    for _ in range(400):
        stacks.now += SECOND
        for number in (0, 0, 1, 1):
            stacks.turn(number)
    assert stacks.driver.failed and {server.error for server in servers} <= {errors.TIMED_OUT, errors.HOST_UNREACHABLE}


def test_a_device_that_takes_the_pairs_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a reset it refuses them. Core 0 serves all that is new; it does not break the rules, so it is not reset again."""
    from yarara.devicemodel.net import NetModel
    stacks = Stacks(monkeypatch, 2)
    stacks.listen()
    _, servers = connected(stacks, 12)
    command = NetModel._command
    monkeypatch.setattr(NetModel, "_command", lambda model, kind, number, data: kind != 4 and command(model, kind, number, data))
    stacks.model.fail()
    stacks.look()
    stacks.settle()
    assert stacks.model.active_pairs == 1 and all(worker.lost for worker in stacks.pollers.values())
    for server in servers:
        stacks.at(server.engine.core)
        stacks.send(server, b"hello")
    new = stacks.connect(12)
    stacks._last_pair = dict.fromkeys(stacks._last_pair, 0)
    stacks.settle()
    for _ in range(10):
        stacks.now += SECOND
        stacks.settle(20)
    assert [client.state for client in new] == [ESTABLISHED] * 12 and {server.engine.core for server in stacks.accept()} == {0}
    assert stacks.driver.faults == 1


def test_neighbours_are_asked_by_the_core_that_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer comes to core 0, which tells the others; and only core 0 answers."""
    stacks = Stacks(monkeypatch, 2)
    stacks.listen()
    connected(stacks, 12)
    assert all(tcp.ipv4.arp.cache.find(ip(PEER)) is not None for tcp in stacks.tcps)
    known = stacks.tcps[1].ipv4.arp.cache.find(ip(PEER))
    assert known is not None
    stacks.tcps[1].ipv4.arp.cache.release(known)
    asked = stacks.client.counters.frames_received
    clients, servers = connected(stacks, 12)
    assert stacks.client.counters.frames_received > asked
    talk(stacks, clients, servers, 2)
    assert stacks.tcps[1].counters.arp_unresolved == 0


def test_a_connection_of_ours_begins_where_its_answers_come(monkeypatch: pytest.MonkeyPatch) -> None:
    for features, flows_move in KINDS.values():
        stacks = Stacks(monkeypatch, 4, features, flows_move=flows_move)
        assert stacks.client.tcp is not None
        listener = stacks.client.tcp.listen(0, 9, 100, 0)  # type: ignore[attr-defined]
        calls = [stacks.at(number).connect(0, 0, ip(PEER), 9, 0) for number in range(4) for _ in range(6)]
        stacks.settle()
        assert [call.state for call in calls] == [ESTABLISHED] * 24 and listener.waiting == 24


def error_about(stacks: Stacks, segment: bytes, code: int) -> bytes:
    """What a router says that did not deliver this frame of ours, quoting its IPv4 header and 8 bytes."""
    message = struct.pack("!BBHI", 3, code, 0, 0) + segment[14:42]
    message = message[:2] + struct.pack("!H", internet_checksum(message)) + message[4:]
    header = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(message), 7, 0, 64, 1, 0, socket.inet_aton(PEER), segment[26:30])
    header = header[:10] + struct.pack("!H", internet_checksum(header)) + header[12:]
    return stacks.driver.mac.to_bytes(6, "big") + PEER_MAC.to_bytes(6, "big") + b"\x08\x00" + header + message


def internet_checksum(data: bytes) -> int:
    total: int = sum(struct.unpack(f"!{len(data) // 2}H", data))
    total = (total & 0xFFFF) + (total >> 16)
    return ~(total + (total >> 16)) & 0xFFFF


def unanswered(stacks: Stacks, count: int = 8) -> list[tuple[Connection, bytes]]:
    """On each core so many connections that are being opened, and the frame with which each begins, which is lost."""
    cores = range(len(stacks.tcps))
    for number in cores:  # so that each knows its neighbour
        stacks.at(number).connect(0, 0, ip(PEER), 9, stacks.now)
    stacks.settle()
    calls = [stacks.at(number).connect(0, 0, ip(PEER), 9, stacks.now) for number in cores for _ in range(count)]
    stacks.awake |= set(cores)
    stacks.run()
    frames = {int.from_bytes(frame[34:36], "big"): frame for frame in stacks.model.wire}
    stacks.model.wire.clear()
    stacks.model.sent_by.clear()
    return [(call, frames[call.local_port]) for call in calls]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fragments", [0, 0x2000, 0x0001])
def test_an_error_reaches_the_core_whose_connection_it_is_about(monkeypatch: pytest.MonkeyPatch, kind: str, fragments: int) -> None:
    """Of a segment that was cut into fragments on its way, the first one tells which it was; of a later one nobody knows."""
    features, flows_move = KINDS[kind]
    stacks = Stacks(monkeypatch, 4, features, flows_move=flows_move)
    calls = unanswered(stacks)
    assert sorted({call.engine.core for call, _ in calls}) == [0, 1, 2, 3]
    for number, (_, frame) in enumerate(calls):
        if number % 2:
            frame = frame[:20] + fragments.to_bytes(2, "big") + frame[22:]
            stacks.peer.sent.append(error_about(stacks, frame, 3))
    stacks.settle()
    believed = errors.NONE if fragments == 0x0001 else errors.CONNECTION_REFUSED
    assert {call.error for call, _ in calls[::2]} == {errors.NONE} and {call.error for call, _ in calls[1::2]} == {believed}
    assert stacks.packets() == stacks.all_packets() and stacks.driver.faults == 0


def test_why_a_connection_of_another_core_timed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a router said is the reason that is given."""
    stacks = Stacks(monkeypatch, 2)
    stacks.listen()
    _, servers = connected(stacks, 12)
    server = next(server for server in servers if server.engine.core == 1)
    stacks.at(1)
    stacks.send(server, b"on its way")
    stacks.awake.add(1)
    stacks.run()
    (frame,) = stacks.model.wire
    stacks.model.wire.clear()
    stacks.model.sent_by.clear()
    stacks.peer.sent.append(error_about(stacks, frame, 1))
    stacks.exchange()
    for _ in range(1000):
        stacks.now += SECOND
        for number in (0, 1):
            stacks.turn(number)
        stacks.model.wire.clear()
        stacks.model.sent_by.clear()
    assert server.error == errors.HOST_UNREACHABLE


def test_messages_that_are_about_nothing_stay_on_the_first_core(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too short, about a datagram, about a connection that there is not, and a request for an echo."""
    stacks = Stacks(monkeypatch, 4)
    (_, frame), *_ = unanswered(stacks, 1)
    error = error_about(stacks, frame, 3)
    datagram = frame[:23] + b"\x11" + frame[24:]
    nobody = frame[:34] + b"\x00\x01" + frame[36:]
    echo = error[:34] + b"\x08\x00" + error[36:]
    for message in (error[:40], error[:-9], error_about(stacks, datagram, 3), error_about(stacks, nobody, 3), echo):
        for number in range(4):
            assert stacks.model.deliver(message, pair=number)
            stacks.run()
    assert stacks.service.stack.counters.icmp_errors_received >= 4 and stacks.driver.faults == 0
    assert all(tcp.counters.icmp_echo_replies == 0 for tcp in stacks.tcps[1:])
    assert stacks.packets() == stacks.all_packets()


def test_a_listener_is_closed_on_all_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    stacks = Stacks(monkeypatch, 2)
    stacks.listen()
    clients = stacks.connect(12)
    stacks.settle()
    for number, listener in enumerate(stacks.listeners):
        stacks.at(number).close_listener(listener, stacks.now)
    stacks.settle()
    assert {client.error for client in clients} == {errors.CONNECTION_RESET}
    again = stacks.connect(12)
    stacks.settle()
    assert {client.error for client in again} == {errors.CONNECTION_REFUSED}


def test_whoever_listens_before_the_cores_start_stays_on_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    from yarara.kernel.network.service import Service
    divide = Service._divide

    def listening(service: Service) -> None:
        service.tcp.listen(0, PORT, 10, 0)
        divide(service)

    monkeypatch.setattr(Service, "_divide", listening)
    stacks = Stacks(monkeypatch, 2)
    assert len(stacks.tcps) == 1
    stacks.listeners.append(stacks.tcps[0].listeners.find(ip("10.0.2.15"), PORT))  # type: ignore[arg-type]
    clients, servers = connected(stacks, 10)
    talk(stacks, clients, servers, 2)
