"""A device that lies: every way in which it can break the rules of a ring, in either format.

Each lie is told through what the device may write (`DeviceRing.forge`, or notes about chains that it does not hold), so a driver has
to find it out by its own copy of what it lent.
"""

from __future__ import annotations

from typing import Callable

from yarara.devicemodel.device import VirtioDevice
from yarara.devicemodel.queue import DeviceQueue, DeviceRing

Choose = Callable[[int], int]


def wrong_id(ring: DeviceRing, choose: Choose) -> None:
    """An identifier that no chain has."""
    ring.forge(0, ring.size + choose(0x8000 - ring.size), 0, 1)


def too_long(ring: DeviceRing, choose: Choose) -> None:
    """More bytes written than the buffer holds."""
    ring.forge(0, choose(ring.size), 1 << 16 + choose(15), 1)


def index_jumps(ring: DeviceRing, choose: Choose) -> None:
    """More chains returned than the device had."""
    ring.forge(choose(ring.size), choose(ring.size), 0, 1 + choose(0xFFFF))


def twice(ring: DeviceRing, choose: Choose) -> None:
    """One chain returned in two notes."""
    head = choose(ring.size)
    ring.forge(1, head, 20, 2)
    ring.forge(0, head, 20, 2)


def noise(ring: DeviceRing, choose: Choose) -> None:
    """Any bytes anywhere in what the device may write."""
    from yarara.simulation import simulation
    area, length = ring.shared()
    simulation.write_bytes(area + choose(length - 8), bytes(choose(256) for _ in range(8)))


LIES: dict[str, Callable[[DeviceRing, Choose], None]] = {
    "wrong id": wrong_id, "too long": too_long, "index jumps": index_jumps, "twice": twice, "noise": noise,
}


def spurious_interrupt(device: VirtioDevice, queue: DeviceQueue) -> None:
    """An interrupt for nothing."""
    device.interrupt(1, queue.vector)
