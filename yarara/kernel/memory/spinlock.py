"""The lock of the memory allocators: one word, 0 when free.

Held for a few dozen instructions. Kernel code is never preempted and no Python runs in an interrupt, so a holder always
gets to release it. Whoever holds one must not allocate objects: the collection that may follow waits for all cores.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.process import linux


def acquire(lock: int) -> None:
    """Take the lock at this address."""
    while not machine.compare_exchange(lock, 0, 1):
        while machine.read64(lock) != 0:
            relax()


def relax() -> None:
    """What to do while another core is expected to change a word soon."""
    if machine.PROCESS:
        linux.yield_processor()
    else:
        machine.pause()


def release(lock: int) -> None:
    """Let it go; everything written under it is visible before."""
    machine.write_fence()
    machine.write64(lock, 0)
