"""`tuple[T, ...]`: an array that never changes. (A tuple of known length is its items side by side; the compiler writes its methods.)"""

from __future__ import annotations

from typing import Final, Generic, Iterable, TypeVar

from yarara import machine
from yarara.machine import Array
from yarara.runtime.errors import raise_index, raise_value
from yarara.runtime.lists import list_from_iterable
from yarara.runtime.ordering import Ordered
from yarara.runtime.slicing import repeated_length, slice_bound, slice_range

T = TypeVar("T")
S = TypeVar("S")
C = TypeVar("C", bound=Ordered)

_LAST: Final = 0x7FFF_FFFF_FFFF_FFFF


# -- making ------------------------------------------------------------------------------------------------------------

def tuple_new() -> tuple[T, ...]:
    """`tuple()`."""
    return tuple_of_length(0)


def tuple_of_length(length: int) -> tuple[T, ...]:
    """A tuple whose slots the caller fills before anyone else sees it."""
    result = machine.allocate_with_tail(tuple[T, ...], 0)
    result._items = Array(length)
    result._length = length
    return result


def tuple_from_iterable(items: Iterable[T]) -> tuple[T, ...]:
    """`tuple(items)`."""
    if isinstance(items, list):
        return _of_list(items)
    return _of_list(list_from_iterable(items))


def _of_list(items: list[T]) -> tuple[T, ...]:
    return tuple_part(items._items, 0, items._length)


def tuple_part(items: Array[T], start: int, count: int) -> tuple[T, ...]:
    """A tuple of `count` items of an array."""
    result: tuple[T, ...] = tuple_of_length(count)
    result._items.copy_from(0, items, start, count)
    return result


# -- as a sequence -----------------------------------------------------------------------------------------------------

def tuple_len(self: tuple[T, ...]) -> int:
    return self._length


def tuple_getitem(self: tuple[T, ...], index: int) -> T:
    if index < 0:
        index += self._length
    if not machine.less_unsigned(index, self._length):
        raise_index("tuple index out of range")
    return self._items[index]


def tuple_getitem_slice(self: tuple[T, ...], start: int | None, stop: int | None, step: int | None) -> tuple[T, ...]:
    first, stride, count = slice_range(start, stop, step, self._length)
    if stride == 1:
        return tuple_part(self._items, first, count)
    result: tuple[T, ...] = tuple_of_length(count)
    for i in range(count):
        result._items[i] = self._items[first + i * stride]
    return result


def tuple_contains(self: tuple[T, ...], value: S) -> bool:
    for item in self:
        if item == value:
            return True
    return False


def tuple_index(self: tuple[T, ...], value: S, start: int = 0, stop: int = _LAST) -> int:
    length = self._length
    for i in range(slice_bound(start, length, 0), slice_bound(stop, length, length)):
        if self._items[i] == value:
            return i
    raise_value("tuple.index(x): x not in tuple")


def tuple_count(self: tuple[T, ...], value: S) -> int:
    count = 0
    for item in self:
        if item == value:
            count += 1
    return count


def tuple_add(self: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
    result: tuple[T, ...] = tuple_of_length(self._length + other._length)
    result._items.copy_from(0, self._items, 0, self._length)
    result._items.copy_from(self._length, other._items, 0, other._length)
    return result


def tuple_mul(self: tuple[T, ...], count: int) -> tuple[T, ...]:
    length = self._length
    result: tuple[T, ...] = tuple_of_length(repeated_length(length, max(count, 0)))
    for i in range(count if length != 0 else 0):
        result._items.copy_from(i * length, self._items, 0, length)
    return result


def tuple_rmul(self: tuple[T, ...], count: int) -> tuple[T, ...]:
    return tuple_mul(self, count)


# -- comparing, text ---------------------------------------------------------------------------------------------------

def tuple_eq(self: tuple[T, ...], other: tuple[S, ...]) -> bool:
    if self._length != other._length:
        return False
    for i in range(self._length):
        if not self._items[i] == other._items[i]:
            return False
    return True


def tuple_lt(self: tuple[C, ...], other: tuple[C, ...]) -> bool:
    shorter = min(self._length, other._length)
    for i in range(shorter):
        if not self._items[i] == other._items[i]:
            return self._items[i] < other._items[i]
    return self._length < other._length


def tuple_gt(self: tuple[C, ...], other: tuple[C, ...]) -> bool:
    return tuple_lt(other, self)


def tuple_le(self: tuple[C, ...], other: tuple[C, ...]) -> bool:
    return not tuple_lt(other, self)


def tuple_ge(self: tuple[C, ...], other: tuple[C, ...]) -> bool:
    return not tuple_lt(self, other)


_PRIME_1: Final = -0x61C8_864E_7A14_3579  # 11400714785074694791 as a signed word
_PRIME_2: Final = -0x3D4D_51C2_D82B_14B1  # 14029467366897019727
_PRIME_5: Final = 0x27D4_EB2F_1656_67C5

HASH_START: Final = _PRIME_5


def combine_hashes(state: int, item_hash: int) -> int:
    """The state of a tuple's hash after one more item (xxHash, as CPython does it)."""
    state = machine.wrap_add(state, machine.wrap_mul(item_hash, _PRIME_2))
    state = machine.wrap_mul(state, 1 << 31) | machine.shift_right_unsigned(state, 33)
    return machine.wrap_mul(state, _PRIME_1)


def finish_hash(state: int, length: int) -> int:
    """The hash of a tuple of `length` items from its last state."""
    state = machine.wrap_add(state, length ^ (_PRIME_5 ^ 3527539))
    return state if state != -1 else 1546275796


def tuple_hash(self: tuple[T, ...]) -> int:
    state = HASH_START
    for item in self:
        state = combine_hashes(state, hash(item))
    return finish_hash(state, self._length)


def tuple_repr(self: tuple[T, ...]) -> str:
    if self._length == 1:
        return "(" + repr(self._items[0]) + ",)"
    parts: list[str] = []
    for item in self:
        parts.append(repr(item))
    return "(" + ", ".join(parts) + ")"


# -- iterating ---------------------------------------------------------------------------------------------------------

class TupleIterator(Generic[T]):
    """Goes forward."""

    def __init__(self, items: tuple[T, ...]) -> None:
        self._tuple = items
        self._index = 0

    def __iter__(self) -> TupleIterator[T]:
        return self

    def __next__(self) -> T:
        index = self._index
        if index >= self._tuple._length:
            raise StopIteration
        self._index = index + 1
        return self._tuple._items[index]


class TupleReverseIterator(Generic[T]):
    """Goes backward."""

    def __init__(self, items: tuple[T, ...]) -> None:
        self._tuple = items
        self._index = items._length

    def __iter__(self) -> TupleReverseIterator[T]:
        return self

    def __next__(self) -> T:
        if self._index == 0:
            raise StopIteration
        self._index -= 1
        return self._tuple._items[self._index]


def tuple_iter(self: tuple[T, ...]) -> TupleIterator[T]:
    return TupleIterator(self)


def tuple_reversed(self: tuple[T, ...]) -> TupleReverseIterator[T]:
    return TupleReverseIterator(self)
