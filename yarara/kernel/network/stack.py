"""The network stack of core 0: one device, the protocols above it, and the one call that drives them. Other cores may have a part of it (branch.py).

```
device -> Stack.poll -> Arp
                     -> Ipv4 -> Icmp
                             -> Udp -> UdpEndpoint (also Dhcp, Resolver)
                             -> Tcp
```

`poll` receives what the device has, up to a limit, runs the timers that are due, flushes, and says when it wants to be called
again. Nothing below reads a clock or waits. All received packets stay the stack's and go back to the device's pool before
`poll` returns; whoever wants to keep bytes copies them.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.branch import Branch
from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.duration import NEVER
from yarara.kernel.network.dhcp import Dhcp
from yarara.kernel.network.dns import Resolver
from yarara.kernel.network.fragmenter import Fragmenter
from yarara.kernel.network.icmp import REASSEMBLY, TIME_EXCEEDED, Icmp
from yarara.kernel.network.interface import Interface
from yarara.kernel.network.reassembly import COLLECTING, UNIT, Reassembly
from yarara.kernel.network.udp import Udp

BUDGET = 64
"""Frames received in one `poll`, and packets to ourselves: applications on the same core get their turn after so many."""


class Stack(Branch):
    """Made for a device; belongs to the core that made it. Has no address until `use_address` or `use_dhcp` gave it one."""

    def __init__(self, device: NetworkDevice) -> None:
        super().__init__(device, Interface(device.mac, device.mtu), leads=True)
        self.icmp = Icmp(self.ipv4, self.counters)
        self.udp = Udp(self.ipv4, self.icmp, self.counters)
        self.dhcp = Dhcp(self.interface, self.arp, self.udp, self.counters)
        self.resolver = Resolver(self.interface, self.udp, self.counters)
        self.ipv4.icmp = self.icmp
        self.ipv4.udp = self.udp
        self.received = 0
        """Frames that the last `poll` received."""

    def carry_large_datagrams(self) -> None:
        """From now on datagrams may be longer than a packet. Again does nothing. Raises MemoryError."""
        if self.udp.fragmenter is None:
            self.ipv4.reassembly = Reassembly(self.counters)
            self.udp.fragmenter = Fragmenter(self.ipv4)

    # -- configuration -------------------------------------------------------------------------------------------------

    def use_address(self, own: int, netmask: int, gateway: int) -> None:
        """Take a static address. Raises ValueError when no host can have it."""
        self.interface.configure(own, netmask, gateway)
        self.arp.announce()
        self.device.flush()

    @machine.cold
    def use_dhcp(self, now: int) -> None:
        """Look for a DHCP server; `interface.observer` is told when there is an address. Raises MemoryError."""
        self.dhcp.start(now)
        self.device.flush()

    # -- running -------------------------------------------------------------------------------------------------------

    @machine.allocates_nothing
    def poll(self, now: int) -> int:
        """Do what there is to do at the time `now`; the deadline for the next call if no interrupt comes before.

        A deadline not after `now` means that more work is waiting.
        """
        if self.device.wants_announcement() and self.interface.address != 0:
            self.arp.announce()
        exhausted = self._receive(now)
        deadline = self.run_timers(now)
        deadline = min(deadline, self.dhcp.poll(now))
        deadline = min(deadline, self.resolver.poll(now))
        if machine.DATAGRAMS:
            deadline = min(deadline, self._poll_fragments(now))
        self.device.flush()
        deadline = min(deadline, self.device.watch(now))
        return now if exhausted or self.ipv4.has_looped else deadline

    def show_sent(self) -> bool:
        """Let what was sent leave now. False: some of it waits for `poll`, which runs timers and receives what goes to ourselves."""
        self.device.show_sent()
        fragmenter = self.udp.fragmenter
        return not (self.ipv4.has_looped or self.arp.cache.waiting > 0 or machine.DATAGRAMS and fragmenter is not None and fragmenter.is_busy)

    def _poll_fragments(self, now: int) -> int:
        """Go on with a datagram that leaves in fragments; give up those that wait for theirs for too long, which their senders are told if they
        can know which one it is (RFC 1122 section 3.3.2)."""
        fragmenter, reassembly = self.udp.fragmenter, self.ipv4.reassembly
        if fragmenter is None or reassembly is None:
            return NEVER
        overdue = reassembly.take_overdue(now)
        while overdue is not None:
            if overdue.state == COLLECTING and overdue.header_length != 0:
                self.ipv4.header.header_length = overdue.header_length
                self.icmp.send_error(TIME_EXCEEDED, REASSEMBLY, overdue.as_packet(UNIT), overdue.source, overdue.destination, now)
            reassembly.forget(overdue)
            overdue = reassembly.take_overdue(now)
        return min(fragmenter.poll(now), reassembly.deadline())

    def _receive(self, now: int) -> bool:
        """Handle at most BUDGET frames and BUDGET packets to ourselves; whether the frames may not have been all."""
        received = 0
        while received < BUDGET:
            packet = self.device.receive()
            if packet is None:
                break
            received += 1
            self.receive_frame(packet, now)
            self.device.pool.give(packet)
        self.received = received
        looped = 0
        while looped < BUDGET and self.ipv4.receive_looped(now):
            looped += 1
        return received == BUDGET
