"""`in` of a container of ones own that takes any object, and of dicts, sets, deques and the like, with values of types that are not in them."""

from collections import defaultdict, Counter, OrderedDict, deque, ChainMap
from typing import Generic, TypeVar, Mapping, Sequence
T = TypeVar("T")
class Scores(dict[str, int]):
    pass
class Bag(Generic[T]):
    def __init__(self) -> None:
        self.plain: dict[T, int] = {}
        self.lists: defaultdict[T, list[int]] = defaultdict(list)
        self.counts: Counter[T] = Counter()
        self.order: OrderedDict[T, int] = OrderedDict()
        self.row: deque[T] = deque()
        self.items: list[T] = []
        self.set: set[T] = set()
    def put(self, item: T) -> None:
        self.plain[item] = 1
        self.lists[item].append(1)
        self.counts[item] += 1
        self.order[item] = 1
        self.row.append(item)
        self.items.append(item)
        self.set.add(item)
    def __contains__(self, item: object) -> bool:
        found = [item in self.plain, item in self.lists, item in self.counts, item in self.order, item in self.row, item in self.items, item in self.set, item in self.plain.keys(), item in self.plain.values()]
        print(item, *[int(f) for f in found])
        return all(found[:-1])
def sought(item: object, scores: Scores, m: Mapping[str, int], s: Sequence[str]) -> None:
    print(item in scores, item in m, item in s)
b: Bag[str] = Bag()
b.put("x")
print("x" in b, "y" in b, 3 in b, 1 in b, (1, 2) in b, None in b)
n: Bag[int] = Bag()
n.put(7)
print(7 in n, "y" in n, True in n, None in n)
p: Bag[tuple[int, str]] = Bag()
p.put((1, "a"))
print((1, "a") in p, (1, "b") in p, 1 in p, ("a", 1) in p)
for item in ("a", 3, None):
    sought(item, Scores(a=1), {"a": 2}, ["a"])
