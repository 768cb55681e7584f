"""Runs the runtime's own containers under CPython: stand-ins with the fields that the compiled objects have.

Each stand-in derives from the type it stands for, so that the runtime's `isinstance` tests see it as that, and iterates through the
runtime's own iterator.
"""

from __future__ import annotations

from typing import Any, Iterator, get_origin

import pytest

from yarara import machine
from yarara.runtime import dict_views, dicts, frozensets, lists, ranges, sets, tuples

NOTHING: Any = machine.Array(0)


class List(list[Any]):
    _items: machine.Array[Any] = NOTHING
    _length = 0

    def __iter__(self) -> Iterator[Any]:
        return lists.list_iter(self)

    def __len__(self) -> int:
        return self._length


class Tuple(tuple[Any, ...]):
    _items: machine.Array[Any]
    _length: int

    def __iter__(self) -> Iterator[Any]:
        return tuples.tuple_iter(self)

    def __len__(self) -> int:
        return self._length


class Dict(dict[Any, Any]):
    def __iter__(self) -> Iterator[Any]:
        return dict_views.dict_iter(self)

    def __len__(self) -> int:
        return dicts.dict_len(self)


class Set(set[Any]):
    _live = 0

    def __iter__(self) -> Iterator[Any]:
        return sets.set_iter(self)

    def __len__(self) -> int:
        return self._live


Set.__name__ = "set"  # what `repr` shows of the one it stands for


class FrozenSet(frozenset[Any]):
    _hash = 0  # type: ignore[assignment]

    def __iter__(self) -> Iterator[Any]:
        return frozensets.frozenset_iter(self)

    def __len__(self) -> int:
        return frozensets.frozenset_len(self)


class Range:
    def __iter__(self) -> Iterator[int]:
        return ranges.range_iter(self)  # type: ignore[arg-type]


_STAND_INS: dict[object, Any] = {list: List, tuple: Tuple, dict: Dict, set: Set, frozenset: FrozenSet, range: Range}


def _allocate(kind: Any, length: int) -> Any:
    stand_in = _STAND_INS[get_origin(kind) or kind]
    return stand_in.__new__(stand_in)


# Compiled, an index into an array is not checked; here every one is.

def _getitem(self: machine.Array[Any], index: int) -> Any:
    assert 0 <= index < len(self._slots)
    return self._slots[index]


def _setitem(self: machine.Array[Any], index: int, value: Any) -> None:
    assert 0 <= index < len(self._slots)
    self._slots[index] = value


def _move(self: machine.Array[Any], destination: int, source: int, count: int) -> None:
    _copy_from(self, destination, self, source, count)


def _copy_from(self: machine.Array[Any], destination: int, other: machine.Array[Any], source: int, count: int) -> None:
    assert count >= 0
    assert count == 0 or 0 <= source <= len(other._slots) - count and 0 <= destination <= len(self._slots) - count
    self._slots[destination:destination + count] = other._slots[source:source + count]


def install(patch: pytest.MonkeyPatch) -> None:
    """Let the runtime make stand-ins, and check every index into their arrays."""
    patch.setattr(machine, "allocate_with_tail", _allocate)
    patch.setattr(machine, "address_of", lambda value: value)
    patch.setattr(machine, "object_at", lambda kind, value: value)
    patch.setattr(machine.Array, "__getitem__", _getitem)
    patch.setattr(machine.Array, "__setitem__", _setitem)
    patch.setattr(machine.Array, "clear_slot", lambda array, index: array.__setitem__(index, None))
    patch.setattr(machine.Array, "move", _move)
    patch.setattr(machine.Array, "copy_from", _copy_from)
