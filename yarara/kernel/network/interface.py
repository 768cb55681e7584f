"""The interface's configuration: who we are on the link, and which way a destination lies."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network import address
from yarara.kernel.network.observer import Observer

MAX_NAME_SERVERS = 3


class Interface:
    """One Ethernet interface with at most one address, plus the loopback network 127.0.0.0/8.

    Unconfigured (address 0) it can send only to the limited broadcast address and to itself.
    """

    def __init__(self, mac: int, mtu: int) -> None:
        self.mac = mac
        self.mtu = mtu
        self.address = address.ANY
        self.netmask = 0
        self.gateway = address.ANY
        """The router for everything off the link; ANY when there is none."""
        self.broadcast = address.LIMITED_BROADCAST
        """The broadcast address of the prefix; a /31 or /32 has none but the limited one (RFC 3021)."""
        self.name_servers: list[int] = []
        """At most MAX_NAME_SERVERS, best first."""
        self.observer: Observer | None = None
        """Told when the address changes, so that threads can wait for one."""

    def configure(self, own: int, netmask: int, gateway: int) -> None:
        """Take an address. Raises ValueError when no host can have it."""
        if not address.is_unicast(own) or address.is_loopback(own) or not address.is_netmask(netmask):
            raise ValueError("not the address of a host")
        self.address = own
        self.netmask = netmask
        self.gateway = gateway
        self.broadcast = address.LIMITED_BROADCAST
        if netmask < 0xFFFF_FFFE:
            self.broadcast = own | netmask ^ 0xFFFF_FFFF
        self._notify()

    @machine.cold
    def deconfigure(self) -> None:
        """Give the address up."""
        self.address = address.ANY
        self.netmask = 0
        self.gateway = address.ANY
        self.broadcast = address.LIMITED_BROADCAST
        self.name_servers.clear()
        self._notify()

    def _notify(self) -> None:
        observer = self.observer
        if observer is not None:
            observer.changed()

    def is_own(self, destination: int) -> bool:
        """Packets to it stay on this host."""
        return (destination == self.address and destination != 0) or address.is_loopback(destination)

    def is_broadcast(self, destination: int) -> bool:
        return destination == address.LIMITED_BROADCAST or destination == self.broadcast

    def is_neighbour(self, other: int) -> bool:
        """On this link: inside the prefix, or the gateway (which a /32 configuration puts outside)."""
        if self.address == 0:
            return False
        return other & self.netmask == self.address & self.netmask or other == self.gateway

    def next_hop(self, destination: int) -> int:
        """The neighbour to which a packet to another host is handed; 0 when there is no route."""
        if self.address == 0 or not address.is_unicast(destination):
            return 0
        if self.is_neighbour(destination):
            return destination
        return self.gateway

    def source_for(self, destination: int) -> int:
        """The address from which to talk to a destination; 0 when it cannot be reached."""
        if address.is_loopback(destination):
            return address.LOOPBACK
        if self.is_own(destination) or (self.address != 0 and self.is_broadcast(destination)):
            return self.address
        return 0 if self.next_hop(destination) == 0 else self.address
