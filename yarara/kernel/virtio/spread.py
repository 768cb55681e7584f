"""All pairs of queues but the first, as core 0 sees them: each has a worker on a core of its own (`worker.py`). `flows.py` says what belongs to which.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import console
from yarara.kernel.cpu import interrupts
from yarara.kernel.network.ethernet import TYPE_ARP
from yarara.kernel.network.handover import settle
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.threads import scheduler
from yarara.kernel.threads.doorbell import Doorbell
from yarara.kernel.virtio.features import F_NET_MQ, F_NET_RSS
from yarara.kernel.virtio.flows import TYPE, Flows
from yarara.kernel.virtio.queue_pair import QueuePair
from yarara.kernel.virtio.ring import PacketRing
from yarara.kernel.virtio.steering import Steering
from yarara.kernel.virtio.transport import Transport, VirtioError
from yarara.kernel.virtio.worker import PairWorker

CONFIG_MOST_PAIRS = 8
"""Where the device's configuration says how many pairs there may be (5.1.4)."""
MOST_PAIRS = 16
WORKER_PACKETS = 256
"""Of each worker's pool: half of them wait in the receive ring."""
VECTORS_PER_PAIR = 2
MOST_COPIED = 64
"""Bytes of an ARP frame, with what Ethernet pads."""


class Spread:
    """Belongs to core 0. `pairs` are those in use, with the first, which has no worker."""

    def __init__(self, workers: list[PairWorker], home: Doorbell, bit: int, flows: Flows) -> None:
        self.workers = workers
        self.flows = flows
        self.steering = flows.steering
        self.pairs = flows.pairs
        self.home = home
        self.bit = bit
        """Of the pending word: another core has rung."""
        self.gave_up = False
        """The device did not take the pairs: the first does everything."""
        self._turn = 0

    # -- frames --------------------------------------------------------------------------------------------------------

    def receive(self, pool: PacketPool) -> Packet | None:
        """The next frame that a worker has handed over; each has its turn, and when all had theirs it is None: the first pair's."""
        while self._turn < self.pairs - 1:
            worker = self.workers[self._turn]
            self._turn += 1
            packet = worker.received.take()
            while packet is not None and packet.length == 0:
                pool.give(packet)
                packet = worker.received.take()
            if packet is not None:
                return packet
        self._turn = 0
        return None

    def is_elsewhere(self, packet: Packet, pool: PacketPool) -> bool:
        """Whether a frame that came is for another core; then that has it now. What tells of neighbours is for all of them."""
        if self.gave_up or self.workers[0].stack is None:
            return False
        if machine.load_be16(packet.data + TYPE) == TYPE_ARP:
            self._tell_all(packet, pool)
            return False
        number = self.flows.of_received(packet, 0)
        if number == 0 or self.workers[number - 1].stack is None:
            return False
        if not self.workers[number - 1].forward(packet):
            pool.give(packet)  # its sender sends it again
        return True

    @machine.never_inline
    def _tell_all(self, packet: Packet, pool: PacketPool) -> None:
        for number in range(self.pairs - 1):
            copy = pool.take()
            if copy is None:
                return
            length = min(packet.length, MOST_COPIED)
            machine.copy(copy.append(length), packet.data, length)
            if not self.workers[number].forward(copy):
                pool.give(copy)

    def worker_for(self, packet: Packet) -> PairWorker | None:
        """By whose pair a frame leaves; None: by the first."""
        number = 0 if self.gave_up else self.flows.of_sent(packet)
        return None if number == 0 else self.workers[number - 1]

    def flush(self, pool: PacketPool) -> None:
        """Give back what is the workers', and wake those who have something to do."""
        for number in range(self.pairs - 1):
            worker = self.workers[number]
            settle(pool, worker.received, worker.to_send)
            worker.tell()

    def listen(self) -> bool:
        """Before this core sleeps; True: something has come meanwhile."""
        self.home.listen()
        for number in range(self.pairs - 1):
            if not self.workers[number].received.is_empty():
                return True
        return False

    # -- the device ----------------------------------------------------------------------------------------------------

    def first_stopped(self) -> PairWorker | None:
        """A worker that has stopped: asked, or because the device broke the rules."""
        for number in range(self.pairs - 1):
            if self.workers[number].is_stopped():
                return self.workers[number]
        return None

    @machine.cold
    def broken_ring(self) -> PacketRing | None:
        """A ring of a stopped worker in which the device broke the rules."""
        for worker in self.workers:
            if worker.is_stopped():
                ring = worker.pair.broken_ring()
                if ring is not None:
                    return ring
        return None

    @machine.cold
    def link(self, first: QueuePair) -> None:
        """Let all pairs know of one another, when the device brings a frame by another one than that for which it is read."""
        if self.steering is None:
            return
        last = first
        for worker in self.workers:
            last.following = worker.pair
            last = worker.pair
        last.following = first

    @machine.cold
    def lose(self, lost: bool) -> None:
        """Whether the device does not use the further pairs any more: what is to be sent by them is dropped then."""
        machine.write_fence()  # the worker takes its packets back after this
        for worker in self.workers:
            worker.lost = lost

    @machine.cold
    def stop(self) -> bool:
        """Ask all to stop; whether they have."""
        stopped = True
        for worker in self.workers:
            if not worker.is_stopped():
                worker.stop()
                stopped = stopped and worker.is_stopped()
        return stopped

    @machine.cold
    def withdraw(self) -> None:
        """Take everything out of the rings of the stopped workers."""
        for worker in self.workers:
            worker.withdraw()

    @machine.cold
    def resume(self, discard: bool) -> None:
        """The device works again. `discard`: what the workers had to send may be what broke it."""
        for worker in self.workers:
            worker.resume(discard)


@machine.cold
def possible_pairs(transport: Transport, cores: int) -> int:
    """How many pairs there can be, each with its core and its interrupts."""
    if transport.legacy or transport.vectors == 0 or transport.offered() & F_NET_MQ == 0:
        return 1
    offered = most_pairs(transport)
    if offered > MOST_PAIRS:
        return 1  # the control queue lies behind them all
    return min(min(cores, (transport.message_count() - 1) // VECTORS_PER_PAIR), offered)


@machine.cold
def most_pairs(transport: Transport) -> int:
    """How many the device could have."""
    return transport.configuration16(CONFIG_MOST_PAIRS)


@machine.cold
def prepare(transport: Transport, pool: PacketPool, pairs: int) -> Spread:
    """Workers, still stopped, for all pairs but the first, and the way of their interrupts. Raises VirtioError, MemoryError."""
    bit = interrupts.allocate_bit()
    if bit < 0:
        raise VirtioError("no interrupt for other cores")
    packets = 1
    while packets < pool.count + pool.large_count + (pairs - 1) * (WORKER_PACKETS + pool.large_count):
        packets *= 2
    home = Doorbell(0, bit)
    flows = Flows(pairs, Steering(transport, pairs) if transport.features & F_NET_RSS else None)
    workers: list[PairWorker] = []
    for number in range(1, pairs):
        own = PacketPool(WORKER_PACKETS, pool.size)
        if pool.large_count > 0:
            own.add_large(pool.large_count, pool.large_size)
        workers.append(PairWorker(transport, own, number, packets, Doorbell(number, bit), home, flows))
    for number in range(1, pairs):
        for vector in range(1 + VECTORS_PER_PAIR * number, 1 + VECTORS_PER_PAIR * (number + 1)):
            if not transport.use_message(vector, interrupts.message_address(number), interrupts.message_data(bit)):
                raise VirtioError("no interrupt message for a queue")
    return Spread(workers, home, bit, flows)


@machine.cold
def launch(spread: Spread) -> None:
    """Let the cores ask their workers, which are stopped: from now on they hear when that changes."""
    number = 1
    for worker in spread.workers:
        scheduler.lend_poller(number, worker)
        number += 1
    if machine.COMPILED:
        console.log_number("network: ", spread.pairs, " pairs of queues\n")
