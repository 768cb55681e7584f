"""Processors and interrupt controllers from the ACPI tables, whatever these hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.boot.loader import (
    BIOS_AREA, acpi_table, io_apic, madt, new_machine, override, place_acpi, place_start_info, processor, with_checksum,
)
from yarara.kernel.cpu import acpi
from yarara.kernel.cpu.topology import Topology
from yarara.simulation import simulation


def topology(*tables: bytes, revision: int = 2) -> Topology | None:
    new_machine()
    place_start_info(rsdp=place_acpi(*tables, revision=revision))
    found = Topology()
    return found if acpi.read_topology(found) else None


@pytest.mark.parametrize("revision", [0, 2])
def test_usable_processors_are_found_in_their_order(revision: int) -> None:
    found = topology(acpi_table(b"FACP", bytes(100)), madt(processor(0), processor(3), processor(1, usable=False)), revision=revision)
    assert found is not None and found.apic_ids == [0, 3]


def test_interrupt_controllers_and_overrides_are_found() -> None:
    found = topology(madt(processor(0), io_apic(0xFEC0_0000, 0), io_apic(0xFEC1_0000, 24), override(0, 2, 0), override(9, 9, 0xF)))
    assert found is not None
    assert [(entry.address, entry.first_interrupt) for entry in found.io_apics] == [(0xFEC0_0000, 0), (0xFEC1_0000, 24)]
    timer, power = found.overrides
    assert (timer.source, timer.interrupt, timer.level_triggered, timer.active_low) == (0, 2, False, False)
    assert (power.source, power.interrupt, power.level_triggered, power.active_low) == (9, 9, True, True)


def test_without_the_loaders_help_the_root_pointer_is_searched_in_the_bios_area() -> None:
    new_machine()
    pointer = place_acpi(madt(processor(7)))
    simulation.write_bytes(BIOS_AREA + 0x4560, simulation.read_bytes(pointer, 36))
    place_start_info()
    found = Topology()
    assert acpi.read_topology(found) and found.apic_ids == [7]


def test_a_table_with_a_wrong_checksum_is_not_believed() -> None:
    whole = madt(processor(0))
    assert topology(whole[:-1] + bytes([whole[-1] ^ 1])) is None


def test_a_table_longer_than_memory_is_not_believed() -> None:
    table = bytearray(madt(processor(0)))
    table[4:8] = (0xFFFF_FFF0).to_bytes(4, "little")
    assert topology(with_checksum(bytes(table), 9)) is None


def test_an_entry_that_reaches_over_the_end_ends_the_list() -> None:
    found = topology(madt(processor(0), b"\0\xff\1\1"))
    assert found is not None and found.apic_ids == [0]


def test_an_entry_without_length_ends_the_list() -> None:
    found = topology(madt(processor(0), b"\0\0", processor(1)))
    assert found is not None and found.apic_ids == [0]


@given(st.binary(max_size=120))
def test_any_entries_are_read_without_leaving_the_table(body: bytes) -> None:
    topology(acpi_table(b"APIC", body))


