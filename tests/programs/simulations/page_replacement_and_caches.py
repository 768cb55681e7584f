"""Caches by policy: FIFO, LRU, LFU, clock and the optimal one over the same references; hit rates side by side."""
from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections import Counter, OrderedDict, deque
from typing import ClassVar, Iterable, Sequence


class Cache(ABC):
    policies: ClassVar[list[type[Cache]]] = []
    name: ClassVar[str]

    def __init_subclass__(cls, name: str = "") -> None:
        cls.name = name or cls.__name__
        cls.policies.append(cls)

    def __init__(self, size: int) -> None:
        self.size = size
        self.hits = self.misses = 0

    def access(self, page: int) -> bool:
        hit = self._access(page)
        if hit:
            self.hits += 1
        else:
            self.misses += 1
        return hit

    @abstractmethod
    def _access(self, page: int) -> bool: ...

    @property
    def rate(self) -> float:
        return self.hits / ((self.hits + self.misses) or 1)


class Fifo(Cache, name="FIFO"):
    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.queue: deque[int] = deque(maxlen=size)

    def _access(self, page: int) -> bool:
        if page in self.queue:
            return True
        self.queue.append(page)
        return False


class Lru(Cache, name="LRU"):
    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.pages: OrderedDict[int, None] = OrderedDict()

    def _access(self, page: int) -> bool:
        if page in self.pages:
            self.pages.move_to_end(page)
            return True
        if len(self.pages) == self.size:
            self.pages.popitem(last=False)
        self.pages[page] = None
        return False


class Lfu(Cache):
    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.uses: Counter[int] = Counter()

    def _access(self, page: int) -> bool:
        hit = page in self.uses
        if not hit and len(self.uses) == self.size:
            victim = min(self.uses, key=lambda p: (self.uses[p], p))
            del self.uses[victim]
        self.uses[page] += 1
        return hit


class Clock(Cache):
    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.frames: list[list[int]] = []
        self.hand = 0

    def _access(self, page: int) -> bool:
        for frame in self.frames:
            if frame[0] == page:
                frame[1] = 1
                return True
        if len(self.frames) < self.size:
            self.frames.append([page, 1])
            return False
        while self.frames[self.hand][1]:
            self.frames[self.hand][1] = 0
            self.hand = (self.hand + 1) % self.size
        self.frames[self.hand] = [page, 1]
        self.hand = (self.hand + 1) % self.size
        return False


def optimal(references: Sequence[int], size: int) -> int:
    pages: set[int] = set()
    misses = 0
    for i, page in enumerate(references):
        if page in pages:
            continue
        misses += 1
        if len(pages) == size:
            rest = references[i + 1:]
            pages.remove(max(sorted(pages), key=lambda p: rest.index(p) if p in rest else len(references)))
        pages.add(page)
    return misses


def references(n: int, seed: int) -> Iterable[int]:
    rng = random.Random(seed)
    base = 0
    for i in range(n):
        if i % 50 == 0:
            base = rng.randrange(20)
        yield base + min(rng.randrange(8), rng.randrange(8))


belady = [1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5]
print("size", *(cls.name for cls in Cache.policies), "OPT")
for size in (3, 4):
    caches = [cls(size) for cls in Cache.policies]
    for page in belady:
        for cache in caches:
            cache.access(page)
    print(size, *(cache.misses for cache in caches), optimal(belady, size))
pages = list(references(400, seed=8))
for size in (2, 4, 8, 16):
    rates = {}
    for policy in Cache.policies:
        cache = policy(size)
        rates[policy.name] = sum(map(cache.access, pages)) and cache.rate
    print(f"{size:2}", *(f"{name}={rate:.1%}" for name, rate in rates.items()), f"best={1 - optimal(pages, size) / len(pages):.1%}")
try:
    Cache(3)  # type: ignore[abstract]
except TypeError as e:
    print(e)
