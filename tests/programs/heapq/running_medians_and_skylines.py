"""Heaps in small tools: running medians by two heaps, skylines, meeting rooms, tasks with dependencies, ugly numbers, k-way sums."""
from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, islice


class Median:
    def __init__(self) -> None:
        self.low: list[float] = []
        self.high: list[float] = []

    def add(self, x: float) -> float:
        heapq.heappush(self.high, -heapq.heappushpop(self.low, -x))
        if len(self.high) > len(self.low):
            heapq.heappush(self.low, -heapq.heappop(self.high))
        return -self.low[0] if len(self.low) > len(self.high) else (self.high[0] - self.low[0]) / 2


def skyline(buildings: Iterable[tuple[int, int, int]]) -> list[tuple[int, int]]:
    events = sorted([(left, -height, right) for left, right, height in buildings] + [(right, 0, 0) for _, right, _ in buildings])
    live: list[tuple[int, int]] = []
    outline: list[tuple[int, int]] = []
    for x, negative, right in events:
        while live and live[0][1] <= x:
            heapq.heappop(live)
        if negative:
            heapq.heappush(live, (negative, right))
        height = -live[0][0] if live else 0
        if not outline or outline[-1][1] != height:
            outline.append((x, height))
    return outline


def rooms(meetings: list[tuple[int, int]]) -> dict[tuple[int, int], int]:
    free = count(1)
    released: list[int] = []
    busy: list[tuple[int, int]] = []
    plan: dict[tuple[int, int], int] = {}
    for start, end in sorted(meetings):
        while busy and busy[0][0] <= start:
            heapq.heappush(released, heapq.heappop(busy)[1])
        room = heapq.heappop(released) if released else next(free)
        heapq.heappush(busy, (end, room))
        plan[start, end] = room
    return plan


@dataclass(order=True)
class Task:
    priority: int
    name: str = field(compare=False)
    needs: set[str] = field(compare=False, default_factory=set)


def order(tasks: list[Task]) -> Iterator[str]:
    waiting = {task.name: task for task in tasks}
    ready = [task for task in tasks if not task.needs]
    heapq.heapify(ready)
    while ready:
        done = heapq.heappop(ready)
        del waiting[done.name]
        yield f"{done.name}:{done.priority}"
        for task in waiting.values():
            if done.name in task.needs:
                task.needs.remove(done.name)
                if not task.needs:
                    heapq.heappush(ready, task)
    if waiting:
        raise ValueError(f"cycle among {sorted(waiting)}")


def ugly(*primes: int) -> Iterator[int]:
    heap = [1]
    while True:
        number = heapq.heappop(heap)
        yield number
        for p in primes:
            heapq.heappush(heap, number * p)
            if number % p == 0:
                break


def smallest_sums(a: list[int], b: list[int], k: int) -> list[tuple[int, int, int]]:
    heap = [(x + b[0], x, 0) for x in a[:k]]
    heapq.heapify(heap)
    found: list[tuple[int, int, int]] = []
    while heap and len(found) < k:
        total, x, j = heap[0]
        found.append((total, x, b[j]))
        if j + 1 < len(b):
            heapq.heapreplace(heap, (x + b[j + 1], x, j + 1))
        else:
            heapq.heappop(heap)
    return found


median = Median()
print([median.add(x) for x in (5.0, 15.0, 1.0, 3.0, 8.0, 7.0, 9.0, 10.0, 20.0, 12.0)], median.low[0], median.high[0])
print(skyline([(2, 9, 10), (3, 7, 15), (5, 12, 12), (15, 20, 10), (19, 24, 8)]), skyline([(0, 2, 3), (2, 5, 3)]), skyline([]))
plan = rooms([(9, 12), (10, 11), (11, 13), (9, 10), (12, 14), (13, 15), (10, 12)])
print(plan, "rooms:", max(plan.values()))
print(*order([Task(3, "roof", {"walls"}), Task(1, "paint", {"walls", "roof"}), Task(2, "walls", {"base"}), Task(5, "base"), Task(4, "permit")]))
try:
    print(list(order([Task(1, "a", {"b"}), Task(1, "b", {"a"}), Task(0, "c")])))
except ValueError as e:
    print("ValueError:", e)
print(list(islice(ugly(2, 3, 5), 20)), list(islice(ugly(7, 2), 8)), next(islice(ugly(2, 3, 5), 499, None)))
print(smallest_sums([1, 7, 11], [2, 4, 6], 5), smallest_sums([1], [1, 2], 9))
print(heapq.nlargest(3, plan.items(), key=lambda item: (item[0][1] - item[0][0], item[1])), heapq.nsmallest(2, "banana"))
print([w for _, w in heapq.merge([(1, "a"), (4, "d")], [(2, "b"), (3, "c")], [(0, "z")])], Task(1, "x") < Task(2, "a"), min(Task(2, "p"), Task(2, "q")))
