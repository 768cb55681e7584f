"""What the processor does with page tables (Intel SDM volume 3, section 4.5): an independent reading of the format."""

from __future__ import annotations

from typing import NamedTuple

from yarara.simulation import simulation


class Translation(NamedTuple):
    physical: int
    writable: bool
    executable: bool
    cached: bool
    page_size: int


def translate(root: int, virtual: int) -> Translation | None:
    """Translate an address, with the rights of all levels combined; None: page fault."""
    table = root
    writable = executable = True
    for shift in (39, 30, 21, 12):
        entry = simulation.read(table + (virtual >> shift) % 512 * 8, 8)
        if not entry & 1:
            return None
        writable = writable and bool(entry & 2)
        executable = executable and not entry >> 63
        assert shift != 12 or not entry & 0x80, "bit 7 of a 4 KiB page selects another cache policy"
        if shift == 12 or (shift in (21, 30) and entry & 0x80):
            size = 1 << shift
            base = entry & 0x000F_FFFF_FFFF_F000 & -size
            return Translation(base + virtual % size, writable, executable, not entry & 0x18, size)
        table = entry & 0x000F_FFFF_FFFF_F000
    raise AssertionError("unreachable")
