"""A stack on a simulated wire: put frames in, take frames out, choose the time. scapy builds and reads the frames, so that the
stack is never its own oracle."""

from __future__ import annotations

from typing import Any

from scapy.layers.inet import ICMP, IP, UDP
from scapy.layers.l2 import ARP, Ether

from yarara import machine
from yarara.kernel.network.address import netmask, parse_ipv4
from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.duration import SECOND
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.network.stack import Stack
from yarara.kernel.network.udp import UdpEndpoint
from yarara.simulation import simulation

MAC = 0x52_54_00_12_34_56
MAC_TEXT = "52:54:00:12:34:56"
PEER_MAC = "02:00:00:00:00:02"
BROADCAST_MAC = "ff:ff:ff:ff:ff:ff"

OWN = "10.0.2.15"
PEER = "10.0.2.7"
GATEWAY = "10.0.2.2"
REMOTE = "93.184.216.34"

POOL_SIZE = 96


def ip(text: str) -> int:
    """The number of an address in dotted decimal."""
    value = parse_ipv4(text)
    assert value is not None
    return value


class GuardedPool(PacketPool):
    """Packets that each have their own memory, with nothing behind it."""

    def __init__(self, count: int, size: int) -> None:
        self.count, self.size, self.available = count, size, 0
        self.large_count, self.large_size, self.available_large = 0, 0, 0
        self._free: Packet | None = None
        self._free_large: Packet | None = None
        for _ in range(count):
            self.give(Packet(simulation.allocate(size), size))


class WireDevice(NetworkDevice):
    """A device whose wire is two lists. A received frame ends where its memory ends: reading past it is a `BusError`."""

    def __init__(self) -> None:
        super().__init__(GuardedPool(POOL_SIZE, 2048), MAC, 1500)
        self.arriving: list[bytes] = []
        self.sent: list[bytes] = []
        self.full = False
        """Refuse to transmit."""
        self.flushes = 0

    def receive(self) -> Packet | None:
        if not self.arriving:
            return None
        packet = self.pool.take()
        assert packet is not None, "the pool leaks packets"
        frame = self.arriving.pop(0)
        packet.reset(packet.capacity - len(frame))
        simulation.write_bytes(packet.append(len(frame)), frame)
        return packet

    def transmit(self, packet: Packet) -> bool:
        if self.full:
            return False
        self.sent.append(simulation.read_bytes(packet.data, packet.length))
        self.pool.give(packet)
        return True

    def flush(self) -> None:
        self.flushes += 1


class Host:
    """The stack under test and its wire. Time is in seconds here."""

    def __init__(self, address: str | None = OWN, gateway: str = GATEWAY) -> None:
        simulation.reset()
        self.device = WireDevice()
        self.stack = Stack(self.device)
        self.counters = self.stack.counters
        self.time = 0.0
        self.deadline = 0
        if address is not None:
            self.stack.use_address(ip(address), netmask(24), ip(gateway))
            self.device.sent.clear()

    @property
    def now(self) -> int:
        return int(self.time * SECOND)

    def poll(self, time: float | None = None) -> None:
        """Let the stack work, at a later time if one is given."""
        if time is not None:
            self.time = time
        self.deadline = self.stack.poll(self.now)

    def receive(self, *frames: Any) -> None:
        """Frames arrive (scapy packets or bytes)."""
        self.device.arriving.extend(bytes(frame) for frame in frames)
        self.poll()

    def sent(self) -> list[Any]:
        """What the stack sent since the last call, as scapy read it, with every checksum verified."""
        frames = [Ether(frame) for frame in self.device.sent]
        for raw, frame in zip(self.device.sent, frames, strict=True):
            assert frame.src == MAC_TEXT
            assert recomputed(frame) == raw, "a checksum or length that scapy computes differently"
        self.device.sent.clear()
        return frames

    def sent_one(self) -> Any:
        frames = self.sent()
        assert len(frames) == 1, frames
        return frames[0]

    def meet(self, address: str = PEER, mac: str = PEER_MAC) -> None:
        """Let a neighbour introduce itself, so that no ARP is needed to answer it."""
        self.receive(Ether(src=mac, dst=BROADCAST_MAC) / ARP(op=1, hwsrc=mac, psrc=address, pdst=OWN))
        self.device.sent.clear()

    def endpoint(self, port: int, address: str = "0.0.0.0") -> UdpEndpoint:
        """A bound UDP endpoint."""
        endpoint = self.stack.udp.open()
        assert endpoint.bind(ip(address), port) == 0
        return endpoint

    def send(self, endpoint: UdpEndpoint, data: bytes, destination: str, port: int) -> int:
        return endpoint.send(machine.bytes_address(data), len(data), ip(destination), port, self.now)

    def assert_no_leak(self) -> None:
        """Every packet is back in the pool."""
        assert self.device.pool.available == POOL_SIZE


def recomputed(frame: Any) -> bytes:
    """The frame with all its lengths and checksums computed again by scapy."""
    copy = frame.copy()
    if ARP in copy:
        return bytes(copy)
    copy[IP].chksum = None
    copy[IP].len = None
    if UDP in copy and ICMP not in copy:
        copy[UDP].chksum = None
        copy[UDP].len = None
    if ICMP in copy:
        copy[ICMP].chksum = None
    return bytes(copy)


def from_peer(layer: Any, *, src: str = PEER, dst: str = OWN, **ip_fields: Any) -> Any:
    """A frame from the peer to us."""
    return Ether(src=PEER_MAC, dst=MAC_TEXT) / IP(src=src, dst=dst, **ip_fields) / layer


def take(endpoint: UdpEndpoint) -> tuple[bytes, int, int] | None:
    """The oldest datagram with its source, or None."""
    queue = endpoint.received
    if queue.count == 0:
        return None
    result = simulation.read_bytes(queue.front_data, queue.front_length), queue.front_source, queue.front_source_port
    queue.drop()
    return result
