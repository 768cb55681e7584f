"""Processors and interrupt controllers from MP tables, which qboot makes for microvm without ACPI."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.boot.loader import BIOS_AREA, mp_bus, mp_interrupt, mp_io_apic, mp_processor, new_machine, place_mp_table
from yarara.kernel.cpu import mptable
from yarara.kernel.cpu.topology import Topology
from yarara.simulation import simulation


def topology(*entries: bytes, count: int | None = None) -> Topology | None:
    new_machine()
    place_mp_table(*entries, count=count)
    found = Topology()
    return found if mptable.read_topology(found) else None


def test_usable_processors_and_controllers_are_found() -> None:
    found = topology(mp_processor(0), mp_processor(1), mp_processor(2, usable=False), mp_io_apic(0xFEC0_0000))
    assert found is not None
    assert found.apic_ids == [0, 1]
    assert [entry.address for entry in found.io_apics] == [0xFEC0_0000]


def test_only_interrupts_that_arrive_elsewhere_are_overrides() -> None:
    isa = mp_bus(0, b"ISA")
    found = topology(mp_processor(0), isa, mp_interrupt(0, 4, 4), mp_interrupt(0, 0, 2), mp_interrupt(0, 9, 9, flags=0xF), mp_interrupt(1, 1, 5))
    assert found is not None
    assert [(entry.source, entry.interrupt) for entry in found.overrides] == [(0, 2), (9, 9)]
    assert found.overrides[1].active_low and found.overrides[1].level_triggered


def test_the_length_counts_and_not_the_number_of_entries() -> None:
    for count in (0, 60000):  # qboot says 0
        found = topology(mp_processor(0), mp_processor(1), count=count)
        assert found is not None and found.apic_ids == [0, 1]


def test_an_entry_that_reaches_over_the_end_ends_the_list() -> None:
    found = topology(mp_processor(0), mp_processor(1)[:12])
    assert found is not None and found.apic_ids == [0]


def test_without_a_table_nothing_is_found() -> None:
    new_machine()
    assert not mptable.read_topology(Topology())


def test_a_damaged_pointer_is_passed_over() -> None:
    new_machine()
    place_mp_table(mp_processor(0))
    simulation.write(BIOS_AREA + 0x120 + 8, 1, 9)
    assert not mptable.read_topology(Topology())


@given(st.lists(st.binary(min_size=8, max_size=20), max_size=20), st.integers(0, 100))
def test_any_entries_are_read_without_leaving_the_table(entries: list[bytes], count: int) -> None:
    topology(*entries, count=count)
