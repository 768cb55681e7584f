"""Maximum flow by Dinic with its minimum cut, bipartite matching by augmenting paths, stable marriages, strong components."""
from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass
class Edge:
    goal: int
    capacity: int
    back: int


class Network:
    def __init__(self, size: int) -> None:
        self.edges: list[list[Edge]] = [[] for _ in range(size)]
        self.level: list[int] = []

    def connect(self, a: int, b: int, capacity: int) -> None:
        self.edges[a].append(Edge(b, capacity, len(self.edges[b])))
        self.edges[b].append(Edge(a, 0, len(self.edges[a]) - 1))

    def _levels(self, source: int) -> None:
        self.level = [-1] * len(self.edges)
        self.level[source] = 0
        waiting = deque([source])
        while waiting:
            node = waiting.popleft()
            for edge in self.edges[node]:
                if edge.capacity and self.level[edge.goal] < 0:
                    self.level[edge.goal] = self.level[node] + 1
                    waiting.append(edge.goal)

    def _push(self, node: int, sink: int, amount: int, tried: list[int]) -> int:
        if node == sink:
            return amount
        while tried[node] < len(self.edges[node]):
            edge = self.edges[node][tried[node]]
            if edge.capacity and self.level[edge.goal] == self.level[node] + 1:
                if pushed := self._push(edge.goal, sink, min(amount, edge.capacity), tried):
                    edge.capacity -= pushed
                    self.edges[edge.goal][edge.back].capacity += pushed
                    return pushed
            tried[node] += 1
        return 0

    def flow(self, source: int, sink: int) -> int:
        total = 0
        while True:
            self._levels(source)
            if self.level[sink] < 0:
                return total
            tried = [0] * len(self.edges)
            while pushed := self._push(source, sink, 1 << 40, tried):
                total += pushed


def matching(wishes: Mapping[str, Iterable[str]]) -> dict[str, str]:
    taken: dict[str, str] = {}

    def place(person: str, seen: set[str]) -> bool:
        for job in wishes[person]:
            if job not in seen:
                seen.add(job)
                if job not in taken or place(taken[job], seen):
                    taken[job] = person
                    return True
        return False

    for person in wishes:
        place(person, set())
    return {person: job for job, person in sorted(taken.items())}


def marriages(men: dict[str, str], women: dict[str, str]) -> dict[str, str]:
    rank = {w: {m: i for i, m in enumerate(order)} for w, order in women.items()}
    next_wish = {m: iter(order) for m, order in men.items()}
    engaged: dict[str, str] = {}
    free = sorted(men, reverse=True)
    while free:
        m = free.pop()
        w = next(next_wish[m])
        other = engaged.get(w)
        if other is None or rank[w][m] < rank[w][other]:
            engaged[w] = m
            if other is not None:
                free.append(other)
        else:
            free.append(m)
    return engaged


def components(graph: dict[str, str]) -> list[str]:
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[str] = []

    def visit(node: str) -> None:
        order[node] = low[node] = len(order)
        stack.append(node)
        for following in graph[node]:
            if following not in order:
                visit(following)
                low[node] = min(low[node], low[following])
            elif following in stack:
                low[node] = min(low[node], order[following])
        if low[node] == order[node]:
            at = stack.index(node)
            found.append("".join(sorted(stack[at:])))
            del stack[at:]

    for node in graph:
        if node not in order:
            visit(node)
    return found


net = Network(6)
PIPES = [(0, 1, 16), (0, 2, 13), (1, 2, 10), (2, 1, 4), (1, 3, 12), (3, 2, 9), (2, 4, 14), (4, 3, 7), (3, 5, 20), (4, 5, 4)]
for a, b, capacity in PIPES:
    net.connect(a, b, capacity)
print("flow", net.flow(0, 5), "levels", net.level)
cut = [(a, b, c) for a, b, c in PIPES if net.level[a] >= 0 > net.level[b]]
print("cut", cut, sum(c for *_, c in cut), "again", net.flow(0, 5), net.edges[5][0])
print(matching({"ann": ["cook", "drive"], "bob": ["cook"], "cat": ["drive", "sing"], "dan": ["sing", "cook"]}))
print(matching({"x": "abc", "y": "a", "z": "ab", "w": ""}))
print(marriages({"A": "vwxy", "B": "wvxy", "C": "vwyx", "D": "wyxv"}, {"v": "BADC", "w": "ADCB", "x": "ABCD", "y": "DCBA"}))
print(components({"a": "b", "b": "cef", "c": "dg", "d": "ch", "e": "af", "f": "g", "g": "fh", "h": "h"}))
