"""What tests do with the driver of a network device, whatever stands behind it: a model, or QEMU's own device."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.driver import NetworkDriver
from yarara.kernel.network.duration import NEVER, SECOND
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


class Wired(Driven):
    """A driver of a device of QEMU's. `wire` is the other end of its cable: a frame in each datagram."""

    wire: socket.socket
    address: tuple[str, int]
    """Of the device's end."""

    def there_and_back(self, frames: list[bytes]) -> None:
        """Send frames with one flush, and receive the same."""
        for data in frames:
            assert self.send(data)
        self.driver.flush()
        assert [self.wire.recv(4096) for _ in frames] == frames
        for data in frames:
            self.wire.sendto(data, self.address)
        assert self.receive(len(frames)) == frames


def sends_nothing_for_ever(net: Driven, run: Callable[[], object], stop: Callable[[], object] = lambda: None) -> None:
    """A frame is given to a device that does not send it, for which `stop` sees: after five seconds there is one fault of the driver's, and
    when the device has `run` it has sent everything."""
    driver = net.driver
    assert isinstance(driver, NetworkDriver) and driver.watch(10 * SECOND) == NEVER
    net.send(bytes(60))
    driver.flush()
    assert driver.watch(20 * SECOND) == 25 * SECOND
    assert driver.watch(24 * SECOND) == 25 * SECOND and driver.faults == 0
    stop()
    driver.watch(25 * SECOND)
    assert driver.faults == 1 and "five seconds" in driver.last_fault
    run()
    driver.flush()
    assert driver.watch(26 * SECOND) == NEVER
