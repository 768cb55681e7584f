"""The kernel's `Struct` classes, read out of bytes on the host."""

from __future__ import annotations

import mmap

from yarara.machine import Struct, _Field

Memory = bytes | bytearray | memoryview | mmap.mmap


def fields(kind: type[Struct]) -> dict[str, tuple[int, int]]:
    """The offset and the size of each field, in order."""
    return {name: (field.offset, field.size) for name, field in vars(kind).items() if isinstance(field, _Field)}


def values(kind: type[Struct], data: Memory, start: int = 0) -> dict[str, int]:
    """All fields of a structure that begins at `start`; numbers without sign."""
    return {name: int.from_bytes(data[start + offset:start + offset + size], "little") for name, (offset, size) in fields(kind).items()}


def word(data: Memory, address: int) -> int:
    """The 64 bits at an address."""
    return int.from_bytes(data[address:address + 8], "little")
