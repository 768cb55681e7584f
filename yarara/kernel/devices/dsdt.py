"""Devices that only the firmware's description names: the DSDT (ACPI 6.4, section 5.2.11.1), where it says where registers lie.

The DSDT is a program in AML, the byte code of chapter 20, and this is no interpreter: it looks for the one shape in which QEMU (microvm
with ACPI) and Firecracker announce a device, an identification `_HID` as a string and after it constant resources `_CRS`.

    Device (VR00) { Name (_HID, "LNRO0005")
                    Name (_CRS, ResourceTemplate () { Memory32Fixed (ReadWrite, 0xFEB00000, 0x200)
                                                      Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 24 } }) }

Every byte is outside data: nothing is read beyond the table, whose checksum was right, and what does not have the shape is passed over.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.boot import memory_map
from yarara.kernel.boot.firmware import map_firmware
from yarara.kernel.boot.start_info import is_readable
from yarara.kernel.cpu import acpi
from yarara.kernel.cpu.topology import matches

# In the FADT (5.2.9): where the DSDT is.
FADT_DSDT = 40
FADT_X_DSDT = 140

# AML (20.2.2, 20.2.5.4).
STRING_PREFIX = 0x0D
BUFFER = 0x11
BYTE_PREFIX = 0x0A
WORD_PREFIX = 0x0B

# Resource descriptors (6.4): the first byte, and the length behind it.
LARGE = 0x80
MEMORY32_FIXED = 0x86
MEMORY32_FIXED_LENGTH = 9
INTERRUPT = 0x89
INTERRUPT_LENGTH = 6        # with one interrupt
INTERRUPT_ACTIVE_LOW = 4    # flag
END_TAG = 0x79

IDENTIFICATION_LENGTH = 8   # "LNRO0005"
MAXIMUM_DISTANCE = 128      # from the identification of a device to its resources
MAXIMUM_DEVICES = 64


class DescribedDevice:
    """Registers and the global system interrupt of one device."""

    def __init__(self, base: int, length: int, interrupt: int, active_low: bool) -> None:
        self.base = base
        self.length = length
        self.interrupt = interrupt
        self.active_low = active_low


def devices(identification: bytes) -> list[DescribedDevice]:
    """All devices with this identification of eight letters, in the order of the table, at most 64."""
    found: list[DescribedDevice] = []
    table = _find_dsdt()
    if table == 0:
        return found
    end = table + acpi.TableHeader.at(table).length
    position = table + acpi.TableHeader.SIZE
    while position + IDENTIFICATION_LENGTH + 2 <= end and len(found) < MAXIMUM_DEVICES:
        if machine.load8(position) == STRING_PREFIX and matches(position + 1, identification):
            device = _read_resources(position + 1 + IDENTIFICATION_LENGTH, end)
            if device is not None and _can_be_registers(device.base, device.length):
                found.append(device)
        position += 1
    return found


def _can_be_registers(base: int, length: int) -> bool:
    """Whether these addresses are no RAM, which must not become device memory because a table says so."""
    if length <= 0 or base < memory_map.LOW_MEMORY_END or not is_readable(base, length):
        return False
    for index in range(memory_map.region_count()):
        if base < memory_map.region_end(index) and memory_map.region_start(index) < base + length:
            return False
    return True


def _find_dsdt() -> int:
    """The address of a whole DSDT, or 0."""
    fadt = acpi.find_table(b"FACP")
    if fadt == 0:
        return 0
    length = acpi.TableHeader.at(fadt).length
    address = machine.load64(fadt + FADT_X_DSDT) if length >= FADT_X_DSDT + 8 else 0
    if address == 0 and length >= FADT_DSDT + 4:
        address = machine.load32(fadt + FADT_DSDT)
    if map_firmware(address, acpi.TableHeader.SIZE) and matches(address, b"DSDT") and acpi.is_whole(address):
        return address
    return 0


def _read_resources(position: int, end: int) -> DescribedDevice | None:
    """The device whose identification ends at `position`."""
    limit = min(position + MAXIMUM_DISTANCE, end)
    while position + 12 <= limit:
        if matches(position, b"_CRS") and machine.load8(position + 4) == BUFFER:
            return _read_template(_buffer_start(position + 5), end)
        position += 1
    return None


def _buffer_start(position: int) -> int:
    """The first byte of a buffer whose package length is at `position`; then comes its size, a constant (20.2.4)."""
    position += 1 + (machine.load8(position) >> 6)
    prefix = machine.load8(position)
    if prefix == BYTE_PREFIX:
        return position + 2
    return position + 3 if prefix == WORD_PREFIX else position + 1


def _read_template(position: int, end: int) -> DescribedDevice | None:
    """The first memory and the first interrupt in a list of resource descriptors; None when either is missing."""
    base = length = interrupt = flags = -1
    while position + 3 <= end and machine.load8(position) != END_TAG:
        kind = machine.load8(position)
        size = machine.load16(position + 1) if kind & LARGE != 0 else kind & 7
        content = position + (3 if kind & LARGE != 0 else 1)
        position = content + size
        if position > end:
            return None
        if kind == MEMORY32_FIXED and size == MEMORY32_FIXED_LENGTH and base < 0:
            base = machine.load32(content + 1)
            length = machine.load32(content + 5)
        elif kind == INTERRUPT and size == INTERRUPT_LENGTH and interrupt < 0:
            flags = machine.load8(content)
            interrupt = machine.load32(content + 2)
    if base < 0 or interrupt < 0:
        return None
    return DescribedDevice(base, length, interrupt, flags & INTERRUPT_ACTIVE_LOW != 0)
