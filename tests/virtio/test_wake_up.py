"""No wake-up is lost, in either direction, whenever the device acts and however far stores are delayed."""

from __future__ import annotations

import random

import pytest

from tests.virtio.machines import Machine, frame
from tests.virtio.pair import BUFFER, FORMATS, Pair
from tests.virtio.store_buffer import Processor
from yarara.devicemodel.queue import DeviceRing

SEEDS = range(300)


class Returning:
    """A device that returns what it holds, one buffer each time it acts, and interrupts when it should."""

    def __init__(self, queue: DeviceRing) -> None:
        self.queue = queue
        self.interrupts = 0

    def act(self) -> None:
        chain = self.queue.take()
        if chain is not None:
            self.queue.put(chain.head, 1)
            self.interrupts += self.queue.wants_interrupt()


class Consuming:
    """A device that takes buffers; when there are none it asks for a notification, looks once more, and sleeps."""

    def __init__(self, queue: DeviceRing) -> None:
        self.queue = queue
        self.asked = False
        self.asleep = False

    def act(self) -> None:
        if self.asleep:
            return
        if self.queue.take() is not None:
            self.queue.want_notifications(False)
            self.asked = False
        elif not self.asked:
            self.queue.want_notifications(True)
            self.asked = True
        else:
            self.asleep = True


@pytest.mark.parametrize("features", FORMATS.values(), ids=FORMATS.keys())
def test_a_core_never_sleeps_beside_a_returned_buffer(features: int) -> None:
    for seed in SEEDS:
        pair = Pair(features=features)
        device = Returning(pair.device)
        pair.lend(4)
        with pytest.MonkeyPatch.context() as patch:
            processor = Processor(patch, random.Random(seed).randrange, device.act)
            pair.driver.disable_interrupts()
            processor.drain()
            while pair.driver.take_used() >= 0:
                pass
            before = device.interrupts
            polls_again = pair.driver.enable_interrupts()
            processor.pass_time()
            processor.pass_time()
            processor.drain()
        returned = 4 - len(pair.device.outstanding) - pair.device.waiting()
        forgotten = returned > 4 - pair.driver.lent
        assert polls_again or device.interrupts > before or not forgotten, f"asleep beside a buffer (seed {seed})"


@pytest.mark.parametrize("features", FORMATS.values(), ids=FORMATS.keys())
def test_a_device_never_sleeps_beside_an_offered_buffer(features: int) -> None:
    for seed in SEEDS:
        pair = Pair(features=features)
        pair.device.want_notifications(False)
        device = Consuming(pair.device)
        with pytest.MonkeyPatch.context() as patch:
            processor = Processor(patch, random.Random(seed).randrange, device.act)
            for _ in range(3):
                pair.driver.lend(BUFFER, 64, True)
                if pair.driver.publish():
                    device.asleep = False
                processor.pass_time()
            processor.drain()
        assert not device.asleep or pair.device.waiting() == 0, f"the device sleeps beside a buffer (seed {seed})"


@pytest.mark.parametrize("features", FORMATS.values(), ids=FORMATS.keys())
def test_a_device_never_sees_a_buffer_that_is_not_yet_written(features: int) -> None:
    for seed in SEEDS:
        pair = Pair(features=features)
        seen: list[tuple[int, int]] = []

        def take() -> None:
            chain = pair.device.take()
            if chain is not None:
                seen.extend((b.address, b.length) for b in chain.buffers)

        with pytest.MonkeyPatch.context() as patch:
            processor = Processor(patch, random.Random(seed).randrange, take)
            pair.driver.lend(BUFFER, 64, True)
            pair.lend_chain((BUFFER + 100, 10, False), (BUFFER + 200, 20, True))
            pair.driver.publish()
            processor.drain()
        while pair.device.waiting():
            take()
        assert seen == [(BUFFER, 64), (BUFFER + 100, 10), (BUFFER + 200, 20)]


@pytest.mark.parametrize("features", FORMATS.values(), ids=FORMATS.keys())
def test_a_returned_buffer_is_read_only_after_what_says_that_it_has_returned(features: int) -> None:
    for seed in SEEDS:
        pair = Pair(features=features)
        returned: list[tuple[int, int]] = []
        taken: list[tuple[int, int]] = []

        def put() -> None:
            chain = pair.device.take()
            if chain is not None:
                returned.append((chain.head, 10 + len(returned)))
                pair.device.put(*returned[-1])

        pair.lend(4)
        with pytest.MonkeyPatch.context() as patch:
            processor = Processor(patch, random.Random(seed).randrange, put)
            for _ in range(12):
                if (head := pair.driver.take_used()) >= 0:
                    taken.append((head, pair.driver.used_length))
                processor.pass_time()
        assert not pair.driver.broken, f"{pair.driver.fault} (seed {seed})"
        assert taken == returned[:len(taken)], f"seed {seed}"


def test_room_for_a_refused_frame_is_told_although_it_came_before_the_wish() -> None:
    """The driver takes back what was sent when it asks for an interrupt: then none would come for it."""
    net = Machine()
    while net.send(frame(1)):
        pass
    net.model.run()
    assert net.driver.enable_interrupts()
    assert net.send(frame(2)) and not net.driver.enable_interrupts()
