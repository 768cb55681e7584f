"""Weak references: objects that know the address of another one, which the collector does not follow.

They form a list. When everything reachable is marked, those whose target went forget it and wait in a second list, which keeps them, until the
library asks for them (library/weakref.py); those that went themselves leave the list.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory import area, marking
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
    push(state().address, reference)


def take_bereft() -> int:
    """A weak reference whose target has gone, each once; 0 when there is none. Only one thread at a time may ask."""
    return take(state().address + 8)


def take(head: int) -> int:
    """The first of a list, or 0. The collector may add to the list meanwhile, but no other thread takes."""
    while True:
        first = machine.read64(head)
        if first == 0 or machine.compare_exchange(head, first, WeakReference.at(first).next):
            return first


def push(head: int, reference: int) -> None:
    """Put it first into a list."""
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
    """When all that the program can reach is marked: who refers to anything else forgets it."""
    address = state().living
    while address != 0:
        reference = WeakReference.at(address)
        if not marking.is_alive(reference.target):
            reference.target = 0
        address = reference.next


def sort() -> None:
    """When marking has ended, before anything is freed: put those without a target into the second list, and drop those that went themselves."""
    address = state().living
    state().living = 0
    while address != 0:
        reference = WeakReference.at(address)
        following = reference.next
        if marking.is_alive(address):
            push(state().address if reference.target != 0 else state().address + 8, address)
        address = following
