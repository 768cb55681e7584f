"""Devices that wrap a device: recording traffic, and a bad wire."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from scapy.utils import RawPcapNgReader, RawPcapReader

from tests.virtio.machines import Machine, frame
from yarara.devicemodel.net import NetModel
from yarara.kernel.network.capture import CaptureDevice, Sink
from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.faults import CORRUPT, DELAY, DROP, DUPLICATE, PASS, FaultPlan, FaultyDevice, RandomFaults
from yarara.simulation import simulation


NOW = 1_700_000_000_123_456_789


class File(Sink):
    """Takes whole blocks, as long as there is room."""

    def __init__(self, room: int = 1 << 30) -> None:
        self.data = b""
        self.room = room
        self._reserved = 0

    def now(self) -> int:
        return NOW

    def reserve(self, length: int) -> bool:
        if len(self.data) + length > self.room:
            return False
        self._reserved = length
        return True

    def write(self, address: int, length: int) -> None:
        self.data += simulation.read_bytes(address, length)
        self._reserved -= length

    def publish(self) -> None:
        assert self._reserved == 0, "a block is as long as was said"


def read_all(device: NetworkDevice) -> list[bytes]:
    frames = []
    for packet in iter(device.receive, None):
        frames.append(simulation.read_bytes(packet.data, packet.length))
        device.pool.give(packet)
    return frames


def recorded(file: File) -> list[tuple[bytes, Any]]:
    """The frames and what stands beside them."""
    reader = RawPcapReader(io.BytesIO(file.data))
    assert isinstance(reader, RawPcapNgReader)
    return list(reader)


def times(meta: Any) -> int:
    return int(meta.tshigh << 32 | meta.tslow) * 1_000_000_000 // int(meta.tsresol)


def test_both_directions_are_recorded() -> None:
    net, file = Machine(), File()
    device = CaptureDevice(net.driver, file)
    net.model.deliver(frame(1, 60))
    read_all(device)
    assert device.transmit(net.frame_to_send(frame(2, 1514)))
    device.flush()
    net.model.run()
    assert net.model.wire == [frame(2, 1514)]
    records = recorded(file)
    assert [data for data, _ in records] == [frame(1, 60), frame(2, 1514)]
    assert all(times(meta) == NOW and meta.linktype == 1 for _, meta in records)


@pytest.mark.parametrize("length", range(60, 68))
def test_frames_of_every_length_are_padded(length: int) -> None:
    net, file = Machine(), File()
    device = CaptureDevice(net.driver, file)
    for number in range(2):
        assert device.transmit(net.frame_to_send(frame(number, length)))
    assert [data for data, _ in recorded(file)] == [frame(0, length), frame(1, length)]


def blocks(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The type and the body of each block; both of its lengths must agree."""
    while data:
        kind, length = struct.unpack_from("<II", data)
        assert length % 4 == 0 and struct.unpack_from("<I", data, length - 4) == (length,)
        yield kind, data[8:length - 4]
        data = data[length:]


def flags_and_drops(body: bytes) -> tuple[int, int]:
    """Of an enhanced packet block: the options 2 and 4."""
    length = struct.unpack_from("<I", body, 12)[0]
    options = body[20 + (length + 3) // 4 * 4:]
    code, size, flags, code_of_drops, size_of_drops, drops, end = struct.unpack("<HHIHHQI", options)
    assert (code, size, code_of_drops, size_of_drops, end) == (2, 4, 4, 8, 0)
    return flags, drops


def test_each_frame_says_which_way_it_went_and_to_whom() -> None:
    net, file = Machine(), File()
    device = CaptureDevice(net.driver, file)
    for destination in (b"\xff" * 6, b"\x01\x00\x5e\x00\x00\x01", b"\x52\x54\x00\x00\x00\x01"):
        net.model.deliver(destination + frame(1, 60)[6:])
    read_all(device)
    assert device.transmit(net.frame_to_send(b"\x52\x54\x00\x00\x00\x02" + frame(2, 60)[6:]))
    assert [kind for kind, _ in blocks(file.data)] == [0x0A0D0D0A, 1, 6, 6, 6, 6]
    assert [flags_and_drops(body)[0] for kind, body in blocks(file.data) if kind == 6] == [1 | 3 << 2, 1 | 2 << 2, 1 | 1 << 2, 2 | 1 << 2]


def test_frames_without_room_are_counted_in_the_next() -> None:
    net, file = Machine(), File(room=300)
    device = CaptureDevice(net.driver, file)
    for number in range(4):
        assert device.transmit(net.frame_to_send(frame(number)))
    file.room = 1 << 20
    for number in (8, 9):
        assert device.transmit(net.frame_to_send(frame(number)))
    assert [data for data, _ in recorded(file)] == [frame(number) for number in (0, 1, 8, 9)]
    assert [flags_and_drops(body)[1] for kind, body in blocks(file.data) if kind == 6] == [0, 0, 2, 0] and device.missed == 2


def test_a_refused_frame_is_not_recorded() -> None:
    net, file = Machine(NetModel(capacity=2)), File()
    device = CaptureDevice(net.driver, file)
    packets = [net.frame_to_send(frame(i)) for i in range(3)]
    assert [device.transmit(packet) for packet in packets] == [True, True, False]
    assert len(recorded(file)) == 2


def test_what_the_driver_offers_is_offered_through_the_recorder() -> None:
    net, file = Machine(), File()
    device = CaptureDevice(net.driver, file)
    assert (device.completes_checksums, device.cuts_segments) == (net.driver.completes_checksums, net.driver.cuts_segments) == (True, True)


@pytest.mark.skipif(shutil.which("tshark") is None, reason="tshark is not installed")
def test_tshark_reads_it_without_a_warning(tmp_path: Path) -> None:
    net, file = Machine(), File()
    device = CaptureDevice(net.driver, file)
    net.model.deliver(frame(1, 61))
    read_all(device)
    assert device.transmit(net.frame_to_send(frame(2, 1514)))
    path = tmp_path / "traffic.pcapng"
    path.write_bytes(file.data)
    done = subprocess.run(["tshark", "-r", path, "-T", "fields", "-e", "frame.time_epoch", "-e", "frame.len", "-e", "frame.packet_flags_direction"],
                          capture_output=True, text=True)
    warnings = [line for line in done.stderr.splitlines() if not line.startswith("Running as user")]
    assert (done.returncode, warnings) == (0, [])
    assert done.stdout.splitlines() == ["1700000000.123456789\t61\t0x00000001", "1700000000.123456789\t1514\t0x00000002"]


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
