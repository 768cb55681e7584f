"""`set`: open addressing, with CPython's probe sequence and growth, so that a set of numbers has the order it has there.

A search looks at up to ten neighbouring slots, then jumps (CPython, Objects/setobject.c, 3.11). A deleted slot stays used until the
table is rebuilt, because later keys may lie behind it.
"""

from __future__ import annotations

from typing import Final, Generic, Iterable, TypeVar

from yarara import machine
from yarara.machine import Array
from yarara.runtime.errors import raise_key, raise_runtime
from yarara.runtime.lists import joined_repr

T = TypeVar("T")
S = TypeVar("S")

_SMALLEST: Final = 8
_NEIGHBOURS: Final = 9
_PERTURB_SHIFT: Final = 5
_LARGE: Final = 50000

_FREE: Final = 0
_DELETED: Final = 1
_ASIDE: Final = -0x8000_0000_0000_0000
"""Where the codes of the hashes 0 and 1 are, which would mean free and deleted."""


# -- making ------------------------------------------------------------------------------------------------------------

def set_new() -> set[T]:
    """`set()`."""
    result = machine.allocate_with_tail(set[T], 0)
    set_clear(result)
    return result


def set_prepare(self: set[T]) -> None:
    """Storage for an object of a class below `set`."""
    set_clear(self)


def set_init(self: set[T], items: Iterable[T] = ()) -> None:
    """`super().__init__(items)` in such a class."""
    set_update(self, items)


def set_from_iterable(items: Iterable[T]) -> set[T]:
    """`set(items)`."""
    result: set[T] = set_new()
    set_update(result, items)
    return result


def set_copy(self: set[T]) -> set[T]:
    result: set[T] = set_new()
    _merge(result, self)
    return result


def frozenset_as_set(self: frozenset[T]) -> set[T]:
    """The same object seen as a set, to look at: both are laid out alike."""
    return machine.object_at(set[T], machine.address_of(self))


def set_of(items: Iterable[T]) -> set[T]:
    """The items as a set, to look at: no copy where they are one already."""
    if isinstance(items, set):
        return items
    if isinstance(items, frozenset):
        return frozenset_as_set(items)
    return set_from_iterable(items)


# -- the table ---------------------------------------------------------------------------------------------------------

def set_code(key: T) -> int:
    """What `_hashes` holds for a key."""
    hashed = hash(key)
    return hashed | _ASIDE if hashed == _FREE or hashed == _DELETED else hashed


def set_hash_of_code(code: int) -> int:
    """The hash that a code stands for."""
    return code & 1 if code <= _ASIDE + 1 else code


def set_find(self: set[T], key: T, code: int) -> int:
    """The slot of a key, or -1 minus the slot where it belongs: the last deleted one on the way, else the free one."""
    hashes = self._hashes
    mask = len(hashes) - 1
    perturb = set_hash_of_code(code)
    slot = perturb & mask
    deleted = -1
    while True:
        last = slot + _NEIGHBOURS if slot + _NEIGHBOURS <= mask else slot
        for at in range(slot, last + 1):
            found = hashes[at]
            if found == code:
                live = self._live
                same = self._keys[at] == key
                if self._hashes is not hashes or self._live != live:
                    return set_find(self, key, code)  # comparing keys has changed the set
                if same:
                    return at
            if found == _FREE:
                return -1 - (at if deleted < 0 else deleted)
            if found == _DELETED:
                deleted = at
        perturb = machine.shift_right_unsigned(perturb, _PERTURB_SHIFT)
        slot = (slot * 5 + 1 + perturb) & mask


def _free_slot(hashes: Array[int], code: int) -> int:
    """Where a key goes that is not in a table without deleted slots."""
    mask = len(hashes) - 1
    perturb = set_hash_of_code(code)
    slot = perturb & mask
    while True:
        last = slot + _NEIGHBOURS if slot + _NEIGHBOURS <= mask else slot
        for at in range(slot, last + 1):
            if hashes[at] == _FREE:
                return at
        perturb = machine.shift_right_unsigned(perturb, _PERTURB_SHIFT)
        slot = (slot * 5 + 1 + perturb) & mask


def _add(self: set[T], key: T, code: int) -> None:
    at = set_find(self, key, code)
    if at >= 0:
        return
    slot = -1 - at
    reused = self._hashes[slot] == _DELETED
    self._hashes[slot] = code
    self._keys[slot] = key
    self._live += 1
    if reused:
        return
    self._filled += 1
    if self._filled * 5 >= (len(self._hashes) - 1) * 3:
        set_rebuild(self, set_room(self._live))


def set_room(live: int) -> int:
    """How many items to make room for when the table is too full of `live` items."""
    return live * 2 if live > _LARGE else live * 4


def set_rebuild(self: set[T], room: int) -> None:
    """A table with more than `room` slots, without deleted ones."""
    slots = _SMALLEST
    while slots <= room:
        slots *= 2
    hashes = self._hashes
    keys = self._keys
    larger: Array[int] = Array(slots)
    self._keys = Array(slots)
    self._hashes = larger
    self._filled = self._live
    _insert_all(self, hashes, keys)


def _insert_all(self: set[T], hashes: Array[int], keys: Array[T]) -> None:
    """Put the keys of another table into this one, which has none of them and nothing deleted."""
    for i in range(len(hashes)):
        code = hashes[i]
        if code != _FREE and code != _DELETED:
            slot = _free_slot(self._hashes, code)
            self._hashes[slot] = code
            self._keys[slot] = keys[i]


def _merge(self: set[T], other: set[T]) -> None:
    """Add all of another set."""
    if other._live == 0 or other is self:
        return
    if (self._filled + other._live) * 5 >= (len(self._hashes) - 1) * 3:
        set_rebuild(self, (self._live + other._live) * 2)
    if self._filled != 0:
        for i in range(len(other._hashes)):
            code = other._hashes[i]
            if code != _FREE and code != _DELETED:
                _add(self, other._keys[i], code)
        return
    self._filled = self._live = other._live
    if len(self._hashes) == len(other._hashes) and other._filled == other._live:
        self._hashes.copy_from(0, other._hashes, 0, len(other._hashes))
        self._keys.copy_from(0, other._keys, 0, len(other._keys))
    else:
        _insert_all(self, other._hashes, other._keys)


def set_take(self: set[T], slot: int) -> None:
    """Delete the key in a slot."""
    self._hashes[slot] = _DELETED
    self._keys.clear_slot(slot)
    self._live -= 1


def _next_live(self: set[T], slot: int) -> int:
    """The first slot from `slot` on that holds a key, or -1."""
    while slot < len(self._hashes):
        code = self._hashes[slot]
        if code != _FREE and code != _DELETED:
            return slot
        slot += 1
    return -1


# -- one item ----------------------------------------------------------------------------------------------------------

def set_len(self: set[T]) -> int:
    return self._live


def set_contains(self: set[T], item: T) -> bool:
    return set_find(self, item, set_code(item)) >= 0


def set_add(self: set[T], item: T) -> None:
    _add(self, item, set_code(item))


def set_discard(self: set[T], item: T) -> None:
    slot = set_find(self, item, set_code(item))
    if slot >= 0:
        set_take(self, slot)


def set_remove(self: set[T], item: T) -> None:
    slot = set_find(self, item, set_code(item))
    if slot < 0:
        raise_key(item)
    set_take(self, slot)


def set_pop(self: set[T]) -> T:
    if self._live == 0:
        raise_key("pop from an empty set")
    slot = _next_live(self, self._finger & (len(self._hashes) - 1))
    if slot < 0:
        slot = _next_live(self, 0)
    item = self._keys[slot]
    set_take(self, slot)
    self._finger = slot + 1
    return item


def set_clear(self: set[T]) -> None:
    hashes: Array[int] = Array(_SMALLEST)
    self._keys = Array(_SMALLEST)
    self._hashes = hashes
    self._filled = 0
    self._live = 0
    self._finger = 0


# -- whole sets, text -------------------------------------------------------------------------------------------------

def set_update(self: set[T], other: Iterable[T]) -> None:
    if isinstance(other, set):
        _merge(self, other)
    elif isinstance(other, frozenset):
        _merge(self, frozenset_as_set(other))
    else:
        for item in other:
            set_add(self, item)


def set_repr(self: set[T]) -> str:
    name = type(self).__name__
    if self._live == 0:
        return name + "()"
    items = "{" + joined_repr(self) + "}"
    return items if name == "set" else name + "(" + items + ")"


# -- iterating ---------------------------------------------------------------------------------------------------------

class SetIterator(Generic[T]):
    """In the order of the slots."""

    def __init__(self, items: set[T]) -> None:
        self._set = items
        self._live = items._live
        self._slot = 0

    def __iter__(self) -> SetIterator[T]:
        return self

    def __next__(self) -> T:
        if self._set._live != self._live:
            self._live = -1  # it stays an error
            raise_runtime("Set changed size during iteration")
        slot = _next_live(self._set, self._slot)
        if slot < 0:
            self._slot = len(self._set._hashes)
            raise StopIteration
        self._slot = slot + 1
        return self._set._keys[slot]


def set_iter(self: set[T]) -> SetIterator[T]:
    return SetIterator(self)
