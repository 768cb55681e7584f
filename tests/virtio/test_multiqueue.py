"""Several pairs of queues, each on a core: the driver's parts on all cores take turns in any order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from tests.virtio.cores import Cores, datagram, frame
from tests.virtio.machines import PACKED, SPLIT
from yarara.devicemodel.device import F_EVENT_IDX
from yarara.devicemodel.hostile import LIES
from yarara.devicemodel.net import NetModel
from yarara.kernel.network.duration import SECOND
from yarara.kernel.network.handover import SLACK
from yarara.kernel.network.watchdog import MOST_INTERRUPTS

FORMATS = {"split": SPLIT, "packed": PACKED, "split, flags": SPLIT & ~F_EVENT_IDX}
LIES_OF = [(name, lie) for name in ("split", "packed") for lie in LIES
           if lie != "noise" and (name, lie) != ("packed", "index jumps")]  # there is no index there


@pytest.mark.parametrize("cores, pairs, used", [(1, 4, 1), (2, 4, 2), (4, 4, 4), (4, 2, 2), (3, 4, 3)])
def test_each_core_has_a_pair_if_the_device_has_so_many(monkeypatch: pytest.MonkeyPatch, cores: int, pairs: int, used: int) -> None:
    machine = Cores(monkeypatch, cores, pairs)
    assert machine.model.active_pairs == used and sorted(machine.pollers) == list(range(1, used))
    assert ((4, 0, used.to_bytes(2, "little")) in machine.model.commands) == (used > 1)
    assert machine.driver.faults == 0 and not machine.driver.failed


@pytest.mark.parametrize("features", FORMATS.values(), ids=FORMATS.keys())
def test_frames_of_every_pair_reach_the_stack(monkeypatch: pytest.MonkeyPatch, features: int) -> None:
    machine = Cores(monkeypatch, 4, 4, features)
    machine.run()
    for number in range(200):
        assert machine.model.deliver(frame(number), pair=number % 4)
        machine.run()
    assert machine.arrived == [frame(number) for number in range(200)]
    assert machine.packets() == machine.all_packets() and machine.driver.faults == 0


@pytest.mark.parametrize("features", FORMATS.values(), ids=FORMATS.keys())
def test_a_flow_leaves_by_one_pair_in_order(monkeypatch: pytest.MonkeyPatch, features: int) -> None:
    machine = Cores(monkeypatch, 4, 4, features)
    machine.run()
    for number in range(300):
        assert machine.send(datagram(1000 + number % 30, number))
        if number % 7 == 0:
            machine.driver.flush()
            machine.run()
    machine.driver.flush()
    machine.run()
    assert len(machine.model.wire) == 300 and set(machine.model.sent_by) == {0, 1, 2, 3}
    for flow in range(30):
        of_flow = [(by, sent) for by, sent in zip(machine.model.sent_by, machine.model.wire) if sent in
                   [datagram(1000 + flow, number) for number in range(flow, 300, 30)]]
        assert [sent for _, sent in of_flow] == [datagram(1000 + flow, number) for number in range(flow, 300, 30)]
        assert len({by for by, _ in of_flow}) == 1


def test_what_has_no_ports_leaves_by_the_first_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Cores(monkeypatch)
    fragment = bytearray(datagram(1001, 1))
    fragment[20:22] = b"\x20\x00"
    for data in (frame(1), bytes(fragment), datagram(1001, 1)[:30]):
        assert machine.send(data)
    machine.driver.flush()
    machine.run()
    assert machine.model.sent_by == [0, 0, 0]


def test_packets_go_back_to_the_core_they_came_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a flow in one direction would use up the packets of one side."""
    machine = Cores(monkeypatch)
    machine.run()
    port = port_of(machine, 1)
    for number in range(2000):
        machine.model.deliver(frame(number), pair=1)
        machine.run()
    for number in range(2000):
        assert machine.send(datagram(port, number))
        machine.driver.flush()
        machine.run()
    assert len(machine.arrived) == 2000 and len(machine.sent_by(1)) == 2000
    worker = machine.pollers[1]
    lent = worker.pair.receive_ring.queue.lent
    assert abs(worker.pool.available + lent - worker.pool.count) <= 2 * SLACK


def port_of(machine: Cores, pair: int) -> int:
    """A port whose flow leaves by this pair."""
    for port in range(2000, 2100):
        before = len(machine.model.wire)
        machine.send(datagram(port, 0))
        machine.driver.flush()
        machine.run()
        by = machine.model.sent_by[before]
        if by == pair:
            machine.model.wire.clear()
            machine.model.sent_by.clear()
            return port
    raise AssertionError("all flows leave by other pairs")


def test_a_worker_that_cannot_send_refuses_and_says_when_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Cores(monkeypatch)
    machine.run()
    port = port_of(machine, 1)
    step, machine.model.step = machine.model.step, lambda: False  # type: ignore[method-assign]
    accepted = 0
    while machine.send(datagram(port, accepted)):
        accepted += 1
        machine.driver.flush()
        machine.run()
    machine.model.step = step  # type: ignore[method-assign]
    machine.run()
    assert machine.sent_by(1) == [datagram(port, number) for number in range(accepted)]
    assert machine.packets() == machine.all_packets()


@pytest.mark.parametrize("queue, name", [(2, "receive queue 1"), (3, "transmit queue 1")], ids=["receive", "transmit"])
@pytest.mark.parametrize("rings, lie", LIES_OF)
def test_a_lie_to_a_worker_resets_the_device(monkeypatch: pytest.MonkeyPatch, rings: str, lie: str, queue: int, name: str) -> None:
    machine = Cores(monkeypatch, features=FORMATS[rings])
    machine.run()
    port = port_of(machine, 1)
    step, machine.model.step = machine.model.step, lambda: False  # type: ignore[method-assign]
    for number in range(4):
        assert machine.send(datagram(port, number)) and machine.send(frame(number))
        machine.driver.flush()
        machine.run()
    resets = machine.model.resets
    LIES[lie](machine.model.queues[queue].live, lambda count: min(count - 1, 9))
    machine.awake.add(1)
    machine.run()
    assert (machine.model.resets - resets, machine.driver.faults) == (1, 1), machine.driver.last_fault
    assert f"({name}, descriptor " in machine.driver.last_fault and machine.model.active_pairs == 2
    machine.model.step = step  # type: ignore[method-assign]
    machine.run()
    assert machine.sent_by(1) == [datagram(port, number) for number in range(4)], "what was accepted is sent"
    assert machine.sent_by(0) == [frame(number) for number in range(4)]
    assert machine.model.deliver(frame(9), pair=1) and machine.model.deliver(frame(10))
    machine.run()
    assert sorted(machine.arrived) == [frame(9), frame(10)]
    assert machine.packets() == machine.all_packets()


def test_a_device_that_asks_for_a_reset_waits_for_the_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Cores(monkeypatch, 4, 4)
    machine.run()
    resets = machine.model.resets
    machine.model.fail()
    machine.look()
    machine.turn(0)
    assert machine.model.resets == resets and machine.driver.link_up(), "other cores may use it"
    assert not machine.send(frame(1)), "nothing is dropped meanwhile"
    machine.run()
    assert machine.model.resets == resets + 1 and machine.model.active_pairs == 4
    assert machine.send(frame(1))
    machine.driver.flush()
    machine.run()
    assert machine.model.wire == [frame(1)]


def test_a_pair_that_sends_nothing_for_five_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Cores(monkeypatch)
    machine.run()
    port = port_of(machine, 1)
    step, machine.model.step = machine.model.step, lambda: False  # type: ignore[method-assign]
    machine.send(datagram(port, 1))
    machine.driver.flush()
    machine.run()
    machine.now += 5 * SECOND
    machine.awake.add(1)
    machine.run()
    assert machine.driver.faults == 1 and "five seconds" in machine.driver.last_fault
    machine.model.step = step  # type: ignore[method-assign]
    machine.run()
    assert machine.sent_by(1) == [datagram(port, 1)]


def test_interrupts_of_a_worker_without_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Cores(monkeypatch)
    machine.run()
    for _ in range(MOST_INTERRUPTS):
        interrupt_worker(machine)
    assert machine.driver.faults == 0
    for _ in range(3):
        interrupt_worker(machine)
    machine.run()
    assert machine.driver.faults == 1 and "without a reason" in machine.driver.last_fault
    assert machine.model.deliver(frame(1), pair=1)
    machine.run()
    assert machine.arrived == [frame(1)]


def interrupt_worker(machine: Cores) -> None:
    """It looks, finds nothing, and sleeps again."""
    machine.turn(1)
    machine.turn(1)


def test_a_device_that_does_not_take_the_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    command = NetModel._command
    monkeypatch.setattr(NetModel, "_command", lambda model, kind, number, data: kind != 4 and command(model, kind, number, data))
    machine = Cores(monkeypatch)
    for port in range(1000, 1010):
        assert machine.send(datagram(port, 0))
    machine.driver.flush()
    machine.run()
    assert machine.sent_by(0) == [datagram(port, 0) for port in range(1000, 1010)]
    assert machine.model.deliver(frame(1))
    machine.run()
    assert machine.arrived == [frame(1)] and machine.driver.faults == 0


@settings(max_examples=150, deadline=None)
@given(data=st.data(), features=st.sampled_from(list(FORMATS.values())), capacity=st.sampled_from([4, 8, 16]))
def test_no_order_of_turns_loses_a_frame(data: st.DataObject, features: int, capacity: int) -> None:
    """Frames in and out by all pairs, and the cores that were woken take turns as it happens; then all is let run down."""
    with pytest.MonkeyPatch.context() as patch:
        machine = Cores(patch, 3, 3, features, capacity)
        delivered: dict[int, list[bytes]] = {0: [], 1: [], 2: []}
        sent: list[bytes] = []
        number = 0
        for action in data.draw(st.lists(st.sampled_from(["deliver", "deliver", "send", "send", "flush", "device", "turn", "turn"]),
                                         max_size=60)):
            number += 1
            if action == "deliver":
                pair = data.draw(st.integers(0, 2))
                if machine.model.deliver(frame(pair * 1000 + number), pair=pair):
                    delivered[pair].append(frame(pair * 1000 + number))
            elif action == "send":
                packet = datagram(1000 + number % 5, number)
                if machine.send(packet):
                    sent.append(packet)
            elif action == "flush":
                machine.driver.flush()
            elif action == "device":
                machine.model.step()
            machine.look()
            if action == "turn" and machine.awake:
                machine.turn(data.draw(st.sampled_from(sorted(machine.awake))))
        machine.driver.flush()
        machine.run()
        assert sorted(machine.model.wire) == sorted(sent)
        for pair, frames in delivered.items():
            assert [one for one in machine.arrived if int.from_bytes(one[6:10], "big") // 1000 == pair] == frames
        assert machine.packets() == machine.all_packets() and machine.driver.faults == 0
