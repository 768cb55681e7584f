"""A pair of queues on a core of its own (VIRTIO_NET_F_MQ; virtio 1.2, section 5.1.6.5.5).

The worker polls its pair there, with packets of its own. What comes for connections of its core goes to the stack of that core, where there is one; all else
is handed over to core 0, and frames that this sends by the pair come from it. Only that core starts and resets the device; it asks a worker to stop for this, and a worker in whose queues the device broke the
rules stops by itself.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.network.device import DevicePart, FrameReceiver, NetworkDevice
from yarara.kernel.network.duration import NEVER
from yarara.kernel.network.handover import Handover, settle
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.network.watchdog import OVERDUE, Watchdog
from yarara.kernel.threads.doorbell import Doorbell
from yarara.kernel.threads.poller import Poller
from yarara.kernel.virtio.flows import Flows
from yarara.kernel.virtio.queue_pair import QueuePair
from yarara.kernel.virtio.transport import Transport

BUDGET = 64
"""Frames received in one poll."""
MOST_WAITING = 128
"""Frames that may wait for the worker to send them; more are refused."""

# Words of the memory that both cores see, each in a line of the cache of its own.
STOP = 0  # core 0 wants the device for itself
STOPPED = 64  # the worker touches nothing until this is taken back
REFUSED = 128  # core 0 has a frame that was refused
WORDS_SIZE = 192


class PairWorker(Poller):
    """Poller of its core. The second half is called by core 0."""

    def __init__(self, transport: Transport, pool: PacketPool, number: int, packets: int, bell: Doorbell, home: Doorbell, flows: Flows) -> None:
        """For pair `number`; `packets`: not less than there are in all, a power of two; `bell` wakes this core, `home` core 0.
        Stopped until `resume`. Raises VirtioError, MemoryError."""
        self.pool = PacketPool(pool.count, pool.size, filled=False)
        """Of this core. While the worker is stopped, all packets are in that of the pair, which core 0 has then."""
        self.pool.large_count, self.pool.large_size = pool.large_count, pool.large_size
        self.number = number
        self.flows = flows
        self.stack: FrameReceiver | None = None
        """That of this core."""
        self.lost = False
        """The device does not use the pair any more: what would be sent is dropped."""
        self._left = pool
        self.pair = QueuePair(transport, pool, number)
        self.received = Handover(packets, pool.size)
        self.to_send = Handover(packets, pool.size)
        self.bell = bell
        self._home = home
        self._words = allocate_dma(WORDS_SIZE)
        machine.write64(self._words + STOPPED, 1)
        machine.write64(self._words + STOP, 1)
        self._refused: Packet | None = None  # by the ring, which was full
        self._unsent: Packet | None = None  # after a reset
        self._watchdog = Watchdog()
        self._found = False  # by the last poll: frames
        self._told = 0  # how many of `to_send` it was woken for
        bell.listen()

    # -- what the scheduler of its core calls ----------------------------------------------------------------------------

    @machine.allocates_nothing
    def acknowledge(self, pending: int) -> None:
        if self.bell.was_rung():
            self._watchdog.interrupts = 0
            return
        returned = self.pair.receive_ring.returned + self.pair.transmit_ring.returned
        if self._watchdog.interrupted(returned) and not self.is_stopped():
            self.pair.receive_ring.queue.condemn("interrupt", 0, "interrupted without a reason")

    @machine.allocates_nothing
    def poll(self, now: int) -> int:
        self.bell.silence()
        if self._stops():
            if self.lost:
                self._take_packets()  # core 0 has given it up
            return self._run_timers(now)
        self._take_packets()
        self.pair.disable_interrupts()
        self._send(now)
        more = self._receive(now)
        deadline = self._run_timers(now)
        self.pair.flush()
        handed_over = settle(self.pool, self.to_send, self.received)
        deadline = min(deadline, self._watch(now))
        if handed_over or not self._home_is_told():
            self._home.ring()
        return now if self._stops() or more else deadline

    def _stops(self) -> bool:
        """Whether it may touch nothing; says so when that is new."""
        if self.is_stopped():
            return True
        if machine.read64(self._words + STOP) == 0 and self.pair.broken_ring() is None:
            return False
        self._leave_packets()
        machine.write_fence()  # all that was done before
        machine.write64(self._words + STOPPED, 1)
        self._home.ring()
        return True

    @machine.cold
    def _leave_packets(self) -> None:
        """To core 0: meanwhile this core has none to send."""
        self.pair.pool = self._left
        self._left.take_all(self.pool)

    def _take_packets(self) -> None:
        if self.pair.pool is not self.pool:
            self.pair.pool = self.pool
            self.pool.take_all(self._left)

    def _run_timers(self, now: int) -> int:
        return NEVER if self.stack is None else self.stack.run_timers(now)

    def _send(self, now: int) -> None:
        """Take what core 0 has handed over: frames to be sent, and such that came to it."""
        while True:
            packet = self._refused
            if packet is None:
                packet = self.to_send.take()
                if packet is None:
                    break
            self._refused = None
            if packet.length == 0:
                self.pool.give(packet)
            elif packet.arrived and self.stack is not None:
                self.stack.receive_frame(packet, now)
                self.pool.give(packet)
            elif not self.pair.transmit(packet):
                self._refused = packet
                break

    def _receive(self, now: int) -> bool:
        """Receive what came, or hand it over; whether it may not have been all."""
        stack = self.stack
        self._found = False
        for _ in range(BUDGET):
            packet = self.pair.receive()
            if packet is None:
                return False
            self._found = True
            if stack is not None and self.flows.of_received(packet, self.number) == self.number:
                stack.receive_frame(packet, now)
                self.pool.give(packet)
            else:
                self.received.put(packet)
        return True

    def _home_is_told(self) -> bool:
        """Whether the stack's core needs to hear nothing: it has taken all, and no frame of it was refused."""
        machine.fence()  # what was taken before the look at what was refused; `send` does it the other way round
        return self.received.waiting() == 0 and (
            machine.read64(self._words + REFUSED) == 0 or machine.exchange(self._words + REFUSED, 0) == 0)

    def _watch(self, now: int) -> int:
        """A device that sends nothing for long has broken the rules too."""
        ring = self.pair.transmit_ring
        if self._watchdog.look(now, ring.queue.lent, ring.returned) == OVERDUE:
            ring.queue.condemn("ring", 0, "sent nothing for five seconds")
        return self._watchdog.deadline

    @machine.allocates_nothing
    def enable_interrupts(self) -> bool:
        if self.is_stopped():
            self.bell.listen()
            return not self.is_stopped()
        waiting = self.pair.enable_interrupts()
        self.bell.listen()
        return (waiting or self._refused is None and not self.to_send.is_empty() or self.pair.broken_ring() is not None
                or machine.read64(self._words + STOP) != 0)

    @machine.allocates_nothing
    def expects_more(self) -> bool:
        return self._found

    # -- what core 0 calls --------------------------------------------------------------------------------

    def send(self, packet: Packet) -> bool:
        """Have a frame sent; False when too many wait already."""
        if self.to_send.waiting() >= MOST_WAITING:
            machine.write64(self._words + REFUSED, 1)
            machine.fence()
            if self.to_send.waiting() >= MOST_WAITING:
                return False
        packet.arrived = False
        self.to_send.put(packet)
        return True

    def forward(self, packet: Packet) -> bool:
        """Have a frame received that came to core 0; False when too many wait already."""
        if self.to_send.waiting() >= MOST_WAITING:
            return False
        packet.arrived = True
        self.to_send.put(packet)
        return True

    def tell(self) -> None:
        """Wake it if there is something new to send."""
        if self.to_send.put_count != self._told:
            self._told = self.to_send.put_count
            self.bell.ring()

    def is_stopped(self) -> bool:
        """Whether its core touches nothing of it."""
        return machine.read64(self._words + STOPPED) != 0

    @machine.cold
    def stop(self) -> None:
        """Ask it to stop; `home` rings when it has."""
        machine.write64(self._words + STOP, 1)
        self.bell.ring()

    @machine.cold
    def withdraw(self) -> None:
        """The device was reset, and it is stopped: what it was to send waits for `resume`."""
        self.pair.withdraw(self.pair.receive_ring)
        self._unsent = self.pair.withdraw(self.pair.transmit_ring)

    @machine.cold
    def resume(self, discard: bool) -> None:
        """The device was started anew, with its pair. `discard`: do not send again what was to be sent."""
        unsent = self._unsent
        self._unsent = None
        if discard:
            self._left.give_all(unsent)
            unsent = None
        self.pair.resend(unsent)
        self._watchdog.deadline = NEVER  # the device has all its time again
        machine.write64(self._words + STOP, 0)
        machine.write_fence()  # all that was done meanwhile
        machine.write64(self._words + STOPPED, 0)
        self.bell.ring()


class WorkerPart(DevicePart):
    """The pair, for the stack of the same core."""

    def __init__(self, worker: PairWorker, whole: NetworkDevice) -> None:
        super().__init__(worker.pool, whole.mac, whole.mtu)
        self.placement = worker.flows
        self.completes_checksums = whole.completes_checksums
        self.cuts_segments = whole.cuts_segments
        self._worker = worker

    def attach(self, receiver: FrameReceiver) -> None:
        machine.write_fence()  # the other core sees it whole
        self._worker.stack = receiver

    def transmit(self, packet: Packet) -> bool:
        worker = self._worker
        if worker.lost:
            self.pool.give(packet)
            return True
        return not worker.is_stopped() and worker.pair.transmit(packet)
