"""The locks of containers that several cores use: one in the upper half of each object's header.

The half holds 0, or who has the lock: the address of the Thread divided by 64 (threads are further apart than that). So
a thread that has a lock gets it again, as when a key's `__eq__` looks into the same dictionary.

A holder may stop for a garbage collection, and one that is in a method of the application, such as `__eq__`, may be preempted.
So whoever waits takes part in collections and lets other threads run.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.cpu import core
from yarara.kernel.memory import spinlock, world
from yarara.kernel.threads import scheduler

TYPE_MASK = 0xFFFF_FFFF
"""The half of the header that leads to the type."""
PATIENCE = 100
"""How often to look before other threads get their turn."""


def enable() -> None:
    """From now on several cores run."""
    machine.write64(machine.symbol("yarara_parallel"), 1)


def acquire(first: int, second: int) -> int:
    """Take the locks of the objects at these addresses (`second` may be 0), the lower address first. Bits 0 and 1 say which were not this thread's before."""
    owner = machine.core_load(core.CURRENT) >> 6 << 32
    if second == 0 or second == first:
        return 1 if _acquire(first, owner) else 0
    if first < second:
        taken = 1 if _acquire(first, owner) else 0
        return taken + 2 if _acquire(second, owner) else taken
    taken = 2 if _acquire(second, owner) else 0
    return taken + 1 if _acquire(first, owner) else taken


def release(first: int, second: int, taken: int) -> None:
    """Let go what `acquire` took."""
    if taken & 1 != 0:
        _release(first)
    if taken & 2 != 0:
        _release(second)


@machine.always_inline
def _acquire(address: int, owner: int) -> bool:
    header = machine.read64(address)
    if machine.compare_exchange(address, header & TYPE_MASK, header & TYPE_MASK | owner):
        return True
    if header & ~TYPE_MASK == owner:
        return False
    _wait(address, owner)
    return True


@machine.never_inline
def _wait(address: int, owner: int) -> None:
    """Another thread has it."""
    patience = PATIENCE
    kind = machine.read64(address) & TYPE_MASK
    while not machine.compare_exchange(address, kind, kind | owner):
        while machine.read64(address) != kind:
            if world.stop_requested():
                world.rendezvous()
            patience -= 1
            if patience == 0:
                patience = PATIENCE
                scheduler.yield_now()
            spinlock.relax()


def _release(address: int) -> None:
    machine.write_fence()
    machine.write32(address + 4, 0)
