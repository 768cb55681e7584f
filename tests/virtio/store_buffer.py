"""A processor and a compiler in front of the simulated machine that order memory as loosely as they may, and a device that acts at
any moment.

Stores of the processor wait in a buffer; its own loads see them, the device does not before they are drained. Only a fence for
devices drains for certain: this is the one reordering of x86, an earlier store passed by a later load. A fence for other cores does
not, as in QEMU when it emulates a single processor. The compiler may do more: between
two write fences stores are drained in any order, and since the last read fence a load may have been done at any moment.
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
        self._stores: list[tuple[int, int, bytes]] = []  # write fences before it, address, data
        self._write_fences = 0
        self._changes: list[tuple[int, bytes]] = []  # what the device has overwritten since the last read fence
        self._device_acts = False
        self._read, self._write = simulation.read_bytes, simulation.write_bytes
        patch.setattr(simulation, "read", self._load)
        patch.setattr(simulation, "read_bytes", self._load_bytes)
        patch.setattr(simulation, "write", self._store)
        patch.setattr(simulation, "write_bytes", self._store_bytes)
        patch.setattr(machine, "device_fence", self._fence)
        patch.setattr(machine, "write_fence", self._write_fence)
        patch.setattr(machine, "read_fence", self._changes.clear)

    def _fence(self) -> None:
        self.drain()
        self._changes.clear()

    def _write_fence(self) -> None:
        self._write_fences += 1

    def drain(self) -> None:
        """All stores become visible."""
        while self._stores:
            self._drain_one()
            if self._choose(4) == 0:
                self._act()

    def _drain_one(self) -> None:
        """One store becomes visible: any of those before the next write fence, but of several to a place the first."""
        first = self._stores[0][0]
        index = self._choose(sum(fences == first for fences, _, _ in self._stores))
        _, start, data = self._stores[index]
        index = next(i for i, (_, at, earlier) in enumerate(self._stores) if at < start + len(data) and start < at + len(earlier))
        _, start, data = self._stores.pop(index)
        self._write(start, data)

    def _load(self, address: int, size: int) -> int:
        return int.from_bytes(self._load_bytes(address, size), "little")

    def _load_bytes(self, address: int, length: int) -> bytes:
        if self._device_acts:
            return self._read(address, length)
        self.pass_time()
        data = bytearray(self._read(address, length))
        for start, old in reversed(self._changes[self._choose(len(self._changes) + 1):]):
            _overlay(data, address, start, old)
        for _, start, stored in self._stores:
            _overlay(data, address, start, stored)
        return bytes(data)

    def _store(self, address: int, size: int, value: int) -> None:
        self._store_bytes(address, (value & (1 << 8 * size) - 1).to_bytes(size, "little"))

    def _store_bytes(self, address: int, data: bytes) -> None:
        if self._device_acts:
            self._changes.append((address, self._read(address, len(data))))
            self._write(address, data)
        else:
            self._stores.append((self._write_fences, address, data))

    def pass_time(self) -> None:
        """Between two instructions of the driver: some stores drain, or the device acts, or nothing happens."""
        choice = self._choose(4)
        if choice == 1:
            for _ in range(self._choose(len(self._stores) + 1)):
                self._drain_one()
        elif choice == 2:
            self._act()

    def _act(self) -> None:
        self._device_acts = True
        self._device()
        self._device_acts = False


def _overlay(data: bytearray, address: int, start: int, other: bytes) -> None:
    """Put the bytes `other`, which lie at `start`, over `data`, which lies at `address`, where they overlap."""
    for i, byte in enumerate(other):
        if 0 <= start + i - address < len(data):
            data[start + i - address] = byte
