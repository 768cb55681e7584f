"""Memory that the firmware or the loader filled and that is no RAM of ours: mapped before it is read."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.boot.start_info import is_readable


def map_firmware(address: int, length: int) -> bool:
    """Make these bytes readable; False when there can be nothing. Needs the final page tables."""
    if not is_readable(address, length):
        return False
    if machine.COMPILED:
        from yarara.kernel.memory import paging
        paging.map_memory(address, address + length)
    return True
