"""What a PVH loader tells the kernel: `hvm_start_info` (Xen, public/arch-x86/hvm/start_info.h).

It lies in guest memory that the loader wrote; everything in it is checked where it is read.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.boot.state import MEMORY_MAP, MEMORY_MAP_SIZE, START_INFO, kernel_state
from yarara.machine import Struct, u32, u64

MAGIC = 0x336EC578  # "xEn3" with the 0x80 bit of the "E" set
IDENTITY_MAPPED = 1 << 32
"""At the start only addresses below this can be read."""
MAXIMUM_COMMAND_LINE = 64 * 1024
ENTRY_SIZE = 24
MAXIMUM_ENTRIES = MEMORY_MAP_SIZE // ENTRY_SIZE
"""Of the memory map; further ones are not looked at."""


class StartInfo(Struct):
    """hvm_start_info, version 1."""
    magic: u32
    version: u32
    flags: u32
    module_count: u32
    module_list: u64
    command_line: u64      # address of a zero-terminated string, or 0
    rsdp: u64              # address of the ACPI root pointer, or 0
    memory_map: u64        # version 1: address of MemoryMapEntry[memory_map_entries]
    memory_map_entries: u32
    reserved: u32


def keep_start_info(address: int) -> None:
    """Copy what the loader left at `address`, with the memory map, to where it stays: a loader may use page 0, which is soon unmapped."""
    state = kernel_state()
    if not is_readable(address, StartInfo.SIZE) or StartInfo.at(address).magic != MAGIC:
        return
    copied = state.address + START_INFO
    machine.copy(copied, address, StartInfo.SIZE)
    info = StartInfo.at(copied)
    info.memory_map_entries = min(info.memory_map_entries, MAXIMUM_ENTRIES)
    length = info.memory_map_entries * ENTRY_SIZE
    if info.version < 1 or not is_readable(info.memory_map, length):
        info.memory_map_entries = 0
    else:
        machine.copy(state.address + MEMORY_MAP, info.memory_map, length)
    info.memory_map = state.address + MEMORY_MAP
    state.boot_info = copied


def start_info_address() -> int:
    """Where the copy of the loader's structure lies, or 0 when it left none that can be understood."""
    return kernel_state().boot_info


def is_readable(address: int, length: int) -> bool:
    """Whether a range that the loader or the firmware names lies in the mapped memory (and is not at address 0)."""
    return 0 < address < IDENTITY_MAPPED and 0 <= length <= IDENTITY_MAPPED - address


def command_line_address() -> int:
    """Where the kernel command line begins, or 0."""
    info = start_info_address()
    if info == 0:
        return 0
    address = StartInfo.at(info).command_line
    return address if is_readable(address, MAXIMUM_COMMAND_LINE) else 0


def command_line_length() -> int:
    """The bytes of the kernel command line, without its terminating zero."""
    address = command_line_address()
    length = 0
    while address != 0 and length < MAXIMUM_COMMAND_LINE and machine.load8(address + length) != 0:
        length += 1
    return length


def rsdp_address() -> int:
    """Where the loader says that the ACPI root pointer lies, or 0."""
    info = start_info_address()
    return 0 if info == 0 else StartInfo.at(info).rsdp
