"""The driver side of a ring, of either format, against the device side of one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from tests.virtio.pair import BUFFER, FORMATS, Pair
from yarara.devicemodel.packed import PackedRing
from yarara.devicemodel.split import SplitRing
from yarara.kernel.virtio.packed import PackedQueue
from yarara.kernel.virtio.queue import BROKEN, EMPTY, FULL
from yarara.kernel.virtio.split import SplitQueue
from yarara.simulation import simulation


@pytest.fixture(params=list(FORMATS))
def pair(request: pytest.FixtureRequest) -> Pair:
    return Pair(features=FORMATS[request.param])


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
    assert pair.driver.free == 0
    assert pair.driver.lend(BUFFER, 100, True) == FULL


def test_buffers_may_come_back_in_any_order(pair: Pair) -> None:
    if pair.in_order:
        pytest.skip("not with IN_ORDER")
    lent = pair.lend(4)
    pair.take_all()
    for head in reversed(lent):
        pair.device.put(head, 1)
    assert [pair.driver.take_used() for _ in range(4)] == lent[::-1]


def test_a_batch_comes_back_at_once(pair: Pair) -> None:
    lent = pair.lend(4)
    pair.take_all()
    pair.device.put_batch([(head, 100) for head in lent[:3]])
    assert [(pair.driver.take_used(), pair.driver.used_length) for _ in range(3)] == [(head, 100) for head in lent[:3]]
    assert pair.driver.take_used() == EMPTY


@pytest.mark.parametrize("name", ["split, in order", "packed, in order"])
def test_in_order_one_note_stands_for_a_batch(name: str) -> None:
    pair = Pair(features=FORMATS[name])
    lent = pair.lend(3)
    pair.take_all()
    pair.device.put_batch([(lent[0], 100), (lent[1], 100), (lent[2], 7)])
    assert pair.driver.enable_interrupts()
    taken = [(pair.driver.take_used(), pair.driver.used_length) for _ in range(3)]
    assert taken == [(lent[0], 100), (lent[1], 100), (lent[2], 7)]
    assert not pair.driver.enable_interrupts()
    for turn in range(5):  # the next batches stand where the device and the driver expect them
        lent = pair.lend(3)
        pair.take_all()
        pair.device.put_batch([(head, 100) for head in lent])
        assert [pair.driver.take_used() for _ in range(3)] == lent, turn


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("size", [2, 4, 8])
def test_positions_wrap(name: str, size: int) -> None:
    pair = Pair(size, FORMATS[name])
    if isinstance(pair.driver, SplitQueue):
        assert isinstance(pair.device, SplitRing)
        pair.driver._offered = pair.driver._published = pair.driver._seen = pair.driver._taken = 65_530
        pair.device.next_available = pair.device.used_index = pair.device.signalled = 65_530
        simulation.write(pair.driver.driver_area + 2, 2, 65_530)
        simulation.write(pair.driver.device_area + 2, 2, 65_530)
    for turn in range(30):
        assert not pair.driver.enable_interrupts()
        pair.device.want_notifications(True)
        head = pair.driver.lend(BUFFER, 100, False)
        assert pair.driver.publish(), turn
        assert pair.take_all() == [head]
        pair.device.put(head, 0)
        assert pair.device.wants_interrupt(), turn
        assert pair.driver.take_used() == head


@pytest.mark.parametrize("size", [1, 2, 8, 256, 32768])
def test_the_three_areas_of_a_split_ring_are_aligned_and_apart(size: int) -> None:
    simulation.reset()
    queue = SplitQueue(0, size, 0, 1)
    assert queue.descriptor_area % 4096 == queue.driver_area % 2 == queue.device_area % 4096 == 0
    assert queue.driver_area >= queue.descriptor_area + 16 * size
    assert queue.device_area >= queue.driver_area + 6 + 2 * size
    simulation.read(queue.device_area + 4 + 8 * size, 2)  # the last field lies in the memory of the queue


@pytest.mark.parametrize("size", [1, 3, 5, 256, 32768])
def test_a_packed_ring_has_any_size(size: int) -> None:
    simulation.reset()
    queue = PackedQueue(0, size, 0, 1)
    assert queue.descriptor_area % 16 == queue.driver_area % 4 == queue.device_area % 4 == 0
    assert queue.descriptor_area + 16 * size <= queue.driver_area and queue.driver_area + 4 <= queue.device_area
    simulation.read(queue.device_area, 4)


# -- chains ------------------------------------------------------------------------------------------------------------

def test_the_parts_of_a_chain_arrive_in_order(pair: Pair) -> None:
    for _ in range(5):
        head = pair.lend_chain((BUFFER, 12, False), (BUFFER + 64, 20, False), (BUFFER + 128, 30, True))
        pair.driver.publish()
        chain = pair.device.take()
        assert chain is not None and chain.head == head
        assert [(b.address, b.length, b.device_writes) for b in chain.buffers] == [
            (BUFFER, 12, False), (BUFFER + 64, 20, False), (BUFFER + 128, 30, True)]
        assert pair.driver.free == 3 if pair.driver.indirect else 1
        pair.device.put(head, 30)
        assert pair.driver.take_used() == head and pair.driver.used_length == 30
        assert pair.driver.free == 4


def test_a_chain_needs_descriptors_for_all_its_parts(pair: Pair) -> None:
    parts = [(BUFFER, 10, True), (BUFFER, 10, True)]
    heads = [pair.lend_chain(*parts) for _ in range(5)]
    assert heads.count(FULL) == (1 if pair.driver.indirect else 3)
    pair.driver.publish()
    assert pair.take_all() == [head for head in heads if head != FULL]


def test_a_device_cannot_write_more_than_a_chain_lets_it(pair: Pair) -> None:
    head = pair.lend_chain((BUFFER, 500, False), (BUFFER, 10, True), (BUFFER, 20, True))
    pair.driver.publish()
    pair.take_all()
    pair.device.put(head, 31)
    assert pair.driver.take_used() == BROKEN and pair.driver.fault_field == "len"


# -- a device that breaks the rules ------------------------------------------------------------------------------------

HOSTILE = {  # slot, id, length, how many are said to be returned
    "an id outside the table": (0, 4, 0, 1),
    "an id far outside": (0, 0xFFFF, 0, 1),
    "more bytes than the buffer holds": (0, 0, 101, 1),
    "a length of all ones": (0, 0, 0xFFFF_FFFF, 1),
    "a buffer that was not lent": (0, 3, 0, 1),
}


@pytest.mark.parametrize("forged", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_forged_answer_breaks_the_queue_until_it_is_reset(pair: Pair, forged: tuple[int, int, int, int]) -> None:
    pair.lend(3)
    pair.device.forge(*forged)
    assert pair.driver.take_used() == BROKEN
    assert pair.driver.fault and pair.driver.fault_field in ("id", "len") and pair.driver.fault_descriptor == forged[1]
    pair.device.forge(0, 0, 0, 1)
    assert pair.driver.take_used() == BROKEN, "a broken queue believes nothing any more"
    pair.connect()
    head, = pair.lend(1)
    assert pair.take_all() == [head]
    pair.device.put(head, 100)
    assert pair.driver.take_used() == head


@pytest.mark.parametrize("count", [4, 0x7000, 0xFFFF])
def test_an_index_that_jumps_breaks_a_split_queue(count: int) -> None:
    pair = Pair()
    pair.lend(3)
    pair.device.forge(0, 0, 0, count)
    assert pair.driver.take_used() == BROKEN and pair.driver.fault_field == "idx"


def test_a_buffer_returned_twice_breaks_the_queue(pair: Pair) -> None:
    first, *_ = pair.lend(3)
    pair.device.forge(0, first, 0, 1)
    assert pair.driver.take_used() == first
    pair.device.forge(1, first, 0, 2)
    assert pair.driver.take_used() == BROKEN


def test_a_buffer_that_the_device_was_not_told_of_cannot_come_back(pair: Pair) -> None:
    head = pair.driver.lend(BUFFER, 100, True)
    pair.device.forge(0, head, 0, 1)
    assert pair.driver.take_used() == BROKEN


@pytest.mark.parametrize("name", ["split, in order", "packed, in order"])
def test_a_batch_longer_than_what_the_device_had_breaks_the_queue(name: str) -> None:
    pair = Pair(features=FORMATS[name])
    pair.lend(2)
    unpublished = pair.driver.lend(BUFFER, 100, True)
    pair.device.forge(0, unpublished, 0, 2)
    assert pair.driver.take_used() == BROKEN


def test_the_length_of_a_buffer_that_the_device_only_reads_is_ignored(pair: Pair) -> None:
    head = pair.driver.lend(BUFFER, 100, False)
    pair.driver.publish()
    pair.take_all()
    pair.device.put(head, 5000)
    assert pair.driver.take_used() == head


def test_the_descriptors_are_never_read_back() -> None:
    pair = Pair()
    lent = pair.lend(2)
    pair.take_all()
    simulation.write_bytes(pair.driver.descriptor_area, b"\xFF" * 64)
    pair.device.put(lent[0], 100)
    assert pair.driver.take_used() == lent[0]
    assert pair.driver.lend(BUFFER, 8, True) not in (lent[1], FULL)


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
    pair.take_all()
    pair.driver.disable_interrupts()
    pair.device.put(lent[0], 0)
    assert not pair.device.wants_interrupt()
    assert pair.driver.take_used() == lent[0]
    assert not pair.driver.enable_interrupts()
    pair.device.put(lent[1], 0)
    assert pair.device.wants_interrupt()


def test_enabling_interrupts_tells_of_what_came_before(pair: Pair) -> None:
    lent = pair.lend(1)
    pair.take_all()
    pair.driver.disable_interrupts()
    assert pair.driver.take_used() == EMPTY
    pair.device.put(lent[0], 0)
    assert not pair.device.wants_interrupt()
    assert pair.driver.enable_interrupts()


# -- any order of events -----------------------------------------------------------------------------------------------

ACTIONS = ["lend", "chain", "publish", "device", "return", "batch", "take", "reset"]


@settings(max_examples=400, deadline=None)
@given(name=st.sampled_from(list(FORMATS)), size=st.sampled_from([2, 3, 4, 7, 8]), actions=st.lists(st.sampled_from(ACTIONS), max_size=80),
       data=st.data())
def test_every_buffer_is_in_one_place(name: str, size: int, actions: list[str], data: st.DataObject) -> None:
    """The ring agrees with a model of four queues: lent, offered, held by the device, returned."""
    if "split" in name:
        size = 1 << size.bit_length() - 1
    pair = Pair(size, FORMATS[name])
    unpublished: list[int] = []
    offered: list[int] = []
    held: list[int] = []
    returned: list[tuple[int, int]] = []
    descriptors: dict[int, int] = {}

    def free() -> int:
        return size - sum(descriptors[head] for head in unpublished + offered + held + [head for head, _ in returned])

    for action in actions:
        if action in ("lend", "chain"):
            parts = data.draw(st.integers(2, 3)) if action == "chain" else 1
            needed = 1 if pair.driver.indirect else parts
            available = free()
            head = (pair.driver.lend(BUFFER, 90, True) if parts == 1
                    else pair.lend_chain(*[(BUFFER + 90 * part, 90 // parts, True) for part in range(parts)]))
            if needed > available:
                assert head == FULL
            else:
                assert head not in unpublished + offered + held + [head for head, _ in returned]
                unpublished.append(head)
                descriptors[head] = needed
        elif action == "publish":
            pair.driver.publish()
            offered += unpublished
            unpublished = []
        elif action == "device":
            chain = pair.device.take()
            assert (chain.head if chain else None) == (offered[0] if offered else None)
            assert chain is None or chain.writable() == 90
            held += offered[:1]
            offered = offered[1:]
        elif action == "return" and held:
            head = held.pop(0 if pair.in_order else data.draw(st.integers(0, len(held) - 1)))
            pair.device.put(head, head)
            returned.append((head, head))
        elif action == "batch" and held:
            count = data.draw(st.integers(1, len(held)))
            batch = [(head, 90) for head in held[:count]]
            del held[:count]
            pair.device.put_batch(batch)
            returned += batch
        elif action == "take":
            head = pair.driver.take_used()
            expected = returned.pop(0) if returned else (EMPTY, 0)
            assert head == expected[0]
            assert head == EMPTY or pair.driver.used_length == expected[1]
        elif action == "reset":
            pair.connect()
            unpublished, offered, held, returned = [], [], [], []
        assert pair.driver.lent == len(unpublished + offered + held + returned)
        assert pair.driver.free == free()


@settings(max_examples=400, deadline=None)
@given(name=st.sampled_from(list(FORMATS)), used=st.binary(min_size=64, max_size=64), lent=st.integers(0, 4))
def test_whatever_the_device_writes_only_lent_buffers_come_back_once(name: str, used: bytes, lent: int) -> None:
    pair = Pair(features=FORMATS[name])
    expected = set(pair.lend(lent))
    area, length = pair.device.shared()
    simulation.write_bytes(area, used[:length])
    for _ in range(10):
        head = pair.driver.take_used()
        if head < 0:
            break
        assert pair.driver.used_length <= 100
        expected.remove(head)
    assert pair.driver.lent == len(expected)
    assert isinstance(pair.device, (SplitRing, PackedRing))
