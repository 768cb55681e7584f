a, b = {1, 2, 3, 4}, {3, 4, 5}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(b - a), sorted(a ^ b), len(a | b))
print(sorted(a.union(b, [9])), sorted(a.intersection(b, {3})), sorted(a.difference([1], [2])), sorted(a.symmetric_difference([1, 7])))
print(a <= b, {3} <= b, {3} < b, b < b, b <= b, a >= {1}, a > {1, 2, 3, 4}, a.issubset(range(10)), a.issuperset([1, 2]), a.isdisjoint([7]), a.isdisjoint({1}))
s = set("hello")
s.add("z")
s.discard("q")
s.discard("h")
s.remove("e")
print(sorted(s), len(s), "z" in s, "h" in s)
for bad in (lambda: s.remove("q"), lambda: {1}.difference({1}).pop()):
    try:
        bad()
    except KeyError as error:
        print("KeyError", error)
s.update("xy", ["w"])
s |= {"v"}
s -= {"l", "o"}
s &= set("vwxyz")
s ^= {"v", "u"}
print(sorted(s))
s.intersection_update("uvw")
s.difference_update(["u"])
s.symmetric_difference_update(["w", "p"])
print(sorted(s), s.pop(), s, s.copy() == s)
s.clear()
print(s, set(), frozenset(), frozenset([1]), {1} == frozenset([1]), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {frozenset([1]): "f"}[frozenset([1])])
f = frozenset("abc")
print(sorted(f | {"d"}), sorted(f & {"a"}), sorted(f - {"a"}), type(f | {"d"}).__name__, type({"d"} | f).__name__, f == {"a", "b", "c"}, {f, frozenset("abc")} == {f})
print({x % 3 for x in range(10)}, sorted({len(w) for w in "a bb cc ddd".split()}), len({1, True, 1.0}), {0, False}, {(1, 2), (1, 2)}, sorted({*range(3), *[7]}))
seen = {1}
seen.add(2)
print(len(seen), seen == {2, 1})
