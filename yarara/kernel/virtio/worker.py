"""A pair of queues on a core of its own (VIRTIO_NET_F_MQ; virtio 1.2, section 5.1.6.5.5).

The worker polls its pair there, with packets of its own. Frames that come are handed over to the core of the stack, frames to be sent come
from it. Only that core starts and resets the device; it asks a worker to stop for this, and a worker in whose queues the device broke the
rules stops by itself.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.network.duration import NEVER
from yarara.kernel.network.handover import Handover, settle
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.network.watchdog import OVERDUE, Watchdog
from yarara.kernel.threads.doorbell import Doorbell
from yarara.kernel.threads.poller import Poller
from yarara.kernel.virtio.queue_pair import QueuePair
from yarara.kernel.virtio.transport import Transport

BUDGET = 64
"""Frames received in one poll."""
MOST_WAITING = 128
"""Frames that may wait for the worker to send them; more are refused."""

# Words of the memory that both cores see, each in a line of the cache of its own.
STOP = 0  # the stack's core wants the device for itself
STOPPED = 64  # the worker touches nothing until this is taken back
REFUSED = 128  # the stack's core has a frame that was refused
WORDS_SIZE = 192


class PairWorker(Poller):
    """Poller of its core. The second half is called by the core of the stack."""

    def __init__(self, transport: Transport, pool: PacketPool, number: int, packets: int, bell: Doorbell, home: Doorbell) -> None:
        """For pair `number`; `packets`: not less than there are in all, a power of two; `bell` wakes this core, `home` the stack's.
        Stopped until `resume`. Raises VirtioError, MemoryError."""
        self.pool = pool
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
            return NEVER
        self.pair.disable_interrupts()
        self._send()
        more = self._receive()
        self.pair.flush()
        handed_over = settle(self.pool, self.to_send, self.received)
        deadline = self._watch(now)
        if handed_over or not self._home_is_told():
            self._home.ring()
        return now if self._stops() or more else deadline

    def _stops(self) -> bool:
        """Whether it may touch nothing; says so when that is new."""
        if self.is_stopped():
            return True
        if machine.read64(self._words + STOP) == 0 and self.pair.broken_ring() is None:
            return False
        machine.write_fence()  # all that was done before
        machine.write64(self._words + STOPPED, 1)
        self._home.ring()
        return True

    def _send(self) -> None:
        while True:
            packet = self._refused
            if packet is None:
                packet = self.to_send.take()
                if packet is None:
                    break
            self._refused = None
            if packet.length == 0:
                self.pool.give(packet)
            elif not self.pair.transmit(packet):
                self._refused = packet
                break

    def _receive(self) -> bool:
        """Hand over what came; whether it may not have been all."""
        for _ in range(BUDGET):
            packet = self.pair.receive()
            if packet is None:
                return False
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

    # -- what the core of the stack calls --------------------------------------------------------------------------------

    def send(self, packet: Packet) -> bool:
        """Have a frame sent; False when too many wait already."""
        if self.to_send.waiting() >= MOST_WAITING:
            machine.write64(self._words + REFUSED, 1)
            machine.fence()
            if self.to_send.waiting() >= MOST_WAITING:
                return False
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
            self.pool.give_all(unsent)
            unsent = None
        self.pair.resend(unsent)
        self._watchdog.deadline = NEVER  # the device has all its time again
        machine.write64(self._words + STOP, 0)
        machine.write_fence()  # all that was done meanwhile
        machine.write64(self._words + STOPPED, 0)
        self.bell.ring()
