"""An LRU cache as a doubly linked list and a dict, generic; and one on OrderedDict."""
from __future__ import annotations

from collections import OrderedDict
from typing import Callable, Generic, Hashable, Iterator, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class _Node(Generic[K, V]):
    __slots__ = ("key", "value", "prev", "next")

    def __init__(self, key: K, value: V) -> None:
        self.key = key
        self.value = value
        self.prev: _Node[K, V] | None = None
        self.next: _Node[K, V] | None = None


class LRU(Generic[K, V]):
    def __init__(self, capacity: int, on_evict: Callable[[K, V], None] | None = None) -> None:
        if capacity <= 0:
            raise ValueError("capacity must be positive")
        self.capacity = capacity
        self.on_evict = on_evict
        self._nodes: dict[K, _Node[K, V]] = {}
        self._head: _Node[K, V] | None = None
        self._tail: _Node[K, V] | None = None
        self.hits = self.misses = 0

    def _unlink(self, node: _Node[K, V]) -> None:
        if node.prev is None:
            self._head = node.next
        else:
            node.prev.next = node.next
        if node.next is None:
            self._tail = node.prev
        else:
            node.next.prev = node.prev
        node.prev = node.next = None

    def _push(self, node: _Node[K, V]) -> None:
        node.next = self._head
        if self._head is not None:
            self._head.prev = node
        self._head = node
        if self._tail is None:
            self._tail = node

    def get(self, key: K, default: V) -> V:
        node = self._nodes.get(key)
        if node is None:
            self.misses += 1
            return default
        self.hits += 1
        self._unlink(node)
        self._push(node)
        return node.value

    def __setitem__(self, key: K, value: V) -> None:
        if key in self._nodes:
            self._unlink(self._nodes[key])
        elif len(self._nodes) >= self.capacity:
            last = self._tail
            assert last is not None
            self._unlink(last)
            del self._nodes[last.key]
            if self.on_evict:
                self.on_evict(last.key, last.value)
        node = _Node(key, value)
        self._nodes[key] = node
        self._push(node)

    def __iter__(self) -> Iterator[tuple[K, V]]:
        node = self._head
        while node:
            yield node.key, node.value
            node = node.next

    def __len__(self) -> int:
        return len(self._nodes)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{k!r}: {v!r}' for k, v in self)})"


class Small(OrderedDict[str, int]):
    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size

    def put(self, key: str, value: int) -> None:
        self[key] = value
        self.move_to_end(key)
        if len(self) > self.size:
            self.popitem(last=False)


gone: list[tuple[str, int]] = []
cache: LRU[str, int] = LRU(2, lambda k, v: gone.append((k, v)))
cache["a"] = 1
cache["b"] = 2
print(cache.get("a", 0), cache)
cache["c"] = 3
print(cache, gone, cache.get("b", -1), cache.hits, cache.misses, len(cache), dict(cache))
points: LRU[tuple[int, int], str] = LRU(3)
for i in range(5):
    points[i % 4, i] = "p" * i
print(points, list(points)[0][0][1])
small = Small(2)
for i, key in enumerate("xyxz"):
    small.put(key, i)
print(list(small.items()), small.size)
try:
    LRU[int, int](0)
except ValueError as e:
    print(e)
