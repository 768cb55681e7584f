"""The loader's and the firmware's side of a start: what they leave in memory."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from yarara.kernel.boot.start_info import MAGIC, keep_start_info
from yarara.simulation import simulation

RAM = 1
RESERVED = 2
BIOS_AREA = 0xE_0000


class LowMemory:
    """RAM at a fixed place: what `simulation.allocate` does not hand out."""

    def __init__(self, size: int) -> None:
        self._data = bytearray(size)

    def read(self, offset: int, size: int) -> int:
        return int.from_bytes(self._data[offset:offset + size], "little")

    def write(self, offset: int, size: int, value: int) -> None:
        self._data[offset:offset + size] = value.to_bytes(size, "little")


def new_machine() -> None:
    """An empty machine with a BIOS area and the kernel's static page."""
    simulation.reset()
    simulation.set_symbol("yarara_kernel_state", simulation.allocate(4096))
    simulation.map_device(0x9_0000, 0x7_0000, LowMemory(0x7_0000))


def place(data: bytes, size: int = 0) -> int:
    """Put bytes somewhere; their address. `size` may be larger than the data."""
    address = simulation.allocate(max(len(data), size, 1), 16)
    simulation.write_bytes(address, data)
    return address


def place_start_info(
    regions: Sequence[tuple[int, int, int]] = (), command_line: bytes = b"", rsdp: int = 0, magic: int = MAGIC, version: int = 1,
) -> None:
    """hvm_start_info with a memory map of (start, size, kind)."""
    entries = b"".join(struct.pack("<QQII", start, size, kind, 0) for start, size, kind in regions)
    command = place(command_line + b"\0", 64 * 1024)
    info = struct.pack("<IIIIQQQQII", magic, version, 0, 0, 0, command, rsdp, place(entries), len(regions), 0)
    keep_start_info(place(info))


def with_checksum(data: bytes, at: int) -> bytes:
    """The same bytes with the one at `at` chosen so that the sum is 0 modulo 256."""
    cleared = data[:at] + b"\0" + data[at + 1:]
    return data[:at] + bytes([-sum(cleared) & 0xFF]) + data[at + 1:]


# -- ACPI --------------------------------------------------------------------------------------------------------------

def acpi_table(signature: bytes, body: bytes) -> bytes:
    header = struct.pack("<4sIBB6s8sI4sI", signature, 36 + len(body), 1, 0, b"TESTER", b"TESTTABL", 1, b"TEST", 1)
    return with_checksum(header + body, 9)


def madt(*entries: bytes) -> bytes:
    return acpi_table(b"APIC", struct.pack("<II", 0xFEE0_0000, 1) + b"".join(entries))


def processor(apic_id: int, usable: bool = True) -> bytes:
    return struct.pack("<BBBBI", 0, 8, apic_id, apic_id, usable)


def io_apic(address: int, first: int) -> bytes:
    return struct.pack("<BBBBII", 1, 12, 0, 0, address, first)


def override(source: int, interrupt: int, flags: int) -> bytes:
    return struct.pack("<BBBBIH", 2, 10, 0, source, interrupt, flags)


def place_acpi(*tables: bytes, revision: int = 2) -> int:
    """Root pointer, root table and tables; the address of the root pointer."""
    addresses = [place(table) for table in tables]
    if revision >= 2:
        root = place(acpi_table(b"XSDT", b"".join(struct.pack("<Q", a) for a in addresses)))
        pointer = struct.pack("<8sB6sBIIQI", b"RSD PTR ", 0, b"TESTER", 2, 0, 36, root, 0)
    else:
        root = place(acpi_table(b"RSDT", b"".join(struct.pack("<I", a) for a in addresses)))
        pointer = struct.pack("<8sB6sBI", b"RSD PTR ", 0, b"TESTER", 0, root)
    return place(with_checksum(pointer[:20], 8) + pointer[20:], 36)


# -- MP tables ---------------------------------------------------------------------------------------------------------

def place_mp_table(*entries: bytes, count: int | None = None) -> None:
    """Floating pointer in the BIOS area and configuration table."""
    length = 44 + sum(map(len, entries))
    header = struct.pack(
        "<4sHBB8s12sIHHIHBB", b"PCMP", length, 4, 0, b"TESTER  ", b"TEST        ", 0, 0,
        len(entries) if count is None else count, 0xFEE0_0000, 0, 0, 0)
    table = place(with_checksum(header + b"".join(entries), 7), 1 << 16)
    pointer = with_checksum(struct.pack("<4sIBBBBI", b"_MP_", table, 1, 4, 0, 0, 0), 10)
    simulation.write_bytes(BIOS_AREA + 0x120, pointer)


def mp_processor(apic_id: int, usable: bool = True) -> bytes:
    return struct.pack("<BBBBIIQ", 0, apic_id, 0x14, usable, 0, 0, 0)


def mp_bus(number: int, name: bytes) -> bytes:
    return struct.pack("<BB6s", 1, number, name.ljust(6))


def mp_io_apic(address: int, usable: bool = True) -> bytes:
    return struct.pack("<BBBBI", 2, 0, 0x11, usable, address)


def mp_interrupt(bus: int, source: int, pin: int, flags: int = 0, kind: int = 0) -> bytes:
    return struct.pack("<BBHBBBB", 3, kind, flags, bus, source, 0, pin)
