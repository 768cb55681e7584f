"""An indexed binary heap written by hand, and Dijkstra and Prim that need its decrease-key."""
from __future__ import annotations

from math import inf, isinf
from typing import Callable, Generic, Hashable, TypeVar

K = TypeVar("K", bound=Hashable)


class EmptyHeap(LookupError):
    pass


class IndexedHeap(Generic[K]):
    def __init__(self) -> None:
        self._keys: list[K] = []
        self._priority: dict[K, float] = {}
        self._where: dict[K, int] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._where

    def push(self, key: K, priority: float) -> None:
        if key in self:
            raise ValueError(f"{key!r} is there already")
        self._priority[key] = priority
        self._where[key] = len(self._keys)
        self._keys.append(key)
        self._up(len(self._keys) - 1)

    def decrease(self, key: K, priority: float) -> None:
        if priority > self._priority[key]:
            raise ValueError("not a decrease")
        self._priority[key] = priority
        self._up(self._where[key])

    def pop(self) -> tuple[K, float]:
        if not self._keys:
            raise EmptyHeap
        top, last = self._keys[0], self._keys.pop()
        if top != last:
            self._keys[0] = last
            self._where[last] = 0
            self._down(0)
        del self._where[top]
        return top, self._priority.pop(top)

    def _less(self, i: int, j: int) -> bool:
        return self._priority[self._keys[i]] < self._priority[self._keys[j]]

    def _swap(self, i: int, j: int) -> None:
        keys = self._keys
        keys[i], keys[j] = keys[j], keys[i]
        self._where[keys[i]], self._where[keys[j]] = i, j

    def _up(self, i: int) -> None:
        while i and self._less(i, (parent := (i - 1) // 2)):
            self._swap(i, parent)
            i = parent

    def _down(self, i: int) -> None:
        while (child := 2 * i + 1) < len(self):
            if child + 1 < len(self) and self._less(child + 1, child):
                child += 1
            if not self._less(child, i):
                return
            self._swap(i, child)
            i = child


Graph = dict[str, dict[str, float]]


def search(graph: Graph, source: str, cost: Callable[[float, float], float]) -> dict[str, tuple[float, str | None]]:
    best: dict[str, tuple[float, str | None]] = {v: (inf, None) for v in graph}
    best[source] = 0.0, None
    heap: IndexedHeap[str] = IndexedHeap()
    for v, (d, _) in best.items():
        heap.push(v, d)
    while heap:
        u, d = heap.pop()
        for v, weight in graph[u].items():
            new = cost(d, weight)
            if v in heap and new < best[v][0]:
                best[v] = new, u
                heap.decrease(v, new)
    return best


graph: Graph = {
    "a": {"b": 7, "c": 9, "f": 14}, "b": {"a": 7, "c": 10, "d": 15}, "c": {"a": 9, "b": 10, "d": 11, "f": 2},
    "d": {"b": 15, "c": 11, "e": 6}, "e": {"d": 6, "f": 9}, "f": {"a": 14, "c": 2, "e": 9}, "g": {},
}
shortest = search(graph, "a", lambda so_far, weight: so_far + weight)
spanning = search(graph, "a", lambda so_far, weight: weight)
for v in graph:
    d, parent = shortest[v]
    weight, above = spanning[v]
    print(v, "unreachable" if isinf(d) else f"{d:4.0f} by {parent}", "|", f"{weight:g} by {above}")
print("tree weighs", sum(d for d, _ in spanning.values() if d < inf))
heap = IndexedHeap[int]()
for n in (5, 3, 8, 1, 9, 2):
    heap.push(n, n * 1.5)
heap.decrease(9, 0.25)
print([heap.pop() for _ in range(len(heap))], len(heap), 5 in heap, "x" in heap)
def push_twice() -> None:
    for _ in range(2):
        heap.push(1, 1)


for action in (heap.pop, lambda: heap.decrease(4, 1), push_twice, lambda: heap.decrease(1, 2)):
    try:
        action()
    except EmptyHeap as e:
        print("empty", repr(e), e.args)
    except (KeyError, ValueError) as e:
        print(type(e).__name__, e)
