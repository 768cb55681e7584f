"""`array`: rows of numbers of one kind. What goes in is checked, and rounded, as if it were stored in its C type; it takes 8 bytes."""

from __future__ import annotations

from typing import Final, Generic, Iterable, Iterator, Literal, TypeVar, overload

from yarara.library._numbers import (
    pack_float32, pack_float64, store, unpack_float32, unpack_float64, unpack_signed, unpack_unsigned,
)
from yarara.machine import Array
from yarara.runtime.bytestrings import allocate_bytes, data_address, row_length

T = TypeVar("T")

typecodes: str = "bBuhHiIlLqQfd"

_SIZES: Final = {"b": 1, "B": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "f": 4, "d": 8}


class array(Generic[T]):
    """A list whose items are all of the C type that a letter names. Items of a wrong size raise OverflowError."""

    @overload
    def __init__(
        self: array[int], typecode: Literal["b", "B", "h", "H", "i", "I", "l", "L", "q", "Q"], initializer: bytes | bytearray | memoryview | Iterable[int] = ..., /
    ) -> None: ...
    @overload
    def __init__(self: array[float], typecode: Literal["f", "d"], initializer: bytes | bytearray | memoryview | Iterable[float] = ..., /) -> None: ...

    def __init__(self, typecode: str, initializer: bytes | bytearray | memoryview | Iterable[T] = (), /) -> None:  # type: ignore[misc]
        self.typecode = typecode
        self.itemsize = _SIZES[typecode]
        self._zero: Array[T] = Array(1)  # tells which of the functions below an item goes through
        self._items: list[T] = []
        if isinstance(initializer, (bytes, bytearray, memoryview)):
            self.frombytes(initializer)
        else:
            for value in initializer:
                self._items.append(_stored(value, typecode))

    def _like(self, items: list[T]) -> array[T]:
        """Another one of this kind, which takes over the list."""
        made: array[T] = array(self.typecode)  # type: ignore[call-overload]
        made._items = items
        return made

    # -- as a list -----------------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, key: int) -> T: ...
    @overload
    def __getitem__(self, key: slice) -> array[T]: ...

    # The compiler calls these for a number, and those below for a slice.
    def __getitem__(self, key: int) -> T:  # type: ignore[misc]
        return self._items[_checked_index(key, len(self._items), "array index out of range")]

    @overload
    def __setitem__(self, key: int, value: T) -> None: ...
    @overload
    def __setitem__(self, key: slice, value: array[T]) -> None: ...

    def __setitem__(self, key: int, value: T) -> None:  # type: ignore[misc]
        at = _checked_index(key, len(self._items), "array assignment index out of range")
        self._items[at] = _stored(value, self.typecode)

    @overload
    def __delitem__(self, key: int) -> None: ...
    @overload
    def __delitem__(self, key: slice) -> None: ...

    def __delitem__(self, key: int) -> None:  # type: ignore[misc]
        del self._items[_checked_index(key, len(self._items), "array assignment index out of range")]

    def __getitem_slice__(self, start: int | None, stop: int | None, step: int | None) -> array[T]:
        return self._like(self._items[start:stop:step])

    def __setitem_slice__(self, start: int | None, stop: int | None, step: int | None, value: array[T]) -> None:
        self._items[start:stop:step] = self._of_same_kind(value)

    def __delitem_slice__(self, start: int | None, stop: int | None, step: int | None) -> None:
        del self._items[start:stop:step]

    def __contains__(self, value: object) -> bool:
        return value in self._items

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __reversed__(self) -> Iterator[T]:
        return reversed(self._items)

    def append(self, value: T, /) -> None:
        self._items.append(_stored(value, self.typecode))

    def extend(self, values: Iterable[T], /) -> None:
        """Raises TypeError for an array of another kind."""
        if isinstance(values, array):
            if values.typecode != self.typecode:
                raise TypeError("can only extend with array of same kind")
        for value in values:
            self._items.append(_stored(value, self.typecode))

    def insert(self, index: int, value: T, /) -> None:
        self._items.insert(index, _stored(value, self.typecode))

    def pop(self, index: int = -1, /) -> T:
        """Raises IndexError."""
        if not self._items:
            raise IndexError("pop from empty array")
        return self._items.pop(_checked_index(index, len(self._items), "pop index out of range"))

    def index(self, value: T, start: int = 0, stop: int = 0x7FFF_FFFF_FFFF_FFFF, /) -> int:
        """Raises ValueError."""
        count = len(self._items)
        first = max(start + count, 0) if start < 0 else start
        for i in range(first, min(stop + count if stop < 0 else stop, count)):
            if self._items[i] == value:
                return i
        raise ValueError("array.index(x): x not in array")

    def remove(self, value: T, /) -> None:
        """Raises ValueError."""
        if value not in self._items:
            raise ValueError("array.remove(x): x not in array")
        self._items.remove(value)

    def count(self, value: T, /) -> int:
        return self._items.count(value)

    def reverse(self) -> None:
        self._items.reverse()

    def tolist(self) -> list[T]:
        return self._items.copy()

    def fromlist(self, items: list[T], /) -> None:
        """All of them or, when one does not fit, none."""
        self._items += [_stored(item, self.typecode) for item in items]

    # -- operators -----------------------------------------------------------------------------------------------------

    def _of_same_kind(self, other: array[T]) -> list[T]:
        if other.typecode != self.typecode:
            raise TypeError("bad argument type for built-in operation")
        return other._items

    def __add__(self, other: array[T]) -> array[T]:
        return self._like(self._items + self._of_same_kind(other))

    def __iadd__(self, other: array[T]) -> array[T]:
        self.extend(other)
        return self

    def __mul__(self, count: int) -> array[T]:
        return self._like(self._items * count)

    def __rmul__(self, count: int) -> array[T]:
        return self * count

    def __imul__(self, count: int) -> array[T]:
        self._items *= count
        return self

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, array):
            return NotImplemented
        return self._items == other._items

    def __lt__(self, other: array[T]) -> bool:
        return self._items < other._items

    def __le__(self, other: array[T]) -> bool:
        return self._items <= other._items

    def __gt__(self, other: array[T]) -> bool:
        return self._items > other._items

    def __ge__(self, other: array[T]) -> bool:
        return self._items >= other._items

    def __repr__(self) -> str:
        return f"array({self.typecode!r}, {self._items!r})" if self._items else f"array({self.typecode!r})"

    def __copy__(self) -> array[T]:
        return self._like(self._items.copy())

    # -- as bytes ------------------------------------------------------------------------------------------------------

    def tobytes(self) -> bytes:
        """Little-endian."""
        size = self.itemsize
        made = allocate_bytes(len(self._items) * size)
        address = data_address(made)
        for item in self._items:
            _pack(address, item, self.typecode, size)
            address += size
        return made

    def frombytes(self, buffer: bytes | bytearray | memoryview, /) -> None:
        """Append what `tobytes` gave. Raises ValueError for half an item."""
        size = self.itemsize
        if row_length(buffer) % size != 0:
            raise ValueError("bytes length not a multiple of item size")
        address = data_address(buffer)
        for i in range(row_length(buffer) // size):
            self._items.append(_unpacked(self._zero[0], address + i * size, self.typecode, size))

    def byteswap(self) -> None:
        """Reverse the bytes of each item."""
        swapped = bytearray(self.tobytes())
        size = self.itemsize
        for start in range(0, len(swapped), size):
            swapped[start:start + size] = swapped[start:start + size][::-1]
        self._items.clear()
        self.frombytes(swapped)


ArrayType = array


def _checked_index(index: int, length: int, message: str) -> int:
    if index < 0:
        index += length
    if index < 0 or index >= length:
        raise IndexError(message)
    return index


# -- items as C has them -----------------------------------------------------------------------------------------------

def _stored(value: T, code: str) -> T:
    """The value as it comes back. Raises OverflowError."""
    if isinstance(value, float):
        return _rounded(value, code)  # type: ignore[return-value]
    else:
        _check(value, code)  # type: ignore[arg-type]
        return value


def _rounded(value: float, code: str) -> float:
    if code == "d":
        return value
    scratch = allocate_bytes(4)
    pack_float32(data_address(scratch), True, value)
    return unpack_float32(data_address(scratch), True)


def _check(value: int, code: str) -> None:
    """Words as CPython's `Modules/arraymodule.c` has them."""
    if code == "b":
        _limit(value, 16, "signed short integer")
        _limit(value, 8, "signed char")
    elif code == "B":
        _limit_unsigned(value, 8, "unsigned byte integer")
    elif code == "h":
        _limit(value, 16, "signed short integer")
    elif code == "H":
        _limit(value, 32, "signed integer")
        _limit_unsigned(value, 16, "unsigned short")
    elif code == "i":
        _limit(value, 32, "signed integer")
    elif code in "IL" and value < 0:
        raise OverflowError("can't convert negative value to unsigned int")
    elif code == "I" and value >> 32 != 0:
        raise OverflowError("unsigned int is greater than maximum")
    elif code == "Q" and value < 0:
        raise OverflowError("can't convert negative int to unsigned")


def _limit(value: int, bits: int, name: str) -> None:
    highest = (1 << bits - 1) - 1
    if value > highest:
        raise OverflowError(f"{name} is greater than maximum")
    if value < -highest - 1:
        raise OverflowError(f"{name} is less than minimum")


def _limit_unsigned(value: int, bits: int, name: str) -> None:
    if value < 0:
        raise OverflowError(f"{name} is less than minimum")
    if value >> bits != 0:
        raise OverflowError(f"{name} is greater than maximum")


def _pack(address: int, item: T, code: str, size: int) -> None:
    if isinstance(item, float):
        if code == "d":
            pack_float64(address, True, item)
        else:
            pack_float32(address, True, item)
    else:
        store(address, size, True, item)  # type: ignore[arg-type]


def _unpacked(zero: T, address: int, code: str, size: int) -> T:
    """An item; `zero` only has its type. Raises OverflowError for one above 2**63 - 1."""
    if isinstance(zero, float):
        return unpack_float64(address, True) if code == "d" else unpack_float32(address, True)  # type: ignore[return-value]
    else:
        return unpack_signed(address, size, True) if code in "bhilq" else unpack_unsigned(address, size, True)  # type: ignore[return-value]
