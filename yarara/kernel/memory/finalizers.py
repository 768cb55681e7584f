"""Finalizers: what objects have to do before they are freed, those of classes with `__del__`.

For each such object there is a record, an object of the library (library/_finalizers.py) that knows its address. The records form a list, which
keeps them, and from which the collector does not go on to the objects. When everything reachable is marked, the records of objects that are not
move to a second list, which keeps both until the library asks for them. So each object has its turn once, and is freed by the collection after
that unless something refers to it again. Weak references have forgotten it before (as in PEP 442).

Who refers to others has its turn before them, as where references are counted: of the objects that cannot be reached, those that another one
refers to wait for a later collection. Where all that are left refer to each other in circles, they have their turn together, the oldest first.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory import area, marking, weak
from yarara.kernel.memory.weak import WeakReference
from yarara.machine import Struct, u64

NEXT = 16  # where in a record the address of the next one is
CANDIDATE = 1
"""Added to a record's target while a collection looks for those that are due: the program cannot reach the object."""


class FinalizerState(Struct):
    """The part of the static area: where the lists begin, the newest record first in that of those that wait."""
    waiting: u64
    due: u64
    ending: u64  # 1: the program has ended, every object has its turn


def state() -> FinalizerState:
    return FinalizerState.at(area.at(area.FINALIZERS))


def register(record: int) -> None:
    """A new record, whose target is set. It begins like a weak reference."""
    weak.push(state().address, record)


def take_due() -> int:
    """A record whose object has its turn now; 0 when there is none. Only one thread at a time may ask."""
    return weak.take(state().address + 8)


def end() -> None:
    """From the next collection on, every object has its turn, the oldest first."""
    state().ending = 1


def mark() -> None:
    """Roots of the collection: the records, and the objects whose turn it is."""
    address = state().waiting
    while address != 0:
        marking.mark_reference(address)
        address = WeakReference.at(address).next
    address = state().due
    while address != 0:
        marking.mark_reference(address)
        marking.mark_reference(WeakReference.at(address).target)
        address = WeakReference.at(address).next


def revive() -> None:
    """When all that the program can reach is marked: choose the objects whose turn it is, and mark them with what they refer to."""
    if state().waiting == 0:
        return
    _find_candidates()
    _mark_what_candidates_refer_to()
    _make_due(state().ending != 0 or not _has_unmarked_candidate())
    marking.drain()


def _find_candidates() -> None:
    address = state().waiting
    while address != 0:
        record = WeakReference.at(address)
        if state().ending != 0 or not marking.is_alive(record.target):
            record.target |= CANDIDATE
        address = record.next


def _mark_what_candidates_refer_to() -> None:
    address = state().waiting
    while address != 0:
        record = WeakReference.at(address)
        if _is_unmarked_candidate(record):
            marking.mark_referents(record.target ^ CANDIDATE)
        address = record.next


def _has_unmarked_candidate() -> bool:
    address = state().waiting
    while address != 0:
        record = WeakReference.at(address)
        if _is_unmarked_candidate(record):
            return True
        address = record.next
    return False


def _is_unmarked_candidate(record: WeakReference) -> bool:
    return record.target & CANDIDATE != 0 and not marking.is_alive(record.target ^ CANDIDATE)


def _make_due(all_candidates: bool) -> None:
    """Move records to the other list: all candidates, or those that nothing refers to. As the newest one comes first here, the oldest one does there."""
    link = state().address  # of the address of the record that is looked at
    while machine.load64(link) != 0:
        record = WeakReference.at(machine.load64(link))
        is_due = record.target & CANDIDATE != 0 and (all_candidates or _is_unmarked_candidate(record))
        record.target &= ~CANDIDATE
        if is_due:
            machine.store64(link, record.next)
            weak.push(state().address + 8, record.address)
            marking.mark_reference(record.target)
        else:
            link = record.address + NEXT
