"""Union-find with path halving, Kruskal on it, and connected components as sets."""
import heapq
from collections import defaultdict
from typing import Dict, Generic, Hashable, Iterable, List, NamedTuple, Set, TypeVar

N = TypeVar("N", bound=Hashable)


class DisjointSets(Generic[N]):
    def __init__(self, items: Iterable[N] = ()) -> None:
        self.parent: Dict[N, N] = {}
        self.rank: Dict[N, int] = {}
        self.count = 0
        for item in items:
            self.add(item)

    def add(self, item: N) -> None:
        if item not in self.parent:
            self.parent[item] = item
            self.rank[item] = 0
            self.count += 1

    def find(self, item: N) -> N:
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def union(self, a: N, b: N) -> bool:
        ra, rb = self.find(a), self.find(b)
        if ra == rb:
            return False
        if self.rank[ra] < self.rank[rb]:
            ra, rb = rb, ra
        self.parent[rb] = ra
        self.rank[ra] += self.rank[ra] == self.rank[rb]
        self.count -= 1
        return True

    def groups(self) -> List[Set[N]]:
        found: Dict[N, Set[N]] = defaultdict(set)
        for item in self.parent:
            found[self.find(item)].add(item)
        return list(found.values())

    def __len__(self) -> int:
        return self.count


class Edge(NamedTuple):
    weight: float
    a: str
    b: str

    @classmethod
    def parse(cls, line: str) -> "Edge":
        ends, weight = line.split(":")
        a, b = ends.split("-")
        return cls(float(weight), a.strip(), b.strip())


MAP = """
    Arad-Zerind: 75
    Arad-Sibiu: 140
    Arad-Timisoara: 118
    Zerind-Oradea: 71
    Oradea-Sibiu: 151.5
    Sibiu-Fagaras: 99
    Fagaras-Bucharest: 211
    Sibiu-Rimnicu: 80
    Rimnicu-Pitesti: 97
    Pitesti-Bucharest: 101
    Eforie-Hirsova: 86
"""


def kruskal(edges: Iterable[Edge]) -> tuple[list[Edge], DisjointSets[str]]:
    queue = list(edges)
    sets = DisjointSets(city for e in queue for city in e[1:])
    heapq.heapify(queue)
    tree = []
    while queue and len(sets) > 1:
        edge = heapq.heappop(queue)
        if sets.union(edge.a, edge.b):
            tree.append(edge)
    return tree, sets


edges = [Edge.parse(line) for line in MAP.strip().splitlines()]
tree, sets = kruskal(edges)
for w, a, b in tree:
    print(f"{a:<12}{b:<12}{w:>8.1f}")
print("total", sum(e.weight for e in tree), "components", len(sets))
for group in sorted(sets.groups(), key=len, reverse=True):
    print(sorted(group))
squares = DisjointSets((x, y) for x in range(4) for y in range(4))
for x, y in squares.parent:
    if x + 1 < 4 and (x + y) % 2:
        squares.union((x, y), (x + 1, y))
print(len(squares), sorted(map(sorted, squares.groups()))[:4])
print(squares.union((0, 0), (3, 3)), squares.union((3, 3), (0, 0)), squares.find((0, 1)) == squares.find((1, 1)))
try:
    sets.find("Paris")
except KeyError as missing:
    print("no such city:", missing, missing.args)
