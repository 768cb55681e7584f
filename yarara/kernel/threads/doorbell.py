"""Waking the poller of another core: an interrupt between processors, only while that core wants to hear of it.

Whoever has something for the core puts it where the core looks, then rings. The core silences its bell while it polls, and before it sleeps
listens first and looks once more: what comes in between is seen, what comes later rings.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.cpu import apic, core
from yarara.kernel.cpu.descriptors import FIRST_INTERRUPT
from yarara.kernel.memory.dma import allocate_dma


class Doorbell:
    """Of one core; any may ring."""

    def __init__(self, core_number: int, bit: int) -> None:
        """Ringing sets this bit of the core's pending word. Raises MemoryError."""
        self._core = core_number
        self._bit = bit
        self._listens = allocate_dma(8)  # the word is 1 while the core wants to hear

    def silence(self) -> None:
        """The core polls and sees what comes."""
        machine.write64(self._listens, 0)

    def listen(self) -> None:
        """The core is about to sleep. It looks once more after this."""
        machine.write64(self._listens, 1)
        machine.fence()  # the wish before that look; `ring` does it the other way round

    def was_rung(self) -> bool:
        """Whether somebody has rung since the core began to listen."""
        return machine.read64(self._listens) == 0

    def ring(self) -> None:
        """There is something new for the core."""
        machine.fence()
        if machine.read64(self._listens) != 0 and machine.exchange(self._listens, 0) != 0 and machine.COMPILED:
            apic.send(machine.load64(core.core_block(self._core) + core.APIC_ID), apic.FIXED | FIRST_INTERRUPT + self._bit)
