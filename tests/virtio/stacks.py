"""A network device with several pairs of queues, and a stack on each core that has one; at the other end of the wire is one more stack, with one core. What belongs to
a core is touched during its turns only: everything below that would do otherwise fails."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.network.host import ip
from tests.virtio.cores import Cores
from tests.virtio.machines import SPLIT
from yarara import machine
from yarara.kernel.cpu import core
from yarara.kernel.memory import spinlock
from yarara.kernel.network.address import netmask
from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.duration import MILLISECOND
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.network.service import Service
from yarara.kernel.network.stack import Stack
from yarara.kernel.network.tcp.connection import Connection
from yarara.kernel.network.tcp.listener import Listener
from yarara.kernel.network.tcp.tcp import Tcp
from yarara.simulation import simulation

OWN, PEER = "10.0.2.15", "10.0.2.7"
PEER_MAC = 0x0200_0000_0002
PORT = 80
MEMORY = 64 << 20


class Peer(NetworkDevice):
    """The other end of the wire, as a device of its own stack."""

    def __init__(self) -> None:
        super().__init__(PacketPool(256, 2048), PEER_MAC, 1500)
        self.arriving: list[bytes] = []
        self.sent: list[bytes] = []

    def receive(self) -> Packet | None:
        packet = self.pool.take() if self.arriving else None
        if packet is not None:
            frame = self.arriving.pop(0)
            simulation.write_bytes(packet.append(len(frame)), frame)
        return packet

    def transmit(self, packet: Packet) -> bool:
        self.sent.append(simulation.read_bytes(packet.data, packet.length))
        self.pool.give(packet)
        return True


class Stacks(Cores):
    """`flows_move`: without receive-side scaling the device brings each frame by any pair."""

    def __init__(self, patch: pytest.MonkeyPatch, cores: int = 2, features: int = SPLIT, seed: int = 0, flows_move: bool = False) -> None:
        super().__init__(patch, 1, cores, features, 64)
        self.random = random.Random(seed)
        self.flows_move = flows_move
        self.current = 0
        """Whose turn it is."""
        self._last_pair: dict[bytes, int] = {}
        patch.setattr(spinlock, "acquire", lambda lock: None)
        patch.setattr(spinlock, "release", lambda lock: None)
        patch.setattr(core, "core_count", lambda: cores)
        patch.setattr(Service, "configure", lambda service, now: None)
        self.service = Service(self.driver, MEMORY, 0)
        self.service.stack.use_address(ip(OWN), netmask(24), 0)
        self.service.poll(0)
        self.tcps: list[Tcp] = []
        tcp: Tcp | None = self.service.tcp
        while tcp is not None:
            self._guard(patch, tcp)
            self.tcps.append(tcp)
            tcp = tcp.beyond
        self.listeners: list[Listener] = []
        self.peer = Peer()
        self.client = Stack(self.peer)
        self.client.attach_tcp(Tcp(self.client.ipv4))
        self.client.use_address(ip(PEER), netmask(24), 0)
        assert self.client.arp.send(self._nothing(), ip(OWN), 0)
        self.settle()

    def _nothing(self) -> Packet:
        """For it the other end asks who we are, so both know one another."""
        packet = self.peer.pool.take()
        assert packet is not None
        packet.append(1)
        return packet

    def _guard(self, patch: pytest.MonkeyPatch, tcp: Tcp) -> None:
        """Let its methods fail when another core calls them."""
        number = tcp.engine.core

        def guarded(method: Callable[..., object]) -> Callable[..., object]:
            def call(*arguments: object) -> object:
                assert self.current == number, f"core {self.current} touches what is core {number}'s"
                return method(*arguments)
            return call

        for owner, name in ((tcp, "receive"), (tcp, "poll"), (tcp.ipv4, "send"), (tcp.ipv4.ethernet, "send"), (tcp.ipv4.arp, "receive"), (tcp.engine.table, "insert"),
                            (tcp.engine.table, "remove"), (tcp.ipv4.pool, "take"), (tcp.ipv4.pool, "give")):
            patch.setattr(owner, name, guarded(getattr(owner, name)))

    # -- turns ---------------------------------------------------------------------------------------------------------

    def at(self, number: int) -> Tcp:
        """From now on a thread of this core runs."""
        self.current = number
        return self.tcps[number]

    def turn(self, number: int) -> None:
        self.current = number
        super().turn(number)

    def _poll(self, number: int) -> None:
        if number != 0:
            super()._poll(number)
            return
        self.service.acknowledge(-1)
        if self.service.poll(self.now) <= self.now:
            self._again.add(0)

    def exchange(self) -> None:
        """What is on the wire arrives, on both sides."""
        self.peer.arriving += self.model.wire
        for frame, pair in zip(self.model.wire, self.model.sent_by, strict=True):
            self._last_pair[flow_of(frame)] = pair
        self.model.wire.clear()
        self.model.sent_by.clear()
        self.client.poll(self.now)
        while self.peer.sent and self.model.deliver(self.peer.sent[0], pair=self._pair_for(self.peer.sent[0])):
            del self.peer.sent[0]

    def _pair_for(self, frame: bytes) -> int | None:
        """By which pair a device that follows flows by itself brings a frame."""
        if self.model.steering is not None:
            return None
        if self.flows_move:
            return self.random.randrange(self.model.active_pairs)
        return self._last_pair.setdefault(flow_of(frame), self.random.randrange(self.model.active_pairs))

    def settle(self, rounds: int = 300) -> None:
        """Until nothing is on its way, at the time when it is so."""
        quiet = 0
        for _ in range(rounds):
            self.awake |= set(self.pollers) | {0}
            self.run()
            before = len(self.peer.sent) + len(self.model.wire)
            self.exchange()
            self.now += MILLISECOND
            quiet = quiet + 1 if before + len(self.peer.sent) + len(self.model.wire) == 0 else 0
            if quiet > 250:
                return

    # -- the application -----------------------------------------------------------------------------------------------

    def listen(self, backlog: int = 100) -> None:
        """On all cores, as `socket.listen` does."""
        for number in range(len(self.tcps)):
            self.listeners.append(self.at(number).listen(0, PORT, backlog, self.now))
            if number > 0:
                self.listeners[number - 1].beyond = self.listeners[number]

    def connect(self, count: int) -> list[Connection]:
        """From the other end."""
        assert isinstance(self.client.tcp, Tcp)
        return [self.client.tcp.connect(0, 0, ip(OWN), PORT, self.now) for _ in range(count)]

    def accept(self) -> list[Connection]:
        """All there are."""
        found = []
        while (connection := self.listeners[0].fullest().accept()) is not None:
            found.append(connection)
        return found

    def send(self, connection: Connection, data: bytes) -> int:  # type: ignore[override]
        return connection.send(machine.bytes_address(data), len(data), self.now)

    def read(self, connection: Connection) -> bytes:
        room = simulation.allocate(1 << 16)
        return simulation.read_bytes(room, connection.receive(room, 1 << 16, self.now))


def flow_of(frame: bytes) -> bytes:
    """The same in both directions."""
    return b"".join(sorted((frame[26:30] + frame[34:36], frame[30:34] + frame[36:38])))
