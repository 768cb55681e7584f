"""What the kernel does, seen through its trace points: recorded by the kernel's files, decoded by the host's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.observe.kernel import RecordingKernel
from tests.virtio.machines import PACKED, SPLIT, attach, frame
from yarara.devicemodel.net import NetModel
from yarara.kernel.network import stack as stack_module
from yarara.kernel.network.counters import Counters
from yarara.kernel.network.packet import PacketPool
from yarara.kernel.network.stack import Stack
from yarara.kernel.trace import events, points
from yarara.kernel.virtio.net import VirtioNet
from yarara.observe import layout
from yarara.observe.snapshot import TRAFFIC
from yarara.simulation import simulation


class TracedMachine:
    """A driver that records from its first step."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, features: int = SPLIT) -> None:
        simulation.reset()
        self.kernel = RecordingKernel(monkeypatch)
        self.model = NetModel(capacity=16, features=features)
        self.pool = PacketPool(64, 2048)
        self.driver = VirtioNet(attach(self.model), self.pool)


def test_the_handshake_names_features_and_queues(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = TracedMachine(monkeypatch).kernel.entries()
    features = next(entry for entry in entries if entry.name == "features")
    negotiated, declined = features.details["negotiated"], features.details["declined"]
    assert isinstance(negotiated, list) and isinstance(declined, list)
    assert {"CSUM", "MRG_RXBUF", "EVENT_IDX", "VERSION_1"} <= set(negotiated) and features.details["device"] == "net"
    assert not set(negotiated) & set(declined)
    queues = [entry.details["queue"] for entry in entries if entry.name == "queue"]
    assert queues[:2] == ["net transmit queue", "net receive queue"]
    assert [entry.name for entry in entries].index("reset") < entries.index(features)


@pytest.mark.parametrize("features", [SPLIT, PACKED], ids=["split", "packed"])
def test_a_frame_out_and_a_frame_in(monkeypatch: pytest.MonkeyPatch, features: int) -> None:
    net = TracedMachine(monkeypatch, features)
    net.kernel.entries()
    packet = net.pool.take()
    assert packet is not None
    simulation.write_bytes(packet.append(60), frame(1))
    assert net.driver.transmit(packet)
    net.driver.flush()
    net.model.deliver(frame(2, 100))
    net.model.run()
    received = net.driver.receive()
    assert received is not None
    told = [(entry.name, entry.details.get("queue"), entry.details.get("bytes")) for entry in net.kernel.entries() if entry.name != "buffer in"
            or entry.details["queue"] == "net transmit queue"]
    assert told[:3] == [("buffer in", "net transmit queue", 72), ("kick", "net transmit queue", None), ("buffer out", "net receive queue", 112)]


def test_what_is_lent_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    net = TracedMachine(monkeypatch)
    lent = [entry.details["lent"] for entry in net.kernel.entries() if entry.name == "buffer in"]
    assert lent == list(range(1, len(lent) + 1)) and len(lent) == net.driver.pair.receive_ring.queue.lent
    net.model.deliver(frame(2))
    net.model.run()
    net.driver.receive()
    out = [entry for entry in net.kernel.entries() if entry.name == "buffer out"]
    assert [entry.details["lent"] for entry in out] == [len(lent) - 1]


def test_a_device_that_lies_is_told_with_queue_descriptor_and_field(monkeypatch: pytest.MonkeyPatch) -> None:
    net = TracedMachine(monkeypatch)
    net.driver.pair.receive_ring.queue.condemn("len", 3, "wrote more than the buffer holds")
    net.driver.receive()
    entries = net.kernel.entries()
    fault = next(entry for entry in entries if entry.name == "fault")
    assert fault.text == "net receive queue, descriptor 3, field len: the device wrote more than the buffer holds"
    assert "reset" in [entry.name for entry in entries[entries.index(fault):]]


def test_categories_that_are_not_wanted_are_not_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    simulation.reset()
    kernel = RecordingKernel(monkeypatch, categories=events.NET)
    points.kick(0x1000)
    points.halt()
    points.tcp_state(1, 3, 0x0A00020F, 40000, 0x0A000202, 80)
    points.tcp_state(3, 3, 0x0A00020F, 40000, 0x0A000202, 80)
    entry, = kernel.entries()
    assert entry.text == "10.0.2.15:40000 - 10.0.2.2:80 SYN-SENT -> ESTABLISHED"


def test_threads_have_names(monkeypatch: pytest.MonkeyPatch) -> None:
    simulation.reset()
    kernel = RecordingKernel(monkeypatch)
    points.thread_made(0x1000, events.MAIN, 0)
    points.thread_made(0x2000, events.IDLE, 0)
    points.thread_made(0x3000, events.OTHER, 1)
    points.thread_named(0x3000, 1, "Thread-1 (a function with a long name: é)")
    points.switch(0x1000, 1, 0x2000)
    points.wake(0x3000)
    points.switch(0x2000, 0, 0x3000)
    points.thread_ended(0x3000)
    name = "Thread-1 (a function with a long name: é)"
    assert [entry.text for entry in kernel.entries()] == [
        "main, on core 0", "idle 0, on core 0", "thread 3, on core 1", f"thread 3 is {name}", "main waits, idle 0 runs",
        f"{name}, by thread 0x0", f"idle 0 yields, {name} runs", name]


def test_interrupts_say_where_they_came_from(monkeypatch: pytest.MonkeyPatch) -> None:
    simulation.reset()
    kernel = RecordingKernel(monkeypatch)
    for pending in (0, 1, 2, 0b1101):
        points.interrupts(pending)
    assert [(entry.category, entry.text) for entry in kernel.entries()] == [
        ("sched", "timer"), ("sched", "another core"), ("virtio", "timer, device 0, device 1")]


def test_without_tracing_nothing_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    simulation.reset()
    kernel = RecordingKernel(monkeypatch)
    monkeypatch.undo()
    points.kick(0x1000)
    points.frame_in(60)
    assert kernel.entries() == []


def test_a_dropped_packet_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    simulation.reset()
    kernel = RecordingKernel(monkeypatch)
    model = NetModel(capacity=16, features=SPLIT)
    stack = Stack(VirtioNet(attach(model), PacketPool(64, 2048)))
    stack.use_address(0x0A00020F, 0xFFFFFF00, 0)
    kernel.entries()
    to_us = stack.interface.mac.to_bytes(6, "big")
    for data in (b"short", to_us + bytes(6) + b"\x86\xdd" + bytes(46), to_us + bytes(6) + b"\x08\x00" + bytes(46)):
        model.deliver(data)
    model.run()
    stack.poll(1)
    drops = [(entry.category, entry.text) for entry in kernel.entries() if entry.name == "drop"]
    assert drops == [("virtio", "net receive queue, 17 bytes: runts"), ("net", "frame_unknown_type"), ("net", "ipv4_malformed")]


def test_every_drop_names_a_counter() -> None:
    counters = set(layout.fields(Counters))
    sources = [path.read_text() for path in (Path(stack_module.__file__).parent).rglob("*.py")]
    for text in sources:
        lines = text.splitlines()
        for before, line in zip(lines, lines[1:]):
            named = re.search(r'points\.drop\("(\w+)"\)', line)
            if named is not None:
                assert named[1] in counters and f".{named[1]} += 1" in before
            counted = re.search(r"counters\.(\w+) \+= 1", before)
            assert counted is None or counted[1] in TRAFFIC or named is not None, before
