from collections import ChainMap, Counter, OrderedDict, deque

c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], c.total(), len(c))
d: Counter[str] = Counter({"a": 1, "b": 5, "x": -2})
print(c + d, c - d, c & d, c | d, +d, -d)
c.update("aaa")
c.update({"q": 2})
c.subtract("qb")
print(c, sorted(c.elements()), list(Counter("aab").elements()))
del c["nothing"]
del c["a"]
print(c, c.most_common())
words: Counter[str] = Counter()
for w in "x y x z x".split():
    words[w] += 1
print(words.most_common(1), words == Counter({"x": 3, "y": 1, "z": 1, "w": 0}), words <= d, Counter("ab") < Counter("aab"))
c += Counter("zz")
c -= Counter("z")
c &= Counter("zzbbbb")
c |= Counter("y")
print(c)


def show(counts: dict[str, int]) -> None:
    print(counts, counts["none"], "none" in counts)


show(words)
o: OrderedDict[str, int] = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a")
o.move_to_end("c", last=False)
print(o, o.popitem(), o.popitem(last=False), o, OrderedDict([(1, 2), (3, 4)]) == OrderedDict([(3, 4), (1, 2)]), OrderedDict([(1, 2)]) == {1: 2})
cache: OrderedDict[int, str] = OrderedDict()
for i in range(1000):
    cache[i] = str(i)
    if len(cache) > 5:
        cache.popitem(last=False)
print(cache, list(reversed(cache)))
try:
    o.clear()
    o.popitem()
except KeyError as e:
    print(repr(e))
try:
    o.move_to_end("x")
except KeyError as e:
    print(repr(e))
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
m["c"] = 9
print(m, m["a"], m["b"], list(m), len(m), "b" in m, m.get("q"), sorted(m.items()), m.new_child(), m.parents)
q = deque([1, 2, 3], maxlen=4)
print(q)
