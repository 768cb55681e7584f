"""As much of ELF as `yarara run` needs on every start, read with `struct` because importing a library costs more than booting."""

from __future__ import annotations

import struct
from pathlib import Path

_HEADER = struct.Struct("<16s2HI3QI6H")
_SEGMENT = struct.Struct("<2I6Q")
_LOADABLE = 1


def memory_end(image: Path) -> int:
    """The first physical address above what the image loads; 0 for a file that is no 64-bit ELF."""
    data = image.read_bytes()
    if len(data) < _HEADER.size or data[:5] != b"\x7fELF\x02":
        return 0
    fields = _HEADER.unpack_from(data)
    table, entry_size, count = fields[5], fields[9], fields[10]
    end = 0
    for index in range(count):
        at = table + index * entry_size
        if at + _SEGMENT.size > len(data):
            return 0
        kind, _, _, _, address, _, size, _ = _SEGMENT.unpack_from(data, at)
        if kind == _LOADABLE:
            end = max(end, address + size)
    return end
