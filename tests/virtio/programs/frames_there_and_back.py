"""Frames of random sizes go through the network driver to a card that sends each of them back: none may be lost, doubled or altered.

    frames_there_and_back COUNT CAPACITY [packed] [in_order] [no_event_index]

Driver and card take turns as chance has it: bursts, batches, buffers returned late and in any order, frames in several buffers, full rings, and
sleep, out of which only an interrupt or a notification may wake either. The card is the one of the other tests (`yarara/devicemodel`),
compiled too.
"""

from __future__ import annotations

import sys

from yarara import machine
from yarara.devicemodel.queue import Chain, DeviceQueue
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.virtio.features import (
    F_EVENT_IDX, F_IN_ORDER, F_INDIRECT_DESC, F_NET_MAC, F_NET_MRG_RXBUF, F_RING_PACKED, F_VERSION_1,
)
from yarara.kernel.virtio.net import VirtioNet
from yarara.kernel.virtio.queue import Virtqueue
from yarara.kernel.virtio.queue_pair import NetHeader
from yarara.kernel.virtio.transport import DEVICE_NETWORK, INTERRUPT_QUEUE, Transport

RECEIVE, TRANSMIT = 0, 1
SHORTEST, LONGEST = 60, 1514
GOLDEN = 0x1E37_79B9_7F4A_7C15
MOST_PIECES = 3


class Chance:
    """The same numbers in every run (Knuth's MMIX generator, its upper bits)."""

    def __init__(self) -> None:
        self._state = 1

    def below(self, limit: int) -> int:
        self._state = machine.wrap_add(machine.wrap_mul(self._state, 6364136223846793005), 1442695040888963407)
        return (self._state >> 33 & 0x3FFF_FFFF) % limit


class Mirror(Transport):
    """A network card on no bus. `work` sends frames back."""

    def __init__(self, features: int, capacity: int, chance: Chance) -> None:
        super().__init__(False)
        self.device_type = DEVICE_NETWORK
        self.interrupt = 0
        self.interrupted = False
        self.queues = [DeviceQueue(capacity), DeviceQueue(capacity)]
        self._offered = features
        self._status = 0
        self._chance = chance
        self._empty: list[Chain] = []
        """Buffers of the receive ring that are to be filled."""
        self._sent: list[Chain] = []
        """Frames that were sent back and not returned to the driver."""

    def status(self) -> int:
        return self._status

    def set_status(self, status: int) -> None:
        self._status = status

    def device_features(self, word: int) -> int:
        return self._offered >> 32 * word & 0xFFFF_FFFF

    def set_driver_features(self, word: int, features: int) -> None:
        pass

    def queue_capacity(self, index: int) -> int:
        return self.queues[index].capacity

    def enable_queue(self, queue: Virtqueue) -> None:
        own = self.queues[queue.index]
        own.size = queue.size
        own.descriptor_area, own.driver_area, own.device_area = queue.descriptor_area, queue.driver_area, queue.device_area
        own.start(self._offered)

    def notify(self, queue: Virtqueue) -> None:
        self.queues[queue.index].notified = True

    def acknowledge(self, pending: int) -> int:
        return INTERRUPT_QUEUE

    def configuration_generation(self) -> int:
        return 0

    def configuration8(self, offset: int) -> int:
        return 2

    # -- the card's work -----------------------------------------------------------------------------------------------

    def work(self, most: int) -> int:
        """Send up to so many frames back; how many it were. 0: the card sleeps until it is notified."""
        count = 0
        while count < most and self._send_back():
            count += 1
        if count < most or self._chance.below(2) == 0:
            self._return_sent()
        return count

    def _send_back(self) -> bool:
        pieces = 1 if self._chance.below(4) else 1 + self._chance.below(MOST_PIECES)
        if not self._awake(self.queues[TRANSMIT]) or not self._has_room(pieces):
            return False
        frame = self._next(self.queues[TRANSMIT])
        if frame is None:
            return False
        self._sent.append(frame)
        self._deliver(frame.buffers[0].address + NetHeader.SIZE, frame.buffers[0].length - NetHeader.SIZE, pieces)
        return True

    def _awake(self, queue: DeviceQueue) -> bool:
        return queue.notified

    def _next(self, queue: DeviceQueue) -> Chain | None:
        """What the driver has offered; else the card asks for a notification, looks once more, and sleeps."""
        chain = queue.take()
        if chain is None:
            queue.want_notifications(True)
            chain = queue.take()
            if chain is None:
                queue.notified = False
                return None
        queue.want_notifications(False)
        return chain

    def _has_room(self, buffers: int) -> bool:
        queue = self.queues[RECEIVE]
        while len(self._empty) < buffers and queue.notified:
            chain = self._next(queue)
            if chain is not None:
                self._empty.append(chain)
        return len(self._empty) >= buffers

    def _deliver(self, frame: int, length: int, pieces: int) -> None:
        """Put a frame into the receive ring, in so many buffers."""
        ring = self.queues[RECEIVE].live
        returned: list[tuple[int, int]] = []
        at = 0
        for number in range(pieces):
            chain = self._empty.pop(0)
            start = chain.buffers[0].address
            header = 0 if number else NetHeader.SIZE
            if number == 0:
                machine.fill(start, 0, header)
                NetHeader.at(start).num_buffers = pieces
            part = length - at if number == pieces - 1 else 20 + self._chance.below(10)
            machine.copy(start + header, frame + at, part)
            at += part
            returned.append((chain.head, header + part))
        if ring.in_order:  # a note for many would say that each was filled to its end
            for one in returned:
                ring.put(one[0], one[1])
        else:
            ring.put_batch(returned)
        if ring.wants_interrupt():
            self.interrupted = True

    def _return_sent(self) -> None:
        """Tell the driver of all that was sent, some of it out of order if that is allowed."""
        ring = self.queues[TRANSMIT].live
        if not ring.in_order and self._chance.below(4) == 0:
            self._sent.reverse()
        if self._sent and self._chance.below(2):
            ring.put_batch([(chain.head, 0) for chain in self._sent])
        else:
            for chain in self._sent:
                ring.put(chain.head, 0)
        self._sent.clear()
        ring.wants_interrupt()


class Traffic:
    """The driver's side: numbered frames go out, and must come back in order."""

    def __init__(self, card: Mirror, chance: Chance) -> None:
        self.card = card
        self.pool = PacketPool(300, 2048)
        self.driver = VirtioNet(card, self.pool)
        self.sent = 0
        self.received = 0
        self.bytes = 0
        self.full = 0
        """How often a ring was full."""
        self.sleeps = 0

    def send(self, count: int) -> None:
        for _ in range(count):
            packet = self.pool.take()
            if packet is None:
                return
            write_frame(packet, self.sent)
            if not self.driver.transmit(packet):
                self.pool.give(packet)
                self.full += 1
                break
            self.sent += 1
        self.driver.flush()

    def poll(self) -> None:
        packet = self.driver.receive()
        while packet is not None:
            check_frame(packet, self.received)
            self.received += 1
            self.bytes += packet.length
            self.pool.give(packet)
            packet = self.driver.receive()
        self.driver.flush()

    def sleep(self) -> None:
        """As a core does without work: only an interrupt ends it."""
        if self.sent == self.received:
            return
        self.sleeps += 1
        self.card.interrupted = False
        if not self.driver.enable_interrupts():
            while not self.card.interrupted:
                if self.card.work(8) == 0:
                    fail("both sides sleep", self.received)
        self.driver.disable_interrupts()


def word_of(number: int) -> int:
    return machine.wrap_mul(number + 1, GOLDEN)


def length_of(number: int) -> int:
    return SHORTEST + (word_of(number) >> 20 & 0xFFFF_FFFF) % (LONGEST - SHORTEST + 1)


def write_frame(packet: Packet, number: int) -> None:
    length, word = length_of(number), word_of(number)
    at = packet.append(length)
    for place in range(0, length - 7, 8):
        machine.store64(at + place, word ^ place)
    for place in range(length & ~7, length):
        machine.store8(at + place, number & 0xFF)


def check_frame(packet: Packet, number: int) -> None:
    length, word = length_of(number), word_of(number)
    if packet.length != length:
        fail(f"{packet.length} bytes in place of {length}", number)
    at = packet.data
    for place in range(0, length - 7, 8):
        if machine.load64(at + place) != word ^ place:
            fail(f"other bytes at {place}", number)
    for place in range(length & ~7, length):
        if machine.load8(at + place) != number & 0xFF:
            fail(f"another byte at {place}", number)


def fail(what: str, number: int) -> None:
    print(f"frame {number}: {what}")
    sys.exit(1)


def main(count: int, capacity: int, words: list[str]) -> None:
    features = F_VERSION_1 | F_INDIRECT_DESC | F_NET_MAC | F_NET_MRG_RXBUF
    features |= 0 if "no_event_index" in words else F_EVENT_IDX
    features |= F_RING_PACKED if "packed" in words else 0
    features |= F_IN_ORDER if "in_order" in words else 0
    chance = Chance()
    traffic = Traffic(Mirror(features, capacity, chance), chance)
    while traffic.received < count:
        action = chance.below(8)
        if action < 3:
            traffic.send(min(chance.below(60), count - traffic.sent))
        elif action < 5:
            traffic.card.work(chance.below(60))
        elif action < 7:
            traffic.poll()
        else:
            traffic.sleep()
    driver = traffic.driver
    pair = driver.pair
    traffic.card.work(1)
    driver.flush()
    missing = traffic.pool.count - traffic.pool.available - pair.receive_ring.queue.lent - pair.transmit_ring.queue.lent
    print(f"{traffic.received} frames, {driver.faults} faults, {missing} packets missing")
    print(f"{traffic.bytes // count} bytes each, full {traffic.full} times, asleep {traffic.sleeps} times", file=sys.stderr)


main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
