"""`_make` of a named tuple given to map() and kept as a function; names that a starred `_` leaves out."""

from typing import NamedTuple


class Edge(NamedTuple):
    start: str
    end: str
    weight: float = 1.0

    def reversed(self) -> "Edge":
        return self._replace(start=self.end, end=self.start)


rows = [("a", "b", 2.5), ("b", "c", 0.5), ("a", "c", 4.0)]
edges = list(map(Edge._make, rows))
print(edges, [edge.reversed() for edge in edges])
print(sum(weight for *_, weight in rows), [end for _, end, *_ in rows], [start for start, *_ in edges])
for first, *_ in rows:
    print(first, end=" ")
*_, last = rows[0]
print(last)
print(sorted(map(Edge._make, reversed(rows)), key=lambda edge: edge.weight)[0])
