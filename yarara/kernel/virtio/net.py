"""The virtio network device (virtio 1.2, section 5.1).

    qemu-system-x86_64 ... -netdev user,id=n -device virtio-net-pci,netdev=n      (or virtio-net-device on microvm)

Frames move in `queue_pair.py`; here is what concerns the whole device: its features, its configuration, its interrupts, its errors.

A device that breaks the rules, that says it needs it, or that is silent for long is reset and started anew: one queue of it where
that is enough and can be done. Frames that it had accepted and not sent are sent again.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.device import EVERY_CAUSE
from yarara.kernel.network.driver import NetworkDriver
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


class VirtioNet(NetworkDriver):
    """One core owns it, together with its pool."""

    def __init__(self, transport: Transport, pool: PacketPool) -> None:
        """Start the device and fill its receive ring. Raises VirtioError when it cannot be used, MemoryError."""
        self.transport = transport
        self._announcement_asked = False
        """The device wants the link to be told who is here, and waits for an acknowledgment."""
        if not transport.reset():
            raise VirtioError("the device does not confirm a reset")
        features = transport.negotiate(NETWORK_REQUIRED, network_wanted(transport.offered()))
        self._add_large_packets(pool)
        super().__init__("virtio network device", pool, self._read_mac(), self._read_mtu(pool))
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
        self._set_link(status & STATUS_LINK_UP != 0)
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
        self._interrupted(self.pair.receive_ring.returned + self.pair.transmit_ring.returned)

    def _unsent(self) -> int:
        return self.pair.transmit_ring.queue.lent

    def _sent_in_all(self) -> int:
        return self.pair.transmit_ring.returned

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
            self.pool.give_all(unsent)
            return
        self.failed = False
        self._resend(unsent)

    def _queue_again(self, unsent: Packet | None) -> None:
        self.pair.resend(unsent)
