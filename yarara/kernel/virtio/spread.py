"""All pairs of queues but the first, as the core of the stack sees them: each has a worker on a core of its own (`worker.py`).

A flow leaves by a pair that its addresses and ports choose, always the same. With receive-side scaling the device chooses it in the same way for what
comes of that flow (`steering.py`); without, one that steers as virtio 1.2, section 5.1.6.5.5, wants it (Linux's TAP does) sends that by the pair by which the flow last left.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import console
from yarara.kernel.cpu import interrupts
from yarara.kernel.network.handover import settle
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.threads import scheduler
from yarara.kernel.threads.doorbell import Doorbell
from yarara.kernel.virtio.features import F_NET_MQ, F_NET_RSS
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

IPV4 = 14
"""Where the IPv4 header of a frame begins."""
PROTOCOLS = 1 << 6 | 1 << 17
"""TCP and UDP have ports."""


class Spread:
    """Belongs to the core of the stack. `pairs` are those in use, with the first, which has no worker."""

    def __init__(self, workers: list[PairWorker], home: Doorbell, bit: int, steering: Steering | None) -> None:
        self.workers = workers
        self.steering = steering
        """None: the device follows the flows by itself."""
        self.pairs = len(workers) + 1
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

    def worker_for(self, packet: Packet) -> PairWorker | None:
        """By whose pair a frame leaves; None: by the first."""
        frame = packet.data
        if self.gave_up or packet.length < IPV4 + 24 or machine.load_be16(frame + 12) != 0x0800 or PROTOCOLS >> (machine.load8(frame + 23) & 63) & 1 == 0:
            return None
        if machine.load_be16(frame + 20) & 0x3FFF != 0:
            return None  # a fragment: only the first would have ports
        at = frame + IPV4 + (machine.load8(frame + IPV4) & 15) * 4  # the ports
        steering = self.steering
        if steering is not None:  # what comes of the flow has it all the other way round
            swapped = machine.load_be16(at + 2) << 16 | machine.load_be16(at)
            number = steering.pair_of(machine.load_be32(frame + 30), machine.load_be32(frame + 26), swapped)
        else:
            flow = machine.load32(at) ^ machine.load32(frame + 26) ^ machine.load32(frame + 30)
            number = ((flow ^ flow >> 16) * 0x9E37 >> 8 & 0xFFFF) * self.pairs >> 16
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
    workers: list[PairWorker] = []
    for number in range(1, pairs):
        own = PacketPool(WORKER_PACKETS, pool.size)
        if pool.large_count > 0:
            own.add_large(pool.large_count, pool.large_size)
        workers.append(PairWorker(transport, own, number, packets, Doorbell(number, bit), home))
    for number in range(1, pairs):
        for vector in range(1 + VECTORS_PER_PAIR * number, 1 + VECTORS_PER_PAIR * (number + 1)):
            if not transport.use_message(vector, interrupts.message_address(number), interrupts.message_data(bit)):
                raise VirtioError("no interrupt message for a queue")
    return Spread(workers, home, bit, Steering(transport, pairs) if transport.features & F_NET_RSS else None)


@machine.cold
def launch(spread: Spread) -> None:
    """Let the cores ask their workers, which are stopped: from now on they hear when that changes."""
    number = 1
    for worker in spread.workers:
        scheduler.lend_poller(number, worker)
        number += 1
    if machine.COMPILED:
        console.log_number("network: ", spread.pairs, " pairs of queues\n")
