"""What `collections.abc` gives classes that are derived from it: methods in terms of the few that a class must define itself.

The compiler takes `mapping_get` for the `get` of a class derived from `Mapping` that has none of its own, and so on.
"""

from __future__ import annotations

from typing import AbstractSet, Generic, Iterable, Iterator, Mapping, MutableMapping, MutableSequence, MutableSet, Sequence, TypeVar

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
S = TypeVar("S")
D = TypeVar("D")


# -- sequences ---------------------------------------------------------------------------------------------------------

class SequenceIterator(Generic[T]):
    """The items of a sequence until IndexError."""

    def __init__(self, items: Sequence[T]) -> None:
        self._items = items
        self._index = 0

    def __iter__(self) -> SequenceIterator[T]:
        return self

    def __next__(self) -> T:
        try:
            item = self._items[self._index]
        except IndexError:
            raise StopIteration
        self._index += 1
        return item


class ReverseIterator(Generic[T]):
    """The items of a sequence from its last one on."""

    def __init__(self, items: Sequence[T]) -> None:
        self._items = items
        self._index = len(items)

    def __iter__(self) -> ReverseIterator[T]:
        return self

    def __next__(self) -> T:
        if self._index == 0:
            raise StopIteration
        self._index -= 1
        return self._items[self._index]


def sequence_iter(self: Sequence[T]) -> SequenceIterator[T]:
    return SequenceIterator(self)


def sequence_reversed(self: Sequence[T]) -> ReverseIterator[T]:
    return ReverseIterator(self)


def sequence_contains(self: Sequence[T], value: object) -> bool:
    for item in self:
        if item is value or item == value:
            return True
    return False


def sequence_index(self: Sequence[T], value: object, start: int = 0, stop: int | None = None) -> int:
    length = len(self)
    if start < 0:
        start = max(length + start, 0)
    if stop is not None and stop < 0:
        stop += length
    index = start
    while stop is None or index < stop:
        try:
            item = self[index]
        except IndexError:
            break
        if item is value or item == value:
            return index
        index += 1
    raise ValueError


def sequence_count(self: Sequence[T], value: object) -> int:
    count = 0
    for item in self:
        if item is value or item == value:
            count += 1
    return count


def mutablesequence_append(self: MutableSequence[T], value: T) -> None:
    self.insert(len(self), value)


def mutablesequence_clear(self: MutableSequence[T]) -> None:
    try:
        while True:
            self.pop()
    except IndexError:
        pass


def mutablesequence_reverse(self: MutableSequence[T]) -> None:
    length = len(self)
    for index in range(length // 2):
        item = self[index]
        self[index] = self[length - 1 - index]
        self[length - 1 - index] = item


def mutablesequence_extend(self: MutableSequence[T], values: Iterable[T]) -> None:
    for value in list(values):
        self.append(value)


def mutablesequence_pop(self: MutableSequence[T], index: int = -1) -> T:
    item = self[index]
    del self[index]
    return item


def mutablesequence_remove(self: MutableSequence[T], value: T) -> None:
    del self[self.index(value)]


def mutablesequence_iadd(self: MutableSequence[T], values: Iterable[T]) -> MutableSequence[T]:
    self.extend(values)
    return self


# -- sets --------------------------------------------------------------------------------------------------------------

def abstractset_le(self: AbstractSet[T], other: AbstractSet[T]) -> bool:
    if len(self) > len(other):
        return False
    for item in self:
        if item not in other:
            return False
    return True


def abstractset_lt(self: AbstractSet[T], other: AbstractSet[T]) -> bool:
    return len(self) < len(other) and abstractset_le(self, other)


def abstractset_ge(self: AbstractSet[T], other: AbstractSet[T]) -> bool:
    return abstractset_le(other, self)


def abstractset_gt(self: AbstractSet[T], other: AbstractSet[T]) -> bool:
    return abstractset_lt(other, self)


def abstractset_eq(self: AbstractSet[T], other: AbstractSet[T]) -> bool:
    return len(self) == len(other) and abstractset_le(self, other)


def abstractset_isdisjoint(self: AbstractSet[T], other: Iterable[T]) -> bool:
    for item in other:
        if item in self:
            return False
    return True


# The items of what an operator gives: the compiler makes an object of the class of `self` of them, by `_from_iterable` where a class has that.

def abstractset_and(self: AbstractSet[T], other: AbstractSet[S]) -> list[S]:
    return [item for item in other if item in self]


def abstractset_or(self: AbstractSet[T], other: AbstractSet[S]) -> list[T | S]:
    items: list[T | S] = []
    for item in self:
        items.append(item)
    for thing in other:
        items.append(thing)
    return items


def abstractset_sub(self: AbstractSet[T], other: AbstractSet[S]) -> list[T]:
    return [item for item in self if item not in other]


def abstractset_rsub(self: AbstractSet[T], other: AbstractSet[S]) -> list[S]:
    return [item for item in other if item not in self]


def abstractset_xor(self: AbstractSet[T], other: AbstractSet[S]) -> list[T | S]:
    items: list[T | S] = []
    for item in self:
        if item not in other:
            items.append(item)
    for thing in other:
        if thing not in self:
            items.append(thing)
    return items


def abstractset_rand(self: AbstractSet[T], other: AbstractSet[S]) -> list[S]:
    return abstractset_and(self, other)


def abstractset_ror(self: AbstractSet[T], other: AbstractSet[S]) -> list[T | S]:
    return abstractset_or(self, other)


def abstractset_rxor(self: AbstractSet[T], other: AbstractSet[S]) -> list[T | S]:
    return abstractset_xor(self, other)


def mutableset_remove(self: MutableSet[T], value: T) -> None:
    if value not in self:
        raise KeyError(value)
    self.discard(value)


def mutableset_pop(self: MutableSet[T]) -> T:
    for value in self:
        self.discard(value)
        return value
    raise KeyError


def mutableset_clear(self: MutableSet[T]) -> None:
    try:
        while True:
            self.pop()
    except KeyError:
        pass


def mutableset_ior(self: MutableSet[T], other: Iterable[T]) -> MutableSet[T]:
    for value in other:
        self.add(value)
    return self


def mutableset_isub(self: MutableSet[T], other: Iterable[T]) -> MutableSet[T]:
    for value in list(other):
        self.discard(value)
    return self


def mutableset_ixor(self: MutableSet[T], other: Iterable[T]) -> MutableSet[T]:
    for value in list(other):
        if value in self:
            self.discard(value)
        else:
            self.add(value)
    return self


def mutableset_iand(self: MutableSet[T], other: Iterable[T]) -> MutableSet[T]:
    kept = list(other)
    for value in list(self):
        if value not in kept:
            self.discard(value)
    return self


# -- mappings ----------------------------------------------------------------------------------------------------------

class _ItemsAsSet(Generic[T]):
    """Operators of sets of what a mapping has: they ask the mapping itself, and give sets."""

    def __len__(self) -> int:
        raise NotImplementedError

    def __iter__(self) -> Iterator[T]:
        raise NotImplementedError

    def __contains__(self, item: T) -> bool:
        raise NotImplementedError

    def __and__(self, other: Iterable[T]) -> set[T]:
        return {item for item in other if item in self}

    def __or__(self, other: Iterable[T]) -> set[T]:
        items = {item for item in self}
        items.update(other)
        return items

    def __sub__(self, other: Iterable[T]) -> set[T]:
        if isinstance(other, AbstractSet):
            return {item for item in self if item not in other}
        others = set(other)
        return {item for item in self if item not in others}

    def __xor__(self, other: Iterable[T]) -> set[T]:
        others = set(other)
        return {item for item in self if item not in others} | {item for item in others if item not in self}

    def __rand__(self, other: Iterable[T]) -> set[T]:
        return self & other

    def __ror__(self, other: Iterable[T]) -> set[T]:
        return self | other

    def __rsub__(self, other: Iterable[T]) -> set[T]:
        return {item for item in other if item not in self}

    def __rxor__(self, other: Iterable[T]) -> set[T]:
        return self ^ other

    def __le__(self, other: AbstractSet[T]) -> bool:
        return len(self) <= len(other) and all(item in other for item in self)

    def __lt__(self, other: AbstractSet[T]) -> bool:
        return len(self) < len(other) and all(item in other for item in self)

    def __ge__(self, other: AbstractSet[T]) -> bool:
        return len(self) >= len(other) and all(item in self for item in other)

    def __gt__(self, other: AbstractSet[T]) -> bool:
        return len(self) > len(other) and all(item in self for item in other)

    def isdisjoint(self, other: Iterable[T]) -> bool:
        return not any(item in self for item in other)


class MappingKeys(_ItemsAsSet[K], Generic[K, V]):
    """`keys()`."""

    def __init__(self, mapping: Mapping[K, V]) -> None:
        self._mapping = mapping

    def __len__(self) -> int:
        return len(self._mapping)

    def __iter__(self) -> Iterator[K]:
        return iter(self._mapping)

    def __contains__(self, key: object) -> bool:
        return key in self._mapping


class ValueIterator(Generic[K, V]):
    """The values of a mapping, found by its keys."""

    def __init__(self, mapping: Mapping[K, V]) -> None:
        self._mapping = mapping
        self._keys = iter(mapping)

    def __iter__(self) -> ValueIterator[K, V]:
        return self

    def __next__(self) -> V:
        return self._mapping[next(self._keys)]


class MappingValues(Generic[K, V]):
    """`values()`."""

    def __init__(self, mapping: Mapping[K, V]) -> None:
        self._mapping = mapping

    def __len__(self) -> int:
        return len(self._mapping)

    def __iter__(self) -> ValueIterator[K, V]:
        return ValueIterator(self._mapping)

    def __contains__(self, value: object) -> bool:
        for found in self:
            if found is value or found == value:
                return True
        return False


class ItemIterator(Generic[K, V]):
    """Keys and their values."""

    def __init__(self, mapping: Mapping[K, V]) -> None:
        self._mapping = mapping
        self._keys = iter(mapping)

    def __iter__(self) -> ItemIterator[K, V]:
        return self

    def __next__(self) -> tuple[K, V]:
        key = next(self._keys)
        return key, self._mapping[key]


class MappingItems(_ItemsAsSet[tuple[K, V]], Generic[K, V]):
    """`items()`."""

    def __init__(self, mapping: Mapping[K, V]) -> None:
        self._mapping = mapping

    def __len__(self) -> int:
        return len(self._mapping)

    def __iter__(self) -> ItemIterator[K, V]:
        return ItemIterator(self._mapping)

    def __contains__(self, item: tuple[K, V]) -> bool:
        key, value = item
        try:
            found = self._mapping[key]
        except KeyError:
            return False
        return found == value


def mapping_keys(self: Mapping[K, V]) -> MappingKeys[K, V]:
    return MappingKeys(self)


def mapping_values(self: Mapping[K, V]) -> MappingValues[K, V]:
    return MappingValues(self)


def mapping_items(self: Mapping[K, V]) -> MappingItems[K, V]:
    return MappingItems(self)


def mapping_contains(self: Mapping[K, V], key: K) -> bool:
    try:
        self[key]
    except KeyError:
        return False
    return True


def mapping_get(self: Mapping[K, V], key: K, default: D = None) -> V | D:  # type: ignore[assignment]
    try:
        return self[key]
    except KeyError:
        return default


def mapping_eq(self: Mapping[K, V], other: Mapping[K, V]) -> bool:
    if len(self) != len(other):
        return False
    for key in self:
        if key not in other or self[key] != other[key]:
            return False
    return True


def mutablemapping_pop(self: MutableMapping[K, V], key: K) -> V:
    value = self[key]
    del self[key]
    return value


def mutablemapping_pop_default(self: MutableMapping[K, V], key: K, default: D) -> V | D:
    """`self.pop(key, default)`."""
    try:
        value = self[key]
    except KeyError:
        return default
    del self[key]
    return value


def mutablemapping_popitem(self: MutableMapping[K, V]) -> tuple[K, V]:
    for key in self:
        value = self[key]
        del self[key]
        return key, value
    raise KeyError


def mutablemapping_clear(self: MutableMapping[K, V]) -> None:
    try:
        while True:
            self.popitem()
    except KeyError:
        pass


def mutablemapping_setdefault(self: MutableMapping[K, V], key: K, default: V) -> V:
    try:
        return self[key]
    except KeyError:
        self[key] = default
    return default


def mutablemapping_setdefault_none(self: MutableMapping[K, V | None], key: K) -> V | None:
    """`self.setdefault(key)`."""
    return self.setdefault(key, None)


def mutablemapping_update(self: MutableMapping[K, V], other: Mapping[K, V] | Iterable[tuple[K, V]]) -> None:
    if isinstance(other, Mapping):
        for key in other:
            self[key] = other[key]
    else:
        for key, value in other:
            self[key] = value
