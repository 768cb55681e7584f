"""`collections.UserList`: a list to derive from, which keeps what it holds in `data`."""

from __future__ import annotations

from typing import Callable, Iterable, Iterator, MutableSequence, Self, TypeVar, overload

T = TypeVar("T")


class UserList(MutableSequence[T]):
    """Slices, sums and copies of an object of a class below are objects of that class."""

    data: list[T]

    def __init__(self, initlist: Iterable[T] | None = None) -> None:
        self.data = [] if initlist is None else list(initlist)

    def __repr__(self) -> str:
        return repr(self.data)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, UserList):
            return self.data == other.data
        return self.data == other

    def __lt__(self, other: UserList[T] | list[T]) -> bool:
        return self.data < _items(other)

    def __le__(self, other: UserList[T] | list[T]) -> bool:
        return self.data <= _items(other)

    def __gt__(self, other: UserList[T] | list[T]) -> bool:
        return self.data > _items(other)

    def __ge__(self, other: UserList[T] | list[T]) -> bool:
        return self.data >= _items(other)

    def __contains__(self, item: object) -> bool:
        return item in self.data

    def __len__(self) -> int:
        return len(self.data)

    def __iter__(self) -> Iterator[T]:
        return iter(self.data)

    @overload
    def __getitem__(self, i: int) -> T: ...
    @overload
    def __getitem__(self, i: slice) -> Self: ...
    def __getitem__(self, i: int | slice) -> T | Self:
        if isinstance(i, slice):
            return type(self)(self.data[i])
        return self.data[i]

    @overload
    def __setitem__(self, i: int, item: T) -> None: ...
    @overload
    def __setitem__(self, i: slice, item: Iterable[T]) -> None: ...
    def __setitem__(self, i: int | slice, item: T | Iterable[T]) -> None:
        if isinstance(i, slice):
            self.data[i] = item  # type: ignore[assignment]
        else:
            self.data[i] = item  # type: ignore[assignment]

    def __delitem__(self, i: int | slice) -> None:
        if isinstance(i, slice):
            del self.data[i]
        else:
            del self.data[i]

    def __add__(self, other: Iterable[T]) -> Self:
        return type(self)(self.data + list(other))

    def __radd__(self, other: Iterable[T]) -> Self:
        return type(self)(list(other) + self.data)

    def __iadd__(self, other: Iterable[T]) -> Self:
        self.data += list(other)
        return self

    def __mul__(self, n: int) -> Self:
        return type(self)(self.data * n)

    def __rmul__(self, n: int) -> Self:
        return type(self)(self.data * n)

    def __imul__(self, n: int) -> Self:
        self.data *= n
        return self

    def append(self, item: T) -> None:
        self.data.append(item)

    def insert(self, i: int, item: T) -> None:
        self.data.insert(i, item)

    def pop(self, i: int = -1) -> T:
        return self.data.pop(i)

    def remove(self, item: T) -> None:
        self.data.remove(item)

    def clear(self) -> None:
        self.data.clear()

    def copy(self) -> Self:
        return type(self)(self)

    def __copy__(self) -> Self:
        return type(self)(self)

    def count(self, item: T) -> int:
        return self.data.count(item)

    def index(self, item: T, start: int = 0, stop: int = 1 << 62) -> int:
        return self.data.index(item, start, stop)

    def reverse(self) -> None:
        self.data.reverse()

    def sort(self, *, key: Callable[[T], object] | None = None, reverse: bool = False) -> None:
        if key is None:
            self.data.sort(reverse=reverse)
        else:
            self.data.sort(key=key, reverse=reverse)  # type: ignore[arg-type]

    def extend(self, other: Iterable[T]) -> None:
        self.data.extend(other)


def _items(other: UserList[T] | list[T]) -> list[T]:
    return other.data if isinstance(other, UserList) else other
