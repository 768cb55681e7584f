"""What tests do with the driver of a network device, whatever stands behind it: a model, or QEMU's own device."""

from __future__ import annotations

import time

from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.simulation import simulation

LIMIT = 30
"""Seconds that a device gets for what a test waits for."""


class Driven:
    """A driver with its pool. Subclasses make both."""

    driver: NetworkDevice
    pool: PacketPool

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

    def receive(self, count: int) -> list[bytes]:
        """Poll until so many frames have come and there is nothing more."""
        frames: list[bytes] = []
        end = time.monotonic() + LIMIT
        while True:
            more = self.received()
            frames += more
            if not more and len(frames) >= count:
                return frames
            assert time.monotonic() < end, f"{len(frames)} of {count} frames came"
            time.sleep(0.0005)
