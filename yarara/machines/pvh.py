"""The smallest thing a PVH loader boots: an ELF file made of one block of memory and an entry point.

Written by hand, without a linker, for the image that probes an accelerator and for images that tests need.
"""

from __future__ import annotations

import struct

LOAD_ADDRESS = 0x10_0000
"""Where the block lies in guest-physical memory: 1 MiB, above everything that firmware uses."""

_FILE_HEADER = struct.Struct("<16sHHIQQQIHHHHHH")
_PROGRAM_HEADER = struct.Struct("<IIQQQQQQ")
_NOTE = struct.Struct("<III4sI")
_PT_LOAD, _PT_NOTE = 1, 4
_XEN_ELFNOTE_PHYS32_ENTRY = 18


def pvh_image(block: bytes, entry: int = LOAD_ADDRESS, memory_size: int = 0) -> bytes:
    """An ELF file that loads `block` at `LOAD_ADDRESS` and starts, in 32-bit protected mode, at `entry`.

    `memory_size` (bytes) may exceed the block; the rest is zeroed. The note is the one of the Xen PVH boot protocol.
    """
    note = _NOTE.pack(4, 4, _XEN_ELFNOTE_PHYS32_ENTRY, b"Xen\0", entry)
    note_offset = _FILE_HEADER.size + 2 * _PROGRAM_HEADER.size
    block_offset = 4096
    identification = b"\x7fELF" + bytes([2, 1, 1]) + bytes(9)
    header = _FILE_HEADER.pack(identification, 2, 62, 1, entry, _FILE_HEADER.size, 0, 0,
                               _FILE_HEADER.size, _PROGRAM_HEADER.size, 2, 0, 0, 0)
    headers = header + _PROGRAM_HEADER.pack(
        _PT_LOAD, 7, block_offset, LOAD_ADDRESS, LOAD_ADDRESS, len(block), max(len(block), memory_size), 4096,
    ) + _PROGRAM_HEADER.pack(_PT_NOTE, 4, note_offset, 0, 0, len(note), len(note), 4)
    return (headers + note).ljust(block_offset, b"\0") + block
