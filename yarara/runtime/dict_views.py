"""`dict.keys()`, `values()`, `items()`, and iteration over a dictionary."""

from __future__ import annotations

from typing import AbstractSet, Generic, Iterable, TypeVar

from yarara.runtime.dicts import EntryIterator, EntryReverseIterator, dict_contains, dict_has_item
from yarara.runtime.lists import joined_repr

K = TypeVar("K")
V = TypeVar("V")


# -- iterators ---------------------------------------------------------------------------------------------------------

class KeyIterator(EntryIterator[K, V]):
    def __iter__(self) -> KeyIterator[K, V]:
        return self

    def __next__(self) -> K:
        return self._dict._keys[self.advance()]


class ValueIterator(EntryIterator[K, V]):
    def __iter__(self) -> ValueIterator[K, V]:
        return self

    def __next__(self) -> V:
        return self._dict._values[self.advance()]


class ItemIterator(EntryIterator[K, V]):
    def __iter__(self) -> ItemIterator[K, V]:
        return self

    def __next__(self) -> tuple[K, V]:
        index = self.advance()
        return self._dict._keys[index], self._dict._values[index]


class KeyReverseIterator(EntryReverseIterator[K, V]):
    def __iter__(self) -> KeyReverseIterator[K, V]:
        return self

    def __next__(self) -> K:
        return self._dict._keys[self.advance()]


class ValueReverseIterator(EntryReverseIterator[K, V]):
    def __iter__(self) -> ValueReverseIterator[K, V]:
        return self

    def __next__(self) -> V:
        return self._dict._values[self.advance()]


class ItemReverseIterator(EntryReverseIterator[K, V]):
    def __iter__(self) -> ItemReverseIterator[K, V]:
        return self

    def __next__(self) -> tuple[K, V]:
        index = self.advance()
        return self._dict._keys[index], self._dict._values[index]


def dict_iter(self: dict[K, V]) -> KeyIterator[K, V]:
    return KeyIterator(self)


def dict_reversed(self: dict[K, V]) -> KeyReverseIterator[K, V]:
    return KeyReverseIterator(self)


# -- views -------------------------------------------------------------------------------------------------------------

class KeysView(Generic[K, V]):
    """`dict.keys()`."""

    def __init__(self, entries: dict[K, V]) -> None:
        self._dict = entries

    def _as_set(self) -> set[K]:
        return set(self)

    def __and__(self, other: Iterable[K]) -> set[K]:
        return self._as_set().intersection(other)

    def __or__(self, other: Iterable[K]) -> set[K]:
        return self._as_set().union(other)

    def __sub__(self, other: Iterable[K]) -> set[K]:
        return self._as_set().difference(other)

    def __xor__(self, other: Iterable[K]) -> set[K]:
        return self._as_set().symmetric_difference(other)

    def __rand__(self, other: Iterable[K]) -> set[K]:
        return self._as_set().intersection(other)

    def __ror__(self, other: Iterable[K]) -> set[K]:
        return self._as_set().union(other)

    def __rxor__(self, other: Iterable[K]) -> set[K]:
        return self._as_set().symmetric_difference(other)

    def __rsub__(self, other: Iterable[K]) -> set[K]:
        return set(other).difference(self)

    def __le__(self, other: Iterable[K]) -> bool:
        return self._as_set() <= set(other)

    def __lt__(self, other: Iterable[K]) -> bool:
        return self._as_set() < set(other)

    def __ge__(self, other: Iterable[K]) -> bool:
        return self._as_set() >= set(other)

    def __gt__(self, other: Iterable[K]) -> bool:
        return self._as_set() > set(other)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, AbstractSet):
            return NotImplemented
        return self._as_set() == set(other)

    def isdisjoint(self, other: Iterable[K]) -> bool:
        return self._as_set().isdisjoint(other)

    def __len__(self) -> int:
        return len(self._dict)

    def __contains__(self, key: K) -> bool:
        return dict_contains(self._dict, key)

    def __iter__(self) -> KeyIterator[K, V]:
        return KeyIterator(self._dict)

    def __reversed__(self) -> KeyReverseIterator[K, V]:
        return KeyReverseIterator(self._dict)

    def __repr__(self) -> str:
        return "dict_keys([" + joined_repr(self) + "])"


class ValuesView(Generic[K, V]):
    """`dict.values()`."""

    def __init__(self, entries: dict[K, V]) -> None:
        self._dict = entries

    def __len__(self) -> int:
        return len(self._dict)

    def __contains__(self, value: object) -> bool:
        for found in self:
            if found == value:
                return True
        return False

    def __iter__(self) -> ValueIterator[K, V]:
        return ValueIterator(self._dict)

    def __reversed__(self) -> ValueReverseIterator[K, V]:
        return ValueReverseIterator(self._dict)

    def __repr__(self) -> str:
        return "dict_values([" + joined_repr(self) + "])"


class ItemsView(Generic[K, V]):
    """`dict.items()`."""

    def __init__(self, entries: dict[K, V]) -> None:
        self._dict = entries

    def _as_set(self) -> set[tuple[K, V]]:
        return set(self)

    def __and__(self, other: Iterable[tuple[K, V]]) -> set[tuple[K, V]]:
        return self._as_set().intersection(other)

    def __or__(self, other: Iterable[tuple[K, V]]) -> set[tuple[K, V]]:
        return self._as_set().union(other)

    def __sub__(self, other: Iterable[tuple[K, V]]) -> set[tuple[K, V]]:
        return self._as_set().difference(other)

    def __xor__(self, other: Iterable[tuple[K, V]]) -> set[tuple[K, V]]:
        return self._as_set().symmetric_difference(other)

    def __rand__(self, other: Iterable[tuple[K, V]]) -> set[tuple[K, V]]:
        return self._as_set().intersection(other)

    def __ror__(self, other: Iterable[tuple[K, V]]) -> set[tuple[K, V]]:
        return self._as_set().union(other)

    def __rxor__(self, other: Iterable[tuple[K, V]]) -> set[tuple[K, V]]:
        return self._as_set().symmetric_difference(other)

    def __rsub__(self, other: Iterable[tuple[K, V]]) -> set[tuple[K, V]]:
        return set(other).difference(self)

    def __le__(self, other: Iterable[tuple[K, V]]) -> bool:
        return self._as_set() <= set(other)

    def __lt__(self, other: Iterable[tuple[K, V]]) -> bool:
        return self._as_set() < set(other)

    def __ge__(self, other: Iterable[tuple[K, V]]) -> bool:
        return self._as_set() >= set(other)

    def __gt__(self, other: Iterable[tuple[K, V]]) -> bool:
        return self._as_set() > set(other)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, AbstractSet):
            return NotImplemented
        return self._as_set() == set(other)

    def isdisjoint(self, other: Iterable[tuple[K, V]]) -> bool:
        return self._as_set().isdisjoint(other)

    def __len__(self) -> int:
        return len(self._dict)

    def __contains__(self, item: tuple[K, V]) -> bool:
        return dict_has_item(self._dict, item[0], item[1])

    def __iter__(self) -> ItemIterator[K, V]:
        return ItemIterator(self._dict)

    def __reversed__(self) -> ItemReverseIterator[K, V]:
        return ItemReverseIterator(self._dict)

    def __repr__(self) -> str:
        return "dict_items([" + joined_repr(self) + "])"


def dict_keys(self: dict[K, V]) -> KeysView[K, V]:
    return KeysView(self)


def dict_values(self: dict[K, V]) -> ValuesView[K, V]:
    return ValuesView(self)


def dict_items(self: dict[K, V]) -> ItemsView[K, V]:
    return ItemsView(self)
