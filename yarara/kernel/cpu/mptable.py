"""The tables that came before ACPI (Intel MultiProcessor Specification 1.4, chapter 4); qboot makes them for microvm.

Like all firmware tables they are checked before they are believed.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.boot.firmware import map_firmware
from yarara.kernel.cpu.topology import Topology, byte_sum, find_in_firmware, matches
from yarara.machine import Struct, u8, u16, u32, u64

MAXIMUM_TABLE = 1 << 16
POINTER_SIZE = 16

PROCESSOR = 0
BUS = 1
IO_APIC = 2
IO_INTERRUPT = 3
LOCAL_INTERRUPT = 4
USABLE = 1               # flag of processors and I/O APICs
VECTORED = 0             # kind of I/O interrupt
INTERRUPTS_OF_ONE = 24   # the tables do not say how many inputs an I/O APIC has; all that have these tables have 24
NO_BUS = -1


class FloatingPointer(Struct):
    """MP floating pointer structure (4.1)."""
    signature: u32
    table: u32
    length: u8           # in units of 16 bytes
    version: u8
    checksum: u8
    features: u8         # byte 1; when non-zero there is no table but a default configuration
    more_features: u32


class ConfigurationTable(Struct):
    """MP configuration table header (4.2)."""
    signature: u32
    length: u16          # of header and entries
    version: u8
    checksum: u8
    oem: u64
    product: u64
    product_rest: u32
    oem_table: u32
    oem_table_size: u16
    entry_count: u16
    local_apic: u32
    extended_length: u16
    extended_checksum: u8
    reserved: u8


def read_topology(topology: Topology) -> bool:
    """Enter what the table lists; whether there is one."""
    table = _find_table()
    if table == 0:
        return False
    position = table + ConfigurationTable.SIZE
    end = table + ConfigurationTable.at(table).length
    isa_bus = NO_BUS
    while position < end:  # qboot leaves entry_count at 0
        length = 20 if machine.load8(position) == PROCESSOR else 8
        if position + length > end:
            break
        if machine.load8(position) == BUS and matches(position + 2, b"ISA"):
            isa_bus = machine.load8(position + 1)
        _read_entry(topology, position, isa_bus)
        position += length
    return len(topology.apic_ids) > 0


def _find_table() -> int:
    pointer = find_in_firmware(b"_MP_", POINTER_SIZE)
    if pointer == 0:
        return 0
    table = FloatingPointer.at(pointer).table
    if not map_firmware(table, MAXIMUM_TABLE) or not matches(table, b"PCMP"):
        return 0
    length = ConfigurationTable.at(table).length
    if length < ConfigurationTable.SIZE or byte_sum(table, length) != 0:
        return 0
    return table


def _read_entry(topology: Topology, entry: int, isa_bus: int) -> None:
    kind = machine.load8(entry)
    if kind == PROCESSOR:
        if machine.load8(entry + 3) & USABLE:
            topology.add_processor(machine.load8(entry + 1))
    elif kind == IO_APIC:
        if machine.load8(entry + 3) & USABLE:
            topology.add_io_apic(machine.load32(entry + 4), INTERRUPTS_OF_ONE * len(topology.io_apics))
    elif kind == IO_INTERRUPT:
        if machine.load8(entry + 1) == VECTORED and machine.load8(entry + 4) == isa_bus:
            source = machine.load8(entry + 5)
            pin = machine.load8(entry + 7)
            flags = machine.load16(entry + 2)
            if source != pin or flags != 0:
                topology.add_override(source, pin, flags)
