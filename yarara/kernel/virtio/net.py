"""The virtio network device (virtio 1.2, section 5.1).

    qemu-system-x86_64 ... -netdev user,id=n -device virtio-net-pci,netdev=n      (or virtio-net-device on microvm)

Frames move in `queue_pair.py`; here is what concerns the whole device: its features, its configuration, its interrupts, its errors.

A device that breaks the rules, that says it needs it, or that is silent for long is reset and started anew: one queue of it where
that is enough and can be done. Frames that it had accepted and not sent are sent again.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import console
from yarara.kernel.network.device import EVERY_CAUSE, NetworkDevice
from yarara.kernel.network.duration import NEVER, SECOND
from yarara.kernel.network.packet import HEADROOM, LARGE_SIZE, Packet, PacketPool
from yarara.kernel.virtio.control import (
    ANNOUNCE_ACKNOWLEDGE, CLASS_ANNOUNCE, CLASS_MAC, CLASS_RECEIVE, MAC_ADDRESS_SET, RECEIVE_PROMISCUOUS, ControlQueue,
)
from yarara.kernel.virtio.features import (
    F_NET_CSUM, F_NET_CTRL_MAC_ADDR, F_NET_CTRL_RX, F_NET_CTRL_VQ, F_NET_GUEST_ANNOUNCE, F_NET_GUEST_TSO4, F_NET_HOST_TSO4, F_NET_MAC,
    F_NET_MRG_RXBUF, F_NET_MTU, F_NET_STATUS, NETWORK_REQUIRED, network_wanted,
)
from yarara.kernel.virtio.queue_pair import ETHERNET_HEADER, QueuePair
from yarara.kernel.virtio.ring import PacketRing
from yarara.kernel.virtio.transport import INTERRUPT_CONFIGURATION, Transport, VirtioError

# Device configuration (5.1.4).
CONFIG_MAC = 0
CONFIG_STATUS = 6
CONFIG_MTU = 10
STATUS_LINK_UP = 1
STATUS_ANNOUNCE = 2

DEFAULT_MTU = 1500
PACKETS_PER_LARGE = 16
FEWEST_LARGE = 4
LEAST_MTU = 68  # RFC 791: what every IPv4 link must carry

PATIENCE = 5 * SECOND
"""A device that has sent none of the frames it was given for so long is reset."""
MOST_INTERRUPTS = 1000
"""So many interrupts in a row after which nothing had been returned are an error."""
MOST_RESENDS = 3
"""Frames that were queued again so often, while the device sent nothing, are dropped: one of them may be the cause."""


class VirtioNet(NetworkDevice):
    """The driver. One core owns it, together with its pool."""

    def __init__(self, transport: Transport, pool: PacketPool) -> None:
        """Start the device and fill its receive ring. Raises VirtioError when it cannot be used, MemoryError."""
        self.transport = transport
        self.faults = 0
        """How often the device broke the rules or asked for a reset; `last_fault` says what the last one was."""
        self.last_fault = ""
        self.failed = False
        """True when the device could not be started again: it is as if its cable were pulled."""
        self._link = True
        self._announces = False
        """The link is to be told who is here ..."""
        self._announcement_asked = False
        """... because the device asked for it, and waits for an acknowledgment."""
        self._interrupts = 0  # since a packet was last returned
        self._resends = 0  # since a packet was last sent
        self._sent = 0  # packets that the transmit ring had given back when that was last looked at
        self._returned = 0  # the same of both rings
        self._quiet_since = -1

        if not transport.reset():
            raise VirtioError("the device does not confirm a reset")
        features = transport.negotiate(NETWORK_REQUIRED, network_wanted(transport.offered()))
        self._add_large_packets(pool)
        super().__init__(pool, self._read_mac(), self._read_mtu(pool))
        self.completes_checksums = features & F_NET_CSUM != 0
        self.cuts_segments = features & F_NET_HOST_TSO4 != 0
        self.pair = QueuePair(transport, pool, 0)
        self.control: ControlQueue | None = ControlQueue(transport) if features & F_NET_CTRL_VQ else None
        """None when there is none, or it does not work."""
        self._start()
        self.pair.refill()

    def _add_large_packets(self, pool: PacketPool) -> None:
        """For segments that one side cuts for the other, and for jumbo frames. Raises MemoryError."""
        features = self.transport.features
        jumbo = features & F_NET_MTU != 0 and self.transport.configuration16(CONFIG_MTU) > pool.most - ETHERNET_HEADER
        if (features & (F_NET_HOST_TSO4 | F_NET_GUEST_TSO4) or jumbo) and pool.large_count == 0:
            pool.add_large(max(pool.count // PACKETS_PER_LARGE, FEWEST_LARGE), LARGE_SIZE)

    def _read_mac(self) -> int:
        if self.transport.features & F_NET_MAC:
            return self.transport.configuration48(CONFIG_MAC)
        # A random one, of one station (bit 0 of the first byte is clear) and locally administered (bit 1 is set).
        return machine.random_word() & 0xFCFF_FFFF_FFFF | 0x0200_0000_0000

    def _read_mtu(self, pool: PacketPool) -> int:
        """What the device says, as far as the packets of the pool can hold it."""
        most = (pool.most if self.transport.features & F_NET_MRG_RXBUF else pool.size - HEADROOM) - ETHERNET_HEADER
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
        if self.control is not None:
            self.control.enable()
        self._read_status()
        # 8. DRIVER_OK. The receive ring is filled after it: a notification before it would be lost.
        self.transport.start()
        self._filter()

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
        self._check_control(control)

    @machine.cold
    def _check_control(self, control: ControlQueue) -> None:
        """Do without the control queue from now on, if the device broke the rules there."""
        if control.queue.broken:
            self._note(control.queue.fault + " (control queue, field " + control.queue.fault_field + ")")
            self.control = None

    @machine.cold
    def _read_status(self) -> None:
        """Whether the link is up, and whether an announcement is wanted: the device says so, or the link came up again."""
        if self.transport.features & F_NET_STATUS == 0:
            return
        status = self.transport.configuration16(CONFIG_STATUS)
        up = status & STATUS_LINK_UP != 0
        if up and not self._link:
            self._announces = True
        self._link = up
        if status & STATUS_ANNOUNCE and self.control is not None and self.transport.features & F_NET_GUEST_ANNOUNCE:
            self._announces = True
            self._announcement_asked = True

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
            return None
        packet = self.pair.receive()
        if packet is None:
            self._check()
        return packet

    def transmit(self, packet: Packet) -> bool:
        if not self.failed:
            accepted = self.pair.transmit(packet)
            if accepted or not self._check():
                return accepted
            if not self.failed:
                return False  # after a reset there may be room: the caller tries again
        self.pool.give(packet)
        return True

    def flush(self) -> None:
        if not self.failed:
            self.pair.flush()
            self._check()

    # -- interrupts and time -------------------------------------------------------------------------------------------

    def link_up(self) -> bool:
        return self._link and not self.failed

    def enable_interrupts(self) -> bool:
        if self.failed:
            return False
        waiting = self.pair.enable_interrupts()
        return self._check() or waiting

    def disable_interrupts(self) -> None:
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
        returned = self.pair.receive_ring.returned + self.pair.transmit_ring.returned
        self._interrupts = self._interrupts + 1 if returned == self._returned else 0
        self._returned = returned
        if self._interrupts > MOST_INTERRUPTS:
            self._interrupts = 0
            self._recover("interrupted without a reason")

    def watch(self, now: int) -> int:
        ring = self.pair.transmit_ring
        if self.failed or ring.queue.lent == 0:
            self._quiet_since = -1
            return NEVER
        if ring.returned != self._sent or self._quiet_since < 0:
            self._sent = ring.returned
            self._resends = 0
            self._quiet_since = now
        elif now - self._quiet_since >= PATIENCE:
            self._quiet_since = now
            self.flush()
            if ring.returned == self._sent and not self.failed:
                self._recover("sent nothing for five seconds")
        return self._quiet_since + PATIENCE

    # -- errors --------------------------------------------------------------------------------------------------------

    def _check(self) -> bool:
        """Repair a ring in which the device broke the rules; whether there was one."""
        ring = self.pair.broken_ring()
        if ring is None:
            return False
        self._repair(ring)
        return True

    @machine.cold
    def _repair(self, ring: PacketRing) -> None:
        """Reset one queue, or else the device."""
        queue = ring.queue
        fault = (queue.fault + " (queue " + str(queue.index) + ", descriptor " + str(queue.fault_descriptor) + ", field "
                 + queue.fault_field + ")")
        try:
            if not self.transport.restart_queue(queue):
                self._recover(fault)
                return
        except VirtioError:
            self._recover(fault)
            return
        self._note(fault)
        self.pair.disable_interrupts()
        self._resend(self.pair.withdraw(ring))

    @machine.cold
    def _recover(self, fault: str) -> None:
        """Reset the device and start it anew."""
        self._note(fault)
        self.failed = True
        if not self.transport.reset():
            return  # it may still write to the packets it has: they stay out of the pool
        self.pair.withdraw(self.pair.receive_ring)
        unsent = self.pair.withdraw(self.pair.transmit_ring)
        features = self.transport.features
        try:
            self.transport.negotiate(features, features)
            self._start()
        except VirtioError:
            self.pair.discard(unsent)
            return
        self.failed = False
        self._resend(unsent)

    @machine.cold
    def _resend(self, unsent: Packet | None) -> None:
        """Queue the frames again that the device had, unless that does not help."""
        if self.pair.transmit_ring.returned != self._sent:
            self._sent = self.pair.transmit_ring.returned
            self._resends = 0
        self._resends += 1
        if self._resends > MOST_RESENDS:
            self.pair.discard(unsent)
            unsent = None
        self.pair.resend(unsent)

    @machine.cold
    def _note(self, fault: str) -> None:
        """Count an error, and log it unless there are very many: then the first, the second, the fourth, ..."""
        self.faults += 1
        self.last_fault = fault
        if machine.COMPILED and self.faults & (self.faults - 1) == 0:
            console.log("virtio network device: " + fault + ", error " + str(self.faults))
