"""Weak references: objects that know the address of another one, which the collector does not follow.

They form a list. When everything reachable is marked, the collector takes out of it those that went themselves, and those whose
target went: these forget the target and wait in a second list, which keeps them, until the library asks for them (library/weakref.py).
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory import area, blocks, marking, pagemap
from yarara.kernel.memory.blocks import BLOCK_SIZE, Block
from yarara.machine import Struct, u64


class WeakReference(Struct):
    """How `weakref.ref` begins: these fields are numbers there."""
    header: u64
    target: u64  # address of the object; 0: it is gone
    next: u64


class WeakState(Struct):
    """The part of the static area: where the two lists begin."""
    living: u64
    bereft: u64  # whose target has gone


def state() -> WeakState:
    return WeakState.at(area.at(area.WEAK))


def register(reference: int) -> None:
    """A new weak reference, with its target set."""
    _push(state().address, reference)


def take_bereft() -> int:
    """A weak reference whose target has gone, each once; 0 when there is none. Only one thread at a time may ask."""
    while True:
        first = machine.read64(state().address + 8)
        if first == 0 or machine.compare_exchange(state().address + 8, first, WeakReference.at(first).next):
            return first


def _push(head: int, reference: int) -> None:
    while True:
        first = machine.read64(head)
        WeakReference.at(reference).next = first
        if machine.compare_exchange(head, first, reference):
            return


def mark_bereft() -> None:
    """A root of the collection."""
    address = state().bereft
    while address != 0:
        marking.mark_reference(address)
        address = WeakReference.at(address).next


def clear() -> None:
    """When all is marked, before anything is freed."""
    address = state().living
    state().living = 0
    while address != 0:
        reference = WeakReference.at(address)
        following = reference.next
        if _is_alive(address):
            if _is_alive(reference.target):
                _push(state().address, address)
            else:
                reference.target = 0
                _push(state().address + 8, address)
        address = following


def _is_alive(address: int) -> bool:
    """Whether an object was marked, or is not in the heap at all."""
    kind = pagemap.kind(address)
    if kind == pagemap.BLOCK:
        block = Block.at(address & -BLOCK_SIZE)
        return blocks.is_marked(block, blocks.cell_index(block, address))
    return kind != pagemap.LARGE
