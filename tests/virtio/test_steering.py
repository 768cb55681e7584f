"""Receive-side scaling: a flow comes and leaves by one pair of queues, which the driver's table and key choose."""

from __future__ import annotations

import socket
import struct

import pytest
from hypothesis import given, settings, strategies as st

from tests.virtio.cores import Cores, frame
from tests.virtio.machines import PACKED, SPLIT
from yarara import machine
from yarara.devicemodel.net import F_RSS, STEERING_COMMAND
from yarara.devicemodel.queue import DriverError
from yarara.devicemodel.steering import SteeringTable, toeplitz
from yarara.kernel.virtio.steering import COMMAND_SIZE, Toeplitz
from yarara.simulation import simulation

PUBLISHED_KEY = bytes.fromhex("6d5a56da255b0ec24167253d43a38fb0d0ca2bcbae7b30b477cb2da38030f20c6a42b73bbeac01fa")
PUBLISHED = [  # Microsoft, "Verifying the RSS hash calculation": source, destination, hash of the addresses, hash with the ports
    ("66.9.149.187", 2794, "161.142.100.80", 1766, 0x323E8FC2, 0x51CCC178),
    ("199.92.111.2", 14230, "65.69.140.83", 4739, 0xD718262A, 0xC626B0EA),
    ("24.19.198.95", 12898, "12.22.207.184", 38024, 0xD2D0A5DE, 0x5C2B394A),
    ("38.27.205.30", 48228, "209.142.163.6", 2217, 0x82989176, 0xAFC7327F),
    ("153.39.163.191", 44251, "202.188.127.2", 1303, 0x5D1809C5, 0x10E828A2),
]


def number(address: str) -> int:
    return int.from_bytes(socket.inet_aton(address), "big")


def hashed(key: bytes, source: int, destination: int, ports: int) -> int:
    """The driver's."""
    return Toeplitz(machine.bytes_address(key)).of_flow(source, destination, ports)


@pytest.mark.parametrize("source, source_port, destination, port, of_addresses, with_ports", PUBLISHED)
def test_the_published_hashes(source: str, source_port: int, destination: str, port: int, of_addresses: int, with_ports: int) -> None:
    simulation.reset()
    data = socket.inet_aton(source) + socket.inet_aton(destination)
    assert toeplitz(PUBLISHED_KEY, data) == of_addresses
    assert toeplitz(PUBLISHED_KEY, data + struct.pack("!HH", source_port, port)) == with_ports
    assert hashed(PUBLISHED_KEY, number(source), number(destination), source_port << 16 | port) == with_ports
    assert hashed(PUBLISHED_KEY, number(source), number(destination), 0) == of_addresses


@settings(deadline=None, max_examples=50)
@given(st.binary(min_size=40, max_size=40), st.binary(min_size=12, max_size=12))
def test_driver_and_device_compute_the_same(key: bytes, flow: bytes) -> None:
    simulation.reset()
    assert hashed(key, *struct.unpack("!III", flow)) == toeplitz(key, flow)


def segment(protocol: int, source: str, source_port: int, destination: str, port: int, tag: int = 0) -> bytes:
    ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 60, tag & 0xFFFF, 0, 64, protocol, 0, socket.inet_aton(source), socket.inet_aton(destination))
    return b"\xff" * 6 + b"\x52\x54\0\0\0\1" + b"\x08\0" + ip + struct.pack("!HHHH", source_port, port, 40, 0) + tag.to_bytes(4, "big") * 8


def received_by(cores: Cores, data: bytes) -> int:
    """The pair by which the device brings it."""
    assert cores.model.steering is not None
    return cores.model.steering.pair_of(data)


@pytest.mark.parametrize("features", [SPLIT, PACKED])
@pytest.mark.parametrize("pairs", [2, 3, 4])
def test_a_flow_leaves_by_the_pair_by_which_it_comes(monkeypatch: pytest.MonkeyPatch, pairs: int, features: int) -> None:
    cores = Cores(monkeypatch, pairs, pairs, features | F_RSS)
    cores.run()
    assert [command[:2] for command in cores.model.commands if command[0] == 4] == [STEERING_COMMAND] and cores.model.active_pairs == pairs
    used = set()
    for flow in range(60):
        protocol, peer, port = 6 if flow % 2 else 17, f"10.1.{flow}.{3 * flow + 1}", 1000 + 77 * flow
        coming = segment(protocol, peer, port, "10.0.0.1", 80, flow)
        pair = received_by(cores, coming)
        assert cores.model.deliver(coming)
        cores.run()
        assert cores.arrived.pop() == coming
        assert cores.send(segment(protocol, "10.0.0.1", 80, peer, port, flow))
        cores.driver.flush()
        cores.run()
        assert cores.model.sent_by[-1] == pair
        used.add(pair)
    assert used == set(range(pairs)) and cores.driver.faults == 0


def test_what_has_no_ports_is_the_first_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    cores = Cores(monkeypatch, 4, 4, SPLIT | F_RSS)
    part = bytearray(segment(17, "10.1.1.1", 5, "10.0.0.1", 6))
    part[20:22] = b"\x20\0"
    for data in frame(1), bytes(part), segment(1, "10.1.1.1", 5, "10.0.0.1", 6):
        assert received_by(cores, data) == 0


def test_the_key_is_random(monkeypatch: pytest.MonkeyPatch) -> None:
    cores = Cores(monkeypatch, 2, 2, SPLIT | F_RSS)
    assert cores.model.steering is not None
    key = cores.model.steering.key
    monkeypatch.setattr(machine, "random_word", lambda: 0x0123456789ABCDEF)
    cores = Cores(monkeypatch, 2, 2, SPLIT | F_RSS)
    assert len(key) == 40 and cores.model.steering is not None and cores.model.steering.key == bytes.fromhex("efcdab8967452301") * 5 != key


def test_the_table_is_told_again_after_a_reset(monkeypatch: pytest.MonkeyPatch) -> None:
    cores = Cores(monkeypatch, 2, 2, SPLIT | F_RSS)
    cores.run()
    assert cores.model.steering is not None
    key = cores.model.steering.key
    cores.model.fail()
    cores.look()
    cores.run()
    assert cores.driver.faults == 1 and cores.model.steering is not None and cores.model.steering.key == key
    coming = segment(6, "10.1.1.9", 5, "10.0.0.1", 6)
    assert cores.model.deliver(coming)
    cores.run()
    assert cores.arrived[-1] == coming


@pytest.mark.parametrize("offset, value", [(17, b"\x27"), (18, b"\x01\0"), (20, b"\x02\0\0\0"), (20, b"\x05\0\0\0")],
                         ids=["short key", "small table", "no UDP", "no TCP"])
def test_a_device_that_cannot_do_enough_follows_the_flows_itself(monkeypatch: pytest.MonkeyPatch, offset: int, value: bytes) -> None:
    from tests.virtio import cores as module
    from yarara.devicemodel.net import NetModel

    class Less(NetModel):
        def __init__(self, **options: int) -> None:
            super().__init__(**options)  # type: ignore[arg-type]
            self.configuration[offset:offset + len(value)] = value

    monkeypatch.setattr(module, "NetModel", Less)
    cores = Cores(monkeypatch, 2, 2, SPLIT | F_RSS)
    assert not cores.model.features & F_RSS and cores.model.active_pairs == 2 and cores.model.steering is None


def test_a_smaller_table(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.virtio import cores as module
    from yarara.devicemodel.net import NetModel

    class Small(NetModel):
        def __init__(self, **options: int) -> None:
            super().__init__(**options)  # type: ignore[arg-type]
            self.configuration[18:20] = (9).to_bytes(2, "little")

    monkeypatch.setattr(module, "NetModel", Small)
    cores = Cores(monkeypatch, 2, 2, SPLIT | F_RSS)
    assert cores.model.steering is not None and list(cores.model.steering.table) == [0, 1] * 4


def test_a_device_that_refuses_the_table_gets_everything_by_the_first_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    from yarara.devicemodel.net import NetModel
    monkeypatch.setattr(NetModel, "_command", lambda self, kind, number, data: (kind, number) != STEERING_COMMAND)
    cores = Cores(monkeypatch, 2, 2, SPLIT | F_RSS)
    cores.run()
    for port in range(30):
        assert cores.send(segment(17, "10.0.0.1", port + 1, "10.1.1.1", 9))
        cores.driver.flush()
        cores.run()
    assert set(cores.model.sent_by) == {0}


@pytest.mark.parametrize("data", [b"", bytes(7), bytes(4) + b"\x02\0\0\0" + bytes(100), struct.pack("<IHHHHB", 6, 0, 0, 5, 1, 0), struct.pack("<IHHHHB", 6, 0, 0, 0, 3, 0),
                                  struct.pack("<IHHHHB", 6, 0, 0, 0, 1, 3) + b"12", struct.pack("<IHHHHB", 6, 0, 9, 0, 1, 0), struct.pack("<IHHHHB", 64, 0, 0, 0, 1, 0)])
def test_the_model_refuses_what_is_no_table(data: bytes) -> None:
    with pytest.raises(DriverError):
        SteeringTable(data, 2)
    assert COMMAND_SIZE == 4 + 2 + 2 + 2 * 128 + 2 + 1 + 40


def test_after_a_ring_was_full_all_others_are_notified(monkeypatch: pytest.MonkeyPatch) -> None:
    """QEMU may wait in the turn of another queue with a frame that had no room in this one."""
    cores = Cores(monkeypatch, 2, 2, SPLIT | F_RSS, capacity=64)
    cores.run()
    notified: list[int] = []
    notify = cores.model.notify

    def noted(index: int) -> None:
        notified.append(index)
        notify(index)

    monkeypatch.setattr(cores.model, "notify", noted)
    for number in range(3):
        assert cores.model.deliver(frame(number), pair=1)
    cores.run()
    assert 0 not in notified and len(cores.arrived) == 3
    count = 0
    while cores.model.deliver(frame(count), pair=1):
        count += 1
    cores.run()
    assert 0 in notified and count > 30
