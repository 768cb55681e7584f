"""The rings: nothing is told twice, what was overwritten is counted, the order is that of time."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from tests.observe.kernel import RecordingKernel
from yarara import machine
from yarara.kernel.boot.state import kernel_state
from yarara.kernel.trace import recorder
from yarara.kernel.trace.area import HEADER_SIZE, LARGEST, MAXIMUM_CORES, SMALLEST, capacity_for, size_for
from yarara.kernel.trace.events import KICK, Event
from yarara.kernel.trace.frames import FrameRing
from yarara.observe.clock import TimeScale
from yarara.simulation import simulation


@given(st.lists(st.integers(0, 900), max_size=6))
def test_every_event_is_told_once_or_counted_as_lost(bursts: list[int]) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        simulation.reset()
        kernel = RecordingKernel(monkeypatch)
        told: list[int] = []
        number = 0
        for burst in bursts:
            for _ in range(burst):
                recorder.record(KICK, number, 0)
                number += 1
            kernel.look()
            told += [record.first for record in kernel.host.events()]
        assert len(told) + kernel.host.lost == number
        assert told == sorted(set(told)) and (not told or told[-1] == number - 1)
        assert kernel.host.lost == 0 or max(bursts) >= capacity_for(kernel.size)


def test_events_of_all_cores_come_in_the_order_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    simulation.reset()
    kernel = RecordingKernel(monkeypatch)
    blocks = [simulation.core_block] + [simulation.allocate(4096) for _ in range(2)]
    for number, block in enumerate(blocks):
        recorder.attach(block, number)
    for turn in range(30):
        monkeypatch.setattr(simulation, "core_block", blocks[turn * turn % 3])
        recorder.record(KICK, turn, 0)
    kernel.look()
    assert [(record.first, record.core) for record in kernel.host.events()] == [(turn, turn * turn % 3) for turn in range(30)]


def test_a_kernel_that_has_not_begun_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    simulation.reset()
    kernel = RecordingKernel(monkeypatch)
    assert kernel.host.events() == [] and kernel.host.frames() == b"" and kernel.host.moment() is None


@pytest.mark.parametrize("memory", [4 << 20, 8 << 20, 100 << 20, 128 << 20, 8 << 30])
def test_the_rings_fit(memory: int) -> None:
    size = size_for(memory)
    assert SMALLEST <= size <= LARGEST and (size * 16 <= memory or size == SMALLEST)
    assert capacity_for(size) & capacity_for(size) - 1 == 0
    assert MAXIMUM_CORES * capacity_for(size) * Event.SIZE == size // 2


# -- frames ------------------------------------------------------------------------------------------------------------

def write(ring: FrameRing, data: bytes) -> bool:
    if not ring.reserve(len(data)):
        return False
    ring.write(machine.bytes_address(data), len(data))
    ring.publish()
    return True


def taken(kernel: RecordingKernel) -> bytes:
    """What the host takes; the kernel sees that it did."""
    kernel.look()
    found = kernel.host.frames()
    simulation.write_bytes(kernel.address, bytes(kernel.data[:HEADER_SIZE]))
    return found


@given(st.lists(st.tuples(st.integers(1, 60_000), st.booleans()), max_size=12))
def test_bytes_come_out_as_they_went_in(blocks: list[tuple[int, bool]]) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        simulation.reset()
        kernel = RecordingKernel(monkeypatch)
        monkeypatch.setattr(FrameRing, "_wait", lambda self, length: False)
        ring = FrameRing()
        wanted = found = b""
        lost = 0
        for number, (length, looks) in enumerate(blocks):
            data = number.to_bytes(4, "big") * (length // 4 + 1)
            if write(ring, data):
                wanted += data
            else:
                lost += 1
            if looks:
                found += taken(kernel)
        found += taken(kernel)
        assert found == wanted
        assert recorder.area().frames_lost == lost


def test_half_a_block_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    simulation.reset()
    kernel = RecordingKernel(monkeypatch)
    ring = FrameRing()
    assert ring.reserve(8)
    ring.write(machine.bytes_address(b"1234"), 4)
    assert taken(kernel) == b""
    ring.write(machine.bytes_address(b"5678"), 4)
    ring.publish()
    assert taken(kernel) == b"12345678"


def test_a_host_that_is_gone_is_not_waited_for_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    simulation.reset()
    RecordingKernel(monkeypatch)
    times = iter(range(0, 1 << 40, 400_000_000))
    monkeypatch.setattr("yarara.kernel.cpu.clock.monotonic", lambda: next(times))
    ring = FrameRing()
    block = bytes(60_000)
    assert [write(ring, block) for _ in range(5)] == [True, True, False, False, False]
    assert next(times) < 4_000_000_000  # one second, once
    assert kernel_state().trace != 0


# -- time --------------------------------------------------------------------------------------------------------------

def test_ticks_become_nanoseconds() -> None:
    scale = TimeScale()
    scale.add(1_000, 50)
    scale.add(5_000_000, 50)  # too close in time to say anything
    scale.add(3_001_000, 1_000_050)
    scale.add(9_001_000, 4_000_050)
    assert [scale.time(ticks) for ticks in (1_000, 1_501_000, 3_001_000, 6_001_000, 9_001_000)] == [0, 500_000, 1_000_000, 2_500_000, 4_000_000]
    assert scale.time(18_001_000) == 8_000_000  # at the mean rate


def test_time_never_goes_back() -> None:
    scale = TimeScale()
    for ticks, time in ((10, 0), (3_000_010, 1_000_000), (5_000_010, 2_500_000), (9_000_010, 4_000_000)):
        scale.add(ticks, time)
    times = [scale.time(ticks) for ticks in range(0, 12_000_000, 100_000)]
    assert times == sorted(times)
