"""A network device with several pairs of queues, and the cores that have them. A core has its turn only when something woke it: an interrupt
message of the device, or a ring of another core; so a wake-up that is lost is lost here too."""

from __future__ import annotations

import struct
import pytest

from tests.virtio.machines import PCI_BASE, SPLIT
from yarara import machine
from yarara.devicemodel.net import CONTROLS, F_MQ, NetModel
from yarara.devicemodel.pci import PciBus, VirtioFunction
from yarara.kernel.cpu import interrupts
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.threads import scheduler
from yarara.kernel.virtio import discovery
from yarara.kernel.virtio.net import VirtioNet
from yarara.kernel.virtio.spread import Spread
from yarara.kernel.virtio.worker import PairWorker
from yarara.simulation import simulation

FIRST_BITS = 3
PACKETS = 96  # each of three workers may keep up to 15


def frame(number: int) -> bytes:
    """For everyone, and of no protocol that has ports."""
    return b"\xff" * 6 + number.to_bytes(4, "big") * 14


def datagram(port: int, number: int) -> bytes:
    """A frame of a flow: one per port."""
    ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 60, number & 0xFFFF, 0, 64, 17, 0, b"\x0a\0\0\2", b"\x0a\0\0\1")
    return b"\xff" * 6 + b"\x52\x54\0\0\0\1" + b"\x08\0" + ip + struct.pack("!HHHH", port, 7, 40, 0) + number.to_bytes(4, "big") * 8


class Cores:
    """The machine."""

    def __init__(self, patch: pytest.MonkeyPatch, cores: int = 2, pairs: int = 2, features: int = SPLIT, capacity: int = 16) -> None:
        simulation.reset()
        self.pollers: dict[int, PairWorker] = {}
        patch.setattr(machine, "PARALLEL", True)
        patch.setattr(interrupts, "_apic_id", lambda number: number)
        patch.setattr(interrupts, "_next_bit", interrupts.FIRST_DEVICE_BIT)
        patch.setattr(scheduler, "lend_poller", self.pollers.__setitem__)
        self.model = NetModel(features=features | CONTROLS | F_MQ, capacity=capacity, pairs=pairs)
        bus = PciBus()
        self.function = VirtioFunction(self.model, PCI_BASE)
        bus.functions[0, 3, 0] = self.function
        transport, = discovery.pci_devices()
        for vector in range(FIRST_BITS):
            assert transport.use_message(vector, interrupts.message_address(0), interrupts.message_data(interrupts.allocate_bit()))
        self.pool = PacketPool(PACKETS, 2048)
        self.driver = VirtioNet(transport, self.pool)
        self.driver.spread(cores)
        self.awake = {0}
        self.polled: set[int] = set()
        """Of those that are awake: they go to sleep with their next turn."""
        self._again: set[int] = set()
        self.now = 0
        self.arrived: list[bytes] = []

    @property
    def spread(self) -> Spread:
        assert self.driver._spread is not None, "one pair does everything"
        return self.driver._spread

    # -- turns ---------------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """See who was woken."""
        for address, _ in self.function.messages:
            self.awake.add(address >> 12 & 0xFF)
        self.function.messages.clear()
        for number, worker in self.pollers.items():
            if worker.bell.was_rung():
                self.awake.add(number)
        if self.driver._spread is not None and self.spread.home.was_rung():
            self.awake.add(0)

    def turn(self, number: int) -> None:
        """A core that was woken polls; with its next turn it asks to be woken again, and sleeps unless something came meanwhile."""
        if number not in self.polled:
            self.polled.add(number)
            self._poll(number)
            return
        self.polled.discard(number)
        waiting = self.driver.enable_interrupts() if number == 0 else self.pollers[number].enable_interrupts()
        if not waiting and number not in self._again:
            self.awake.discard(number)
        self._again.discard(number)

    def _poll(self, number: int) -> None:
        if number == 0:
            self.driver.acknowledge(-1)
            self.driver.disable_interrupts()
            self.receive()
            self.driver.flush()
            self.driver.watch(self.now)
            return
        worker = self.pollers[number]
        worker.acknowledge(-1)
        if worker.poll(self.now) <= self.now:
            self._again.add(number)

    def receive(self) -> None:
        packet = self.driver.receive()
        while packet is not None:
            self.arrived.append(simulation.read_bytes(packet.data, packet.length))
            self.pool.give(packet)
            packet = self.driver.receive()

    def run(self) -> None:
        """Until all sleep."""
        self.model.run()
        self.look()
        while self.awake:
            self.turn(min(self.awake))
            self.model.run()
            self.look()

    # -- frames --------------------------------------------------------------------------------------------------------

    def send(self, data: bytes) -> bool:
        """From the stack's core; False when there is no packet or no room."""
        packet: Packet | None = self.pool.take()
        if packet is None:
            return False
        simulation.write_bytes(packet.append(len(data)), data)
        accepted = self.driver.transmit(packet)
        if not accepted:
            self.pool.give(packet)
        return accepted

    def sent_by(self, pair: int) -> list[bytes]:
        return [frame for frame, number in zip(self.model.wire, self.model.sent_by) if number == pair]

    def packets(self) -> int:
        """Where packets can be when all sleep."""
        pairs = [(self.pool, self.driver.pair)] + [(worker.pool, worker.pair) for worker in self.pollers.values()]
        handovers = [ring for worker in self.pollers.values() for ring in (worker.received, worker.to_send)]
        assert all(worker.pair.pool is worker.pool and worker._left.available == 0 for worker in self.pollers.values() if not worker.is_stopped())
        return (sum(pool.available + pair.receive_ring.queue.lent + pair.transmit_ring.queue.lent for pool, pair in pairs)
                + sum(ring.waiting() for ring in handovers) + sum(worker._refused is not None for worker in self.pollers.values()))

    def all_packets(self) -> int:
        return self.pool.count + sum(worker.pool.count for worker in self.pollers.values())
