"""What drivers need of memory: pages that a device may read and write, and access to its registers.

Addresses are the same for the processor and for devices (identity mapping, no IOMMU). Under CPython the memory comes from the
simulation, where registers need no mapping.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory import pages, paging
from yarara.kernel.memory.pagemap import PAGE_SIZE


def allocate_dma(length: int) -> int:
    """The address of `length` zeroed bytes on a page boundary, contiguous, never moved and never given back.

    Raises MemoryError when there are no such pages.
    """
    if machine.COMPILED:
        address = pages.allocate_pages((length + PAGE_SIZE - 1) // PAGE_SIZE)
    else:
        address = machine.simulated_memory(length)
    if address == 0:
        raise MemoryError("no contiguous pages for a device")
    machine.fill(address, 0, length)
    return address


def map_registers(address: int, length: int) -> None:
    """Make device registers accessible at their physical address. Raises MemoryError when there is no page for a table."""
    if machine.COMPILED:
        paging.map_device(address, length)
