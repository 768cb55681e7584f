"""The PCI bus through configuration ports (PCI Local Bus 3.0, section 3.2.2.3.2 "configuration mechanism #1").

A *function* is one device of the bus, at bus:device.function, with 256 bytes of configuration. Its registers lie in up to six
*regions* (base address registers, BARs) of memory or ports, which the firmware has placed.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import map_registers
from yarara.machine import Struct, u32

CONFIG_ADDRESS = 0xCF8
CONFIG_DATA = 0xCFC

# Offsets in the configuration header (6.1).
VENDOR_ID = 0x00
DEVICE_ID = 0x02
COMMAND = 0x04
STATUS = 0x06
CLASS = 0x0A
HEADER_TYPE = 0x0E
BAR0 = 0x10
SECONDARY_BUS = 0x19
SUBSYSTEM_ID = 0x2E
CAPABILITIES = 0x34
INTERRUPT_LINE = 0x3C
INTERRUPT_PIN = 0x3D

COMMAND_IO = 0x1
COMMAND_MEMORY = 0x2
COMMAND_BUS_MASTER = 0x4
COMMAND_INTERRUPT_DISABLE = 0x400
STATUS_CAPABILITIES = 0x10
CLASS_BRIDGE_PCI = 0x0604

CAPABILITY_MSIX = 0x11

# The MSI-X capability (6.8.2): offsets from its start, and bits of the message control word.
MSIX_CONTROL = 2
MSIX_TABLE = 4
MSIX_LAST = 0x07FF
MSIX_ENABLE = 0x8000
MSIX_MASK_ALL = 0x4000

_NOTHING = 0xFFFF
_MOST_CAPABILITIES = 48  # as many as fit between the header and the end of the configuration


class Region:
    """Where a base address register points."""

    def __init__(self, address: int, length: int, is_memory: bool) -> None:
        self.address = address
        self.length = length
        self.is_memory = is_memory


class MessageEntry(Struct, volatile=True):
    """One entry of the MSI-X table: which word the function writes, and where, in place of raising a line."""
    address_low: u32
    address_high: u32
    data: u32
    control: u32


class Function:
    """One function of a PCI device."""

    def __init__(self, bus: int, device: int, function: int) -> None:
        self._address = 0x8000_0000 | bus << 16 | device << 11 | function << 8
        self.bus = bus
        self.device = device
        self.function = function
        self.vendor_id = self.read16(VENDOR_ID)
        """0xFFFF where there is nothing."""
        self.device_id = self.read16(DEVICE_ID)

    # -- configuration space; offsets are aligned to the size of the access --------------------------------------------

    def read8(self, offset: int) -> int:
        self._select(offset)
        return machine.in8(CONFIG_DATA + (offset & 3))

    def read16(self, offset: int) -> int:
        self._select(offset)
        return machine.in16(CONFIG_DATA + (offset & 2))

    def read32(self, offset: int) -> int:
        self._select(offset)
        return machine.in32(CONFIG_DATA)

    def write16(self, offset: int, value: int) -> None:
        self._select(offset)
        machine.out16(CONFIG_DATA + (offset & 2), value)

    def write32(self, offset: int, value: int) -> None:
        self._select(offset)
        machine.out32(CONFIG_DATA, value)

    def _select(self, offset: int) -> None:
        machine.out32(CONFIG_ADDRESS, self._address | offset & 0xFC)

    # -- what the configuration says -----------------------------------------------------------------------------------

    def interrupt_line(self) -> int:
        """The interrupt that the firmware gave to this function's pin; 255 for none."""
        return self.read8(INTERRUPT_LINE)

    def enable(self) -> None:
        """Let it answer accesses to its regions, read and write memory itself, and interrupt."""
        command = self.read16(COMMAND) & ~COMMAND_INTERRUPT_DISABLE
        self.write16(COMMAND, command | COMMAND_IO | COMMAND_MEMORY | COMMAND_BUS_MASTER)

    def capabilities(self, kind: int) -> list[int]:
        """The offsets of all capabilities of this kind, in order (6.7). A list that leaves the configuration space or loops
        is cut short."""
        found: list[int] = []
        if self.read16(STATUS) & STATUS_CAPABILITIES == 0:
            return found
        offset = self.read8(CAPABILITIES) & 0xFC
        for _ in range(_MOST_CAPABILITIES):
            if offset < 0x40 or offset in found:
                break
            if self.read8(offset) == kind:
                found.append(offset)
            offset = self.read8(offset + 1) & 0xFC
        return found

    def region(self, index: int) -> Region | None:
        """Base address register 0 to 5; None when it is unused or the firmware has not placed it (6.2.5.1).

        The length is found by writing ones, so the function does not answer to its regions meanwhile.
        """
        offset = BAR0 + 4 * index
        low = self.read32(offset)
        is_memory = low & 1 == 0
        is_wide = low & 7 == 4
        if is_wide and index == 5:
            return None
        command = self.read16(COMMAND)
        self.write16(COMMAND, command & ~(COMMAND_IO | COMMAND_MEMORY))
        size = self._size_mask(offset) & (0xFFFF_FFF0 if is_memory else 0xFFFC)
        high = 0
        if is_wide:
            high = self.read32(offset + 4)
            size |= (self._size_mask(offset + 4) & 0x7FFF_FFFF) << 32
        self.write16(COMMAND, command)
        address = (low & (0xFFFF_FFF0 if is_memory else 0xFFFC)) | (high & 0x7FFF_FFFF) << 32
        if address == 0 or size == 0:
            return None
        return Region(address, size & -size, is_memory)

    def message_count(self) -> int:
        """How many entries the MSI-X table has; 0 when there is no such table."""
        found = self.capabilities(CAPABILITY_MSIX)
        return (self.read16(found[0] + MSIX_CONTROL) & MSIX_LAST) + 1 if len(found) > 0 else 0

    def use_message(self, number: int, address: int, data: int) -> bool:
        """Let entry `number` of the MSI-X table send `data` to `address`, and the function send messages only: its line stays silent.
        False when it has no such entry."""
        if number >= self.message_count():
            return False
        capability = self.capabilities(CAPABILITY_MSIX)[0]
        place = self.read32(capability + MSIX_TABLE)
        region = self.region(place & 7) if place & 7 <= 5 else None
        offset = (place & 0xFFFF_FFF8) + number * MessageEntry.SIZE
        if region is None or not region.is_memory or offset + MessageEntry.SIZE > region.length:
            return False
        map_registers(region.address + offset, MessageEntry.SIZE)
        control = self.read16(capability + MSIX_CONTROL)
        self.write16(capability + MSIX_CONTROL, control | MSIX_ENABLE | MSIX_MASK_ALL)
        self.enable()
        entry = MessageEntry.at(region.address + offset)
        entry.address_low = address & 0xFFFF_FFFF
        entry.address_high = address >> 32
        entry.data = data
        entry.control = 0  # not masked
        self.write16(capability + MSIX_CONTROL, (control | MSIX_ENABLE) & ~MSIX_MASK_ALL)
        return True

    def _size_mask(self, offset: int) -> int:
        """The bits of a base address register that can be set; its value stays."""
        value = self.read32(offset)
        self.write32(offset, 0xFFFF_FFFF)
        mask = self.read32(offset)
        self.write32(offset, value)
        return mask


def enumerate_functions() -> list[Function]:
    """All functions, those behind bridges too, in the order of the bus."""
    found: list[Function] = []
    buses = [0]
    for bus in buses:
        for device in range(32):
            _enumerate_device(bus, device, buses, found)
    return found


def _enumerate_device(bus: int, device: int, buses: list[int], found: list[Function]) -> None:
    """Add the functions of one device to `found`, and the buses behind its bridges to `buses`."""
    first = Function(bus, device, 0)
    if first.vendor_id == _NOTHING:
        return
    count = 8 if first.read8(HEADER_TYPE) & 0x80 else 1
    for number in range(count):
        function = Function(bus, device, number)
        if function.vendor_id == _NOTHING:
            continue
        found.append(function)
        if function.read16(CLASS) == CLASS_BRIDGE_PCI:
            secondary = function.read8(SECONDARY_BUS)
            if secondary not in buses:
                buses.append(secondary)
