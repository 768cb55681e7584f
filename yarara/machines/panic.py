"""A kernel's last words, with addresses turned into Python files and lines by the image's DWARF line table.

The kernel logs `panic: what happened rip=0x...` and then one line per caller, `panic: at 0x...` (a return address), and one per
virtqueue, `panic: virtio device of type 1, queue 0: ...`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import Path

from elftools.dwarf.dwarfinfo import DWARFInfo
from elftools.dwarf.lineprogram import LineProgram
from elftools.elf.elffile import ELFFile

from yarara.observe import names

_QUEUE = re.compile(r"virtio device of type (\d+), queue (\d+)")
_ADDRESS = re.compile(r"(rip=|at )0x([0-9a-f]+)")


def describe(image: Path, lines: list[str]) -> str:
    """The lines for a person to read; an address that no line of code belongs to stays a number."""
    table = LineTable(image)
    described = []
    for line in _with_queues(lines):
        match = _ADDRESS.search(line)
        place = None
        if match is not None:
            address = int(match[2], 16)
            place = table.find(address if match[1] == "rip=" else address - 1)
        described.append(line if place is None else f"{line} ({place})")
    return "\n".join(described)


def _with_queues(lines: list[str]) -> list[str]:
    """The lines with the names of the queues, which come in the order in which they were made, backwards."""
    named: list[str] = []
    before: tuple[int, int] | None = None
    for line in reversed(lines):
        found = _QUEUE.search(line)
        if found is not None:
            queue = int(found[1]), int(found[2])
            line = line.replace(found[0], f"virtio {names.queue(*queue, before)}")
            before = queue
        named.append(line)
    return named[::-1]


class LineTable:
    """From the address of an instruction to `file:line`."""

    def __init__(self, image: Path) -> None:
        self._rows: list[tuple[int, str]] = []
        with image.open("rb") as stream:
            elf = ELFFile(stream)
            if elf.has_dwarf_info():
                self._read(elf.get_dwarf_info())
        self._rows.sort()
        self._starts = [address for address, _ in self._rows]

    def find(self, address: int) -> str | None:
        index = bisect_right(self._starts, address) - 1
        return self._rows[index][1] or None if index >= 0 else None

    def _read(self, dwarf: DWARFInfo) -> None:
        for unit in dwarf.iter_CUs():
            program = dwarf.line_program_for_CU(unit)
            if program is not None:
                self._read_program(program)

    def _read_program(self, program: LineProgram) -> None:
        version = program["version"]
        files = program["file_entry"]
        names = [entry.name.decode() for entry in files]
        for entry in program.get_entries():
            state = entry.state
            if state is None:
                continue
            index = state.file if version >= 5 else state.file - 1
            name = names[index] if 0 <= index < len(names) else "?"
            self._rows.append((state.address, "" if state.end_sequence else f"{name}:{state.line}"))
