"""No wake-up is lost, in either direction, whenever the device acts and however far stores are delayed."""

from __future__ import annotations

import random

import pytest

from tests.virtio.store_buffer import Processor
from yarara.devicemodel.queue import DeviceQueue
from yarara.kernel.virtio.queue import Virtqueue
from yarara.simulation import simulation

SEEDS = range(300)


def connected(event_index: bool) -> tuple[Virtqueue, DeviceQueue]:
    """Both sides of a ring of four."""
    simulation.reset()
    driver, device = Virtqueue(0, 4), DeviceQueue(4)
    driver.reset(event_index)
    device.descriptor_table, device.available_ring, device.used_ring = (
        driver.descriptor_table, driver.available_ring, driver.used_ring)
    device.start(event_index)
    return driver, device


class Returning:
    """A device that returns what it holds, one buffer each time it acts, and interrupts when it should."""

    def __init__(self, queue: DeviceQueue) -> None:
        self.queue = queue
        self.interrupts = 0

    def act(self) -> None:
        chain = self.queue.take()
        if chain is not None:
            self.queue.put(chain.head, 1)
            self.interrupts += self.queue.wants_interrupt()


class Consuming:
    """A device that takes buffers; when there are none it asks for a notification, looks once more, and sleeps."""

    def __init__(self, queue: DeviceQueue) -> None:
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


@pytest.mark.parametrize("event_index", [True, False], ids=["event index", "flags"])
def test_a_core_never_sleeps_beside_a_returned_buffer(event_index: bool) -> None:
    for seed in SEEDS:
        queue, device_queue = connected(event_index)
        device = Returning(device_queue)
        for _ in range(4):
            queue.lend(0x40_0000, 64, True)
        queue.publish()
        with pytest.MonkeyPatch.context() as patch:
            processor = Processor(patch, random.Random(seed).randrange, device.act)
            queue.disable_interrupts()
            processor.drain()
            while queue.take_used() >= 0:
                pass
            before = device.interrupts
            polls_again = queue.enable_interrupts()
            processor.pass_time()
            processor.pass_time()
            processor.drain()
        forgotten = device_queue.used_index != queue._taken
        assert polls_again or device.interrupts > before or not forgotten, f"asleep beside a buffer (seed {seed})"


@pytest.mark.parametrize("event_index", [True, False], ids=["event index", "flags"])
def test_a_device_never_sleeps_beside_an_offered_buffer(event_index: bool) -> None:
    for seed in SEEDS:
        queue, device_queue = connected(event_index)
        device_queue.want_notifications(False)
        device = Consuming(device_queue)
        with pytest.MonkeyPatch.context() as patch:
            processor = Processor(patch, random.Random(seed).randrange, device.act)
            for _ in range(3):
                queue.lend(0x40_0000, 64, True)
                if queue.publish():
                    device.asleep = False
                processor.pass_time()
            processor.drain()
        assert not device.asleep or device_queue.waiting() == 0, f"the device sleeps beside a buffer (seed {seed})"
