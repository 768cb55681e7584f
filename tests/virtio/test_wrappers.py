"""Devices that wrap a device: recording traffic, and a bad wire."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from hypothesis import given, settings, strategies as st
from scapy.utils import RawPcapNgReader, RawPcapReader

from tests.virtio.machines import Machine, frame
from yarara.devicemodel.net import NetModel
from yarara.kernel.network.capture import CaptureDevice, Sink
from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.faults import CORRUPT, DELAY, DROP, DUPLICATE, PASS, FaultPlan, FaultyDevice, RandomFaults
from yarara.simulation import simulation


class File(Sink):
    def __init__(self) -> None:
        self.data = b""

    def write(self, address: int, length: int) -> None:
        self.data += simulation.read_bytes(address, length)


def time_of_day() -> int:
    return 1_700_000_000_123_456_789


def read_all(device: NetworkDevice) -> list[bytes]:
    frames = []
    for packet in iter(device.receive, None):
        frames.append(simulation.read_bytes(packet.data, packet.length))
        device.pool.give(packet)
    return frames


def test_both_directions_are_recorded() -> None:
    net, file = Machine(), File()
    device = CaptureDevice(net.driver, file, time_of_day)
    net.model.deliver(frame(1, 60))
    read_all(device)
    assert device.transmit(net.frame_to_send(frame(2, 1514)))
    device.flush()
    net.model.run()
    assert net.model.wire == [frame(2, 1514)]
    reader = RawPcapReader(io.BytesIO(file.data))
    assert not isinstance(reader, RawPcapNgReader)
    records = list(reader)
    assert [data for data, _ in records] == [frame(1, 60), frame(2, 1514)]
    assert all((meta.sec, meta.usec) == (1_700_000_000, 123_456_789) for _, meta in records)


def test_a_refused_frame_is_not_recorded() -> None:
    net, file = Machine(NetModel(capacity=2)), File()
    device = CaptureDevice(net.driver, file, time_of_day)
    before = len(file.data)
    packets = [net.frame_to_send(frame(i)) for i in range(3)]
    assert [device.transmit(packet) for packet in packets] == [True, True, False]
    assert len(file.data) - before == 2 * (16 + 60)


class Planned(FaultPlan):
    """The fates of the first frames; the others pass."""

    def __init__(self, fates: list[int]) -> None:
        self.fates = fates

    def fate(self) -> int:
        return self.fates.pop(0) if self.fates else PASS

    def corrupt_bit(self, length: int) -> int:
        return 8 * 5 + 1


CHANGED = frame(0)[:5] + bytes([frame(0)[5] ^ 2]) + frame(0)[6:]
FATES = {
    "pass": ([PASS], [0, 1, 2]),
    "drop": ([DROP], [1, 2]),
    "duplicate": ([DUPLICATE], [0, 0, 1, 2]),
    "delay": ([DELAY], [1, 0, 2]),
    "delay two": ([DELAY, DELAY], [1, 0, 2]),
    "delay the last": ([PASS, PASS, DELAY], [0, 1, 2]),
}


@pytest.mark.parametrize("fates, expected", FATES.values(), ids=FATES.keys())
def test_fates_of_frames_that_come_in_and_go_out(fates: list[int], expected: list[int]) -> None:
    net = Machine()
    device = FaultyDevice(net.driver, Planned(list(fates)), Planned(list(fates)))
    for number in range(3):
        net.model.deliver(frame(number))
        assert device.transmit(net.frame_to_send(frame(number)))
    device.flush()
    device.flush()
    net.model.run()
    assert read_all(device) + read_all(device) == [frame(number) for number in expected]
    assert net.model.wire == [frame(number) for number in expected]
    device.flush()
    net.assert_no_packet_lost()


def test_one_bit_is_corrupted() -> None:
    net = Machine()
    device = FaultyDevice(net.driver, Planned([CORRUPT]), Planned([]))
    net.model.deliver(frame(0))
    assert read_all(device) == [CHANGED]


def test_a_delayed_frame_is_not_slept_over() -> None:
    net = Machine()
    device = FaultyDevice(net.driver, Planned([DELAY]), Planned([DELAY]))
    net.model.deliver(frame(0))
    assert device.transmit(net.frame_to_send(frame(1)))
    received = []
    for _ in range(5):
        received += read_all(device)
        device.flush()
        if not device.enable_interrupts():
            break
    net.model.run()
    assert received == [frame(0)] and net.model.wire == [frame(1)]


def test_random_faults_have_their_rates() -> None:
    simulation.reset()
    plan = RandomFaults(drop=100, duplicate=200, delay=300, corrupt=50)
    fates = Counter(plan.fate() for _ in range(20_000))
    for fate, rate in (DROP, 100), (DUPLICATE, 200), (DELAY, 300), (CORRUPT, 50), (PASS, 350):
        assert abs(fates[fate] / 20 - rate) < 20


@settings(max_examples=150, deadline=None)
@given(incoming=st.lists(st.integers(0, 4), max_size=40), outgoing=st.lists(st.integers(0, 4), max_size=40),
       actions=st.lists(st.sampled_from(["send", "deliver", "receive", "flush", "step"]), max_size=80))
def test_a_bad_wire_loses_no_packet_of_the_pool(incoming: list[int], outgoing: list[int], actions: list[str]) -> None:
    net = Machine(NetModel(capacity=4), packets=24)
    device = FaultyDevice(net.driver, Planned(incoming), Planned(outgoing))
    for number, action in enumerate(actions):
        if action == "send" and net.pool.available:
            packet = net.frame_to_send(frame(number))
            if not device.transmit(packet):
                net.pool.give(packet)
        elif action == "deliver":
            net.model.deliver(frame(number))
        elif action == "receive":
            read_all(device)
        elif action == "flush":
            device.flush()
        elif action == "step":
            net.model.step()
    for _ in range(10):
        read_all(device)
        device.flush()
        net.model.run()
    device.flush()
    assert not device.enable_interrupts()
    net.assert_no_packet_lost()
