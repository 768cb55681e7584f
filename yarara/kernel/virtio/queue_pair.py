"""A receive and a transmit queue of a network device (virtio 1.2, section 5.1.6), with all the work of moving frames.

The device fills packets of the first with frames and sends the frames of the second. In memory a frame stands behind a header. What
the device has broken is only noticed here (`broken_ring`); `net.py` repairs it.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.packet import HEADROOM, Packet, PacketPool
from yarara.kernel.trace import points
from yarara.kernel.virtio.features import F_ANY_LAYOUT, F_NET_GUEST_CSUM, F_NET_MRG_RXBUF
from yarara.kernel.virtio.ring import MOST_PARTS, PacketRing
from yarara.kernel.virtio.transport import Transport
from yarara.machine import Struct, u8, u16

MOST_BUFFERS = 48
"""A frame of 64 KiB takes fewer of them."""
SHOWN_AT_ONCE = 2
"""As soon as so many frames are to be sent, a device with an event index sees them: it works on them while the core makes the next.
Until it has come to them it needs no other notification, so there are few in a burst."""

RECLAIMED_AT_ONCE = 32
"""So many frames may have been sent before their packets go back to the pool, if the core does not poll meanwhile."""

REFILL_SHARE = 16
"""When this part of the packets to be filled has come back, the device is given new ones: one notification, and one fence, for all of them."""

ETHERNET_HEADER = 14

HDR_F_NEEDS_CSUM = 1
HDR_F_DATA_VALID = 2
HDR_GSO_TCPV4 = 1
HDR_GSO_UDP = 3
UDP_CHECKSUM_FIELD = 6
"""Where UDP has it in its header of 8 bytes, and TCP not."""


class NetHeader(Struct):
    """struct virtio_net_hdr (5.1.6), in front of every frame. All zero: no checksum or segmentation is left to the device."""
    flags: u8
    gso_type: u8
    hdr_len: u16
    gso_size: u16
    csum_start: u16
    csum_offset: u16
    num_buffers: u16  # by the legacy interface only with F_NET_MRG_RXBUF


LEGACY_HEADER_SIZE = 10


class QueuePair:
    """Belongs to one core, as its pool does."""

    def __init__(self, transport: Transport, pool: PacketPool, number: int) -> None:
        """Queues 2 * `number` and the one behind it. Raises VirtioError, MemoryError."""
        self.transport = transport
        self.pool = pool
        self.received = 0
        self.transmitted = 0
        self.runts = 0
        """Frames too short to hold an Ethernet header, dropped."""
        self.oversized = 0
        """Frames too long for a packet, dropped."""
        # What says that a frame needs no summing: it never was on a wire (its checksum is not complete), or somebody did it (5.1.6.4).
        self._verified_flags = HDR_F_NEEDS_CSUM | HDR_F_DATA_VALID if transport.features & F_NET_GUEST_CSUM else 0
        self._merges = transport.features & F_NET_MRG_RXBUF != 0
        self.header_size = LEGACY_HEADER_SIZE if transport.legacy and not self._merges else NetHeader.SIZE
        self._least = self.header_size + ETHERNET_HEADER
        apart = transport.legacy and transport.features & F_ANY_LAYOUT == 0  # 5.1.6.6
        # At most half of the pool waits to be filled, so that there is always something to send with.
        size = transport.ring_size
        limit = min(size, pool.count // 2)
        # The one for sending is made first: by that the host knows a pair from the control queue (observe/names.py).
        self.transmit_ring = PacketRing(transport.make_queue(2 * number + 1, size, MOST_PARTS), size, self.header_size, apart)
        self.receive_ring = PacketRing(transport.make_queue(2 * number, limit, MOST_PARTS), limit, self.header_size, apart)
        which = "" if number == 0 else " " + str(number)  # as in the timeline and in `yarara top`
        self.transmit_ring.queue.name = "transmit queue" + which
        self.receive_ring.queue.name = "receive queue" + which
        room = self.receive_ring.room()
        self._few_lent = room - max(room // REFILL_SHARE, 1)  # with so few packets the device is given new ones
        self.following: QueuePair | None = None
        """With receive-side scaling: the next of all pairs, which are linked in a circle."""
        self._returned_before = 0  # when the receive ring was last seen with nothing to take
        self._transmit_waits = False  # a frame was refused: an interrupt is wanted when there is room ...
        self._transmit_listens = True  # ... and may come

    @machine.cold
    def enable(self) -> None:
        """Show both queues, empty, to the device. Raises VirtioError."""
        self.receive_ring.queue.reset()
        self.transmit_ring.queue.reset()
        self.transport.enable_queue(self.receive_ring.queue)
        self.transport.enable_queue(self.transmit_ring.queue)
        self.silence()

    def is_broken(self) -> bool:
        """Whether the device broke the rules in one of the rings."""
        return self.receive_ring.queue.broken or self.transmit_ring.queue.broken

    def broken_ring(self) -> PacketRing | None:
        """A ring in which the device broke the rules."""
        if self.receive_ring.queue.broken:
            return self.receive_ring
        return self.transmit_ring if self.transmit_ring.queue.broken else None

    # -- receiving -----------------------------------------------------------------------------------------------------

    def receive(self) -> Packet | None:
        """The next frame; None when there is none, or the ring is broken."""
        ring = self.receive_ring
        queue = ring.queue
        if queue.lent <= self._few_lent:
            self.refill()
        while True:
            packet = ring.take()
            if packet is None:
                break
            packet.length = queue.used_length  # which the queue has compared with what was lent
            header = NetHeader.at(packet.data)
            packet.verified = header.flags & self._verified_flags != 0
            if packet.length < self._least or self._merges and header.num_buffers != 1:
                packet = self._complete(packet)
                if packet is None:
                    continue
            packet.pull(self.header_size)
            self.received += 1
            return packet
        self.reclaim()  # packets that were sent, now that the core is about to need some
        if machine.PARALLEL and self.following is not None and queue.lent > self._few_lent:
            self._tell_others()
        return None

    @machine.never_inline
    def _tell_others(self) -> None:
        """When the device may have had no room here for a long frame, notify all other receive queues. QEMU 7.2 reads a frame in the turn of one queue, finds by
        its hash that it is for another, which is full, and goes on with it only when the first is notified: perhaps never."""
        returned = self.receive_ring.returned
        used = returned - self._returned_before
        self._returned_before = returned
        other = self.following
        if used < self.receive_ring.queue.lent - MOST_BUFFERS:
            return
        while other is not None and other is not self:
            self.transport.notify(other.receive_ring.queue)
            other = other.following

    @machine.never_inline
    def _complete(self, packet: Packet) -> Packet | None:
        """The frame that begins in a returned packet and is short or goes on in others, as one packet; None when there is none and the
        packet is the pool's again."""
        queue = self.receive_ring.queue
        if packet.length < self.header_size:
            queue.condemn("len", packet.length, "wrote less than a header")
            self.pool.give(packet)
            return None
        verified = packet.verified
        if self._merges and NetHeader.at(packet.data).num_buffers != 1:
            merged = self._merge(packet)
            if merged is None:
                return None
            packet = merged
        if packet.length < self._least:
            self.runts += 1
            points.refuse(machine.address_of(queue), packet.length, "runts")
            self.pool.give(packet)
            return None
        packet.verified = verified
        return packet

    def _merge(self, whole: Packet) -> Packet | None:
        """Append the frame's parts in other packets (5.1.6.4), all of which are the pool's afterwards; a large packet takes the place of
        one that is too small. None when the frame is dropped."""
        ring = self.receive_ring
        count = NetHeader.at(whole.data).num_buffers
        fits = True
        for _ in range(count - 1):
            part = ring.take()
            if part is None:
                break
            count -= 1
            length = ring.queue.used_length
            if length > whole.tailroom - whole.length:
                whole = self._enlarged(whole)
            fits = fits and length <= whole.tailroom - whole.length
            if fits:
                machine.copy(whole.append(length), part.data, length)
            self.pool.give(part)
        if count == 1 and fits:
            return whole
        if count != 1:
            ring.queue.condemn("num_buffers", count, "counted buffers that it did not return")
        else:
            self.oversized += 1
            points.refuse(machine.address_of(ring.queue), whole.length, "oversized")
        self.pool.give(whole)
        return None

    def _enlarged(self, packet: Packet) -> Packet:
        """A large packet with the same bytes, in place of this one; this one when there is none."""
        large = self.pool.take_large() if packet.capacity == self.pool.size else None
        if large is None:
            return packet
        large.start = packet.start
        machine.copy(large.append(packet.length), packet.data, packet.length)
        self.pool.give(packet)
        return large

    def refill(self) -> None:
        """Give the device every packet it can have, with one notification for all."""
        ring = self.receive_ring
        room = ring.room()
        if room == 0:
            return
        while room > 0:
            packet = self.pool.take()
            if packet is None:
                break
            packet.start = HEADROOM - self.header_size
            ring.lend(packet, packet.tailroom, True)
            room -= 1
        self._publish(ring)

    @machine.always_inline
    def _publish(self, ring: PacketRing) -> None:
        if ring.queue.publish():
            points.kick(machine.address_of(ring.queue))
            self.transport.notify(ring.queue)

    # -- sending -------------------------------------------------------------------------------------------------------

    def transmit(self, packet: Packet) -> bool:
        """Queue one frame, to be shown to the device with the next one or by `flush`; False when there is no room for it."""
        ring = self.transmit_ring
        if ring.room() == 0:
            self.flush()
            if ring.room() == 0:
                self._transmit_waits = True
                return False
        self._transmit_waits = False
        header = packet.push(self.header_size)
        machine.store64(header, 0)
        machine.store16(header + 8, 0)
        if self.header_size > LEGACY_HEADER_SIZE:
            machine.store16(header + LEGACY_HEADER_SIZE, 0)
        if packet.checksum_field != 0:
            self._leave_to_device(NetHeader.at(header), packet)
        ring.lend(packet, packet.length, False)
        self.transmitted += 1
        if ring.queue.unpublished >= SHOWN_AT_ONCE and ring.queue.event_index:
            self._publish(ring)
        return True

    def _leave_to_device(self, header: NetHeader, packet: Packet) -> None:
        """Say which checksum is to be completed, and how the packet is to be cut (5.1.6.2)."""
        start = packet.transport_start - packet.start - self.header_size
        header.flags = HDR_F_NEEDS_CSUM
        header.csum_start = start
        header.csum_offset = packet.checksum_field
        if packet.segment_size != 0:
            header.gso_size = packet.segment_size
            if machine.DATAGRAMS and packet.checksum_field == UDP_CHECKSUM_FIELD:
                header.gso_type = HDR_GSO_UDP
                header.hdr_len = start + 8
                return
            header.gso_type = HDR_GSO_TCPV4
            header.hdr_len = start + (machine.load8(packet.buffer + packet.transport_start + 12) >> 4) * 4

    def flush(self) -> None:
        """Show the device all frames, with one notification, and take back what it has sent."""
        if self.transmit_ring.queue.lent > 0:
            self._publish(self.transmit_ring)
            self._reclaim()

    def show_sent(self) -> None:
        """Show the device all frames, and take back what it has sent only when it is much."""
        ring = self.transmit_ring
        self._publish(ring)
        if ring.queue.lent >= RECLAIMED_AT_ONCE:
            self._reclaim()

    @machine.always_inline
    def reclaim(self) -> None:
        """Give the packets that the device has sent back to the pool."""
        if self.transmit_ring.queue.lent > 0:
            self._reclaim()

    def _reclaim(self) -> None:
        ring = self.transmit_ring
        while ring.queue.lent > 0:
            packet = ring.take()
            if packet is None:
                break
            self.pool.give(packet)

    # -- interrupts ----------------------------------------------------------------------------------------------------

    def enable_interrupts(self) -> bool:
        """Also True when a refused frame may have room now."""
        self.flush()
        if self.receive_ring.queue.lent <= self._few_lent:
            self.refill()
        waiting = self.receive_ring.queue.enable_interrupts()
        if self._transmit_waits and self._wait_for_room():
            waiting = True
        if waiting:
            self.disable_interrupts()
        return waiting

    @machine.never_inline
    def _wait_for_room(self) -> bool:
        """Have the device tell when it has sent something; True when there is room by now."""
        if self.transmit_ring.room() == 0:
            self._transmit_listens = True
            if not self.transmit_ring.queue.enable_interrupts():
                return False
        self._transmit_waits = False  # whoever still has the frame is asked now
        return True

    def silence(self) -> None:
        """No interrupts of queues that are new: they begin with a wish for them."""
        self._transmit_listens = True
        self.disable_interrupts()

    def disable_interrupts(self) -> None:
        self.receive_ring.queue.disable_interrupts()
        if self._transmit_listens:
            self._transmit_listens = False
            self.transmit_ring.queue.disable_interrupts()

    # -- after an error ------------------------------------------------------------------------------------------------

    @machine.cold
    def withdraw(self, ring: PacketRing) -> Packet | None:
        """Take everything out of a ring that the device has let go. Frames to be sent are returned, linked by `next`."""
        if ring is self.receive_ring:
            self.pool.give_all(ring.withdraw())
            return None
        self.reclaim()  # what was sent for certain
        return ring.withdraw()

    @machine.cold
    def resend(self, first: Packet | None) -> None:
        """Queue frames that were queued before, each with its header still in front."""
        while first is not None:
            packet = first
            first = packet.next
            packet.next = None
            self.transmit_ring.lend(packet, packet.length, False)
        self._publish(self.transmit_ring)
        self.refill()
