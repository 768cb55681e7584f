"""The device of a machine without a network device: only the machine itself can be talked to."""

from __future__ import annotations

from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.packet import Packet, PacketPool

MTU = 1500


class AbsentDevice(NetworkDevice):
    """Nothing arrives; what is sent is lost."""

    def __init__(self, pool: PacketPool) -> None:
        super().__init__(pool, 0, MTU)

    def receive(self) -> Packet | None:
        return None

    def transmit(self, packet: Packet) -> bool:
        self.pool.give(packet)
        return True

    def link_up(self) -> bool:
        return False
