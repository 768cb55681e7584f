"""`frozenset`: a set that never changes and has a hash. All looking is done by `sets`."""

from __future__ import annotations

from typing import Final, Iterable, TypeVar

from yarara import machine
from yarara.runtime.lists import joined_repr
from yarara.runtime.set_operations import (
    set_difference, set_eq, set_ge, set_gt, set_intersection, set_isdisjoint, set_issubset, set_issuperset, set_le, set_lt,
    set_symmetric_difference, set_union,
)
from yarara.runtime.sets import SetIterator, frozenset_as_set, set_contains, set_from_iterable, set_hash_of_code, set_new

T = TypeVar("T")

_UNUSED_CODES: Final = 2
"""Codes below this mark a slot without a key."""


def frozenset_new() -> frozenset[T]:
    """`frozenset()`."""
    empty: set[T] = set_new()
    return _freeze(empty)


def frozenset_from_iterable(items: Iterable[T]) -> frozenset[T]:
    """`frozenset(items)`."""
    if isinstance(items, frozenset):
        return items
    return _freeze(set_from_iterable(items))


def _freeze(items: set[T]) -> frozenset[T]:
    """A frozenset that takes over the table of a set nobody else has."""
    result = machine.allocate_with_tail(frozenset[T], 0)
    result._hashes = items._hashes
    result._keys = items._keys
    result._filled = items._filled
    result._live = items._live
    return result


def frozenset_copy(self: frozenset[T]) -> frozenset[T]:
    return self


def frozenset_len(self: frozenset[T]) -> int:
    return self._live


def frozenset_contains(self: frozenset[T], item: T) -> bool:
    return set_contains(frozenset_as_set(self), item)


def frozenset_iter(self: frozenset[T]) -> SetIterator[T]:
    return SetIterator(frozenset_as_set(self))


def frozenset_repr(self: frozenset[T]) -> str:
    if self._live == 0:
        return "frozenset()"
    return "frozenset({" + joined_repr(self) + "})"


def frozenset_hash(self: frozenset[T]) -> int:
    """CPython's: the order of the items does not matter."""
    if self._hash == 0:
        self._hash = _hash_of_items(self)
    return self._hash


def _hash_of_items(self: frozenset[T]) -> int:
    state = 0
    for i in range(len(self._hashes)):
        code = self._hashes[i]
        if code < 0 or code >= _UNUSED_CODES:
            hashed = set_hash_of_code(code)
            state ^= machine.wrap_mul(hashed ^ 89869747 ^ machine.wrap_mul(hashed, 1 << 16), 3644798167)
    state ^= machine.wrap_mul(self._live + 1, 1927868237)
    state ^= machine.shift_right_unsigned(state, 11) ^ machine.shift_right_unsigned(state, 25)
    state = machine.wrap_add(machine.wrap_mul(state, 69069), 907133923)
    return state if state != -1 else 590923713


# -- whole sets --------------------------------------------------------------------------------------------------------

def frozenset_union(self: frozenset[T], other: Iterable[T]) -> frozenset[T]:
    return _freeze(set_union(frozenset_as_set(self), other))


def frozenset_intersection(self: frozenset[T], other: Iterable[T]) -> frozenset[T]:
    return _freeze(set_intersection(frozenset_as_set(self), other))


def frozenset_difference(self: frozenset[T], other: Iterable[T]) -> frozenset[T]:
    return _freeze(set_difference(frozenset_as_set(self), other))


def frozenset_symmetric_difference(self: frozenset[T], other: Iterable[T]) -> frozenset[T]:
    return _freeze(set_symmetric_difference(frozenset_as_set(self), other))


def frozenset_or(self: frozenset[T], other: Iterable[T]) -> frozenset[T]:
    return frozenset_union(self, other)


def frozenset_and(self: frozenset[T], other: Iterable[T]) -> frozenset[T]:
    return frozenset_intersection(self, other)


def frozenset_sub(self: frozenset[T], other: Iterable[T]) -> frozenset[T]:
    return frozenset_difference(self, other)


def frozenset_xor(self: frozenset[T], other: Iterable[T]) -> frozenset[T]:
    return frozenset_symmetric_difference(self, other)


# -- comparing ---------------------------------------------------------------------------------------------------------

def frozenset_issubset(self: frozenset[T], other: Iterable[T]) -> bool:
    return set_issubset(frozenset_as_set(self), other)


def frozenset_issuperset(self: frozenset[T], other: Iterable[T]) -> bool:
    return set_issuperset(frozenset_as_set(self), other)


def frozenset_isdisjoint(self: frozenset[T], other: Iterable[T]) -> bool:
    return set_isdisjoint(frozenset_as_set(self), other)


def frozenset_eq(self: frozenset[T], other: Iterable[T]) -> bool:
    return set_eq(frozenset_as_set(self), other)


def frozenset_le(self: frozenset[T], other: Iterable[T]) -> bool:
    return set_le(frozenset_as_set(self), other)


def frozenset_lt(self: frozenset[T], other: Iterable[T]) -> bool:
    return set_lt(frozenset_as_set(self), other)


def frozenset_ge(self: frozenset[T], other: Iterable[T]) -> bool:
    return set_ge(frozenset_as_set(self), other)


def frozenset_gt(self: frozenset[T], other: Iterable[T]) -> bool:
    return set_gt(frozenset_as_set(self), other)
