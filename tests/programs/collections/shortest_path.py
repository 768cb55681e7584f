from __future__ import annotations
import heapq
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Iterator, Optional

@dataclass(order=True)
class Item:
    priority: float
    node: str = field(compare=False)

class Graph:
    def __init__(self) -> None:
        self.edges: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)

    def add(self, a: str, b: str, w: float) -> None:
        self.edges[a].append((b, w))
        self.edges[b].append((a, w))

    def bfs(self, start: str) -> Iterator[str]:
        seen = {start}
        todo = deque([start])
        while todo:
            node = todo.popleft()
            yield node
            for other, _ in sorted(self.edges[node]):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)

    def shortest(self, start: str, goal: str) -> tuple[float, list[str]]:
        best: dict[str, float] = {start: 0.0}
        came: dict[str, Optional[str]] = {start: None}
        heap = [Item(0.0, start)]
        while heap:
            item = heapq.heappop(heap)
            if item.node == goal:
                break
            for other, w in self.edges[item.node]:
                d = item.priority + w
                if d < best.get(other, float("inf")):
                    best[other] = d
                    came[other] = item.node
                    heapq.heappush(heap, Item(d, other))
        path: list[str] = []
        node: Optional[str] = goal
        while node is not None:
            path.append(node)
            node = came[node]
        return best[goal], path[::-1]

g = Graph()
for line in """A B 4
A C 2
C B 1
B D 5
C D 8
D E 3""".splitlines():
    a, b, w = line.split()
    g.add(a, b, float(w))
print(g.shortest("A", "E"))
print(list(g.bfs("A")), [*g.bfs("E")][-1])
print(Item(2, "x") < Item(3, "a"), Item(1.5, "q"))
