"""Stores that share no base class: a protocol says what they must do, others wrap them, a report takes any of them."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, runtime_checkable


class Store(Protocol):
    name: str

    def get(self, key: str) -> str | None: ...
    def put(self, key: str, value: str) -> None: ...
    def keys(self) -> Iterator[str]: ...


@runtime_checkable
class Closable(Protocol):
    def close(self) -> None: ...


class Sized(Protocol):
    def __len__(self) -> int: ...


class InMemory:
    def __init__(self, name: str = "memory") -> None:
        self.name = name
        self._data: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        return self._data.get(key)

    def put(self, key: str, value: str) -> None:
        self._data[key] = value

    def keys(self) -> Iterator[str]:
        return iter(sorted(self._data))

    def __len__(self) -> int:
        return len(self._data)


class LogStructured:
    """Only ever appends; the last entry of a key counts."""

    def __init__(self) -> None:
        self.name = "log"
        self.log = bytearray()
        self.closed = False

    def _entries(self) -> Iterator[tuple[str, str]]:
        at = 0
        while at < len(self.log):
            k, v = self.log[at], self.log[at + 1]
            yield self.log[at + 2:at + 2 + k].decode(), self.log[at + 2 + k:at + 2 + k + v].decode()
            at += 2 + k + v

    def get(self, key: str) -> str | None:
        found = None
        for k, v in self._entries():
            if k == key:
                found = v
        return found

    def put(self, key: str, value: str) -> None:
        k, v = key.encode(), value.encode()
        self.log += bytes([len(k), len(v)]) + k + v

    def keys(self) -> Iterator[str]:
        return iter(dict(self._entries()))

    def close(self) -> None:
        self.closed = True


class Caching:
    def __init__(self, below: Store, limit: int) -> None:
        self.below = below
        self.limit = limit
        self.cache: dict[str, str] = {}
        self.hits = self.misses = 0

    @property
    def name(self) -> str:
        return f"cached {self.below.name}"

    @name.setter
    def name(self, name: str) -> None:
        self.below.name = name

    def get(self, key: str) -> str | None:
        if key in self.cache:
            self.hits += 1
            return self.cache[key]
        self.misses += 1
        value = self.below.get(key)
        if value is not None:
            self._keep(key, value)
        return value

    def put(self, key: str, value: str) -> None:
        self._keep(key, value)
        self.below.put(key, value)

    def _keep(self, key: str, value: str) -> None:
        self.cache.pop(key, None)
        self.cache[key] = value
        if len(self.cache) > self.limit:
            del self.cache[next(iter(self.cache))]

    def keys(self) -> Iterator[str]:
        yield from self.below.keys()


def fill(store: Store, words: Iterable[str]) -> None:
    for i, word in enumerate(words):
        store.put(word, f"{store.get(word) or ''}{i}.")


def largest(*things: Sized) -> int:
    return max(len(thing) for thing in things)


def update(store: Store, key: str, change: Callable[[str], str]) -> None:
    store.put(key, change(store.get(key) or "?"))


def close_all(things: Iterable[object]) -> int:
    closed = 0
    for thing in things:
        if isinstance(thing, Closable):
            thing.close()
            closed += 1
    return closed


TEXT = "the cat and the dog and the über-cat".split()
log = LogStructured()
cached = Caching(LogStructured(), 2)
stores: list[Store] = [InMemory(), log, cached, Caching(InMemory("second"), 3)]
for store in stores:
    fill(store, TEXT)
    update(store, "dog", str.swapcase)
    update(store, "fish", lambda old: old * 3)
    print(f"{store.name}:", {key: store.get(key) for key in store.keys()}, store.get("bird"))
    store.name = store.name.upper()
print([store.name for store in stores], [isinstance(store, Closable) for store in stores])
print("hits", cached.hits, "misses", cached.misses, "cache", cached.cache, "bytes", len(log.log), bytes(log.log[:12]))
print(close_all(stores), log.closed, largest("four", [1, 2], InMemory(), log.log[:7], {1: 2}))
