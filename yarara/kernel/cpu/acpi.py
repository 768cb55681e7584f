"""The ACPI tables, as far as a kernel without power management needs them (ACPI 6.4, chapter 5.2).

Every table is outside data: it is used only where it lies in readable memory, with a plausible length and the right checksum.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.boot.firmware import map_firmware
from yarara.kernel.boot.start_info import rsdp_address
from yarara.kernel.cpu.topology import Topology, byte_sum, find_in_firmware, matches
from yarara.machine import Struct, u8, u16, u32, u64

RSDP_SIZE = 20           # of version 1; that much has the first checksum
MAXIMUM_TABLE = 1 << 20
MAXIMUM_ENTRIES = 256

PROCESSOR = 0
IO_APIC = 1
OVERRIDE = 2
X2_APIC = 9
USABLE = 1               # flag of a processor


class RootPointer(Struct):
    """RSDP."""
    signature: u64
    checksum: u8
    oem: u32
    oem_rest: u16
    revision: u8
    rsdt: u32
    length: u32          # from here on: revision 2
    xsdt: u64


class TableHeader(Struct):
    """What every table begins with."""
    signature: u32
    length: u32          # of the whole table
    revision: u8
    checksum: u8
    oem: u32
    oem_rest: u16
    oem_table: u64
    oem_revision: u32
    creator: u32
    creator_revision: u32


def find_table(signature: bytes) -> int:
    """The address of the first whole table with this four-letter signature, or 0."""
    pointer = _root_pointer()
    if pointer == 0:
        return 0
    root = RootPointer.at(pointer)
    if root.revision >= 2 and root.xsdt != 0:
        return _find(root.xsdt, 8, signature)
    return _find(root.rsdt, 4, signature)


def _root_pointer() -> int:
    address = rsdp_address()
    if map_firmware(address, 36) and matches(address, b"RSD PTR ") and byte_sum(address, RSDP_SIZE) == 0:
        return address
    return find_in_firmware(b"RSD PTR ", RSDP_SIZE)


def _find(list_address: int, width: int, signature: bytes) -> int:
    """Look through a root table, whose entries are addresses of `width` bytes."""
    if not is_whole(list_address):
        return 0
    entries = (TableHeader.at(list_address).length - TableHeader.SIZE) // width
    for index in range(min(entries, MAXIMUM_ENTRIES)):
        entry = list_address + TableHeader.SIZE + width * index
        address = machine.load64(entry) if width == 8 else machine.load32(entry)
        if map_firmware(address, TableHeader.SIZE) and matches(address, signature) and is_whole(address):
            return address
    return 0


def is_whole(address: int) -> bool:
    """Whether a table lies in readable memory with a sensible length and a right checksum."""
    if not map_firmware(address, TableHeader.SIZE):
        return False
    length = TableHeader.at(address).length
    if not TableHeader.SIZE <= length <= MAXIMUM_TABLE or not map_firmware(address, length):
        return False
    return byte_sum(address, length) == 0


def read_topology(topology: Topology) -> bool:
    """Enter what the MADT lists (5.2.12); whether there is one."""
    table = find_table(b"APIC")
    if table == 0:
        return False
    position = table + TableHeader.SIZE + 8  # after the local APIC's address and flags
    end = table + TableHeader.at(table).length
    while position + 2 <= end:
        length = machine.load8(position + 1)
        if length < 2 or position + length > end:
            break
        _read_entry(topology, position, length)
        position += length
    return True


def _read_entry(topology: Topology, entry: int, length: int) -> None:
    kind = machine.load8(entry)
    if kind == PROCESSOR and length >= 8:
        if machine.load32(entry + 4) & USABLE:
            topology.add_processor(machine.load8(entry + 3))
    elif kind == IO_APIC and length >= 12:
        topology.add_io_apic(machine.load32(entry + 4), machine.load32(entry + 8))
    elif kind == OVERRIDE and length >= 10:
        topology.add_override(machine.load8(entry + 3), machine.load32(entry + 4), machine.load16(entry + 8))
    elif kind == X2_APIC and length >= 16:
        identifier = machine.load32(entry + 4)
        if machine.load32(entry + 8) & USABLE and identifier < 255:
            topology.add_processor(identifier)
