"""Tasks with dependencies: order by Kahn and by depth, cycles named, what must be rebuilt, groups that can run at once."""
from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from enum import Enum, auto
from typing import Iterable, Iterator, Mapping


class Mark(Enum):
    NEW = auto()
    OPEN = auto()
    DONE = auto()


class Graph:
    def __init__(self, edges: Mapping[str, Iterable[str]]) -> None:
        self.needs: dict[str, set[str]] = {node: set(before) for node, before in edges.items()}
        for before in [b for group in self.needs.values() for b in group]:
            self.needs.setdefault(before, set())
        self.followers: defaultdict[str, set[str]] = defaultdict(set)
        for node, group in self.needs.items():
            for before in group:
                self.followers[before].add(node)

    def __iter__(self) -> Iterator[str]:
        waiting = Counter({node: len(group) for node, group in self.needs.items()})
        ready = [node for node in waiting if not waiting[node]]
        heapq.heapify(ready)
        count = 0
        while ready:
            yield (node := heapq.heappop(ready))
            count += 1
            for follower in self.followers[node]:
                waiting[follower] -= 1
                if waiting[follower] == 0:
                    heapq.heappush(ready, follower)
        if count < len(self.needs):
            raise CycleErrorOfNames(self.cycle())

    def cycle(self) -> list[str]:
        marks = dict.fromkeys(self.needs, Mark.NEW)
        path: list[str] = []

        def visit(node: str) -> list[str] | None:
            marks[node] = Mark.OPEN
            path.append(node)
            for before in sorted(self.needs[node]):
                if marks[before] is Mark.OPEN:
                    return path[path.index(before):] + [before]
                if marks[before] is Mark.NEW and (found := visit(before)):
                    return found
            marks[node] = Mark.DONE
            path.pop()
            return None

        for node in sorted(self.needs):
            if marks[node] is Mark.NEW:
                found = visit(node)
                if found:
                    return found
        return []

    def levels(self) -> list[list[str]]:
        depth: dict[str, int] = {}
        for node in self:
            depth[node] = max((depth[b] + 1 for b in self.needs[node]), default=0)
        result: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
        for node, level in depth.items():
            result[level].append(node)
        return result

    def affected_by(self, *changed: str) -> set[str]:
        todo, seen = list(changed), set(changed)
        while todo:
            for follower in self.followers[todo.pop()] - seen:
                seen.add(follower)
                todo.append(follower)
        return seen - {*changed}


class CycleErrorOfNames(ValueError):
    def __init__(self, names: list[str]) -> None:
        super().__init__(" -> ".join(names))
        self.names = names


graph = Graph({"app": ["ui", "db"], "ui": ["base"], "db": ["base", "net"], "net": ["base"], "tests": ["app"], "docs": []})
print(list(graph), graph.cycle())
print(*(" ".join(level) for level in graph.levels()), sep=" | ")
print(sorted(graph.affected_by("net")), sorted(graph.affected_by("docs", "ui")))
bad = Graph({"a": "b", "b": "c", "c": "a", "d": "a", "e": ""})
try:
    for node in bad:
        print("first", node)
except CycleErrorOfNames as e:
    print(e, e.names, isinstance(e, ValueError))
print(Graph({}).levels(), list(Graph({"x": []})), Mark.OPEN, [m.value for m in Mark])
