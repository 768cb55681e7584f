"""The driver side of a split ring, against the device side of one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from yarara.devicemodel.queue import DeviceQueue
from yarara.kernel.virtio.queue import BROKEN, EMPTY, FULL, Virtqueue
from yarara.simulation import simulation

BUFFER = 0x40_0000


class Pair:
    """Both sides of one ring."""

    def __init__(self, size: int = 4, event_index: bool = True) -> None:
        simulation.reset()
        self.driver = Virtqueue(0, size)
        self.device = DeviceQueue(size)
        self.event_index = event_index
        self.connect()

    def connect(self) -> None:
        self.driver.reset(self.event_index)
        self.device.reset()
        self.device.descriptor_table = self.driver.descriptor_table
        self.device.available_ring = self.driver.available_ring
        self.device.used_ring = self.driver.used_ring
        self.device.start(self.event_index)

    def lend(self, count: int, length: int = 100) -> list[int]:
        lent = [self.driver.lend(BUFFER, length, True) for _ in range(count)]
        self.driver.publish()
        return lent

    def forge(self, slot: int, descriptor: int, length: int, index: int) -> None:
        """Write a used element and the used index as no honest device would."""
        simulation.write(self.driver.used_ring + 4 + 8 * slot, 4, descriptor)
        simulation.write(self.driver.used_ring + 8 + 8 * slot, 4, length)
        simulation.write(self.driver.used_ring + 2, 2, index)


@pytest.fixture(params=[True, False], ids=["event index", "flags"])
def pair(request: pytest.FixtureRequest) -> Pair:
    return Pair(event_index=request.param)


def test_a_buffer_goes_to_the_device_and_comes_back(pair: Pair) -> None:
    lent = pair.driver.lend(BUFFER, 100, True)
    assert pair.device.waiting() == 0, "nothing is visible before it is published"
    assert pair.driver.publish()
    chain = pair.device.take()
    assert chain is not None and chain.head == lent
    assert [(b.address, b.length, b.device_writes) for b in chain.buffers] == [(BUFFER, 100, True)]
    assert pair.driver.take_used() == EMPTY
    pair.device.put(chain.head, 70)
    assert pair.driver.take_used() == lent
    assert pair.driver.used_length == 70
    assert pair.driver.take_used() == EMPTY


def test_a_full_ring_takes_no_more(pair: Pair) -> None:
    assert sorted(pair.lend(4)) == [0, 1, 2, 3]
    assert pair.driver.lend(BUFFER, 100, True) == FULL


def test_buffers_may_come_back_in_any_order(pair: Pair) -> None:
    lent = pair.lend(4)
    for descriptor in reversed(lent):
        pair.device.put(descriptor, 1)
    assert [pair.driver.take_used() for _ in range(4)] == lent[::-1]


def test_indexes_wrap(pair: Pair) -> None:
    for name in "_offered", "_published", "_seen", "_taken":
        setattr(pair.driver, name, 65_530)
    pair.device.next_available = pair.device.used_index = 65_530
    simulation.write(pair.driver.available_ring + 2, 2, 65_530)
    simulation.write(pair.driver.used_ring + 2, 2, 65_530)
    for _ in range(20):
        descriptor = pair.driver.lend(BUFFER, 100, False)
        pair.driver.publish()
        chain = pair.device.take()
        assert chain is not None and chain.head == descriptor
        pair.device.put(descriptor, 0)
        assert pair.driver.take_used() == descriptor
    assert pair.driver._taken == 14


@pytest.mark.parametrize("size", [1, 2, 8, 256, 32768])
def test_the_three_areas_are_aligned_and_apart(size: int) -> None:
    simulation.reset()
    queue = Virtqueue(0, size)
    assert queue.descriptor_table % 16 == queue.available_ring % 2 == queue.used_ring % 4 == 0
    assert queue.available_ring >= queue.descriptor_table + 16 * size
    assert queue.used_ring >= queue.available_ring + 6 + 2 * size
    simulation.read(queue.used_ring + 4 + 8 * size, 2)  # the last field lies in the memory of the queue


# -- a device that breaks the rules ------------------------------------------------------------------------------------

HOSTILE = {
    "an id outside the table": (0, 4, 0, 1),
    "an id far outside": (0, 0xFFFF_FFFF, 0, 1),
    "more bytes than the buffer holds": (0, 0, 101, 1),
    "a length of all ones": (0, 0, 0xFFFF_FFFF, 1),
    "a buffer that was not lent": (0, 3, 0, 1),
    "an index beyond what was lent": (0, 0, 0, 4),
    "an index that runs backwards": (0, 0, 0, 0xFFFF),
}


@pytest.mark.parametrize("forged", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_forged_answer_breaks_the_queue_until_it_is_reset(pair: Pair, forged: tuple[int, int, int, int]) -> None:
    pair.lend(3)
    pair.forge(*forged)
    assert pair.driver.take_used() == BROKEN
    assert pair.driver.fault
    pair.forge(0, 0, 0, 1)
    assert pair.driver.take_used() == BROKEN, "a broken queue believes nothing any more"
    pair.connect()
    descriptor, = pair.lend(1)
    pair.device.put(descriptor, 100)
    assert pair.driver.take_used() == descriptor


def test_a_buffer_returned_twice_breaks_the_queue(pair: Pair) -> None:
    first, *_ = pair.lend(3)
    pair.device.put(first, 0)
    pair.device.put(first, 0)
    assert pair.driver.take_used() == first
    assert pair.driver.take_used() == BROKEN


def test_a_buffer_that_the_device_was_not_told_of_cannot_come_back(pair: Pair) -> None:
    descriptor = pair.driver.lend(BUFFER, 100, True)
    pair.forge(0, descriptor, 0, 1)
    assert pair.driver.take_used() == BROKEN


def test_the_length_of_a_buffer_that_the_device_only_reads_is_ignored(pair: Pair) -> None:
    descriptor = pair.driver.lend(BUFFER, 100, False)
    pair.driver.publish()
    pair.device.put(descriptor, 5000)
    assert pair.driver.take_used() == descriptor


def test_the_descriptor_table_is_never_read_back(pair: Pair) -> None:
    lent = pair.lend(2)
    simulation.write_bytes(pair.driver.descriptor_table, b"\xFF" * 64)
    pair.device.put(lent[0], 100)
    assert pair.driver.take_used() == lent[0]
    assert pair.driver.lend(BUFFER, 8, True) == lent[0]


# -- notifications and interrupts --------------------------------------------------------------------------------------

def test_one_notification_for_many_buffers(pair: Pair) -> None:
    for _ in range(3):
        pair.driver.lend(BUFFER, 100, True)
    assert pair.driver.publish()
    assert not pair.driver.publish(), "nothing new"


def test_a_busy_device_is_not_notified(pair: Pair) -> None:
    pair.device.want_notifications(False)
    pair.driver.lend(BUFFER, 100, True)
    assert not pair.driver.publish()
    pair.device.take()
    pair.device.want_notifications(True)
    pair.driver.lend(BUFFER, 100, True)
    assert pair.driver.publish()


def test_interrupts_come_only_while_they_are_wanted(pair: Pair) -> None:
    lent = pair.lend(4)
    pair.driver.disable_interrupts()
    pair.device.put(lent[0], 0)
    assert not pair.device.wants_interrupt()
    assert pair.driver.take_used() == lent[0]
    assert not pair.driver.enable_interrupts()
    pair.device.put(lent[1], 0)
    assert pair.device.wants_interrupt()


def test_enabling_interrupts_tells_of_what_came_before(pair: Pair) -> None:
    lent = pair.lend(1)
    pair.driver.disable_interrupts()
    assert pair.driver.take_used() == EMPTY
    pair.device.put(lent[0], 0)
    assert not pair.device.wants_interrupt()
    assert pair.driver.enable_interrupts()


# -- any order of events -----------------------------------------------------------------------------------------------

@settings(max_examples=300, deadline=None)
@given(event_index=st.booleans(), size=st.sampled_from([1, 2, 4, 8]),
       actions=st.lists(st.sampled_from(["lend", "publish", "device", "return", "take", "reset"]), max_size=60),
       data=st.data())
def test_every_buffer_is_in_one_place(event_index: bool, size: int, actions: list[str], data: st.DataObject) -> None:
    """The ring agrees with a model of three sets: lent, held by the device, returned."""
    pair = Pair(size, event_index)
    unpublished: list[int] = []
    offered: list[int] = []
    held: list[int] = []
    returned: list[int] = []
    for action in actions:
        if action == "lend":
            descriptor = pair.driver.lend(BUFFER, 100, True)
            if len(unpublished + offered + held + returned) == size:
                assert descriptor == FULL
            else:
                assert descriptor not in unpublished + offered + held + returned
                unpublished.append(descriptor)
        elif action == "publish":
            pair.driver.publish()
            offered += unpublished
            unpublished = []
        elif action == "device":
            chain = pair.device.take()
            assert (chain.head if chain else None) == (offered[0] if offered else None)
            held += offered[:1]
            offered = offered[1:]
        elif action == "return" and held:
            descriptor = held.pop(data.draw(st.integers(0, len(held) - 1)))
            pair.device.put(descriptor, descriptor)
            returned.append(descriptor)
        elif action == "take":
            assert pair.driver.take_used() == (returned.pop(0) if returned else EMPTY)
        elif action == "reset":
            pair.connect()
            unpublished, offered, held, returned = [], [], [], []
        assert pair.driver.lent == len(unpublished + offered + held + returned)


@settings(max_examples=300, deadline=None)
@given(used=st.binary(min_size=6 + 8 * 4, max_size=6 + 8 * 4), lent=st.integers(0, 4))
def test_whatever_the_used_ring_holds_only_lent_buffers_come_back_once(used: bytes, lent: int) -> None:
    pair = Pair()
    expected = set(pair.lend(lent))
    simulation.write_bytes(pair.driver.used_ring, used)
    for _ in range(10):
        descriptor = pair.driver.take_used()
        if descriptor < 0:
            break
        assert pair.driver.used_length <= 100
        expected.remove(descriptor)
    assert pair.driver.lent == len(expected)
