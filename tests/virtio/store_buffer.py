"""A processor in front of the simulated machine that orders memory as x86 does, and a device that acts at any moment.

Stores of the processor wait in a buffer, in order; its own loads see them, the device does not before they are drained. Only a
full fence drains for certain: this is the one reordering of x86, an earlier store passed by a later load.
"""

from __future__ import annotations

from typing import Callable

import pytest

from yarara import machine
from yarara.simulation import simulation


class Processor:
    """Run driver code between `pytest.MonkeyPatch` and the simulation. `choose(n)` picks 0..n-1 whenever there is a choice."""

    def __init__(self, patch: pytest.MonkeyPatch, choose: Callable[[int], int], device: Callable[[], None]) -> None:
        self._choose = choose
        self._device = device
        self._stores: list[tuple[int, bytes]] = []
        self._device_acts = False
        self._read, self._write = simulation.read_bytes, simulation.write_bytes
        patch.setattr(simulation, "read", self._load)
        patch.setattr(simulation, "read_bytes", self._load_bytes)
        patch.setattr(simulation, "write", self._store)
        patch.setattr(simulation, "write_bytes", self._store_bytes)
        patch.setattr(machine, "fence", self.drain)

    def drain(self) -> None:
        """All stores become visible."""
        self._drain(len(self._stores))

    def _drain(self, count: int) -> None:
        for address, data in self._stores[:count]:
            self._write(address, data)
        del self._stores[:count]

    def _load(self, address: int, size: int) -> int:
        return int.from_bytes(self._load_bytes(address, size), "little")

    def _load_bytes(self, address: int, length: int) -> bytes:
        if self._device_acts:
            return self._read(address, length)
        self.pass_time()
        data = bytearray(self._read(address, length))
        for start, stored in self._stores:
            for i, byte in enumerate(stored):
                if 0 <= start + i - address < length:
                    data[start + i - address] = byte
        return bytes(data)

    def _store(self, address: int, size: int, value: int) -> None:
        self._store_bytes(address, (value & (1 << 8 * size) - 1).to_bytes(size, "little"))

    def _store_bytes(self, address: int, data: bytes) -> None:
        if self._device_acts:
            self._write(address, data)
        else:
            self._stores.append((address, data))

    def pass_time(self) -> None:
        """Between two instructions of the driver: some stores drain, or the device acts, or nothing happens."""
        choice = self._choose(4)
        if choice == 1:
            self._drain(self._choose(len(self._stores) + 1))
        elif choice == 2:
            self._device_acts = True
            self._device()
            self._device_acts = False
