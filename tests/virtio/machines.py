"""Drivers attached to the device model over each transport."""

from __future__ import annotations

from tests.driven import Driven
from yarara.devicemodel.device import (
    F_ANY_LAYOUT, F_EVENT_IDX, F_IN_ORDER, F_INDIRECT_DESC, F_RING_PACKED, F_RING_RESET, VirtioDevice,
)
from yarara.devicemodel.legacy_mmio import LegacyMmioRegisters
from yarara.devicemodel.legacy_pci import LegacyVirtioFunction
from yarara.devicemodel.mmio import MmioRegisters
from yarara.devicemodel.net import ALL_FEATURES, F_MRG_RXBUF, NetModel
from yarara.devicemodel.pci import PciBus, VirtioFunction
from yarara.devicemodel.queue import DeviceRing
from yarara.kernel.network.packet import PacketPool
from yarara.kernel.virtio import discovery
from yarara.kernel.virtio.net import VirtioNet
from yarara.kernel.virtio.transport import Transport
from yarara.simulation import simulation

MMIO_BASE = 0xFEB0_2E00
PCI_BASE = 0xE000_0000
PORTS = 0xC000
TRANSPORTS = ["mmio", "pci"]
LEGACY_TRANSPORTS = ["legacy mmio", "legacy pci"]

SPLIT = ALL_FEATURES & ~(F_RING_PACKED | F_IN_ORDER | F_RING_RESET)
PACKED = SPLIT | F_RING_PACKED
FEATURES = {
    "split": SPLIT,
    "split, flags": SPLIT & ~F_EVENT_IDX,
    "split, in order": SPLIT | F_IN_ORDER,
    "split, no merging, queue reset": SPLIT & ~F_MRG_RXBUF | F_RING_RESET,
    "packed": PACKED,
    "packed, flags": PACKED & ~F_EVENT_IDX,
    "packed, in order": PACKED | F_IN_ORDER,
    "packed, queue reset": PACKED | F_RING_RESET,
}
LEGACY_FEATURES = {
    "legacy": SPLIT,
    "legacy, no merging": SPLIT & ~F_MRG_RXBUF,
    "legacy, headers apart": SPLIT & ~F_ANY_LAYOUT,
    "legacy, headers apart, no indirect": SPLIT & ~(F_ANY_LAYOUT | F_INDIRECT_DESC | F_MRG_RXBUF),
}
LIVES = ([(bus, name) for bus in TRANSPORTS for name in FEATURES]
         + [(bus, name) for bus in LEGACY_TRANSPORTS for name in LEGACY_FEATURES])
"""Every transport with every set of features that can be on it."""
ALL_SETS = FEATURES | LEGACY_FEATURES


def attach(model: VirtioDevice, bus: str = "mmio") -> Transport:
    """Put the model into a new machine, find it from the driver's side."""
    if bus.endswith("mmio"):
        (MmioRegisters if bus == "mmio" else LegacyMmioRegisters)(model, MMIO_BASE)
        transport, = discovery.mmio_devices(f"virtio_mmio.device=512@{MMIO_BASE:#x}:12")
        return transport
    pci = PciBus()
    pci.functions[0, 3, 0] = (
        VirtioFunction(model, PCI_BASE) if bus == "pci" else LegacyVirtioFunction(model, PORTS, PCI_BASE))
    transport, = discovery.pci_devices()
    return transport


class Machine(Driven):
    """A driver, its device and its pool, in a simulated machine of their own."""

    driver: VirtioNet

    def __init__(self, model: NetModel | None = None, bus: str = "mmio", packets: int = 64) -> None:
        simulation.reset()
        self.model = model or NetModel(capacity=16, features=SPLIT)
        self.pool = PacketPool(packets, 2048)
        self.driver = VirtioNet(attach(self.model, bus), self.pool)

    def ring(self, index: int) -> DeviceRing:
        """The device's side of queue 0 or 1."""
        return self.model.queues[index].live

    def capacity(self) -> int:
        """How many frames the transmit ring takes."""
        ring = self.driver.pair.transmit_ring
        return ring.room() + ring.queue.lent

    def packets_in_rings(self) -> int:
        """How many packets the driver has lent to the device."""
        return self.driver.pair.receive_ring.queue.lent + self.driver.pair.transmit_ring.queue.lent

    def assert_no_packet_lost(self) -> None:
        assert self.pool.available + self.packets_in_rings() == self.pool.count


def frame(number: int, length: int = 60) -> bytes:
    """An Ethernet frame that can be told from others."""
    return number.to_bytes(4, "big") * (length // 4) + b"\xEE" * (length % 4)
