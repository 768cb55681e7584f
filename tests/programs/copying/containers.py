"""`copy` and `deepcopy` of containers of all kinds."""
import copy
from collections import Counter, OrderedDict, defaultdict, deque
from copy import deepcopy
from typing import NamedTuple


class Point(NamedTuple):
    x: int
    trail: list[int]


class Key:
    def __init__(self, name: str) -> None:
        self.name = name


class Stack(list[int]):
    label = "stack"


class Table(dict[str, list[int]]):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.notes: list[str] = []


nested = {"a": [1, 2], "b": [3]}
flat, deep = copy.copy(nested), deepcopy(nested)
nested["a"].append(99)
nested["c"] = []
print(nested, flat, deep)
grid = [[0] * 3 for _ in range(2)]
other = deepcopy(grid)
other[0][0] = 1
row = copy.copy(grid)
row[1][1] = 5
print(grid, other, row)
t = (1, [2, 3], "x")
u = deepcopy(t)
u[1].append(4)
print(t, u, copy.copy(t)[1] is t[1])
s = {1, 2, 3}
s2 = copy.copy(s)
s2.add(4)
print(sorted(s), sorted(s2), sorted(deepcopy(s)))
fs = frozenset({(1, 2), (3, 4)})
print(sorted(deepcopy(fs)), deepcopy(5), deepcopy("x"), deepcopy(None), copy.copy(2.5), deepcopy(b"ab"))
ba = bytearray(b"abc")
bb = deepcopy(ba)
bb[0] = 120
print(ba, bb, copy.copy(ba) == ba)
p = Point(1, [1])
q = deepcopy(p)
q.trail.append(2)
print(p, q, copy.copy(p).trail is p.trail)
keys = {Key("k"): [1], Key("l"): [2]}
keys2 = deepcopy(keys)
print([k.name for k in keys2], [keys2[k] for k in keys2], any(k in keys for k in keys2))
d = deque([[1], [2]], maxlen=5)
d2, d3 = copy.copy(d), deepcopy(d)
d[0].append(7)
d.append([3])
print(d, d2, d3)
dd: defaultdict[str, list[int]] = defaultdict(list)
dd["x"].append(1)
dd2 = deepcopy(dd)
dd2["x"].append(2)
dd2["y"].append(3)
print(dict(dd), dict(dd2))
c = Counter("banana")
c2 = copy.copy(c)
c2["a"] += 10
print(c["a"], c2["a"], deepcopy(c).most_common(1))
od = OrderedDict([("one", [1]), ("two", [2])])
od2 = deepcopy(od)
od2.move_to_end("one")
od2["two"].append(22)
print(list(od.items()), list(od2.items()))
st = Stack([1, 2])
st2 = copy.copy(st)
st2.append(3)
print(st, st2, type(st2).__name__, st2.label, deepcopy(st2))
table = Table("T")
table["r"] = [1]
table.notes.append("n")
table2 = deepcopy(table)
table2["r"].append(2)
table2.notes.append("m")
table3 = copy.copy(table)
table3["q"] = []
print(table, table.notes, table2, table2.notes, table2.title, table3, table3.notes is table.notes)
things: list[int | list[int] | None] = [1, [2], None]
things2 = deepcopy(things)
inner = things2[1]
if isinstance(inner, list):
    inner.append(3)
print(things, things2)
print(list(map(copy.copy, [[1], [2]])))
loop: list[object] = [1]
loop.append(loop)
loop2 = deepcopy(loop)
print(loop2[1] is loop2, len(loop2))
