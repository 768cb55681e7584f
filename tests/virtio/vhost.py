"""A machine of QEMU's whose network card is our model: the guest's rings lie open, and the model does with them what a test wants."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from tests.wire.booted import Guest, boot
from yarara.devicemodel.device import F_EVENT_IDX, F_IN_ORDER, F_RING_PACKED, F_RING_RESET
from yarara.devicemodel.net import ALL_FEATURES, CONTROLS, F_MQ, OFFLOADS, NetModel
from yarara.devicemodel.vhost_user import VhostUser
from yarara.simulation import simulation

PROPERTIES = ALL_FEATURES & ~(F_RING_RESET | OFFLOADS | F_RING_PACKED | F_IN_ORDER) | CONTROLS
"""What the model offers; QEMU does the controls, and has no reset of one queue for vhost-user."""
FORMATS = {"split": PROPERTIES, "split, flags": PROPERTIES & ~F_EVENT_IDX, "packed": PROPERTIES | F_RING_PACKED,
           "packed, flags": PROPERTIES & ~F_EVENT_IDX | F_RING_PACKED}
STEP = 0.02
"""Seconds that a look at what came may take."""


class ModelCable:
    """Frames go through a `NetModel`: `send` into the receive ring, when there is room, and `receive` out of the transmit ring."""

    def __init__(self, directory: Path, features: int, pairs: int = 1, vectors: int | None = None) -> None:
        self._vectors = vectors
        self.model = NetModel(features=features | (F_MQ if pairs > 1 else 0), pairs=pairs)
        self.device = VhostUser(self.model, directory / "vhost")
        self.holds = False
        """The device takes nothing out of its transmit rings."""
        self.pair = 0
        """Where frames come in."""
        self._inbound: list[tuple[bytes, int]] = []
        self._read = 0

    @property
    def backend(self) -> str:
        return f"vhost-user,chardev=vhost0,queues={self.model.pairs}"

    @property
    def options(self) -> list[str]:
        packed = "on" if self.model.offered & F_RING_PACKED else "off"
        vectors = [] if self._vectors is None else ["-global", f"virtio-net-pci.vectors={self._vectors}"]
        return ["-object", "memory-backend-memfd,id=ram,size=128M,share=on", "-machine", "memory-backend=ram",
                "-global", f"virtio-device.packed={packed}", *vectors, *self.device.options()]

    def send(self, frame: bytes) -> None:
        self._inbound.append((frame, self.pair))
        self.serve(0)

    def receive(self, deadline: float) -> bytes | None:
        while self._read == len(self.model.wire):
            self.serve(min(deadline - time.monotonic(), STEP))
            if self._read == len(self.model.wire) and time.monotonic() >= deadline:
                return None
        self._read += 1
        return self.model.wire[self._read - 1]

    def serve(self, timeout: float) -> None:
        """Do what QEMU asks, and the honest work of a device."""
        self.device.serve(0 if self._inbound and self.model.live() else timeout)
        while self._inbound and self.model.live() and self.model.deliver(self._inbound[0][0], pair=self._inbound[0][1]):
            del self._inbound[0]
        if not self.holds:
            self.model.run()

    def close(self) -> None:
        self.device.close()
        simulation.reset()


def boot_with(directory: Path, features: int, program: str | Path = "echo.py", pairs: int = 1, vectors: int | None = None,
              **options: Any) -> tuple[Guest, ModelCable]:
    """A program whose network card is a model. `vectors`: the interrupt messages that it has by PCI."""
    cable = ModelCable(directory, features, pairs, vectors)
    return boot(program, directory, cable=cable, **options), cable
