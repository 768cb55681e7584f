"""Shortest paths: Dijkstra with heapq, A* on a grid, Floyd-Warshall, Bellman-Ford."""
from __future__ import annotations

import heapq
import math
from collections import defaultdict, deque
from typing import Callable, Generic, Hashable, Iterable, TypeVar

N = TypeVar("N", bound=Hashable)
Grid = list[str]
Point = tuple[int, int]


class Graph(Generic[N]):
    def __init__(self, directed: bool = False) -> None:
        self.edges: defaultdict[N, dict[N, float]] = defaultdict(dict)
        self.directed = directed

    def add(self, a: N, b: N, weight: float = 1.0) -> Graph[N]:
        self.edges[a][b] = weight
        if not self.directed:
            self.edges[b][a] = weight
        else:
            self.edges[b]
        return self

    def dijkstra(self, start: N) -> tuple[dict[N, float], dict[N, N]]:
        dist: dict[N, float] = {start: 0.0}
        prev: dict[N, N] = {}
        queue: list[tuple[float, int, N]] = [(0.0, 0, start)]
        count = 0
        done: set[N] = set()
        while queue:
            d, _, node = heapq.heappop(queue)
            if node in done:
                continue
            done.add(node)
            for other, w in self.edges[node].items():
                nd = d + w
                if nd < dist.get(other, math.inf):
                    dist[other] = nd
                    prev[other] = node
                    count += 1
                    heapq.heappush(queue, (nd, count, other))
        return dist, prev

    def bfs(self, start: N) -> list[N]:
        seen, order, queue = {start}, [], deque([start])
        while queue:
            node = queue.popleft()
            order.append(node)
            for other in sorted(self.edges[node], key=str):
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
        return order


def path_to(prev: dict[N, N], end: N) -> list[N]:
    path = [end]
    while path[-1] in prev:
        path.append(prev[path[-1]])
    return path[::-1]


def astar(grid: Grid, start: Point, goal: Point, heuristic: Callable[[Point, Point], float]) -> list[Point] | None:
    open_heap: list[tuple[float, Point]] = [(heuristic(start, goal), start)]
    g = {start: 0}
    came: dict[Point, Point] = {}
    while open_heap:
        _, current = heapq.heappop(open_heap)
        if current == goal:
            path = [current]
            while current in came:
                current = came[current]
                path.append(current)
            return path[::-1]
        y, x = current
        for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            ny, nx = y + dy, x + dx
            if not (0 <= ny < len(grid) and 0 <= nx < len(grid[0])) or grid[ny][nx] == "#":
                continue
            tentative = g[current] + 1
            if tentative < g.get((ny, nx), 1 << 30):
                g[ny, nx] = tentative
                came[ny, nx] = current
                heapq.heappush(open_heap, (tentative + heuristic((ny, nx), goal), (ny, nx)))
    return None


def floyd_warshall(names: list[str], edges: Iterable[tuple[str, str, int]]) -> dict[tuple[str, str], float]:
    dist: dict[tuple[str, str], float] = {(a, b): 0 if a == b else math.inf for a in names for b in names}
    for a, b, w in edges:
        dist[a, b] = w
    for k in names:
        for i in names:
            for j in names:
                dist[i, j] = min(dist[i, j], dist[i, k] + dist[k, j])
    return dist


def bellman_ford(edges: list[tuple[str, str, int]], source: str) -> dict[str, int]:
    nodes = {a for a, _, _ in edges} | {b for _, b, _ in edges}
    dist: dict[str, int | None] = {n: None for n in nodes}
    dist[source] = 0
    for round_ in range(len(nodes)):
        changed = False
        for a, b, w in edges:
            da, db = dist[a], dist[b]
            if da is not None and (db is None or da + w < db):
                dist[b] = da + w
                changed = True
        if not changed:
            break
    else:
        raise ValueError("negative cycle")
    return {k: v for k, v in sorted(dist.items()) if v is not None}


graph: Graph[str] = Graph()
for a, b, w in [("A", "B", 7), ("A", "C", 9), ("A", "F", 14), ("B", "C", 10), ("B", "D", 15), ("C", "D", 11), ("C", "F", 2), ("D", "E", 6), ("E", "F", 9)]:
    graph.add(a, b, w)
dist, prev = graph.dijkstra("A")
print(sorted(dist.items()), path_to(prev, "E"), graph.bfs("A"))
numbers: Graph[int] = Graph(directed=True)
numbers.add(1, 2).add(2, 3, 0.5).add(1, 3, 2.25)
print(numbers.dijkstra(1), dict(numbers.edges))
maze = ["..#....", ".##.##.", "....#..", ".##...#", "...#..."]
path = astar(maze, (0, 0), (4, 6), lambda a, b: abs(a[0] - b[0]) + abs(a[1] - b[1]))
print(path)
print(astar(["#.#", "###", "..."], (0, 1), (2, 2), lambda a, b: math.hypot(a[0] - b[0], a[1] - b[1])))
fw = floyd_warshall(list("abcd"), [("a", "b", 3), ("b", "c", -2), ("c", "d", 2), ("d", "b", 1), ("a", "c", 4)])
for a in "abcd":
    print(" ".join(f"{fw[a, b]:>4.0f}" for b in "abcd"))
print(bellman_ford([("s", "a", 4), ("s", "b", 5), ("a", "c", -3), ("b", "a", -2), ("c", "d", 1)], "s"))
try:
    bellman_ford([("a", "b", 1), ("b", "a", -2)], "a")
except ValueError as e:
    print(e)
