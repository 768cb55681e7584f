"""`list`: an array with room at its end."""

from __future__ import annotations

from typing import Callable, Final, Generic, Iterable, TypeVar

from yarara import machine
from yarara.machine import Array
from yarara.runtime.errors import raise_index, raise_value
from yarara.runtime.ordering import Ordered, reverse_array
from yarara.runtime.slicing import repeated_length, slice_bound
from yarara.runtime.sorting import keyed_array, sort_array, values_of

T = TypeVar("T")
S = TypeVar("S")
C = TypeVar("C", bound=Ordered)

_LAST: Final = 0x7FFF_FFFF_FFFF_FFFF


# -- making ------------------------------------------------------------------------------------------------------------

def list_new() -> list[T]:
    """`list()`."""
    return list_with_capacity(0)


def list_with_capacity(capacity: int) -> list[T]:
    """An empty list with room for `capacity` items."""
    result = machine.allocate_with_tail(list[T], 0)
    result._items = Array(capacity)
    return result


def list_prepare(self: list[T]) -> None:
    """Storage for an object of a class below `list`."""
    self._items = Array(0)


def list_init(self: list[T], items: Iterable[T] = ()) -> None:
    """`super().__init__(items)` in such a class."""
    list_extend(self, items)


def list_from_iterable(items: Iterable[T]) -> list[T]:
    """`list(items)`."""
    result: list[T] = list_with_capacity(0)
    list_extend(result, items)
    return result


def list_copy(self: list[T]) -> list[T]:
    return list_part(self, 0, self._length)


def list_part(self: list[T], start: int, count: int) -> list[T]:
    """self[start:start + count] for bounds that are known to lie within the list."""
    result: list[T] = list_with_capacity(count)
    result._items.copy_from(0, self._items, start, count)
    result._length = count
    return result


# -- room --------------------------------------------------------------------------------------------------------------

def list_reserve(self: list[T], needed: int) -> None:
    """Have room for `needed` items in all. Grows by half, so that appending costs a constant on average.

    Raises MemoryError, also for a length that has become negative.
    """
    if machine.less_unsigned(len(self._items), needed):
        larger: Array[T] = Array(needed + machine.shift_right_unsigned(needed, 1) + 2)
        larger.copy_from(0, self._items, 0, self._length)
        if machine.PARALLEL:
            machine.write_fence()  # readers, who hold no lock, may see the new array only with what is in it
        self._items = larger


def list_open(self: list[T], index: int, count: int) -> None:
    """Make a gap of `count` slots before `index`."""
    list_reserve(self, self._length + count)
    self._items.move(index + count, index, self._length - index)
    self._length += count


def list_close(self: list[T], index: int, count: int) -> None:
    """Drop the `count` items from `index` on."""
    length = self._length - count
    self._items.move(index, index + count, length - index)
    clear_slots(self._items, length, self._length)
    self._length = length


def clear_slots(items: Array[T], start: int, end: int) -> None:
    for i in range(start, end):
        items.clear_slot(i)


# -- one item ----------------------------------------------------------------------------------------------------------

def list_len(self: list[T]) -> int:
    return self._length


def list_getitem(self: list[T], index: int) -> T:
    length = self._length
    if machine.unlikely(not machine.less_unsigned(index, length)):
        index = machine.wrap_add(index, length)  # counted from the end; one that is too large does not come back below the length
        if not machine.less_unsigned(index, length):
            raise_index("list index out of range")
    if machine.PARALLEL:
        return _item_beside_writers(self, index)
    else:
        return self._items[index]


@machine.always_inline
def _item_beside_writers(self: list[T], index: int) -> T:
    """The item at an index that was below the length a moment ago. Other cores may have exchanged the array or taken the item out."""
    items = self._items
    if machine.less_unsigned(index, len(items)):
        item = items[index]
        if not machine.is_blank(item):
            return item
    raise_index("list index out of range")


def list_setitem(self: list[T], index: int, value: T) -> None:
    length = self._length
    if machine.unlikely(not machine.less_unsigned(index, length)):
        index = machine.wrap_add(index, length)
        if not machine.less_unsigned(index, length):
            raise_index("list assignment index out of range")
    self._items[index] = value


def list_delitem(self: list[T], index: int) -> None:
    if index < 0:
        index += self._length
    if not machine.less_unsigned(index, self._length):
        raise_index("list assignment index out of range")
    list_close(self, index, 1)


def list_append(self: list[T], item: T) -> None:
    length = self._length
    if length == len(self._items):
        _grow(self)
    self._items[length] = item
    if machine.PARALLEL:
        machine.write_fence()  # the item before the length, for readers without a lock
    self._length = machine.wrap_add(length, 1)


@machine.never_inline
def _grow(self: list[T]) -> None:
    list_reserve(self, self._length + 1)


def list_insert(self: list[T], index: int, item: T) -> None:
    at = slice_bound(index, self._length, 0)
    list_open(self, at, 1)
    self._items[at] = item


def list_pop(self: list[T], index: int = -1) -> T:
    if self._length == 0:
        raise_index("pop from empty list")
    if index < 0:
        index += self._length
    if not machine.less_unsigned(index, self._length):
        raise_index("pop index out of range")
    item = self._items[index]
    list_close(self, index, 1)
    return item


def list_remove(self: list[T], value: T) -> None:
    at = _find(self, value, 0, self._length)
    if at < 0:
        raise_value("list.remove(x): x not in list")
    list_close(self, at, 1)


def list_clear(self: list[T]) -> None:
    empty: Array[T] = Array(0)
    self._length = 0
    self._items = empty


# -- searching ---------------------------------------------------------------------------------------------------------

def _find(self: list[T], value: S, start: int, stop: int) -> int:
    """The first index of an equal item, or -1. Comparing may shorten the list."""
    index = start
    while index < stop and index < self._length:
        if self._items[index] == value:
            return index
        index += 1
    return -1


def list_contains(self: list[T], value: S) -> bool:
    return _find(self, value, 0, self._length) >= 0


def list_index(self: list[T], value: T, start: int = 0, stop: int = _LAST) -> int:
    length = self._length
    at = _find(self, value, slice_bound(start, length, 0), slice_bound(stop, length, length))
    if at < 0:
        raise_value(f"{value!r} is not in list")
    return at


def list_count(self: list[T], value: T) -> int:
    count = 0
    for item in self:
        if item == value:
            count += 1
    return count


# -- whole lists -------------------------------------------------------------------------------------------------------

def list_extend(self: list[T], items: Iterable[T]) -> None:
    if isinstance(items, list):
        _extend_from_list(self, items)
    else:
        for item in items:
            list_append(self, item)


def _extend_from_list(self: list[T], other: list[T]) -> None:
    _extend_from_array(self, other._items, other._length)


def _extend_from_array(self: list[T], items: Array[T], count: int) -> None:
    length = self._length
    list_reserve(self, length + count)
    self._items.copy_from(length, items, 0, count)
    self._length = length + count


def list_add(self: list[T], other: list[T]) -> list[T]:
    result: list[T] = list_with_capacity(self._length + other._length)
    _extend_from_array(result, self._items, self._length)
    _extend_from_array(result, other._items, other._length)
    return result


def list_iadd(self: list[T], items: Iterable[T]) -> list[T]:
    list_extend(self, items)
    return self


def list_mul(self: list[T], count: int) -> list[T]:
    result: list[T] = list_with_capacity(repeated_length(self._length, max(count, 0)))
    if self._length == 1:
        item = self._items[0]
        for i in range(count):
            result._items[i] = item
        result._length = max(count, 0)
    elif self._length != 0:
        for _ in range(count):
            _extend_from_array(result, self._items, self._length)
    return result


def list_rmul(self: list[T], count: int) -> list[T]:
    return list_mul(self, count)


def list_imul(self: list[T], count: int) -> list[T]:
    if count <= 0:
        list_clear(self)
    elif self._length != 0:
        length = self._length
        list_reserve(self, repeated_length(length, count))
        for _ in range(count - 1):
            _extend_from_array(self, self._items, length)
    return self


def list_reverse(self: list[T]) -> None:
    reverse_array(self._items, 0, self._length)


def list_sort(self: list[C], reverse: bool = False) -> None:
    """While it is sorted the list is empty, as in CPython. Raises ValueError when it was changed meanwhile."""
    items, count = list_take_out(self)
    try:
        items = sort_array(items, count, reverse)
    finally:
        changed = list_put_back(self, items, count)
    if changed:
        raise_value("list modified during sort")


def list_sort_key(self: list[T], key: Callable[[T], C], reverse: bool = False) -> None:
    """`self.sort(key=key, reverse=reverse)`."""
    items, count = list_take_out(self)
    try:
        keyed = keyed_array(items, count, key)
        try:
            keyed = sort_array(keyed, count, reverse)
        finally:
            items = values_of(keyed, count)
    finally:
        changed = list_put_back(self, items, count)
    if changed:
        raise_value("list modified during sort")


def list_take_out(self: list[T]) -> tuple[Array[T], int]:
    """Leave the list empty: its items, and how many they are."""
    items, count = self._items, self._length
    self._length = 0
    self._items = Array(0)
    return items, count


def list_put_back(self: list[T], items: Array[T], count: int) -> bool:
    """The end of a sort: whether something was done to the list meanwhile, which is lost."""
    changed = self._length != 0 or len(self._items) != 0
    self._items = items
    self._length = count
    return changed


# -- comparing, text ---------------------------------------------------------------------------------------------------

def list_eq(self: list[T], other: list[S]) -> bool:
    if self._length != other._length:
        return False
    for i in range(self._length):
        if not self._items[i] == other._items[i]:
            return False
    return True


def _first_difference(self: list[T], other: list[T]) -> int:
    """The first index where the items differ or one list ends."""
    shorter = min(self._length, other._length)
    for i in range(shorter):
        if not self._items[i] == other._items[i]:
            return i
    return shorter


def list_lt(self: list[C], other: list[C]) -> bool:
    at = _first_difference(self, other)
    if at < self._length and at < other._length:
        return self._items[at] < other._items[at]
    return self._length < other._length


def list_gt(self: list[C], other: list[C]) -> bool:
    return list_lt(other, self)


def list_le(self: list[C], other: list[C]) -> bool:
    return not list_lt(other, self)


def list_ge(self: list[C], other: list[C]) -> bool:
    return not list_lt(self, other)


def list_repr(self: list[T]) -> str:
    parts: list[str] = []
    i = 0
    while i < self._length:  # whatever `__iter__` a class derived from list has
        parts.append(repr(self._items[i]))
        i += 1
    return "[" + ", ".join(parts) + "]"


def joined_repr(items: Iterable[T]) -> str:
    """The items as they stand between the brackets of a `repr`."""
    parts: list[str] = []
    for item in items:
        parts.append(repr(item))
    return ", ".join(parts)


# -- iterating ---------------------------------------------------------------------------------------------------------

class ListIterator(Generic[T]):
    """Goes forward; sees items that are appended meanwhile."""

    def __init__(self, items: list[T]) -> None:
        self._list = items
        self._index = 0

    def __iter__(self) -> ListIterator[T]:
        return self

    def __next__(self) -> T:
        index = self._index
        if index >= self._list._length:
            self._index = _LAST  # exhausted for good
            raise StopIteration
        self._index = index + 1
        return item_or_stop(self._list, index)


@machine.always_inline
def item_or_stop(items: list[T], index: int) -> T:
    """The item at an index below the length. Raises StopIteration when another core has shortened the list just now."""
    array = items._items
    if machine.PARALLEL and not machine.less_unsigned(index, len(array)):
        raise StopIteration
    item = array[index]
    if machine.PARALLEL and machine.is_blank(item):
        raise StopIteration
    return item


class ListReverseIterator(Generic[T]):
    """Goes backward from the end the list had at the start."""

    def __init__(self, items: list[T]) -> None:
        self._list = items
        self._index = items._length

    def __iter__(self) -> ListReverseIterator[T]:
        return self

    def __next__(self) -> T:
        index = self._index - 1
        if index < 0 or index >= self._list._length:
            self._index = 0
            raise StopIteration
        self._index = index
        return item_or_stop(self._list, index)


def list_iter(self: list[T]) -> ListIterator[T]:
    return ListIterator(self)


def list_reversed(self: list[T]) -> ListReverseIterator[T]:
    return ListReverseIterator(self)
