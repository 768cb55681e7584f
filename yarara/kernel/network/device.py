"""What the network stack expects of a network device. Drivers, and wrappers around drivers, derive from it.

One core owns a device and its pool; a `DevicePart` is another core's. While the core is busy it polls (`receive` until None, `flush` once); before it sleeps it
calls `enable_interrupts` and polls again if that returns True, so that no frame is forgotten.
"""

from __future__ import annotations

from yarara.kernel.network.duration import NEVER
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.network.placement import Placement

EVERY_CAUSE = -1
"""For `acknowledge`: it is not known which interrupt came."""


class NetworkDevice:
    """An Ethernet interface with its own packets."""

    mac: int
    """Hardware address, 48 bits; the first byte on the wire is the most significant."""
    mtu: int
    """The longest IP packet in bytes, so without the Ethernet header."""
    pool: PacketPool
    """Where received packets come from and where sent packets return to."""
    completes_checksums: bool
    """Whether `transmit` takes packets with a `checksum_field`."""
    vlan: int
    """In which VLAN it is; 0: in none. Frames are tagged and filtered above it."""
    cuts_segments: bool
    """Whether `transmit` takes packets with a `segment_size`; it completes checksums then too."""

    cuts_datagrams: bool
    """The same for UDP: it sends the datagram in fragments with so many bytes behind the IPv4 header."""

    def __init__(self, pool: PacketPool, mac: int, mtu: int) -> None:
        self.pool = pool
        self.mac = mac
        self.mtu = mtu
        self.completes_checksums = False
        self.cuts_segments = False
        self.cuts_datagrams = False
        self.vlan = 0

    def receive(self) -> Packet | None:
        """The next frame, from its Ethernet header on and without checksum (FCS), or None. The caller owns it now and gives it
        back to the pool."""
        raise NotImplementedError

    def transmit(self, packet: Packet) -> bool:
        """Queue one frame. True: the device owns the packet now and gives it back to the pool. False: there is no room, the
        caller keeps it and tries again after the next poll. Nothing may be sent before `flush`."""
        raise NotImplementedError

    def flush(self) -> None:
        """Tell the device about everything queued since the last call (one notification for many frames)."""

    def show_sent(self) -> None:
        """Let the device begin with everything queued, long before the next `flush`, which follows in any case."""
        self.flush()

    def join_vlan(self, identifier: int) -> None:
        """Be in this VLAN from now on, once for all, or in none (0): of tagged frames only its own need to come."""
        self.vlan = identifier

    def link_up(self) -> bool:
        """Whether frames can reach the wire."""
        return True

    def wants_announcement(self) -> bool:
        """Whether the link should be told, once, who is here: it came up, or this machine was moved to another host."""
        return False

    def enable_interrupts(self) -> bool:
        """Ask for an interrupt when there is work. True: work arrived meanwhile, so poll again and do not sleep."""
        return False

    def disable_interrupts(self) -> None:
        """The core polls from now on. A hint: an interrupt may still come."""

    def spread(self, cores: int) -> None:
        """So many cores run now: let them share the work, if the device can."""

    def part(self, core: int) -> DevicePart | None:
        """What this core has of the device since `spread`; None: nothing."""
        return None

    def watch(self, now: int) -> int:
        """See to it at the time `now` (nanoseconds) that the device does not fall silent; when to be called again at the latest."""
        return NEVER

    def acknowledge(self, pending: int = EVERY_CAUSE) -> None:
        """Answer an interrupt of the device, outside interrupt context, before polling. `pending` are the bits that the core's pending
        word had. Each must be answered before the core
        sleeps, also one that came while interrupts were not wanted: until then the line stays up and says nothing new."""


class FrameReceiver:
    """A stack, as seen from below."""

    def receive_frame(self, packet: Packet, now: int) -> None:
        """A frame from its first byte on; the caller keeps it."""
        raise NotImplementedError

    def run_timers(self, now: int) -> int:
        """Do what is due; the next deadline."""
        raise NotImplementedError


class DevicePart(NetworkDevice):
    """What a further core has of a device: it sends by it, and receives what is for its own connections."""

    placement: Placement
    """Which connections those are."""

    def attach(self, receiver: FrameReceiver) -> None:
        """Let its stack receive such frames and run its timers from now on; until then they are core 0's."""
        raise NotImplementedError


class DeviceWrapper(NetworkDevice):
    """A device that does what another does. Subclasses do some of it in another way."""

    def __init__(self, device: NetworkDevice) -> None:
        super().__init__(device.pool, device.mac, device.mtu)
        self.vlan = device.vlan
        self._device = device

    def flush(self) -> None:
        self._device.flush()

    def show_sent(self) -> None:
        self._device.show_sent()

    def link_up(self) -> bool:
        return self._device.link_up()

    def wants_announcement(self) -> bool:
        return self._device.wants_announcement()

    def enable_interrupts(self) -> bool:
        return self._device.enable_interrupts()

    def disable_interrupts(self) -> None:
        self._device.disable_interrupts()

    def spread(self, cores: int) -> None:
        self._device.spread(cores)

    def watch(self, now: int) -> int:
        return self._device.watch(now)

    def acknowledge(self, pending: int = EVERY_CAUSE) -> None:
        self._device.acknowledge(pending)
