"""I/O interrupt controllers: they turn the wires of devices into interrupt vectors of cores (Intel 82093AA).

A line is routed as its *edge*, also where the bus means a level: the interrupt stubs do not talk to devices, so a level that stays
until the driver runs would interrupt again and again. Drivers look at the device once more after they acknowledge it.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.cpu.topology import Topology

SELECT = 0x00
WINDOW = 0x10

VERSION = 0x01           # register: bits 16-23 = number of the last input
FIRST_INPUT = 0x10       # register: two for each input

ACTIVE_LOW = 1 << 13
MASKED = 1 << 16


def mask_all(topology: Topology) -> None:
    """Silence every input of every controller."""
    for entry in topology.io_apics:
        for number in range(_input_count(entry.address)):
            _write(entry.address, FIRST_INPUT + 2 * number, MASKED)


def route(topology: Topology, interrupt: int, vector: int, apic_id: int, active_low: bool) -> bool:
    """Send global system interrupt `interrupt` as `vector` to a core; False when no controller has it."""
    for entry in topology.io_apics:
        number = interrupt - entry.first_interrupt
        if 0 <= number < _input_count(entry.address):
            _write(entry.address, FIRST_INPUT + 2 * number + 1, apic_id << 24)
            _write(entry.address, FIRST_INPUT + 2 * number, vector | (ACTIVE_LOW if active_low else 0))
            return True
    return False


def _input_count(address: int) -> int:
    return (_read(address, VERSION) >> 16 & 0xFF) + 1


def _read(address: int, register: int) -> int:
    machine.write32(address + SELECT, register)
    return machine.read32(address + WINDOW)


def _write(address: int, register: int, value: int) -> None:
    machine.write32(address + SELECT, register)
    machine.write32(address + WINDOW, value)
