"""The network driver against a device that breaks the rules, asks for a reset, or falls silent."""

from __future__ import annotations

import contextlib
from typing import Callable

import pytest
from hypothesis import given, settings, strategies as st

from tests.driven import sends_nothing_for_ever
from tests.virtio.machines import ALL_SETS, LIVES, Machine, frame
from yarara.devicemodel.device import F_RING_RESET
from yarara.devicemodel.hostile import LIES, spurious_interrupt
from yarara.devicemodel.net import NetModel
from yarara.devicemodel.packed import PackedRing
from yarara.kernel.network.duration import NEVER, SECOND
from yarara.simulation import BusError, simulation


def test_a_device_that_asks_for_a_reset_gets_one(net: Machine) -> None:
    for number in range(5):
        net.send(frame(number))
    net.model.fail()
    net.driver.acknowledge()
    assert (net.driver.faults, net.driver.last_fault, net.model.resets) == (1, "asked for a reset", 2)
    net.assert_no_packet_lost()
    assert net.model.deliver(frame(9)) and net.received() == [frame(9)]
    net.send(frame(10))
    net.driver.flush()
    net.model.run()
    assert net.model.wire == [*map(frame, range(5)), frame(10)], "what was accepted before is sent"


FORGERIES = {  # the queue; then the place, id and length of the note, and how many are said to be returned
    "receive: a wrong id": (0, 0, 500, 40, 1), "receive: too long": (0, 0, 0, 3000, 1), "receive: less than a header": (0, 0, 0, 9, 1),
    "receive: all at once": (0, 0, 0, 40, 30),
    "transmit: a wrong id": (1, 0, 500, 0, 1), "transmit: not lent": (1, 0, 15, 0, 1), "transmit: more than it had": (1, 0, 0, 0, 6)}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_device_that_breaks_the_rules_is_reset(net: Machine, forgery: tuple[int, int, int, int, int]) -> None:
    for number in range(5):
        net.send(frame(number))
    net.driver.flush()
    queue, *lie = forgery
    net.ring(queue).forge(*lie)
    resets = net.model.resets
    net.received()
    net.driver.flush()
    assert net.driver.faults == 1 and ("transmit queue" if queue else "receive queue") in net.driver.last_fault and "field" in net.driver.last_fault
    assert (net.model.resets - resets, net.model.queue_resets) == ((0, 1) if net.model.features & F_RING_RESET else (1, 0))
    net.assert_no_packet_lost()
    assert net.model.deliver(frame(9)) and net.received() == [frame(9)]
    assert net.send(frame(10))
    net.driver.flush()
    net.model.run()
    lost = queue == 1 and lie[3] == 6 and isinstance(net.ring(1), PackedRing)  # it said that it had sent the first, which can be
    assert net.model.wire == [*map(frame, range(1 if lost else 0, 5)), frame(10)]


def test_a_frame_that_kills_the_device_again_and_again_is_dropped(net: Machine) -> None:
    net.send(frame(1))
    net.driver.flush()
    for _ in range(4):
        net.model.fail()
        net.driver.acknowledge()
    assert net.driver.faults == 4 and not net.driver.failed
    net.assert_no_packet_lost()
    net.model.run()
    assert net.model.wire == []
    net.send(frame(2))
    net.driver.flush()
    net.model.run()
    assert net.model.wire == [frame(2)]


def test_a_device_that_sends_nothing_for_ever_is_reset(net: Machine) -> None:
    sends_nothing_for_ever(net, net.model.run)
    assert net.model.wire == [bytes(60)]


def test_a_device_that_sends_slowly_is_left_in_peace(net: Machine) -> None:
    for number in range(5):
        net.send(frame(number))
    net.driver.flush()
    for turn in range(5):
        net.driver.watch(4 * turn * SECOND)
        net.model.step()
        net.driver.flush()
    assert net.driver.watch(40 * SECOND) == NEVER and net.driver.faults == 0


def test_interrupts_without_end_and_without_reason_are_an_error(net: Machine) -> None:
    for _ in range(1000):
        net.driver.acknowledge()
    net.model.deliver(frame(1))
    assert net.received() == [frame(1)]
    for _ in range(1001):
        net.driver.acknowledge()
    assert net.driver.faults == 0, "some are no error: wishes and interrupts cross"
    net.driver.acknowledge()
    assert net.driver.faults == 1 and "without a reason" in net.driver.last_fault
    assert net.model.deliver(frame(2)) and net.received() == [frame(2)]


def test_a_device_that_cannot_be_started_again_is_like_a_pulled_cable(net: Machine) -> None:
    net.model.offered = 0
    net.model.fail()
    net.driver.acknowledge()
    assert net.driver.failed and not net.driver.link_up()
    assert net.pool.available == net.pool.count
    assert net.received() == [] and net.send(frame(1)) and not net.driver.enable_interrupts()
    net.driver.flush()
    assert net.pool.available == net.pool.count


@pytest.mark.parametrize("call", ["receive", "flush", "enable_interrupts", "acknowledge"])
@pytest.mark.parametrize("queue", [0, 1], ids=["receive", "transmit"])
def test_whichever_call_notices_the_failure_all_packets_return(net: Machine, queue: int, call: str) -> None:
    for number in range(5):
        net.send(frame(number))
    net.driver.flush()
    net.model.deliver(frame(1))
    packet = net.driver.receive()
    assert packet is not None
    net.pool.give(packet)  # so that the receive ring has room for one
    net.model.offered = 0
    net.ring(queue).forge(0, 0x7777, 0, 0x7771)
    net.driver.transport.features &= ~F_RING_RESET
    getattr(net.driver, call)()
    net.received()
    net.driver.flush()
    assert net.driver.failed
    assert net.pool.available == net.pool.count


def test_packets_stay_away_from_the_pool_while_a_device_may_write_to_them(net: Machine) -> None:
    lent = net.packets_in_rings()
    net.model.ignores_reset = True
    net.model.fail()
    net.driver.acknowledge()
    assert net.driver.failed
    assert net.pool.available == net.pool.count - lent


@settings(max_examples=200, deadline=None)
@given(events=st.lists(st.tuples(st.sampled_from(["send", "deliver", "poll", "run", "sleep", "forge"]),
                                 st.integers(0, 1), st.integers(0, 200), st.binary(min_size=8, max_size=8)), max_size=40),
       life=st.sampled_from(LIVES))
def test_no_answer_of_a_hostile_device_does_harm(events: list[tuple[str, int, int, bytes]], life: tuple[str, str]) -> None:
    """Bytes written anywhere into the rings cause resets at worst: no wild access (BusError), no packet lost or owned twice."""
    net = Machine(NetModel(capacity=8, features=ALL_SETS[life[1]]), life[0], packets=24)
    for action, queue, offset, data in events:
        if action == "send":
            net.send(frame(1))
        elif action == "deliver" and not net.driver.failed:
            honest(net.model.deliver, frame(2))
        elif action == "poll":
            net.received()
            net.driver.flush()
        elif action == "run":
            honest(net.model.step)
        elif action == "sleep":
            net.driver.enable_interrupts()
        elif action == "forge":
            area, length = net.ring(queue).shared()
            simulation.write_bytes(area + offset % (length - 8), data)
        net.assert_no_packet_lost()
    assert not net.driver.failed


@settings(max_examples=200, deadline=None)
@given(life=st.sampled_from(LIVES), data=st.data(),
       actions=st.lists(st.sampled_from(["send", "deliver", "poll", "run", "sleep", "fail", "interrupt", *LIES]), max_size=40))
def test_after_any_lies_the_device_works_again(life: tuple[str, str], actions: list[str], data: st.DataObject) -> None:
    """Lies of each kind among honest work: no packet is lost, and what the device leaves alone afterwards goes through."""
    net = Machine(NetModel(capacity=8, features=ALL_SETS[life[1]]), life[0], packets=24)

    def choose(count: int) -> int:
        return data.draw(st.integers(0, count - 1))

    for number, action in enumerate(actions):
        if action == "send":
            net.send(frame(number))
        elif action == "deliver":
            honest(net.model.deliver, frame(number))
        elif action == "poll":
            net.received()
            net.driver.flush()
        elif action == "run":
            honest(net.model.step)
        elif action == "sleep":
            net.driver.enable_interrupts()
        elif action == "fail":
            net.model.fail()
            net.driver.acknowledge()
        elif action == "interrupt":
            spurious_interrupt(net.model, net.model.queues[choose(2)])
            net.driver.acknowledge()
        else:
            LIES[action](net.ring(choose(2)), choose)
            net.received()
            net.driver.flush()
        net.assert_no_packet_lost()
    assert not net.driver.failed
    net.model.fail()  # whatever it has written behind the driver's back is gone
    net.driver.acknowledge()
    net.model.run()
    net.driver.flush()
    sent = len(net.model.wire)
    assert net.model.deliver(frame(1000)) and net.received()[-1:] == [frame(1000)]
    assert net.send(frame(1001))
    net.driver.flush()
    net.model.run()
    assert net.model.wire[sent:] == [frame(1001)]


def honest(action: Callable[..., object], *arguments: object) -> None:
    """Let the model act, although what it finds in its own rings may be forged: then it goes astray, not the driver."""
    with contextlib.suppress(AssertionError, BusError):  # a DriverError is one too
        action(*arguments)
