"""Interrupts of devices: each gets a bit of the pending word of the core that it is sent to, set by the stub of vector 32 + bit.

The scheduler of that core looks at the word at its next safe point (threads/scheduler.py). Nothing else runs in an interrupt.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.cpu import acpi, apic, core, ioapic, mptable
from yarara.kernel.cpu.descriptors import FIRST_INTERRUPT
from yarara.kernel.cpu.topology import Topology

FIRST_DEVICE_BIT = 2
LAST_BIT = 30
MESSAGE_ADDRESS = 0xFEE0_0000

topology = Topology()
_ready = False
_next_bit = FIRST_DEVICE_BIT


def initialize() -> None:
    """Find the controllers, silence them all, enable this core's; again does nothing. Interrupts stay off."""
    global _ready
    if _ready or machine.PROCESS:
        return
    _ready = True
    machine.out8(0x21, 0xFF)  # the two 8259 controllers: every line masked
    machine.out8(0xA1, 0xFF)
    map_registers(apic.BASE)
    apic.enable()
    if not acpi.read_topology(topology):
        mptable.read_topology(topology)
    for entry in topology.io_apics:
        map_registers(entry.address)
    ioapic.mask_all(topology)
    machine.store64(machine.core_load(core.SELF) + core.APIC_ID, apic.identifier())


def map_registers(address: int) -> None:
    """Make a page of device registers accessible."""
    if machine.COMPILED:
        from yarara.kernel.memory import paging
        paging.map_device(address, core.SIZE)


def allocate_bit() -> int:
    """A bit of the pending word for a device, or -1 when all are taken."""
    global _next_bit
    if _next_bit > LAST_BIT:
        return -1
    bit = _next_bit
    _next_bit += 1
    return bit


def route_isa(source: int, bit: int, core_number: int) -> bool:
    """Send ISA interrupt `source` (0..15, or a higher global interrupt) to a core; False when that is impossible."""
    for override in topology.overrides:
        if override.source == source:
            return _route(override.interrupt, bit, core_number, override.active_low)
    return _route(source, bit, core_number, False)


def route_pci(interrupt: int, bit: int, core_number: int) -> bool:
    """Send the global system interrupt of a PCI line (active low) to a core; False when that is impossible."""
    return _route(interrupt, bit, core_number, True)


def route_global(interrupt: int, bit: int, core_number: int, active_low: bool) -> bool:
    """Send a global system interrupt, as ACPI numbers them, to a core; False when that is impossible."""
    return _route(interrupt, bit, core_number, active_low)


def _route(interrupt: int, bit: int, core_number: int, active_low: bool) -> bool:
    return ioapic.route(topology, interrupt, FIRST_INTERRUPT + bit, _apic_id(core_number), active_low)


def message_address(core_number: int) -> int:
    """Where a device writes a message-signalled interrupt for a core."""
    return MESSAGE_ADDRESS | _apic_id(core_number) << 12


def message_data(bit: int) -> int:
    """What it writes there: edge triggered, fixed delivery."""
    return FIRST_INTERRUPT + bit


def _apic_id(core_number: int) -> int:
    return machine.load64(core.core_block(core_number) + core.APIC_ID)
