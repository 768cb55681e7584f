from typing import Callable
sets = [{1, 2}, {2, 3}, {2, 9}]
print(set().union(*sets), sets[0].intersection(*sets[1:]), sets[0].union({7}, *sets))
print(set.intersection(*sets), set.union(*sets))
s = {5}
s.update(*sets)
print(s, frozenset({1}).union(*sets), {1, 2, 3}.difference(*sets[1:]), sets)
t = (2, 10)
print(range(*t), pow(*t), "abcdefghijkl"[slice(*t)], max(*t))
try:
    divmod(1.0, 0.0)
except ZeroDivisionError as e:
    print(e)
F: dict[str, Callable[[list[float]], float]] = {"max": max, "min": min, "sum": sum}
print([f([1.5, 2.5]) for f in F.values()])
print([1] + [2.5], [1, 2] + ["a"], ["x"] + [None])
print(sorted(str(item) for item in {1} | {"a"}), sorted(str(item) for item in {1}.union(["b"])), {1} & {2}, {1, 2} - {1})
d = {"a": 1}
print(d.keys().isdisjoint({"x"}), d.items().isdisjoint({("a", 1)}))
xs = [1]
ys = ["s"]
zs = xs + ys
zs.append(3)
print(zs)
