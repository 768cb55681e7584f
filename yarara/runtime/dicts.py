"""`dict`: entries in the order of insertion, and a table of open addressing that finds them.

A slot of `_table` is 0 when free, else the index of an entry plus one. A deleted entry keeps its place, marked in `_hashes`, until the
entries are packed; its slot is freed at once by moving back the ones that were pushed past it, so there are no tombstones to skip.
"""

from __future__ import annotations

from typing import Final, Generic, Iterable, Mapping, TypeVar

from yarara import machine
from yarara.machine import Array
from yarara.runtime.errors import raise_key, raise_runtime, raise_value

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")
W = TypeVar("W")
S = TypeVar("S")

_SMALLEST: Final = 8
_DELETED: Final = -1
_HASH_MASK: Final = 0x7FFF_FFFF_FFFF_FFFF
_GOLDEN: Final = -0x61C8_8646_80B5_83EB


# -- making ------------------------------------------------------------------------------------------------------------

def dict_new() -> dict[K, V]:
    """`{}`."""
    result = machine.allocate_with_tail(dict[K, V], 0)
    _allocate(result, _SMALLEST)
    return result


def dict_prepare(self: dict[K, V]) -> None:
    """Storage for an object of a class below `dict`."""
    _allocate(self, _SMALLEST)


def dict_init(self: dict[K, V], items: dict[K, V] | Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> None:
    """`super().__init__(items)` in such a class."""
    dict_update(self, items)


def _allocate(self: dict[K, V], slots: int) -> None:
    """Empty storage: a table of `slots`, a power of two, and entries for three quarters of it."""
    room = slots - (slots >> 2)
    table: Array[int] = Array(slots)
    hashes: Array[int] = Array(room)
    keys: Array[K] = Array(room)
    values: Array[V] = Array(room)
    self._table = table  # nothing is changed before all of it could be allocated
    self._hashes = hashes
    self._keys = keys
    self._values = values
    self._filled = 0
    self._live = 0


def dict_from_iterable(items: dict[K, V] | Mapping[K, V] | Iterable[tuple[K, V]]) -> dict[K, V]:
    """`dict(items)`."""
    result: dict[K, V] = dict_new()
    dict_update(result, items)
    return result


def dict_from_lists(items: Iterable[list[K]]) -> dict[K, K]:
    """`dict(line.split("=") for line in lines)`."""
    result: dict[K, K] = dict_new()
    at = 0
    for pair in items:
        if len(pair) != 2:
            raise_value(f"dictionary update sequence element #{at} has length {len(pair)}; 2 is required")
        dict_setitem(result, pair[0], pair[1])
        at += 1
    return result


def dict_fromkeys(keys: Iterable[K], value: V) -> dict[K, V]:
    result: dict[K, V] = dict_new()
    for key in keys:
        dict_setitem(result, key, value)
    return result


def dict_fromkeys_none(keys: Iterable[K]) -> dict[K, V | None]:
    """`dict.fromkeys(keys)`."""
    result: dict[K, V | None] = dict_new()
    for key in keys:
        dict_setitem(result, key, None)
    return result


def dict_copy(self: dict[K, V]) -> dict[K, V]:
    result: dict[K, V] = dict_new()
    dict_update(result, self)
    return result


# -- the table ---------------------------------------------------------------------------------------------------------

def dict_hash_of(key: K) -> int:
    """The hash that is stored: not negative."""
    return hash(key) & _HASH_MASK


def dict_home(table: Array[int], hashed: int) -> int:
    """The slot where the search for a hash begins. Multiplying spreads hashes that differ in high bits only."""
    shift = machine.count_leading_zeros(len(table)) + 1
    return machine.shift_right_unsigned(machine.wrap_mul(hashed, _GOLDEN), shift)


def dict_find(self: dict[K, V], key: K) -> int:
    """The index of the entry with this key, or -1."""
    return _find(self, key, dict_hash_of(key))


def _find(self: dict[K, V], key: K, hashed: int) -> int:
    """The index of the entry with this key, or -1. Starts again when comparing keys has changed the dictionary."""
    table = self._table
    mask = len(table) - 1
    slot = dict_home(table, hashed)
    while True:
        index = table[slot] - 1
        if index < 0:
            return index
        if self._hashes[index] == hashed:
            filled, live = self._filled, self._live
            same = self._keys[index] == key
            if self._table is not table or self._filled != filled or self._live != live:
                table = self._table
                mask = len(table) - 1
                slot = dict_home(table, hashed)
                continue
            if same:
                return index
        slot = (slot + 1) & mask


def _insert(self: dict[K, V], key: K, hashed: int, value: V) -> None:
    """A new entry at the end, for a key that is not there."""
    if self._filled == len(self._hashes):
        _rebuild(self)
    index = self._filled
    self._hashes[index] = hashed
    self._keys[index] = key
    self._values[index] = value
    self._filled = index + 1
    self._live += 1
    _link(self._table, hashed, index)


def _link(table: Array[int], hashed: int, index: int) -> None:
    """Let the first free slot of a hash point at an entry."""
    mask = len(table) - 1
    slot = dict_home(table, hashed)
    while table[slot] != 0:
        slot = (slot + 1) & mask
    table[slot] = index + 1


def _rebuild(self: dict[K, V]) -> None:
    """Pack the entries into storage with room for as many again."""
    hashes = self._hashes
    keys = self._keys
    values = self._values
    filled = self._filled
    slots = _SMALLEST
    while slots >> 1 <= self._live:
        slots *= 2
    _allocate(self, slots)
    for i in range(filled):
        if hashes[i] != _DELETED:
            _insert(self, keys[i], hashes[i], values[i])


def dict_has_item(self: dict[K, V], key: K, value: V) -> bool:
    """Whether the key is there with a value equal to this one."""
    index = dict_find(self, key)
    return index >= 0 and self._values[index] == value


def _delete(self: dict[K, V], index: int) -> None:
    """Take out an entry."""
    dict_unlink(self._table, self._hashes, index)
    self._hashes[index] = _DELETED
    self._keys.clear_slot(index)
    self._values.clear_slot(index)
    self._live -= 1
    if index == self._filled - 1:
        self._filled = index


def dict_unlink(table: Array[int], hashes: Array[int], index: int) -> None:
    """Free the slot of an entry; later slots of the same cluster move back so that searches still reach them."""
    mask = len(table) - 1
    hole = dict_home(table, hashes[index])
    while table[hole] != index + 1:
        hole = (hole + 1) & mask
    at = hole
    while True:
        at = (at + 1) & mask
        entry = table[at]
        if entry == 0:
            break
        home = dict_home(table, hashes[entry - 1])
        if (at - home) & mask >= (at - hole) & mask:
            table[hole] = entry
            hole = at
    table[hole] = 0


# -- one key -----------------------------------------------------------------------------------------------------------

def dict_len(self: dict[K, V]) -> int:
    return self._live


def dict_contains(self: dict[K, V], key: K) -> bool:
    return dict_find(self, key) >= 0


def dict_getitem(self: dict[K, V], key: K) -> V:
    index = dict_find(self, key)
    if index < 0:
        raise_key(key)
    return self._values[index]


def dict_setitem(self: dict[K, V], key: K, value: V) -> None:
    hashed = dict_hash_of(key)
    index = _find(self, key, hashed)
    if index >= 0:
        self._values[index] = value
    else:
        _insert(self, key, hashed, value)


def dict_delitem(self: dict[K, V], key: K) -> None:
    index = dict_find(self, key)
    if index < 0:
        raise_key(key)
    _delete(self, index)


def dict_get(self: dict[K, V], key: K, default: D = None) -> V | D:  # type: ignore[assignment]
    index = dict_find(self, key)
    if index < 0:
        return default
    return self._values[index]


def dict_setdefault(self: dict[K, V], key: K, default: V) -> V:
    hashed = dict_hash_of(key)
    index = _find(self, key, hashed)
    if index >= 0:
        return self._values[index]
    _insert(self, key, hashed, default)
    return default


def dict_setdefault_none(self: dict[K, V | None], key: K) -> V | None:
    """`self.setdefault(key)`."""
    return dict_setdefault(self, key, None)


def dict_pop(self: dict[K, V], key: K) -> V:
    index = dict_find(self, key)
    if index < 0:
        raise_key(key)
    value = self._values[index]
    _delete(self, index)
    return value


def dict_pop_default(self: dict[K, V], key: K, default: D) -> V | D:
    """`self.pop(key, default)`."""
    index = dict_find(self, key)
    if index < 0:
        return default
    value = self._values[index]
    _delete(self, index)
    return value


def dict_popitem(self: dict[K, V]) -> tuple[K, V]:
    index = dict_live_before(self, self._filled)
    if index < 0:
        raise_key("popitem(): dictionary is empty")
    item = (self._keys[index], self._values[index])
    _delete(self, index)
    self._filled = index  # what follows was deleted before
    return item


def dict_take(self: dict[K, V], index: int) -> tuple[K, V]:
    """Take out an entry, and what it was."""
    item = (self._keys[index], self._values[index])
    _delete(self, index)
    return item


def dict_move_to_end(self: dict[K, V], index: int) -> None:
    """Make an entry the last one."""
    if index == self._filled - 1:
        return
    hashed = self._hashes[index]
    key, value = dict_take(self, index)
    _insert(self, key, hashed, value)


def dict_move_to_front(self: dict[K, V], index: int) -> None:
    """Make an entry the first one: all others are entered again behind it."""
    hashes = self._hashes
    keys = self._keys
    values = self._values
    filled = self._filled
    _allocate(self, len(self._table))
    _insert(self, keys[index], hashes[index], values[index])
    for i in range(filled):
        if i != index and hashes[i] != _DELETED:
            _insert(self, keys[i], hashes[i], values[i])


# -- whole dictionaries ------------------------------------------------------------------------------------------------

def dict_clear(self: dict[K, V]) -> None:
    _allocate(self, _SMALLEST)


def dict_update(self: dict[K, V], other: dict[K, V] | Mapping[K, V] | Iterable[tuple[K, V]]) -> None:
    if isinstance(other, dict):
        _update_from_dict(self, other)
    elif isinstance(other, Mapping):
        for key in other:
            dict_setitem(self, key, other[key])
    else:
        for key, value in other:
            dict_setitem(self, key, value)


def _update_from_dict(self: dict[K, V], other: dict[K, V]) -> None:
    for i in range(other._filled):
        if other._hashes[i] != _DELETED:
            dict_setitem(self, other._keys[i], other._values[i])


def dict_or(self: dict[K, V], other: dict[K, V]) -> dict[K, V]:
    result = dict_copy(self)
    dict_update(result, other)
    return result


def dict_ior(self: dict[K, V], other: dict[K, V] | Mapping[K, V] | Iterable[tuple[K, V]]) -> dict[K, V]:
    dict_update(self, other)
    return self


def dict_eq(self: dict[K, V], other: dict[K, W]) -> bool:
    if self._live != other._live:
        return False
    for i in range(self._filled):
        if self._hashes[i] != _DELETED:
            index = _find(other, self._keys[i], self._hashes[i])
            if index < 0 or not self._values[i] == other._values[index]:
                return False
    return True


def dict_eq_mixed(self: dict[K, V], other: dict[D, W]) -> bool:
    """The same where the keys have different static types: each is compared with each."""
    if self._live != other._live:
        return False
    for key, value in self.items():
        if not _has_entry(other, key, value):
            return False
    return True


def _has_entry(self: dict[K, V], key: D, value: W) -> bool:
    for other, found in self.items():
        if other == key:
            return found == value
    return False


def dict_repr(self: dict[K, V]) -> str:
    parts: list[str] = []
    for i in range(self._filled):
        if self._hashes[i] != _DELETED:
            parts.append(repr(self._keys[i]) + ": " + repr(self._values[i]))
    return "{" + ", ".join(parts) + "}"


# -- walking over the entries ------------------------------------------------------------------------------------------

def dict_first_from(self: dict[K, V], index: int) -> int:
    """The first entry at or after `index` that was not deleted, or -1."""
    while index < self._filled:
        if self._hashes[index] != _DELETED:
            return index
        index += 1
    return -1


def dict_live_before(self: dict[K, V], index: int) -> int:
    """The last entry before `index` that was not deleted, or -1."""
    index -= 1
    while index >= 0 and self._hashes[index] == _DELETED:
        index -= 1
    return index


class EntryIterator(Generic[K, V]):
    """Walks over the entries that were not deleted, forward."""

    def __init__(self, entries: dict[K, V]) -> None:
        self._dict = entries
        self._live = entries._live
        self._index = 0

    def advance(self) -> int:
        """The next entry. Raises StopIteration at the end, RuntimeError when the dictionary has grown or shrunk."""
        if self._dict._live != self._live:
            self._live = -1  # it stays an error
            raise_runtime("dictionary changed size during iteration")
        index = dict_first_from(self._dict, self._index)
        if index < 0:
            self._index = _HASH_MASK  # exhausted for good
            raise StopIteration
        self._index = index + 1
        return index


class EntryReverseIterator(Generic[K, V]):
    """Walks over the entries that were not deleted, backward."""

    def __init__(self, entries: dict[K, V]) -> None:
        self._dict = entries
        self._live = entries._live
        self._index = entries._filled

    def advance(self) -> int:
        """As `EntryIterator.advance`."""
        if self._dict._live != self._live:
            self._live = -1
            raise_runtime("dictionary changed size during iteration")
        index = dict_live_before(self._dict, min(self._index, self._dict._filled))
        self._index = max(index, 0)
        if index < 0:
            raise StopIteration
        return index
