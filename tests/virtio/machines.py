"""Drivers attached to the device model over each transport."""

from __future__ import annotations

from yarara.devicemodel.device import F_EVENT_IDX
from yarara.devicemodel.mmio import MmioRegisters
from yarara.devicemodel.net import ALL_FEATURES, NetModel
from yarara.devicemodel.pci import PciBus, VirtioFunction
from yarara.kernel.devices.pci import enumerate_functions
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.virtio.mmio import MmioTransport
from yarara.kernel.virtio.net import VirtioNet
from yarara.kernel.virtio.pci import PciTransport
from yarara.kernel.virtio.transport import Transport
from yarara.simulation import simulation

MMIO_BASE = 0xFEB0_2E00
PCI_BASE = 0xE000_0000
TRANSPORTS = ["mmio", "pci"]
FEATURES = {"event index": ALL_FEATURES, "flags": ALL_FEATURES & ~F_EVENT_IDX}


def attach(model: NetModel, bus: str = "mmio") -> Transport:
    """Put the model into a new machine, find it from the driver's side."""
    if bus == "mmio":
        MmioRegisters(model, MMIO_BASE)
        return MmioTransport(MMIO_BASE, 12)
    pci = PciBus()
    pci.functions[0, 3, 0] = VirtioFunction(model, PCI_BASE)
    return PciTransport(enumerate_functions()[0])


class Machine:
    """A driver, its device and its pool, in a simulated machine of their own."""

    def __init__(self, model: NetModel | None = None, bus: str = "mmio", packets: int = 64) -> None:
        simulation.reset()
        self.model = model or NetModel(capacity=16)
        self.pool = PacketPool(packets, 2048)
        self.driver = VirtioNet(attach(self.model, bus), self.pool)

    def frame_to_send(self, data: bytes) -> Packet:
        """A packet of the pool that holds these bytes."""
        packet = self.pool.take()
        assert packet is not None, "the pool is empty"
        simulation.write_bytes(packet.append(len(data)), data)
        return packet

    def send(self, data: bytes) -> bool:
        """Transmit one frame; the packet goes back to the pool when it is refused."""
        packet = self.frame_to_send(data)
        accepted = self.driver.transmit(packet)
        if not accepted:
            self.pool.give(packet)
        return accepted

    def received(self) -> list[bytes]:
        """Everything that the driver has received, as a polling core takes it."""
        frames: list[bytes] = []
        packet = self.driver.receive()
        while packet is not None:
            frames.append(simulation.read_bytes(packet.data, packet.length))
            self.pool.give(packet)
            packet = self.driver.receive()
        return frames

    def packets_in_rings(self) -> int:
        """How many packets the driver has lent to the device."""
        return self.driver._receive_ring.queue.lent + self.driver._transmit_ring.queue.lent

    def assert_no_packet_lost(self) -> None:
        assert self.pool.available + self.packets_in_rings() == self.pool.count


def frame(number: int, length: int = 60) -> bytes:
    """An Ethernet frame that can be told from others."""
    return number.to_bytes(4, "big") * (length // 4) + b"\xEE" * (length % 4)
