"""What each core has of the network stack: from frames to connections. Core 0 has more (stack.py).

Nothing here is locked: a flow's frames come to one core, which the device chooses or a sum over addresses and ports, and its connection, its timers
and its packets are that core's. What concerns the interface, its address for example, is core 0's; others read it.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.address import MAC_BROADCAST, MAC_GROUP_BIT
from yarara.kernel.network.arp import Arp
from yarara.kernel.network.counters import new_counters
from yarara.kernel.network.device import FrameReceiver, NetworkDevice
from yarara.kernel.network.ethernet import HEADER_SIZE, TYPE_ARP, TYPE_IPV4, Ethernet, EthernetFrame
from yarara.kernel.network.interface import Interface
from yarara.kernel.network.ipv4 import Ipv4
from yarara.kernel.network.packet import Packet
from yarara.kernel.network.transport import Transport
from yarara.kernel.network.vlan import NO_VLAN, TYPE_VLAN
from yarara.kernel.trace import points


class Branch(FrameReceiver):
    """Of one core; `device` is what it sends by."""

    @machine.cold
    def __init__(self, device: NetworkDevice, interface: Interface, leads: bool) -> None:
        """`leads`: it answers ARP, for all cores. Raises MemoryError."""
        self.device = device
        self.interface = interface
        self.counters = new_counters()
        self.ethernet = Ethernet(device, self.counters)
        self.arp = Arp(interface, self.ethernet, device.pool, self.counters, leads)
        self.ipv4 = Ipv4(interface, self.ethernet, self.arp, device.pool, self.counters)
        self.tcp: Transport | None = None
        self._frame = EthernetFrame()

    def attach_tcp(self, tcp: Transport) -> None:
        """Let TCP receive its packets and run its timers. It is attached, not built in: who uses only UDP carries no TCP."""
        self.tcp = tcp
        self.ipv4.tcp = tcp

    def receive_frame(self, packet: Packet, now: int) -> None:
        self.counters.frames_received += 1
        frame = self._frame
        if not frame.parse(packet.data, packet.length):
            self.counters.frame_too_short += 1
            points.drop("frame_too_short")
            return
        to_group = frame.destination & MAC_GROUP_BIT != 0
        if frame.destination != self.interface.mac and frame.destination != MAC_BROADCAST:
            self.counters.frame_not_ours += 1
            points.drop("frame_not_ours")
            return
        packet.pull(HEADER_SIZE)
        if machine.VLAN and self.device.vlan != NO_VLAN and frame.remove_tag(packet) != self.device.vlan:
            self.counters.frame_other_vlan += 1
            points.drop("frame_other_vlan")
            return
        if frame.type != TYPE_IPV4:
            self._remove_priority(packet)
        if frame.type == TYPE_IPV4:
            self.ipv4.receive(packet, to_group, now)
        elif frame.type == TYPE_ARP:
            self.arp.receive(packet, now)
        else:
            self.counters.frame_unknown_type += 1
            points.drop("frame_unknown_type")

    @machine.never_inline
    def _remove_priority(self, packet: Packet) -> None:
        """A tag that says no VLAN, only how urgent a frame is, does not matter; one with a VLAN is not for us."""
        if self._frame.remove_tag(packet) > NO_VLAN:
            self._frame.type = TYPE_VLAN

    def run_timers(self, now: int) -> int:
        deadline = self.ipv4.poll(now)
        if self.tcp is not None:
            deadline = min(deadline, self.tcp.poll(now))
        return deadline
