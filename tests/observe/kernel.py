"""A simulated kernel that records, and its shared memory as the host sees it."""

from __future__ import annotations

import pytest

from yarara import machine
from yarara.kernel.trace import recorder
from yarara.kernel.trace.area import total_size
from yarara.observe.shared import Recording
from yarara.observe.timeline import Decoder, Entry
from yarara.simulation import simulation

EVERYTHING = 7


class RecordingKernel:
    """Made after the simulation is new; from then on trace points record."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, size: int = 256 * 1024, categories: int = EVERYTHING) -> None:
        monkeypatch.setattr(machine, "TRACING", True)
        simulation.set_symbol("yarara_kernel_state", simulation.allocate(4096))
        self.size = size
        self.address = simulation.allocate(total_size(size))
        recorder.prepare(self.address, size)
        recorder.area().categories = categories
        recorder.attach(simulation.core_block, 0)
        self.data = bytearray(total_size(size))
        self.host = Recording(self.data, None)
        self.decoder = Decoder(self.text_at, hex)

    @staticmethod
    def text_at(address: int) -> str:
        """A text whose address the kernel told, of which half fits."""
        return next(value for number, value in simulation._objects.items() if not (number ^ address) & 0xFFFF_FFFF and isinstance(value, str))

    def look(self) -> None:
        """Let the host see what is there now, and the kernel what the host wrote."""
        self.data[:] = simulation.read_bytes(self.address, len(self.data))

    def entries(self) -> list[Entry]:
        """What was recorded since the last call."""
        self.look()
        decoded = [self.decoder.decode(record) for record in self.host.events()]
        return [entry for entry in decoded if entry is not None]
