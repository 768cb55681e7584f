"""Devices that the firmware describes, as QEMU's microvm does it, and descriptions that cannot be believed."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.boot.loader import RAM, acpi_table, new_machine, place, place_acpi, place_start_info, with_checksum
from yarara.kernel.devices import dsdt

VIRTIO = b"LNRO0005"
BASE = 0xFEB0_2E00
RAM_REGION = (0x10_0000, 0x4000_0000, RAM)


def memory(base: int, length: int = 0x200) -> bytes:
    return struct.pack("<BHBII", 0x86, 9, 1, base, length)


def interrupt(number: int, flags: int = 1) -> bytes:
    return struct.pack("<BHBBI", 0x89, 6, flags, 1, number)


def package(content: bytes) -> bytes:
    """A package length, in one byte or three, and what it counts (20.2.4)."""
    if len(content) + 1 < 0x40:
        return bytes([len(content) + 1]) + content
    length = len(content) + 3
    return bytes([0x80 | length & 0xF, length >> 4 & 0xFF, length >> 12]) + content


def resources(*items: bytes, size_width: int = 1) -> bytes:
    """Name (_CRS, Buffer (size) { items, end tag }), the size in one byte or two."""
    content = b"".join(items) + b"\x79\0"
    size = bytes([0x09 + size_width]) + len(content).to_bytes(size_width, "little")
    return b"\x08_CRS\x11" + package(size + content)


def device(crs: bytes, identification: bytes = VIRTIO) -> bytes:
    """Device (VR00) with what QEMU writes between the identification and the resources."""
    return b"\x5B\x82" + package(b"VR00\x08_HID\x0D" + identification + b"\0\x08_UID\x0A\x17\x08_CCA\x01" + crs)


def table(*parts: bytes) -> bytes:
    return acpi_table(b"DSDT", b"\x10" + package(b"\\_SB_" + b"".join(parts)))


def found(description: bytes, *, wide: bool = True, flawed: bool = False) -> list[tuple[int, int, int, bool]]:
    """Every device in a machine with this DSDT, which the FADT names in its 64-bit field or in the old 32-bit one."""
    new_machine()
    address = place(description)
    body = bytearray(140 - 36 + 8 if wide else 44 - 36)
    struct.pack_into("<Q" if wide else "<I", body, (140 if wide else 40) - 36, address ^ (1 if flawed else 0))
    place_start_info([RAM_REGION], rsdp=place_acpi(acpi_table(b"FACP", bytes(body))))
    return [(entry.base, entry.length, entry.interrupt, entry.active_low) for entry in dsdt.devices(VIRTIO)]


@pytest.mark.parametrize("wide", [True, False])
def test_a_device_with_its_registers_and_its_interrupt(wide: bool) -> None:
    assert found(table(device(resources(memory(BASE), interrupt(47)))), wide=wide) == [(BASE, 0x200, 47, False)]


def test_what_the_microvm_of_qemu_7_2_says() -> None:
    description = bytes.fromhex(
        "5b82420456523233085f4849440d4c4e524f3030303500085f5549440a17085f43434101085f435253111a0a17"
        "86090001002eb0fe0002000089060001012f0000007900")
    assert found(table(description)) == [(BASE, 0x200, 47, False)]


def test_several_devices_in_their_order_and_no_others() -> None:
    parts = [device(resources(memory(BASE + 0x200 * number), interrupt(16 + number))) for number in range(3)]
    other = device(resources(memory(0xFEA0_0000), interrupt(9)), identification=b"PNP0C0C0")
    assert [entry[2] for entry in found(table(parts[0], other, *parts[1:]))] == [16, 17, 18]


def test_resources_in_another_order_among_others_with_a_long_size() -> None:
    port = bytes([0x47, 1, 0, 0, 0, 0, 1, 8])
    crs = resources(port, interrupt(5, flags=1 | 4), memory(BASE), size_width=2)
    assert found(table(device(crs))) == [(BASE, 0x200, 5, True)]


@pytest.mark.parametrize("crs", [
    b"", resources(memory(BASE)), resources(interrupt(5)), resources(), resources(memory(BASE))[:-6],
    resources(b"\x86\xFF\xFF" + bytes(9), interrupt(5)),
], ids=["none", "no interrupt", "no memory", "empty", "cut off", "longer than the table"])
def test_a_device_without_usable_resources_is_passed_over(crs: bytes) -> None:
    assert found(table(device(crs))) == []


@pytest.mark.parametrize("base, length", [
    (0x0020_0000, 0x200), (0x400F_FF00, 0x200), (0, 0x200), (0xF_0000, 0x200), (BASE, 0), (0xFFFF_FF00, 0x200),
], ids=["RAM", "the end of RAM", "address 0", "below 1 MiB", "no length", "beyond 4 GiB"])
def test_registers_where_none_can_be_are_not_believed(base: int, length: int) -> None:
    assert found(table(device(resources(memory(base, length), interrupt(5))))) == []


def test_a_table_with_a_wrong_checksum_or_none_at_all_is_not_believed() -> None:
    whole = table(device(resources(memory(BASE), interrupt(47))))
    assert found(whole[:-1] + bytes([whole[-1] ^ 1])) == []
    assert found(whole, flawed=True) == []
    new_machine()
    place_start_info()
    assert dsdt.devices(VIRTIO) == []


def test_no_more_than_64_devices() -> None:
    assert len(found(table(device(resources(memory(BASE), interrupt(47))) * 80))) == 64


@given(st.binary(max_size=120), st.binary(max_size=40))
def test_any_bytes_are_read_without_leaving_the_table(front: bytes, behind: bytes) -> None:
    found(with_checksum(table(front + b"\x0DLNRO0005\0" + behind), 9))
    found(with_checksum(table(front + b"\x0DLNRO0005\0_CRS\x11" + behind), 9))
