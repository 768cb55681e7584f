"""Several caches: LRU by OrderedDict, LRU by linked list, LFU, TTL with an injected clock, memoize decorator."""
from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import Generic, Optional, ParamSpec, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
P = ParamSpec("P")
R = TypeVar("R")


class LRU(Generic[K, V]):
    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.data: OrderedDict[K, V] = OrderedDict()
        self.hits = self.misses = 0

    def get(self, key: K, default: V | None = None) -> V | None:
        if key in self.data:
            self.hits += 1
            self.data.move_to_end(key)
            return self.data[key]
        self.misses += 1
        return default

    def put(self, key: K, value: V) -> None:
        self.data[key] = value
        self.data.move_to_end(key)
        while len(self.data) > self.capacity:
            old, _ = self.data.popitem(last=False)
            print("evict", old)


class _Link(Generic[K, V]):
    __slots__ = ("key", "value", "prev", "next")

    def __init__(self, key: K, value: V) -> None:
        self.key = key
        self.value = value
        self.prev: Optional[_Link[K, V]] = None
        self.next: Optional[_Link[K, V]] = None


class LinkedLRU(Generic[K, V]):
    def __init__(self, size: int) -> None:
        self.size = size
        self.map: dict[K, _Link[K, V]] = {}
        self.head: _Link[K, V] | None = None
        self.tail: _Link[K, V] | None = None

    def _unlink(self, link: _Link[K, V]) -> None:
        if link.prev is not None:
            link.prev.next = link.next
        else:
            self.head = link.next
        if link.next is not None:
            link.next.prev = link.prev
        else:
            self.tail = link.prev
        link.prev = link.next = None

    def _push(self, link: _Link[K, V]) -> None:
        link.next = self.head
        if self.head:
            self.head.prev = link
        self.head = link
        if self.tail is None:
            self.tail = link

    def __getitem__(self, key: K) -> V:
        link = self.map[key]
        self._unlink(link)
        self._push(link)
        return link.value

    def __setitem__(self, key: K, value: V) -> None:
        if key in self.map:
            link = self.map[key]
            link.value = value
            self._unlink(link)
        else:
            if len(self.map) == self.size:
                assert self.tail is not None
                last = self.tail
                self._unlink(last)
                del self.map[last.key]
            link = _Link(key, value)
            self.map[key] = link
        self._push(link)

    def __iter__(self):  # type: ignore[no-untyped-def]
        raise TypeError("not iterable")

    def keys(self) -> list[K]:
        keys: list[K] = []
        at = self.head
        while at:
            keys.append(at.key)
            at = at.next
        return keys


class LFU:
    def __init__(self, capacity: int):
        self.capacity = capacity
        self.values: dict[str, int] = {}
        self.counts: dict[str, int] = {}
        self.buckets: defaultdict[int, OrderedDict[str, None]] = defaultdict(OrderedDict)
        self.least = 0

    def _touch(self, key: str) -> None:
        count = self.counts[key]
        del self.buckets[count][key]
        if not self.buckets[count] and self.least == count:
            self.least += 1
        self.counts[key] = count + 1
        self.buckets[count + 1][key] = None

    def get(self, key: str) -> int:
        if key not in self.values:
            return -1
        self._touch(key)
        return self.values[key]

    def put(self, key: str, value: int) -> None:
        if key in self.values:
            self.values[key] = value
            self._touch(key)
            return
        if len(self.values) >= self.capacity:
            victim, _ = self.buckets[self.least].popitem(last=False)
            del self.values[victim], self.counts[victim]
        self.values[key] = value
        self.counts[key] = 1
        self.buckets[1][key] = None
        self.least = 1


class TTL(Generic[V]):
    def __init__(self, ttl: float, clock: Callable[[], float]) -> None:
        self.ttl, self.clock = ttl, clock
        self._store: dict[str, tuple[float, V]] = {}

    def set(self, key: str, value: V) -> None:
        self._store[key] = (self.clock() + self.ttl, value)

    def get(self, key: str) -> V:
        expires, value = self._store[key]
        if self.clock() >= expires:
            del self._store[key]
            raise KeyError(f"{key} expired")
        return value


def memoize(fn: Callable[P, R]) -> Callable[P, R]:
    calls: dict[str, R] = {}

    @wraps(fn)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        key = f"{args}{kwargs}"
        if key not in calls:
            calls[key] = fn(*args, **kwargs)
        return calls[key]
    return inner


@memoize
def slow(n: int, *, times: int = 1) -> int:
    """squares slowly"""
    print("computing", n, times)
    return n * n * times


@lru_cache(maxsize=None)
def paths(r: int, c: int) -> int:
    return 1 if r == 0 or c == 0 else paths(r - 1, c) + paths(r, c - 1)


lru: LRU[str, int] = LRU(2)
for i, k in enumerate("abcab"):
    lru.put(k, i)
print(lru.get("a"), lru.get("zz"), lru.get("zz", -1), lru.hits, lru.misses, list(lru.data.items()))
linked: LinkedLRU[int, str] = LinkedLRU(3)
for n in (1, 2, 3):
    linked[n] = str(n) * n
linked[1]
linked[4] = "four"
print(linked.keys(), linked[3], linked.keys())
try:
    linked[2]
except KeyError as e:
    print("missing", e)
lfu = LFU(2)
lfu.put("x", 1); lfu.put("y", 2)
print(lfu.get("x"), lfu.get("x"), lfu.get("y"))
lfu.put("z", 3)
print(lfu.get("y"), lfu.get("z"), lfu.values, lfu.counts)
now = [0.0]
ttl: TTL[list[int]] = TTL(5, lambda: now[0])
ttl.set("k", [1])
now[0] = 4.9
print(ttl.get("k"))
now[0] += 0.2
try:
    ttl.get("k")
except KeyError as e:
    print(e.args)
print(slow(3), slow(3), slow(3, times=2), slow.__name__, slow.__doc__)
print(paths(12, 12), paths.cache_info())
paths.cache_clear()
print(paths.cache_info().currsize)
