"""The driver against the model of its device."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings, strategies as st

from tests.driven import sends_nothing_for_ever
from tests.e1000.machines import RECEIVE, TRANSMIT, Machine, frame
from yarara.devicemodel.e1000 import CONVENTIONAL, EXPRESS, LSC, MAC, RXT0, TXDW
from yarara.devicemodel.pci import PciFunction
from yarara.devicemodel.queue import DriverError
from yarara.kernel.devices.pci import Function
from yarara.kernel.e1000.e1000 import E1000Error, is_e1000
from yarara.kernel.network.driver import FULL_DUPLEX, SPEED_UNKNOWN
from yarara.kernel.network.duration import NEVER, SECOND
from yarara.simulation import BusError


@pytest.fixture(params=[CONVENTIONAL, EXPRESS], ids=["82540EM", "82574L"])
def net(request: pytest.FixtureRequest) -> Machine:
    return Machine(request.param)


# -- starting ----------------------------------------------------------------------------------------------------------

def test_the_address_is_that_of_the_card(net: Machine) -> None:
    assert net.driver.mac == int.from_bytes(MAC, "big")
    assert net.driver.mtu == 1500 and net.driver.link_up()
    assert not net.driver.completes_checksums and not net.driver.cuts_segments


@pytest.mark.parametrize("number, word", [(0, 0x1234), (63, 0), (30, 0xFFFF)])
def test_a_memory_that_does_not_add_up_is_not_believed(net: Machine, number: int, word: int) -> None:
    net.model.eeprom[number] = word
    net.model.registers.pop(0x5404, None)
    mac = net.start().mac
    assert mac != int.from_bytes(MAC, "big") and mac >> 40 & 3 == 2, "one of one station, locally administered"


@pytest.mark.parametrize("words", [0, 2, 63])
def test_a_memory_that_does_not_answer_is_given_up(net: Machine, words: int) -> None:
    del net.model.eeprom[words:]
    assert net.start().mac >> 40 & 3 == 2


@pytest.mark.parametrize("mac", [bytes(6), b"\x01\x00\x5e\x00\x00\x01", b"\xff" * 6])
def test_an_address_that_no_card_can_have_is_replaced(mac: bytes) -> None:
    assert Machine(mac=mac).driver.mac >> 40 & 3 == 2


def test_an_address_in_the_filter_is_taken_where_the_memory_is_of_no_use(net: Machine) -> None:
    net.model.eeprom.clear()
    net.model.ignores_reset = False
    forget = net.model._forget

    def keep_the_address() -> None:
        forget()
        net.model.registers |= {0x5400: 0x0302_0100, 0x5404: 0x8000_0504}

    net.model._forget = keep_the_address  # type: ignore[method-assign]
    keep_the_address()
    assert net.start().mac == 0x0001_0203_0405


def test_a_device_that_does_not_confirm_a_reset_is_not_used(net: Machine) -> None:
    net.model.ignores_reset = True
    with pytest.raises(E1000Error, match="reset"):
        net.start()


@pytest.mark.parametrize("length", [0x1000, 0x4000])
def test_registers_without_room_are_refused(net: Machine, length: int) -> None:
    net.model.sizes[0] = length
    with pytest.raises(E1000Error, match="registers"):
        net.start()


def test_other_functions_are_left_alone(net: Machine) -> None:
    net.bus.functions[0, 4, 0] = PciFunction(0x8086, 0x10EA)
    net.bus.functions[0, 5, 0] = PciFunction(0x1AF4, 0x100E)
    assert [is_e1000(Function(0, device, 0)) for device in (3, 4, 5, 6)] == [True, False, False, False]


# -- frames ------------------------------------------------------------------------------------------------------------

def test_a_frame_goes_out(net: Machine) -> None:
    assert net.send(frame(1))
    net.model.run()
    assert net.model.wire == [], "not before the flush"
    net.driver.flush()
    net.model.run()
    assert net.model.wire == [frame(1)]
    net.driver.flush()
    net.assert_no_packet_lost()
    assert net.driver.transmit_ring.lent == 0


def test_many_frames_cost_one_access_and_nothing_new_costs_none(net: Machine) -> None:
    writes: list[int] = []
    store = net.model.store

    def stored(offset: int, value: int) -> None:
        writes.append(offset)
        store(offset, value)

    net.model.store = stored  # type: ignore[method-assign]
    for number in range(8):
        net.send(frame(number))
    net.driver.flush()
    net.driver.flush()
    assert writes == [TRANSMIT + 0x18]


@pytest.mark.parametrize("length", [14, 60, 1514])
def test_a_frame_comes_in(net: Machine, length: int) -> None:
    assert net.model.deliver(frame(7, length))
    assert net.received() == [frame(7, length)]
    net.assert_no_packet_lost()


def test_frames_for_others_do_not_come(net: Machine) -> None:
    for to in b"\x02\x00\x00\x00\x00\x01", b"\x01\x00\x5e\x00\x00\xfb", b"\xff" * 6:
        net.model.deliver(frame(1, to=to))
    assert net.received() == [frame(1, to=b"\xff" * 6)] and net.model.filtered == 2


def test_frames_flow_for_many_turns_of_the_rings(net: Machine) -> None:
    for number in range(700):
        assert net.model.deliver(frame(number))
        assert net.received() == [frame(number)]
        assert net.send(frame(number))
        net.driver.flush()
        net.model.run()
    assert net.model.wire == [frame(number) for number in range(700)]
    assert net.driver.faults == 0
    net.assert_no_packet_lost()


def test_a_full_transmit_ring_refuses_and_goes_on_when_there_is_room() -> None:
    net = Machine(packets=600)
    room = net.driver.transmit_ring.room()
    assert room == 255
    for number in range(room):
        assert net.send(frame(number))
    assert not net.send(frame(1000))
    assert not net.driver.enable_interrupts() and net.model.mask & TXDW
    assert not net.model.interrupts()
    net.model.step()
    assert net.model.interrupts(), "there is room"
    net.driver.acknowledge()
    assert net.send(frame(1000))
    net.driver.flush()
    net.model.run()
    assert net.model.wire == [*map(frame, range(room)), frame(1000)]
    net.driver.flush()
    net.driver.disable_interrupts()
    assert not net.driver.enable_interrupts() and not net.model.mask & TXDW
    net.assert_no_packet_lost()


def test_frames_beyond_the_ring_are_lost_and_the_rest_comes() -> None:
    net = Machine(packets=32)
    delivered = [net.model.deliver(frame(number)) for number in range(20)]
    assert delivered == [True] * 16 + [False] * 4, "half of the pool waits for frames"
    assert net.received() == [frame(number) for number in range(16)]
    assert net.model.deliver(frame(30)) and net.received() == [frame(30)]


def test_an_empty_pool_is_no_end(net: Machine) -> None:
    kept = [net.pool.take() for _ in range(net.pool.available)]
    while net.model.deliver(frame(1)):
        packet = net.driver.receive()
        assert packet is not None
        kept.append(packet)
    assert net.driver.receive() is None and net.driver.receive_ring.lent == 0
    for packet in kept:
        assert packet is not None
        net.pool.give(packet)
    assert net.received() == []
    assert net.model.deliver(frame(2)) and net.received() == [frame(2)]
    assert net.driver.faults == 0


# -- interrupts --------------------------------------------------------------------------------------------------------

def test_an_interrupt_comes_when_it_is_wanted_and_only_then(net: Machine) -> None:
    net.driver.disable_interrupts()
    net.model.deliver(frame(1))
    assert not net.model.interrupts(), "the driver polls"
    assert net.received() == [frame(1)]
    assert not net.driver.enable_interrupts()
    assert not net.model.interrupts(), "nothing is there that was not dealt with"
    net.model.deliver(frame(2))
    assert net.model.interrupts()
    net.driver.acknowledge()
    assert not net.model.interrupts()
    net.driver.disable_interrupts()
    assert net.received() == [frame(2)]


def test_a_frame_that_comes_before_the_causes_are_read_is_polled_for(net: Machine) -> None:
    net.driver.disable_interrupts()
    net.model.deliver(frame(1))
    assert net.received() == [frame(1)]
    net.model.deliver(frame(2))
    assert net.driver.enable_interrupts(), "poll again"
    assert net.received() == [frame(2)]


def test_no_wake_up_is_lost_wherever_a_frame_comes(net: Machine) -> None:
    """A frame arrives at each access that the driver makes to a register on its way to sleep."""
    for moment in range(6):
        net.driver.disable_interrupts()
        net.model.deliver(frame(1))
        net.received()
        accesses = 0
        load, store = net.model.load, net.model.store

        def arrive() -> None:
            nonlocal accesses
            if accesses == moment:
                net.model.deliver(frame(2))
            accesses += 1

        def loaded(offset: int) -> int:
            value = load(offset)
            arrive()
            return value

        def stored(offset: int, value: int) -> None:
            store(offset, value)
            arrive()

        net.model.load, net.model.store = loaded, stored  # type: ignore[method-assign]
        sleeps = not net.driver.enable_interrupts()
        net.model.load, net.model.store = load, store  # type: ignore[method-assign]
        if accesses <= moment:
            net.model.deliver(frame(2))
        assert not sleeps or net.model.interrupts()
        net.driver.acknowledge()
        net.driver.disable_interrupts()
        assert net.received() == [frame(2)]


def test_the_link_goes_down_and_up(net: Machine) -> None:
    assert (net.driver.speed, net.driver.duplex) == (1000, FULL_DUPLEX)
    net.driver.enable_interrupts()
    net.model.set_link(False)
    assert net.model.interrupts()
    net.driver.acknowledge()
    assert not net.driver.link_up() and not net.driver.wants_announcement() and net.driver.speed == SPEED_UNKNOWN
    net.model.set_link(True)
    net.driver.acknowledge()
    assert net.driver.link_up() and net.driver.wants_announcement() and not net.driver.wants_announcement()
    assert net.driver.faults == 0


# -- a device that breaks the rules ------------------------------------------------------------------------------------

def test_damaged_frames_and_runts_are_dropped_and_counted(net: Machine) -> None:
    for errors in 0x01, 0x02, 0x04, 0x10, 0x80:
        net.model.deliver(frame(1), errors=errors)
    net.model.deliver(frame(2), errors=0x60)  # what the device thinks of checksums inside is no reason
    for length in 0, 13:
        net.model.deliver(frame(3), length=length)
    assert net.received() == [frame(2)]
    assert (net.driver.receive_ring.damaged, net.driver.receive_ring.runts, net.driver.faults) == (5, 2, 0)
    net.assert_no_packet_lost()


@pytest.mark.parametrize("field, lie", [("length", {"length": 2049}), ("length", {"length": 0xFFFF}), ("status", {"status": 1})])
def test_a_descriptor_that_cannot_be_starts_the_device_anew(net: Machine, field: str, lie: dict[str, int]) -> None:
    resets = net.model.resets
    for number in range(5):
        net.send(frame(number))
    net.model.deliver(frame(0))
    net.model.deliver(frame(1), **lie)
    assert net.received() == [frame(0)]
    assert net.driver.faults == 1 and net.model.resets == resets + 1
    assert net.driver.last_fault.startswith("receive ring, descriptor 1, field " + field)
    net.assert_no_packet_lost()
    assert net.model.deliver(frame(9)) and net.received() == [frame(9)]
    net.model.run()
    assert net.model.wire == [frame(number) for number in range(5)], "what was accepted before is sent"


def test_what_was_sent_before_a_reset_is_not_sent_again(net: Machine) -> None:
    for number in range(4):
        net.send(frame(number))
    net.driver.flush()
    net.driver.enable_interrupts()
    net.send(frame(4))
    for _ in range(2):
        net.model.step()
    net.driver._recover("a test")
    net.model.run()
    assert net.model.wire == [frame(number) for number in range(5)]
    assert not net.model.mask


@pytest.mark.parametrize("count", [1, 3, 100])
def test_a_head_that_jumps_is_noticed(net: Machine, count: int) -> None:
    net.driver.enable_interrupts()
    net.model.jump(RECEIVE, count)
    for number in range(6):
        if not net.driver.faults:
            net.model.causes |= RXT0
            net.driver.acknowledge()
            assert net.received() == []
    assert net.driver.faults == 1 and f"descriptor 0, field head: {count}" in net.driver.last_fault
    net.assert_no_packet_lost()
    assert net.model.deliver(frame(9)) and net.received() == [frame(9)]


def test_a_device_that_sends_nothing_for_ever_is_reset(net: Machine) -> None:
    sends_nothing_for_ever(net, net.model.run, lambda: net.model.jump(TRANSMIT, 1))
    assert net.model.wire == [bytes(60)]


def test_a_frame_that_is_never_sent_is_dropped_at_last(net: Machine) -> None:
    net.send(frame(1))
    net.driver.flush()
    for turn in range(6):
        net.driver.watch(5 * turn * SECOND)
    assert net.driver.transmit_ring.lent == 0 and not net.driver.failed
    net.assert_no_packet_lost()
    net.send(frame(2))
    net.driver.flush()
    net.model.run()
    assert net.model.wire == [frame(2)]


def test_interrupts_without_end_and_without_reason_are_an_error(net: Machine) -> None:
    for _ in range(1000):
        net.driver.acknowledge()
    net.model.deliver(frame(1))
    assert net.received() == [frame(1)]
    for _ in range(1001):
        net.driver.acknowledge()
    assert net.driver.faults == 0
    net.driver.acknowledge()
    assert net.driver.faults == 1 and "without a reason" in net.driver.last_fault
    for _ in range(2000):
        net.model.causes |= LSC
        net.driver.acknowledge()
    assert net.driver.faults == 1, "a link that flutters is a reason"


def test_a_card_that_is_pulled_out_is_like_a_pulled_cable(net: Machine) -> None:
    net.send(frame(1))
    net.driver.flush()
    lent = net.driver.receive_ring.lent + net.driver.transmit_ring.lent
    net.model.gone = True
    net.driver.acknowledge()
    assert net.driver.failed and not net.driver.link_up() and "gone" in net.driver.last_fault
    assert net.pool.available == net.pool.count - lent, "what it has it may still write to"
    assert net.received() == [] and net.send(frame(2)) and not net.driver.enable_interrupts()
    net.driver.flush()
    net.driver.disable_interrupts()
    assert net.driver.watch(0) == NEVER and net.pool.available == net.pool.count - lent


ACTIONS = ["send", "deliver", "poll", "run", "sleep", "acknowledge", "time", "forge", "jump", "cause"]


@settings(max_examples=300)
@given(events=st.lists(st.tuples(st.sampled_from(ACTIONS), st.sampled_from([RECEIVE, TRANSMIT]), st.integers(0, 300),
                                 st.binary(min_size=8, max_size=8)), max_size=40),
       device_id=st.sampled_from([CONVENTIONAL, EXPRESS]))
def test_after_any_lies_the_device_works_again(events: list[tuple[str, int, int, bytes]], device_id: int) -> None:
    """Whatever the device writes into the descriptors, wherever its heads jump: no wild access (BusError), no packet lost or owned twice.
    The model itself goes astray where it finds its own forgeries, or descriptors that it was never given."""
    net = Machine(device_id, packets=24)
    now = 0
    for action, ring, number, data in events:
        match action:
            case "send" if net.pool.available:
                net.send(frame(number))
            case "deliver":
                with contextlib.suppress(BusError):
                    net.model.deliver(frame(number))
            case "poll":
                net.received()
                net.driver.flush()
            case "run":
                with contextlib.suppress(DriverError, BusError):
                    net.model.step()
            case "sleep":
                net.driver.enable_interrupts()
            case "acknowledge":
                net.driver.acknowledge()
            case "time":
                now += number * SECOND // 10
                net.driver.watch(now)
            case "forge":
                net.model.forge(ring, number, data)
            case "jump":
                net.model.jump(ring, number)
            case "cause":
                net.model.causes |= data[0]
        net.assert_no_packet_lost()
    net.driver._recover("what it has written behind the driver's back is gone")
    net.model.run()
    net.driver.flush()
    assert not net.driver.failed
    sent = len(net.model.wire)
    assert net.model.deliver(frame(1000)) and net.received()[-1:] == [frame(1000)]
    assert net.send(frame(1001))
    net.driver.flush()
    net.model.run()
    assert net.model.wire[sent:] == [frame(1001)]
