"""The virtio network device (virtio 1.2, section 5.1).

    qemu-system-x86_64 ... -netdev user,id=n -device virtio-net-pci,netdev=n      (or virtio-net-device on microvm)

Two queues: the device fills packets of the first with frames, and sends the frames of the second. In memory a frame stands
behind a header of 12 bytes, in the same packet and the same descriptor. A packet in a ring belongs to that ring, and `_lent`
remembers it under its descriptor, whatever the device says later.

A device that breaks the rules, or says that it needs it, is reset and started anew; the packets it held go back to the pool.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.packet import HEADROOM, Packet, PacketPool
from yarara.kernel.virtio.queue import Virtqueue
from yarara.kernel.virtio.transport import (
    F_EVENT_IDX, F_VERSION_1, INTERRUPT_CONFIGURATION, Transport, VirtioError,
)
from yarara.machine import Array, Struct, u8, u16

# Feature bits (5.1.3).
F_MTU = 1 << 3  # the device says how long a packet may be
F_MAC = 1 << 5  # the device has a hardware address; without it the driver makes one up
F_STATUS = 1 << 16  # the device says whether the link is up

MINIMAL_FEATURES = F_VERSION_1  # the modern layout of everything
OPTIONAL_FEATURES = (
    F_EVENT_IDX  # interrupts and notifications are asked for by ring index, one for many frames
    | F_MTU
    | F_MAC
    | F_STATUS
)

RECEIVE_QUEUE = 0
TRANSMIT_QUEUE = 1
RING_SIZE = 256
"""Descriptors of each ring, when the device can do so many."""

# Device configuration (5.1.4).
CONFIG_MAC = 0
CONFIG_STATUS = 6
CONFIG_MTU = 10
STATUS_LINK_UP = 1

ETHERNET_HEADER = 14
DEFAULT_MTU = 1500
LEAST_MTU = 68  # RFC 791: what every IPv4 link must carry


class NetHeader(Struct):
    """struct virtio_net_hdr (5.1.6), in front of every frame. All zero: no checksum or segmentation is left to the device."""
    flags: u8
    gso_type: u8
    hdr_len: u16
    gso_size: u16
    csum_start: u16
    csum_offset: u16
    num_buffers: u16


class PacketRing:
    """A virtqueue of packets: a packet is lent with a descriptor and comes back under it."""

    def __init__(self, index: int, size: int) -> None:
        self.queue = Virtqueue(index, size)
        self._lent: Array[Packet | None] = Array(size)
        for descriptor in range(size):
            self._lent.clear_slot(descriptor)

    def free(self) -> int:
        """How many more packets can be lent."""
        return self.queue.size - self.queue.lent

    def lend(self, packet: Packet, length: int, device_writes: bool) -> None:
        """Give `length` bytes from the start of a packet to the device. The ring must not be full."""
        descriptor = self.queue.lend(packet.data, length, device_writes)
        self._lent[descriptor] = packet

    def take(self) -> Packet | None:
        """A packet that the device has returned; None when there is none or the queue is broken."""
        descriptor = self.queue.take_used()
        if descriptor < 0:
            return None
        packet = self._lent[descriptor]
        self._lent.clear_slot(descriptor)
        return packet

    def abandon(self, pool: PacketPool) -> None:
        """Give everything lent back to the pool. The device must have confirmed a reset."""
        for descriptor in range(self.queue.size):
            packet = self._lent[descriptor]
            if packet is not None:
                self._lent.clear_slot(descriptor)
                pool.give(packet)


class VirtioNet(NetworkDevice):
    """The driver. One core owns it, together with its pool."""

    def __init__(self, transport: Transport, pool: PacketPool) -> None:
        """Start the device and fill its receive ring. Raises VirtioError when it cannot be used, MemoryError."""
        self.transport = transport
        self.received = 0
        self.transmitted = 0
        self.runts = 0
        """Frames too short to hold an Ethernet header, dropped."""
        self.faults = 0
        """How often the device broke the rules or asked for a reset; `last_fault` says what the last one was."""
        self.last_fault = ""
        self.failed = False
        """True when the device could not be started again: it is as if its cable were pulled."""
        self._link = True
        self._transmit_waits = False  # a frame was refused: an interrupt is wanted when there is room

        if not transport.reset():
            raise VirtioError("the device does not confirm a reset")
        self._features = transport.negotiate(MINIMAL_FEATURES, OPTIONAL_FEATURES)
        super().__init__(pool, self._read_mac(), self._read_mtu(pool))
        # At most half of the pool waits to be filled, so that there is always something to send with.
        wanted = RING_SIZE if RING_SIZE * 2 <= pool.count else pool.count // 2
        self._receive_ring = PacketRing(RECEIVE_QUEUE, transport.queue_size(RECEIVE_QUEUE, wanted))
        self._transmit_ring = PacketRing(TRANSMIT_QUEUE, transport.queue_size(TRANSMIT_QUEUE, RING_SIZE))
        self._refill_batch = self._receive_ring.queue.size // 4
        self._start()
        self._refill()

    def _read_mac(self) -> int:
        if self._features & F_MAC:
            return self.transport.configuration48(CONFIG_MAC)
        # A random one, of one station (bit 0 of the first byte is clear) and locally administered (bit 1 is set).
        return machine.random_word() & 0xFCFF_FFFF_FFFF | 0x0200_0000_0000

    def _read_mtu(self, pool: PacketPool) -> int:
        """What the device says, as far as the packets of the pool can hold it."""
        most = pool.size - HEADROOM - ETHERNET_HEADER
        mtu = DEFAULT_MTU
        if self._features & F_MTU:
            offered = self.transport.configuration16(CONFIG_MTU)
            if offered >= LEAST_MTU:
                mtu = offered
        return mtu if mtu < most else most

    def _start(self) -> None:
        """Steps 7 and 8 of the initialization, after the features are settled."""
        event_index = self._features & F_EVENT_IDX != 0
        # 7. Set up the virtqueues and read the configuration.
        self._receive_ring.queue.reset(event_index)
        self._transmit_ring.queue.reset(event_index)
        self.transport.enable_queue(self._receive_ring.queue)
        self.transport.enable_queue(self._transmit_ring.queue)
        self._read_link()
        self.disable_interrupts()
        # 8. DRIVER_OK. The receive ring is filled after it: a notification before it would be lost.
        self.transport.start()

    def _read_link(self) -> None:
        if self._features & F_STATUS:
            self._link = self.transport.configuration16(CONFIG_STATUS) & STATUS_LINK_UP != 0

    # -- receiving -----------------------------------------------------------------------------------------------------

    def receive(self) -> Packet | None:
        if self.failed:
            return None
        ring = self._receive_ring
        if ring.free() >= self._refill_batch:
            self._refill()
        while True:
            packet = ring.take()
            if packet is None:
                break
            length = ring.queue.used_length
            if length >= NetHeader.SIZE + ETHERNET_HEADER:
                packet.append(length - NetHeader.SIZE)
                packet.pull(NetHeader.SIZE)
                self.received += 1
                return packet
            self.runts += 1
            self.pool.give(packet)
        if ring.queue.broken:
            self._recover(ring.queue.fault)
        else:
            self._reclaim()  # packets that were sent, now that the core is about to need some
            self._refill()
        return None

    def _refill(self) -> None:
        """Give the device every packet it can have, with one notification for all."""
        if self.failed:
            return
        ring = self._receive_ring
        while ring.free() > 0:
            packet = self.pool.take()
            if packet is None:
                break
            packet.push(NetHeader.SIZE)
            ring.lend(packet, packet.tailroom, True)
        self._publish(ring.queue)

    def _publish(self, queue: Virtqueue) -> None:
        if queue.publish():
            self.transport.notify(queue)

    # -- sending -------------------------------------------------------------------------------------------------------

    def transmit(self, packet: Packet) -> bool:
        ring = self._transmit_ring
        if ring.free() == 0:
            self.flush()
        if self.failed:
            self.pool.give(packet)
            return True
        if ring.free() == 0:
            self._transmit_waits = True
            return False
        self._transmit_waits = False
        machine.fill(packet.push(NetHeader.SIZE), 0, NetHeader.SIZE)
        ring.lend(packet, packet.length, False)
        self.transmitted += 1
        return True

    def flush(self) -> None:
        if self.failed:
            return
        self._publish(self._transmit_ring.queue)
        self._reclaim()

    def _reclaim(self) -> None:
        """Give the packets that the device has sent back to the pool."""
        ring = self._transmit_ring
        while True:
            packet = ring.take()
            if packet is None:
                break
            self.pool.give(packet)
        if ring.queue.broken:
            self._recover(ring.queue.fault)

    # -- interrupts and errors -----------------------------------------------------------------------------------------

    def link_up(self) -> bool:
        return self._link and not self.failed

    def enable_interrupts(self) -> bool:
        """Also True when a refused frame may have room now."""
        if self.failed:
            return False
        self.flush()
        self._refill()
        waiting = self._receive_ring.queue.enable_interrupts()
        if self._transmit_waits and self._transmit_ring.queue.enable_interrupts():
            waiting = True
        if waiting:
            self.disable_interrupts()
        return waiting

    def disable_interrupts(self) -> None:
        self._receive_ring.queue.disable_interrupts()
        self._transmit_ring.queue.disable_interrupts()

    def acknowledge(self) -> None:
        if self.transport.acknowledge() & INTERRUPT_CONFIGURATION == 0 or self.failed:
            return
        if self.transport.needs_reset():
            self._recover("asked for a reset")
        else:
            self._read_link()

    def _recover(self, fault: str) -> None:
        """Reset the device and start it anew. What it had not sent is lost, as on a wire."""
        self.faults += 1
        self.last_fault = fault
        self.failed = True
        if not self.transport.reset():
            return  # it may still write to the packets it has: they stay out of the pool
        self._receive_ring.abandon(self.pool)
        self._transmit_ring.abandon(self.pool)
        try:
            self._features = self.transport.negotiate(MINIMAL_FEATURES, OPTIONAL_FEATURES)
            self._start()
        except VirtioError:
            return
        self.failed = False
        self._refill()
