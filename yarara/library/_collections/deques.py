"""`collections.deque`."""

from __future__ import annotations

from typing import Generic, Iterable, TypeVar

from yarara.machine import Array

T = TypeVar("T")

_LAST = 0x7FFF_FFFF_FFFF_FFFF


class deque(Generic[T]):
    """A ring of slots: items come and go at both ends at no cost."""

    def __init__(self, iterable: Iterable[T] = (), maxlen: int | None = None) -> None:
        if maxlen is not None and maxlen < 0:
            raise ValueError("maxlen must be non-negative")
        self._slots: Array[T] = Array(8)
        self._first = 0
        self._length = 0
        self.maxlen = maxlen
        self.extend(iterable)

    def __len__(self) -> int:
        return self._length

    def _slot(self, index: int) -> int:
        """Where the item at an index lies."""
        return (self._first + index) & (len(self._slots) - 1)

    def _make_room(self) -> None:
        """Have a free slot."""
        if self._length < len(self._slots):
            return
        larger: Array[T] = Array(2 * self._length)
        for i in range(self._length):
            larger[i] = self._slots[self._slot(i)]
        self._slots = larger
        self._first = 0

    def append(self, x: T) -> None:
        if self.maxlen is not None and self._length == self.maxlen:
            if self.maxlen == 0:
                return
            self.popleft()
        self._make_room()
        self._slots[self._slot(self._length)] = x
        self._length += 1

    def appendleft(self, x: T) -> None:
        if self.maxlen is not None and self._length == self.maxlen:
            if self.maxlen == 0:
                return
            self.pop()
        self._make_room()
        self._first = self._slot(-1)
        self._slots[self._first] = x
        self._length += 1

    def pop(self) -> T:
        if self._length == 0:
            raise IndexError("pop from an empty deque")
        self._length -= 1
        slot = self._slot(self._length)
        item = self._slots[slot]
        self._slots.clear_slot(slot)
        return item

    def popleft(self) -> T:
        if self._length == 0:
            raise IndexError("pop from an empty deque")
        item = self._slots[self._first]
        self._slots.clear_slot(self._first)
        self._first = self._slot(1)
        self._length -= 1
        return item

    def extend(self, iterable: Iterable[T]) -> None:
        for item in iterable:
            self.append(item)

    def extendleft(self, iterable: Iterable[T]) -> None:
        for item in iterable:
            self.appendleft(item)

    def clear(self) -> None:
        self._slots = Array(8)
        self._first = 0
        self._length = 0

    def _checked(self, index: int) -> int:
        """The slot of an index as written in the program. Raises IndexError."""
        if index < 0:
            index += self._length
        if index < 0 or index >= self._length:
            raise IndexError("deque index out of range")
        return self._slot(index)

    def __getitem__(self, index: int) -> T:
        return self._slots[self._checked(index)]

    def __setitem__(self, index: int, value: T) -> None:
        self._slots[self._checked(index)] = value

    def __delitem__(self, index: int) -> None:
        self._checked(index)
        self.rotate(-index)
        self.popleft()
        self.rotate(index)

    def insert(self, index: int, value: T) -> None:
        if self.maxlen is not None and self._length == self.maxlen:
            raise IndexError("deque already at its maximum size")
        if index >= self._length:
            self.append(value)
            return
        if index < 0:
            index = max(index + self._length, 0)
        self.rotate(-index)
        self.appendleft(value)
        self.rotate(index)

    def index(self, value: T, start: int = 0, stop: int = _LAST) -> int:
        if start < 0:
            start = max(start + self._length, 0)
        if stop < 0:
            stop = max(stop + self._length, 0)
        for index in range(start, min(stop, self._length)):
            if self[index] == value:
                return index
        raise ValueError(f"{value!r} is not in deque")

    def remove(self, value: T) -> None:
        for index in range(self._length):
            if self[index] == value:
                del self[index]
                return
        raise ValueError(f"{value!r} is not in deque")

    def reverse(self) -> None:
        for index in range(self._length // 2):
            other = self._length - 1 - index
            self[index], self[other] = self[other], self[index]

    def copy(self) -> deque[T]:
        return deque(self, self.maxlen)

    def __copy__(self) -> deque[T]:
        return self.copy()

    def __add__(self, other: deque[T]) -> deque[T]:
        made = self.copy()
        made.extend(other)
        return made

    def __iadd__(self, other: Iterable[T]) -> deque[T]:
        self.extend(list(other))
        return self

    def __mul__(self, count: int) -> deque[T]:
        items = list(self)
        made: deque[T] = deque((), self.maxlen)
        for _ in range(count):
            made.extend(items)
        return made

    def __rmul__(self, count: int) -> deque[T]:
        return self * count

    def __imul__(self, count: int) -> deque[T]:
        items = list(self)
        self.clear()
        for _ in range(count):
            self.extend(items)
        return self

    def __eq__(self, other: object) -> bool:
        return isinstance(other, deque) and list(self) == list(other)

    def __lt__(self, other: deque[T]) -> bool:
        return list(self) < list(other)

    def __le__(self, other: deque[T]) -> bool:
        return list(self) <= list(other)

    def __gt__(self, other: deque[T]) -> bool:
        return list(self) > list(other)

    def __ge__(self, other: deque[T]) -> bool:
        return list(self) >= list(other)

    def __contains__(self, value: object) -> bool:
        for item in self:
            if item == value:
                return True
        return False

    def count(self, value: T) -> int:
        found = 0
        for item in self:
            if item == value:
                found += 1
        return found

    def rotate(self, n: int = 1) -> None:
        """Move `n` items from the right end to the left one; a negative `n` moves the other way."""
        if self._length < 2:
            return
        for _ in range(n % self._length):
            item = self.pop()
            self._make_room()
            self._first = self._slot(-1)
            self._slots[self._first] = item
            self._length += 1

    def __iter__(self) -> DequeIterator[T]:
        return DequeIterator(self)

    def __reversed__(self) -> DequeReverseIterator[T]:
        return DequeReverseIterator(self)

    def __repr__(self) -> str:
        parts: list[str] = []
        for item in self:
            parts.append(repr(item))
        limit = f", maxlen={self.maxlen}" if self.maxlen is not None else ""
        return type(self).__name__ + "([" + ", ".join(parts) + "]" + limit + ")"


class DequeIterator(Generic[T]):
    """From left to right."""

    def __init__(self, items: deque[T]) -> None:
        self._deque = items
        self._length = len(items)
        self._index = 0

    def __iter__(self) -> DequeIterator[T]:
        return self

    def __next__(self) -> T:
        if len(self._deque) != self._length:
            raise RuntimeError("deque mutated during iteration")
        if self._index >= self._length:
            raise StopIteration
        self._index += 1
        return self._deque[self._index - 1]


class DequeReverseIterator(Generic[T]):
    """From right to left."""

    def __init__(self, items: deque[T]) -> None:
        self._deque = items
        self._length = len(items)
        self._index = self._length

    def __iter__(self) -> DequeReverseIterator[T]:
        return self

    def __next__(self) -> T:
        if len(self._deque) != self._length:
            raise RuntimeError("deque mutated during iteration")
        if self._index <= 0:
            raise StopIteration
        self._index -= 1
        return self._deque[self._index]
