"""The virtio network device (virtio 1.2, section 5.1).

    qemu-system-x86_64 ... -netdev user,id=n -device virtio-net-pci,netdev=n      (or virtio-net-device on microvm)

Frames move in `queue_pair.py`; here is what concerns the whole device: its features, its configuration, its interrupts, its errors.

A device that breaks the rules, that says it needs it, or that is silent for long is reset and started anew: one queue of it where
that is enough and can be done. Frames that it had accepted and not sent are sent again.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.device import EVERY_CAUSE, DevicePart
from yarara.kernel.network.driver import DUPLEX_UNKNOWN, FULL_DUPLEX, MOST_RESENDS, SPEED_UNKNOWN, NetworkDriver
from yarara.kernel.network.ethernet import HEADER_SIZE
from yarara.kernel.network.packet import HEADROOM, LARGE_SIZE, Packet, PacketPool
from yarara.kernel.network.vlan import NO_VLAN, TAG_SIZE
from yarara.kernel.virtio import spread as spreading
from yarara.kernel.virtio.control import (
    ANNOUNCE_ACKNOWLEDGE, CLASS_ANNOUNCE, CLASS_MAC, CLASS_MULTIQUEUE, CLASS_RECEIVE, CLASS_VLAN, MAC_ADDRESS_SET, MULTIQUEUE_PAIRS_SET,
    MULTIQUEUE_STEERING_SET, RECEIVE_PROMISCUOUS, VLAN_ADD, ControlQueue,
)
from yarara.kernel.virtio.features import (
    F_NET_CSUM, F_NET_CTRL_MAC_ADDR, F_NET_CTRL_RX, F_NET_CTRL_VLAN, F_NET_CTRL_VQ, F_NET_GUEST_ANNOUNCE, F_NET_GUEST_TSO4, F_NET_GUEST_UFO, F_NET_HOST_TSO4, F_NET_HOST_UFO,
    F_NET_MAC, F_NET_MQ, F_NET_MRG_RXBUF, F_NET_MTU, F_NET_RSS, F_NET_SPEED_DUPLEX, F_NET_STATUS, NETWORK_REQUIRED, network_wanted,
)
from yarara.kernel.virtio.queue_pair import QueuePair
from yarara.kernel.virtio.ring import PacketRing
from yarara.kernel.virtio.spread import Spread
from yarara.kernel.virtio.steering import is_possible
from yarara.kernel.virtio.transport import INTERRUPT_CONFIGURATION, Transport, VirtioError
from yarara.kernel.virtio.worker import WorkerPart

# Device configuration (5.1.4).
CONFIG_MAC = 0
CONFIG_STATUS = 6
CONFIG_MTU = 10
CONFIG_SPEED = 12
CONFIG_DUPLEX = 16
STATUS_LINK_UP = 1
STATUS_ANNOUNCE = 2

MOST_SPEED = 0x7FFF_FFFF
"""Mbit/s; what is above is no speed (5.1.4)."""

DEFAULT_MTU = 1500
PACKETS_PER_LARGE = 16
FEWEST_LARGE = 4
LEAST_MTU = 68  # RFC 791: what every IPv4 link must carry


class VirtioNet(NetworkDriver):
    """One core owns it, together with its pool; pairs of queues that other cores have stand in `_spread`."""

    def __init__(self, transport: Transport, pool: PacketPool) -> None:
        """Start the device and fill its receive ring. Raises VirtioError when it cannot be used, MemoryError."""
        self.transport = transport
        self._announcement_asked = False
        """The device wants the link to be told who is here, and waits for an acknowledgment."""
        self._spread: Spread | None = None
        self._stopping = False
        """It is to be reset as soon as all workers have stopped; `failed` is true meanwhile."""
        if not transport.reset():
            raise VirtioError("the device does not confirm a reset")
        self._receive_room = _receive_room(transport, pool)
        features = transport.negotiate(NETWORK_REQUIRED, network_wanted(transport.offered(), self._receive_room))
        self._add_large_packets(pool)
        super().__init__("virtio network device", pool, self._read_mac(), self._read_mtu(pool))
        self.completes_checksums = features & F_NET_CSUM != 0
        self.cuts_segments = features & F_NET_HOST_TSO4 != 0
        self.cuts_datagrams = features & F_NET_HOST_UFO != 0
        self.pair = QueuePair(transport, pool, 0)
        self.control: ControlQueue | None = ControlQueue(transport) if features & F_NET_CTRL_VQ else None
        """None when there is none, or it does not work."""
        self._start()
        self.pair.refill()

    def _add_large_packets(self, pool: PacketPool) -> None:
        """For segments that one side cuts for the other, and for jumbo frames. Raises MemoryError."""
        features = self.transport.features
        jumbo = features & F_NET_MTU != 0 and self.transport.configuration16(CONFIG_MTU) > pool.most - self._frame_overhead()
        if (features & (F_NET_HOST_TSO4 | F_NET_GUEST_TSO4 | F_NET_HOST_UFO | F_NET_GUEST_UFO) or jumbo) and pool.large_count == 0:
            pool.add_large(max(pool.count // PACKETS_PER_LARGE, FEWEST_LARGE), LARGE_SIZE)

    def _frame_overhead(self) -> int:
        """Bytes of a frame that are not of the IP packet."""
        return HEADER_SIZE + TAG_SIZE if machine.VLAN else HEADER_SIZE

    def _read_mac(self) -> int:
        if self.transport.features & F_NET_MAC:
            return self.transport.configuration48(CONFIG_MAC)
        # A random one, of one station (bit 0 of the first byte is clear) and locally administered (bit 1 is set).
        return machine.random_word() & 0xFCFF_FFFF_FFFF | 0x0200_0000_0000

    def _read_mtu(self, pool: PacketPool) -> int:
        """What the device says, as far as the packets of the pool can hold it."""
        most = (min(pool.most, self._receive_room) if self.transport.features & F_NET_MRG_RXBUF else pool.size - HEADROOM) - self._frame_overhead()
        mtu = DEFAULT_MTU
        if self.transport.features & F_NET_MTU:
            offered = self.transport.configuration16(CONFIG_MTU)
            if offered >= LEAST_MTU:
                mtu = offered
        return mtu if mtu < most else most

    @machine.cold
    def _start(self) -> None:
        """Steps 7 and 8 of the initialization, after the features are settled."""
        # 7. Set up the virtqueues and read the configuration.
        self.pair.enable()
        if machine.PARALLEL and self._spread is not None:
            for worker in self._spread.workers:
                worker.pair.enable()
        if self.control is not None:
            self.control.enable()
        self._read_status()
        # 8. DRIVER_OK. The receive ring is filled after it: a notification before it would be lost.
        self.transport.start()
        self._filter()
        self._set_pairs()

    @machine.cold
    def _set_pairs(self) -> None:
        """Say how many pairs are in use, after every start: the device begins with one (5.1.6.5.5)."""
        spread, control = self._spread, self.control
        if not machine.PARALLEL or spread is None:
            return
        if control is None:
            spread.gave_up = True  # the first pair does everything
            spread.lose(True)
            return
        if spread.steering is not None:
            spread.gave_up = not control.command_steering(CLASS_MULTIQUEUE, MULTIQUEUE_STEERING_SET, spread.steering)
        else:
            spread.gave_up = not control.command16(CLASS_MULTIQUEUE, MULTIQUEUE_PAIRS_SET, spread.pairs)
        spread.lose(spread.gave_up)
        self._check_control(control)

    @machine.cold
    def spread(self, cores: int) -> None:
        """Give other cores a pair of queues each. The device is reset for it: it is told of queues while it starts."""
        if not machine.PARALLEL or self._spread is not None or self.failed or self.control is None:
            return
        pairs = spreading.possible_pairs(self.transport, cores)
        if pairs < 2:
            return
        features = self.transport.features
        steering = F_NET_RSS if is_possible(self.transport, pairs) else 0
        self.failed = True
        if not self.transport.reset():
            return
        try:
            self.transport.negotiate(features, features | F_NET_MQ | steering)  # the device has no further queues before
            self._spread = spreading.prepare(self.transport, self.pool, pairs)
            self.control = ControlQueue(self.transport, 2 * spreading.most_pairs(self.transport))
            features = self.transport.features
        except (MemoryError, VirtioError):
            self._spread = None
        if self._spread is not None:
            self._spread.link(self.pair)
            spreading.launch(self._spread)
        self._restart(features)

    @machine.cold
    def part(self, core: int) -> DevicePart | None:
        spread = self._spread
        if not machine.PARALLEL or spread is None or spread.gave_up or core >= spread.pairs or self.vlan != NO_VLAN:
            return None  # tagged frames come to core 0
        return WorkerPart(spread.workers[core - 1], self)

    @machine.cold
    def _filter(self) -> None:
        """Say which frames are wanted: those for our address and those for everyone (5.1.6.5.1). A device that does not obey sends
        more than that; the stack looks at each frame anyway."""
        control = self.control
        if control is None:
            return
        features = self.transport.features
        knows_address = features & F_NET_MAC != 0 or (
            features & F_NET_CTRL_MAC_ADDR != 0 and control.command48(CLASS_MAC, MAC_ADDRESS_SET, self.mac))
        if features & F_NET_CTRL_RX and knows_address:
            control.command8(CLASS_RECEIVE, RECEIVE_PROMISCUOUS, 0)
        if machine.VLAN and features & F_NET_CTRL_VLAN:  # it lets no tagged frames through but these
            control.command16(CLASS_VLAN, VLAN_ADD, self.vlan)
        self._check_control(control)

    @machine.cold
    def join_vlan(self, identifier: int) -> None:
        super().join_vlan(identifier)
        if machine.VLAN:
            self._filter()

    @machine.cold
    def _check_control(self, control: ControlQueue) -> None:
        """Do without the control queue from now on, if the device broke the rules there."""
        if control.queue.broken:
            self._note(control.queue.describe_fault())
            self.control = None

    @machine.cold
    def _read_status(self) -> None:
        """Whether the link is up and how fast, and whether an announcement is wanted: the device says so, or the link came up again."""
        features = self.transport.features
        status = self.transport.configuration16(CONFIG_STATUS) if features & F_NET_STATUS else STATUS_LINK_UP
        speed, duplex = SPEED_UNKNOWN, DUPLEX_UNKNOWN
        if features & F_NET_SPEED_DUPLEX:
            speed, duplex = self._read_speed(), self._read_duplex()
        self._set_link(status & STATUS_LINK_UP != 0, speed, duplex)
        if status & STATUS_ANNOUNCE and self.control is not None and features & F_NET_GUEST_ANNOUNCE:
            self._announces = True
            self._announcement_asked = True

    @machine.cold
    def _read_speed(self) -> int:
        """In Mbit/s; SPEED_UNKNOWN also for what the specification does not know."""
        # In two halves, and not twice: of a change in between an interrupt tells, after which all is read again.
        speed = self.transport.configuration16(CONFIG_SPEED) | self.transport.configuration16(CONFIG_SPEED + 2) << 16
        return speed if speed <= MOST_SPEED else SPEED_UNKNOWN

    @machine.cold
    def _read_duplex(self) -> int:
        duplex = self.transport.configuration8(CONFIG_DUPLEX)
        return duplex if duplex <= FULL_DUPLEX else DUPLEX_UNKNOWN

    def wants_announcement(self) -> bool:
        if not self._announces or self.failed:
            return False
        self._announces = False
        control = self.control
        if self._announcement_asked and control is not None:
            self._announcement_asked = False
            control.command(CLASS_ANNOUNCE, ANNOUNCE_ACKNOWLEDGE)
            self._check_control(control)
        return True

    # -- frames --------------------------------------------------------------------------------------------------------

    def receive(self) -> Packet | None:
        if self.failed:
            self._reset_if_stopped()
            return None
        if machine.PARALLEL and self._spread is not None:
            return self._receive_of_any(self._spread)
        packet = self.pair.receive()
        if packet is None:
            self._check()
        return packet

    @machine.never_inline
    def _receive_of_any(self, spread: Spread) -> Packet | None:
        """The next frame of any pair that is for this core."""
        while True:
            packet = spread.receive(self.pool)
            if packet is None:
                packet = self.pair.receive()
            if packet is None:
                self._check()
                packet = spread.receive(self.pool)  # now all others have their turn
            if packet is None or not spread.is_elsewhere(packet, self.pool):
                return packet

    def transmit(self, packet: Packet) -> bool:
        if not self.failed:
            if machine.PARALLEL and self._spread is not None:
                worker = self._spread.worker_for(packet)
                if worker is not None:
                    return worker.send(packet)
            accepted = self.pair.transmit(packet)
            if accepted or not self._check():
                return accepted
            if not self.failed:
                return False  # after a reset there may be room: the caller tries again
        if self._stopping:
            return False
        self.pool.give(packet)
        return True

    def flush(self) -> None:
        if self.failed:
            self._reset_if_stopped()
            return
        self.pair.flush()
        if machine.PARALLEL and self._spread is not None:
            self._spread.flush(self.pool)
            if self._spread.first_stopped() is not None:
                self._recover_from_worker()
        self._check()

    def show_sent(self) -> None:
        if self.failed or machine.PARALLEL and self._spread is not None:
            self.flush()
        else:
            self.pair.show_sent()

    # -- interrupts and time -------------------------------------------------------------------------------------------

    def link_up(self) -> bool:
        return self._link and (not self.failed or self._stopping)

    def enable_interrupts(self) -> bool:
        if self.failed and not self._stopping:
            return False
        waiting = False
        if machine.PARALLEL and self._spread is not None:
            waiting = self._spread.listen()
        if self._stopping:
            return self._reset_if_stopped()
        waiting = self.pair.enable_interrupts() or waiting
        return self._check() or waiting

    def disable_interrupts(self) -> None:
        if machine.PARALLEL and self._spread is not None:
            self._spread.home.silence()
        self.pair.disable_interrupts()

    def acknowledge(self, pending: int = EVERY_CAUSE) -> None:
        causes = self.transport.acknowledge(pending)
        if self.failed:
            return
        if causes & INTERRUPT_CONFIGURATION:
            if self.transport.needs_reset():
                self._recover("asked for a reset")
                return
            self._read_status()
        if machine.PARALLEL and self._spread is not None and pending >> self._spread.bit & 1 != 0:
            self._watchdog.interrupts = 0  # another core has rung
            return
        self._interrupted(self.pair.receive_ring.returned + self.pair.transmit_ring.returned)

    def _unsent(self) -> int:
        return self.pair.transmit_ring.queue.lent

    def _sent_in_all(self) -> int:
        return self.pair.transmit_ring.returned

    # -- errors --------------------------------------------------------------------------------------------------------

    def _check(self) -> bool:
        """Repair a ring in which the device broke the rules; whether there was one."""
        if not self.pair.is_broken():
            return False
        self._repair_broken()
        return True

    @machine.cold
    def _repair_broken(self) -> None:
        ring = self.pair.broken_ring()
        if ring is not None:
            self._repair(ring)

    @machine.cold
    def _repair(self, ring: PacketRing) -> None:
        """Reset one queue, or else the device."""
        queue = ring.queue
        fault = ring.queue.describe_fault()
        try:
            if not self.transport.restart_queue(queue):
                self._recover(fault)
                return
        except VirtioError:
            self._recover(fault)
            return
        self._note(fault)
        self.pair.silence()
        self._resend(self.pair.withdraw(ring))

    @machine.cold
    def _recover(self, fault: str) -> None:
        """Reset the device and start it anew, when no other core uses it any more."""
        self._note(fault)
        self.failed = True
        self._stopping = machine.PARALLEL and self._spread is not None
        if self._stopping:
            self._reset_if_stopped()
        else:
            self._restart(self.transport.features)

    @machine.cold
    def _recover_from_worker(self) -> None:
        """A worker has stopped: the device broke the rules there."""
        spread = self._spread
        ring = None if spread is None else spread.broken_ring()
        self._recover("a worker stopped" if ring is None else ring.queue.describe_fault())

    @machine.cold
    def _reset_if_stopped(self) -> bool:
        """Go on with a reset that waits for the workers; whether it is done."""
        spread = self._spread
        if not self._stopping or spread is None or not spread.stop():
            return False
        self._stopping = False
        self._restart(self.transport.features)
        return True

    @machine.cold
    def _restart(self, features: int) -> None:
        """Reset the device and start it anew, with these features; no other core uses it."""
        spread = self._spread
        if not self.transport.reset():
            if machine.PARALLEL and spread is not None:
                spread.lose(True)
            return  # it may still write to the packets it has: they stay out of the pool
        if machine.PARALLEL and spread is not None:
            spread.withdraw()
        self.pair.withdraw(self.pair.receive_ring)
        unsent = self.pair.withdraw(self.pair.transmit_ring)
        try:
            self.transport.negotiate(features, features)
            self._start()
        except VirtioError:
            self.pool.give_all(unsent)
            if machine.PARALLEL and spread is not None:
                spread.lose(True)
            return
        self.failed = False
        self._resend(unsent)
        if machine.PARALLEL and spread is not None:
            spread.resume(self._resends > MOST_RESENDS)

    def _queue_again(self, unsent: Packet | None) -> None:
        self.pair.resend(unsent)


@machine.cold
def _receive_room(transport: Transport, pool: PacketPool) -> int:
    """How long a frame can be that the device spreads over a whole receive ring: a longer one would wait for ever."""
    buffers = min(min(transport.queue_capacity(0), transport.ring_size), pool.count // 2)
    if transport.legacy:
        buffers //= 2  # a packet may take two descriptors
    return buffers * (pool.size - HEADROOM)
