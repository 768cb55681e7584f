"""Named tuples in lists and dicts, as keys, nested, passed to functions that take tuples."""
from typing import NamedTuple


class Edge(NamedTuple):
    start: str
    end: str


class Route(NamedTuple):
    edge: Edge
    cost: float
    tags: list[str]


def swap(pair: tuple[str, str]) -> tuple[str, str]:
    first, second = pair
    return second, first


def total(routes: list[Route]) -> float:
    return sum(route.cost for route in routes)


costs: dict[Edge, float] = {Edge("a", "b"): 1.5, Edge("b", "c"): 2.0}
print(costs[Edge("a", "b")], Edge("a", "c") in costs, costs)
routes = [Route(edge, cost, []) for edge, cost in costs.items()]
routes[0].tags.append("fast")
print(routes, total(routes))
print(swap(Edge("x", "y")), routes[0].edge.start, routes[1][0][1])
(start, end), cost, tags = routes[0]
print(start, end, cost, tags)
by_start: dict[str, list[Edge]] = {}
for edge in costs:
    by_start.setdefault(edge.start, []).append(edge)
print(by_start, sorted(costs, key=lambda e: e.end, reverse=True))
print(all(isinstance(edge, tuple) for edge in costs), Edge("a", "b") == ("a", "b"))
things: list[object] = [Edge("a", "b"), 1]
print(things, things[0] == Edge("a", "b"))
