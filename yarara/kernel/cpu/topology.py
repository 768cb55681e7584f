"""Which processors and interrupt controllers the machine has, as the firmware's tables say (ACPI, else MP tables)."""

from __future__ import annotations

from yarara.kernel.boot.start_info import is_readable
from yarara import machine

MAXIMUM_PROCESSORS = 256
MAXIMUM_OVERRIDES = 64


class IoApicEntry:
    """An I/O interrupt controller: its registers and the first global system interrupt that it serves."""

    def __init__(self, address: int, first_interrupt: int) -> None:
        self.address = address
        self.first_interrupt = first_interrupt


class InterruptOverride:
    """An ISA interrupt that arrives elsewhere or otherwise than ISA has it (edge triggered, active high)."""

    def __init__(self, source: int, interrupt: int, level_triggered: bool, active_low: bool) -> None:
        self.source = source              # ISA interrupt, 0..15
        self.interrupt = interrupt        # global system interrupt
        self.level_triggered = level_triggered
        self.active_low = active_low


class Topology:
    """What was found. Lists are bounded, whatever the tables say."""

    def __init__(self) -> None:
        self.apic_ids: list[int] = []
        self.io_apics: list[IoApicEntry] = []
        self.overrides: list[InterruptOverride] = []

    def add_processor(self, apic_id: int) -> None:
        if len(self.apic_ids) < MAXIMUM_PROCESSORS and apic_id not in self.apic_ids:
            self.apic_ids.append(apic_id)

    def add_io_apic(self, address: int, first_interrupt: int) -> None:
        if len(self.io_apics) < MAXIMUM_OVERRIDES and is_readable(address, 0x20):
            self.io_apics.append(IoApicEntry(address, first_interrupt))

    def add_override(self, source: int, interrupt: int, flags: int) -> None:
        """`flags` as in the MP specification 4.3.4: bits 0-1 polarity, 2-3 trigger; 0 = as the bus has it, 3 = low or level."""
        if len(self.overrides) < MAXIMUM_OVERRIDES:
            self.overrides.append(InterruptOverride(source, interrupt, flags >> 2 & 3 == 3, flags & 3 == 3))


def byte_sum(address: int, length: int) -> int:
    """The sum modulo 256 of these bytes; 0 when a firmware table is whole."""
    total = 0
    for position in range(length):
        total = total + machine.load8(address + position) & 0xFF
    return total


def matches(address: int, text: bytes) -> bool:
    """Whether these bytes stand at an address."""
    for position in range(len(text)):
        if machine.load8(address + position) != text[position]:
            return False
    return True


def find_in_firmware(signature: bytes, length: int) -> int:
    """The address of a whole structure of `length` bytes that begins with `signature`, or 0.

    Searched where firmware puts what has no other address, on 16-byte boundaries: the last KiB below 640 KiB and the BIOS area.
    """
    found = _search(0x9_FC00, 1024, signature, length)
    return found if found != 0 else _search(0xE_0000, 0x2_0000, signature, length)


def _search(start: int, size: int, signature: bytes, length: int) -> int:
    for address in range(start, start + size - length + 1, 16):
        if matches(address, signature) and byte_sum(address, length) == 0:
            return address
    return 0
