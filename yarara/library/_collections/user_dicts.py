"""`collections.UserDict`: a mapping to derive from, which keeps what it holds in `data`."""

from __future__ import annotations

from typing import Iterable, Iterator, Mapping, MutableMapping, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")


class UserDict(MutableMapping[K, V]):
    """A mapping all of whose methods go through those that a class below it may write: `__getitem__`, `__setitem__`, `__delitem__`."""

    data: dict[K, V]

    @overload
    def __init__(self, dict: Mapping[K, V] | Iterable[tuple[K, V]] = (), /) -> None: ...
    @overload
    def __init__(self: UserDict[str, V], dict: Mapping[str, V] | Iterable[tuple[str, V]] = ..., /, **items: V) -> None: ...

    def __init__(self, dict: Mapping[K, V] | Iterable[tuple[K, V]] = (), /) -> None:  # type: ignore[misc]
        self.data = {}
        self.update(dict)

    def __len__(self) -> int:
        return len(self.data)

    def __getitem__(self, key: K) -> V:
        return self.data[key]

    def __setitem__(self, key: K, item: V) -> None:
        self.data[key] = item

    def __delitem__(self, key: K) -> None:
        del self.data[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self.data)

    def __contains__(self, key: object) -> bool:
        return key in self.data

    def __repr__(self) -> str:
        return repr(self.data)
