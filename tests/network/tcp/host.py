"""A TCP alone, with a wire made of two lists below it: segments in, segments out, and the time is ours to choose.

scapy builds what arrives and reads what leaves, so that the code under test is never its own oracle.
"""

from __future__ import annotations

from typing import Any

from scapy.layers.inet import IP, TCP

from yarara import machine
from yarara.kernel.network import checksum
from yarara.kernel.network.address import format_ipv4, parse_ipv4
from yarara.kernel.network.counters import new_counters
from yarara.kernel.network.duration import NEVER, SECOND
from yarara.kernel.network.interface import Interface
from yarara.kernel.network.ipv4 import Ipv4
from yarara.kernel.network.observer import Observer
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.network.tcp import state
from yarara.kernel.network.tcp.buffer import BufferPool
from yarara.kernel.network.tcp.connection import Connection
from yarara.kernel.network.tcp.listener import Listener
from yarara.kernel.network.tcp.tcp import Tcp
from yarara.kernel.network.transport import PROTOCOL_TCP
from yarara.simulation import simulation

OWN = "10.0.2.15"
PEER = "10.0.2.7"
PORT = 8080
PEER_PORT = 51000
MSS = 1460
RING = 16384
PEER_ISS = 1000
STATE_NAMES = {value: name for name, value in vars(state).items() if name.isupper()}


def ip(text: str) -> int:
    address = parse_ipv4(text)
    assert address is not None
    return address


class WireIpv4(Ipv4):
    """IPv4 reduced to a list of what TCP handed down."""

    def __init__(self, own: str, packets: int = 32, mtu: int = 1500) -> None:
        self.interface = Interface(0x52_54_00_00_00_01, mtu)
        self.interface.configure(ip(own), 0xFFFF_FF00, 0)
        self.pool = PacketPool(packets, 2048)
        self.counters = new_counters()
        self.sent: list[tuple[int, int, bytes]] = []
        self.room = 1_000_000
        """How many more packets the device's ring takes."""
        self.segment_sizes: list[int] = []
        """Of what was sent: how the device is to cut it."""
        self.cuts = False

    @property
    def cuts_segments(self) -> bool:
        return self.cuts

    def send(self, packet: Packet, source: int, destination: int, protocol: int, now: int) -> bool:
        assert protocol == PROTOCOL_TCP and (packet.length <= self.max_payload or packet.segment_size) and packet.start >= 34
        if self.room == 0:
            return False
        self.room -= 1
        self.segment_sizes.append(packet.segment_size)
        checksum.complete(packet)
        self.sent.append((source, destination, simulation.read_bytes(packet.data, packet.length)))
        self.pool.give(packet)
        return True


class Bell(Observer):
    """Counts how often it was told."""

    def __init__(self) -> None:
        self.rung = 0

    def changed(self) -> None:
        self.rung += 1


class Host:
    """The TCP under test. Time is in seconds here."""

    def __init__(self, own: str = OWN, *, reset: bool = True, packets: int = 32, mtu: int = 1500, **options: int) -> None:
        if reset:
            simulation.reset()
        self.own = own
        self.ipv4 = WireIpv4(own, packets, mtu)
        self.tcp = Tcp(self.ipv4, **options)
        self.time = 1.0
        self.deadline = NEVER
        self._frame = simulation.allocate(4096)
        self._application = simulation.allocate(1 << 20)
        self.packets = packets

    @property
    def now(self) -> int:
        return round(self.time * SECOND)

    # -- the wire

    def receive_bytes(self, data: bytes, source: int, destination: int) -> None:
        """The bytes of a segment arrive; their memory ends where they end, so reading past them is a `BusError`."""
        packet = Packet(self._frame, 4096)
        packet.reset(4096 - len(data))
        simulation.write_bytes(packet.append(len(data)), data)
        self.tcp.receive(packet, source, destination, self.now)

    def receive(self, segment: Any, source: str = PEER) -> None:
        """A segment built by scapy arrives."""
        built = bytes(IP(src=source, dst=self.own) / segment)[20:]
        self.receive_bytes(built, ip(source), ip(self.own))

    def sent(self) -> list[Any]:
        """What was sent since the last call, read by scapy, the checksums verified by it."""
        segments = []
        for source, destination, data in self.ipv4.sent:
            packet = IP(bytes(IP(src=format_ipv4(source), dst=format_ipv4(destination), proto=PROTOCOL_TCP) / data))
            segment = packet[TCP]
            assert segment.reserved == 0 and segment.urgptr == 0
            given = packet[TCP].chksum
            packet[TCP].chksum = None
            computed = IP(bytes(packet))[TCP]
            assert given % 0xFFFF == computed.chksum % 0xFFFF, "scapy computes another checksum"  # both zeros are one: RFC 1071
            computed.chksum = given
            assert bytes(computed) == data
            segments.append(IP(bytes(packet))[TCP])
        self.ipv4.sent.clear()
        return segments

    def sent_one(self) -> Any:
        segments = self.sent()
        assert len(segments) == 1, segments
        return segments[0]

    def sent_nothing(self) -> bool:
        return self.sent() == []

    # -- time

    def poll(self) -> None:
        self.deadline = self.tcp.poll(self.now)
        assert self.deadline > self.now, "a deadline that has passed makes the core spin"

    def advance(self, seconds: float) -> None:
        """Let time pass, waking TCP at exactly the deadlines it asks for."""
        end = self.time + seconds
        self.poll()
        while self.deadline <= round(end * SECOND):
            self.time = self.deadline / SECOND
            if self.now < self.deadline:
                self.time += 1e-9
            self.poll()
        self.time = end
        self.poll()

    # -- the application

    def write(self, connection: Connection, data: bytes) -> int:
        simulation.write_bytes(self._application, data)
        return connection.send(self._application, len(data), self.now)

    def read(self, connection: Connection, capacity: int = 1 << 20) -> bytes:
        count = connection.receive(self._application, capacity, self.now)
        return simulation.read_bytes(self._application, count)

    def listen(self, port: int = PORT, backlog: int = 16, address: str = "0.0.0.0") -> Listener:
        return self.tcp.listen(ip(address), port, backlog, self.now)

    def connect(self, remote: str = PEER, port: int = PORT, local_port: int = 0) -> Connection:
        return self.tcp.connect(0, local_port, ip(remote), port, self.now)

    # -- invariants

    def assert_clean(self) -> None:
        """Nothing is left of any connection: packets, rings, table."""
        assert self.ipv4.pool.available == self.packets
        for pool in self.tcp.engine.receive_pool, self.tcp.engine.send_pool:
            larger: BufferPool | None = pool
            while larger is not None:
                assert larger.used == 0
                larger = larger.larger
        assert self.tcp.engine.table.count == 0


class Peer:
    """The other end of one connection, played by the test. Sequence numbers are relative: 0 is the SYN of each side."""

    def __init__(self, host: Host, port: int = PEER_PORT, own_port: int = PORT, iss: int = PEER_ISS, address: str = PEER) -> None:
        self.host = host
        self.port = port
        self.own_port = own_port
        self.iss = iss
        self.address = address
        self.host_iss = 0
        self.seq = 0
        """What this peer sends next."""
        self.window = 65535
        self.listener: Listener | None = None

    def segment(self, flags: str, seq: int | None = None, ack: int | None = None, data: bytes = b"", window: int | None = None,
                options: Any = ()) -> Any:
        """Not yet sent. Without `seq` it continues; `ack` is relative too."""
        relative = self.seq if seq is None else seq
        header = TCP(sport=self.port, dport=self.own_port, flags=flags, seq=(self.iss + relative) & 0xFFFFFFFF,
                     window=self.window if window is None else window, options=list(options))
        if ack is not None:
            header.ack = (self.host_iss + ack) & 0xFFFFFFFF
        return header / data if data else header

    def send(self, flags: str, seq: int | None = None, ack: int | None = None, data: bytes = b"", window: int | None = None,
             options: Any = ()) -> None:
        """Send a segment; without an explicit `seq` the stream goes on behind it."""
        self.host.receive(self.segment(flags, seq, ack, data, window, options), self.address)
        if seq is None:
            self.seq += len(data) + ("S" in flags) + ("F" in flags)

    def expect(self) -> tuple[str, int, int, bytes]:
        """The one segment the host sent: flags, relative seq and ack, payload."""
        return self.relative(self.host.sent_one())

    def expect_all(self) -> list[tuple[str, int, int, bytes]]:
        return [self.relative(segment) for segment in self.host.sent()]

    def relative(self, segment: Any) -> tuple[str, int, int, bytes]:
        assert (segment.sport, segment.dport) == (self.own_port, self.port)
        return (str(segment.flags), (segment.seq - self.host_iss) & 0xFFFFFFFF, (segment.ack - self.iss) & 0xFFFFFFFF,
                bytes(segment.payload))

    # -- whole handshakes

    def open(self, *, mss: int | None = MSS, scale: int | None = None) -> Connection:
        """A passive open on the host's side; the connection, accepted."""
        if self.listener is None:
            self.listener = self.host.tcp.listeners.find(ip(self.host.own), self.own_port) or self.host.listen(self.own_port)
        self.send("S", options=syn_options(mss, scale))
        answer = self.host.sent_one()
        assert str(answer.flags) == "SA"
        self.host_iss = answer.seq
        self.send("A", ack=1)
        connection = self.listener.accept()
        assert connection is not None and connection.state == state.ESTABLISHED
        assert self.host.sent_nothing()
        return connection

    def answer(self, *, mss: int | None = MSS, scale: int | None = None) -> Connection:
        """An active open on the host's side, answered."""
        connection = self.host.connect(self.address, self.port)
        syn = self.host.sent_one()
        assert str(syn.flags) == "S"
        self.host_iss, self.own_port = syn.seq, syn.sport
        self.send("SA", ack=1, options=syn_options(mss, scale))
        assert self.expect() == ("A", 1, 1, b"")
        assert connection.state == state.ESTABLISHED
        return connection


def syn_options(mss: int | None, scale: int | None) -> list[tuple[str, int | None]]:
    options: list[tuple[str, int | None]] = []
    if mss is not None:
        options.append(("MSS", mss))
    if scale is not None:
        options += [("NOP", None), ("WScale", scale)]
    return options


def established() -> tuple[Host, Peer, Connection]:
    """A host, its peer, and an accepted connection between them."""
    host = Host()
    peer = Peer(host)
    connection = peer.open()
    return host, peer, connection


def numbered(count: int, start: int = 0) -> bytes:
    """Bytes that tell their place."""
    return bytes((start + index) * 7 + (start + index) // 251 & 0xFF for index in range(count))


def data_address(data: bytes) -> int:
    return machine.bytes_address(data)
