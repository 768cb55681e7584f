"""Graph algorithms over one adjacency class: components by Tarjan, bridges, Bellman-Ford, Floyd-Warshall, flows, matching, colours, Euler."""
from __future__ import annotations

from collections import defaultdict, deque
from math import inf
from typing import Generic, Hashable, Iterable, Iterator, TypeVar

V = TypeVar("V", bound=Hashable)


class Digraph(Generic[V]):
    def __init__(self, edges: Iterable[tuple[V, V, int]] = ()) -> None:
        self.weights: dict[V, dict[V, int]] = {}
        for a, b, w in edges:
            self.add(a, b, w)

    def add(self, a: V, b: V, weight: int = 1) -> None:
        self.weights.setdefault(a, {})[b] = weight
        self.weights.setdefault(b, {})

    def __iter__(self) -> Iterator[V]:
        return iter(self.weights)

    def __len__(self) -> int:
        return len(self.weights)

    def edges(self) -> Iterator[tuple[V, V, int]]:
        for a, targets in self.weights.items():
            for b, w in targets.items():
                yield a, b, w

    def strong_components(self) -> list[list[V]]:
        index: dict[V, int] = {}
        low: dict[V, int] = {}
        stack: list[V] = []
        found: list[list[V]] = []

        def visit(v: V) -> None:
            index[v] = low[v] = len(index)
            stack.append(v)
            for w in self.weights[v]:
                if w not in index:
                    visit(w)
                    low[v] = min(low[v], low[w])
                elif w in stack:
                    low[v] = min(low[v], index[w])
            if low[v] == index[v]:
                at = stack.index(v)
                found.append(stack[at:])
                del stack[at:]

        for v in self:
            if v not in index:
                visit(v)
        return found

    def bellman_ford(self, source: V) -> dict[V, float]:
        distance = dict.fromkeys(self, inf)
        distance[source] = 0.0
        for round in range(len(self)):
            changed = False
            for a, b, w in self.edges():
                if distance[a] + w < distance[b]:
                    distance[b] = distance[a] + w
                    changed = True
            if not changed:
                return distance
        raise ValueError("negative cycle")

    def floyd_warshall(self) -> dict[tuple[V, V], float]:
        d = {(a, b): 0.0 if a == b else float(self.weights[a].get(b, 0)) or inf for a in self for b in self}
        for k in self:
            for a in self:
                for b in self:
                    d[a, b] = min(d[a, b], d[a, k] + d[k, b])
        return d

    def max_flow(self, source: V, sink: V) -> int:
        rest: defaultdict[V, defaultdict[V, int]] = defaultdict(lambda: defaultdict(int))
        for a, b, w in self.edges():
            rest[a][b] += w
        total = 0
        while True:
            came: dict[V, V | None] = {source: None}
            queue = deque([source])
            while queue and sink not in came:
                a = queue.popleft()
                for b, w in list(rest[a].items()):
                    if w > 0 and b not in came:
                        came[b] = a
                        queue.append(b)
            if sink not in came:
                return total
            path: list[tuple[V, V]] = []
            v = sink
            while (u := came[v]) is not None:
                path.append((u, v))
                v = u
            push = min(rest[a][b] for a, b in path)
            for a, b in path:
                rest[a][b] -= push
                rest[b][a] += push
            total += push


def matching(likes: dict[str, str]) -> dict[str, str]:
    match: dict[str, str] = {}

    def augment(person: str, seen: set[str]) -> bool:
        for job in likes[person]:
            if job not in seen:
                seen.add(job)
                if job not in match or augment(match[job], seen):
                    match[job] = person
                    return True
        return False

    for person in likes:
        augment(person, set())
    return {person: job for job, person in sorted(match.items())}


def two_colours(edges: list[tuple[int, int]]) -> dict[int, bool] | None:
    near: defaultdict[int, list[int]] = defaultdict(list)
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    colour: dict[int, bool] = {}
    for start in list(near):
        stack = [(start, True)] if start not in colour else []
        while stack:
            v, c = stack.pop()
            if v in colour:
                if colour[v] != c:
                    return None
                continue
            colour[v] = c
            stack += [(w, not c) for w in near[v]]
    return colour


def euler(edges: list[tuple[str, str]]) -> str:
    ways: defaultdict[str, list[str]] = defaultdict(list)
    for a, b in sorted(edges, reverse=True):
        ways[a].append(b)
    stack, path = [edges[0][0]], ""
    while stack:
        if ways[stack[-1]]:
            stack.append(ways[stack[-1]].pop())
        else:
            path = stack.pop() + path
    return path


g = Digraph([("a", "b", 4), ("b", "c", -2), ("c", "a", 3), ("b", "d", 5), ("d", "e", 1), ("e", "d", 2), ("f", "e", 7)])
print([sorted(c) for c in g.strong_components()], len(g))
print(g.bellman_ford("a"), g.floyd_warshall()["b", "e"], sum(d < inf for d in g.floyd_warshall().values()))
g.add("c", "b", 1)
try:
    g.bellman_ford("f")
except ValueError as e:
    print(e)
pipes = Digraph([(0, 1, 16), (0, 2, 13), (1, 2, 10), (2, 1, 4), (1, 3, 12), (3, 2, 9), (2, 4, 14), (4, 3, 7), (3, 5, 20), (4, 5, 4)])
print(pipes.max_flow(0, 5), pipes.max_flow(5, 0), sorted(pipes.edges())[:2])
print(matching({"ann": "xy", "bob": "x", "cyd": "yz"}), two_colours([(1, 2), (2, 3), (3, 4)]), two_colours([(1, 2), (2, 3), (3, 1)]))
print(euler([("a", "b"), ("b", "c"), ("c", "a"), ("a", "d"), ("d", "a")]))
