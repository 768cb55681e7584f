"""The driver attached to the device model."""

from __future__ import annotations

from tests.driven import Driven
from yarara.devicemodel.e1000 import CONVENTIONAL, E1000Function, MAC
from yarara.devicemodel.pci import PciBus
from yarara.kernel.devices.pci import enumerate_functions
from yarara.kernel.e1000.e1000 import E1000, is_e1000
from yarara.kernel.network.packet import PacketPool
from yarara.simulation import simulation

BASE = 0xE000_0000
RECEIVE, TRANSMIT = 0x2800, 0x3800
PADDING = b"\x88\xb5" + b"\xEE" * 46  # a type for experiments: QEMU sends no frames of IPv4 that cannot be such


def frame(number: int, length: int = 60, to: bytes = MAC) -> bytes:
    """An Ethernet frame to the driver that can be told from others."""
    return (to + b"\x02" + number.to_bytes(5, "big") + PADDING).ljust(length, number.to_bytes(2, "big")[1:])[:length]


class Machine(Driven):
    """A driver, its device and its pool, in a simulated machine of their own."""

    driver: E1000

    def __init__(self, device_id: int = CONVENTIONAL, packets: int = 32, mac: bytes = MAC) -> None:
        simulation.reset()
        self.bus = PciBus()
        self.model = E1000Function(BASE, device_id, mac)
        self.bus.functions[0, 3, 0] = self.model
        self.pool = PacketPool(packets, 2048)
        self.driver = self.start()

    def start(self) -> E1000:
        function, = [each for each in enumerate_functions() if is_e1000(each)]
        return E1000(function, self.pool)

    def assert_no_packet_lost(self) -> None:
        assert self.pool.available + self.driver.receive_ring.lent + self.driver.transmit_ring.lent == self.pool.count
