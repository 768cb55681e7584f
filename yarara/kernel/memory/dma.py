"""Memory that devices may read and write: contiguous pages whose address is the same for the processor and for a device."""

from __future__ import annotations

from yarara import machine

PAGE_SIZE = 4096


def allocate_dma(length: int) -> int:
    """The address of `length` zeroed bytes on a page boundary, never moved and never given back.

    Raises MemoryError when there are no contiguous pages. Under CPython the memory comes from the simulation.
    """
    count = (length + PAGE_SIZE - 1) // PAGE_SIZE
    if machine.COMPILED:
        from yarara.kernel.memory import pages
        address = pages.allocate_pages(count)
    else:
        address = machine.simulated_memory(length)
    if address == 0:
        raise MemoryError("no contiguous pages for a device")
    machine.fill(address, 0, length)
    return address
