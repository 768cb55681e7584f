"""`set`: union, intersection, difference and comparison of whole sets, in the order CPython does them."""

from __future__ import annotations

from typing import AbstractSet, Iterable, TypeVar

from yarara.runtime.sets import (
    set_add, set_clear, set_code, set_contains, set_copy, set_discard, set_find, set_from_iterable, set_new, set_of, set_rebuild, set_room,
    set_take, set_update,
)

T = TypeVar("T")
S = TypeVar("S")


def set_union(self: set[T], other: Iterable[T]) -> set[T]:
    result = set_copy(self)
    set_update(result, other)
    return result


def set_intersection(self: set[T], other: Iterable[T]) -> set[T]:
    result: set[T] = set_new()
    few = set_of(other)
    many = self
    if few._live > many._live:
        few, many = many, few
    for item in few:
        if set_contains(many, item):
            set_add(result, item)
    return result


def set_difference(self: set[T], other: Iterable[T]) -> set[T]:
    without = set_of(other)
    if self._live >> 2 > without._live:
        result = set_copy(self)
        set_difference_update(result, without)
        return result
    result = set_new()
    for item in self:
        if not set_contains(without, item):
            set_add(result, item)
    return result


def set_symmetric_difference(self: set[T], other: Iterable[T]) -> set[T]:
    result: set[T] = set_from_iterable(other)
    set_symmetric_difference_update(result, self)
    return result


def set_difference_update(self: set[T], other: Iterable[T]) -> None:
    without = set_of(other)
    if without is self:
        set_clear(self)
        return
    for item in without:
        set_discard(self, item)
    if self._filled - self._live > (len(self._hashes) - 1) // 4:
        set_rebuild(self, set_room(self._live))


def set_intersection_update(self: set[T], other: Iterable[T]) -> None:
    common = set_intersection(self, other)
    self._hashes = common._hashes
    self._keys = common._keys
    self._filled = common._filled
    self._live = common._live


def set_symmetric_difference_update(self: set[T], other: Iterable[T]) -> None:
    changes = set_of(other)
    if changes is self:
        set_clear(self)
        return
    for item in changes:
        slot = set_find(self, item, set_code(item))
        if slot >= 0:
            set_take(self, slot)
        else:
            set_add(self, item)


def set_or(self: set[T], other: Iterable[T]) -> set[T]:
    return set_union(self, other)


def set_and(self: set[T], other: Iterable[T]) -> set[T]:
    return set_intersection(self, other)


def set_sub(self: set[T], other: Iterable[T]) -> set[T]:
    return set_difference(self, other)


def set_xor(self: set[T], other: Iterable[T]) -> set[T]:
    return set_symmetric_difference(self, other)


def set_ior(self: set[T], other: Iterable[T]) -> set[T]:
    set_update(self, other)
    return self


def set_iand(self: set[T], other: Iterable[T]) -> set[T]:
    set_intersection_update(self, other)
    return self


def set_isub(self: set[T], other: Iterable[T]) -> set[T]:
    set_difference_update(self, other)
    return self


def set_ixor(self: set[T], other: Iterable[T]) -> set[T]:
    set_symmetric_difference_update(self, other)
    return self


def set_keep(self: set[T], other: AbstractSet[S], present: bool) -> set[T]:
    """Take out what is not in a set of more types of items; without `present`, what is in it."""
    for item in list(self):
        if (item in other) != present:
            set_discard(self, item)
    return self


# -- comparing ----------------------------------------------------------------------------------------------------------

def set_issubset(self: set[T], other: Iterable[T]) -> bool:
    whole = set_of(other)
    if self._live > whole._live:
        return False
    for item in self:
        if not set_contains(whole, item):
            return False
    return True


def set_issuperset(self: set[T], other: Iterable[T]) -> bool:
    for item in other:
        if not set_contains(self, item):
            return False
    return True


def set_isdisjoint(self: set[T], other: Iterable[T]) -> bool:
    for item in other:
        if set_contains(self, item):
            return False
    return True


def set_eq(self: set[T], other: Iterable[T]) -> bool:
    same = set_of(other)
    return self._live == same._live and set_issubset(self, same)


def set_eq_mixed(self: Iterable[T], other: Iterable[S]) -> bool:
    """The same where the items have different static types: each is compared with each."""
    count = 0
    for item in self:
        count += 1
        if not _has_item(other, item):
            return False
    for thing in other:
        count -= 1
    return count == 0


def _has_item(items: Iterable[S], wanted: T) -> bool:
    for item in items:
        if item == wanted:
            return True
    return False


def set_le(self: set[T], other: Iterable[T]) -> bool:
    return set_issubset(self, other)


def set_lt(self: set[T], other: Iterable[T]) -> bool:
    whole = set_of(other)
    return self._live < whole._live and set_issubset(self, whole)


def set_ge(self: set[T], other: Iterable[T]) -> bool:
    return set_issubset(set_of(other), self)


def set_gt(self: set[T], other: Iterable[T]) -> bool:
    return set_lt(set_of(other), self)
