f: dict[str, int | None] = dict.fromkeys("ab")
print(f)
r: dict[str, int] = {}
try:
    for k in {"a": 1}:
        r[k] = 1
    for k in r:
        r[k + "x"] = 2
except RuntimeError as error:
    print(error)
t = (1, 2, 3, 2)
print(t.count(2), t.index(3), t + (4,), t * 2, t[::-1], t < (1, 3), (1,) * 3, 2 in t)
s = {1, 2, 3}
print(s ^ {3, 4}, s - {1}, s & {2, 9}, s | {7}, s <= {1, 2, 3, 4}, s > {1}, s.symmetric_difference([3, 9]), s.union([8], {9}), s.isdisjoint({10}))
s |= {10}
s -= {1}
s &= {2, 3, 10}
s ^= {2}
print(sorted(s), frozenset([1, 2]) | {3}, frozenset("ab") == set("ba"))
l = [1, 2, 3, 4, 5, 6]
l[::2] = [10, 30, 50]
del l[1::2]
l[1:1] = [7, 8]
print(l, l.index(30), l[-1], l[5:1:-2], slice(1, 10, 2).indices(5), slice(None, None, -1).indices(4), slice(1, 2), slice(5), l[slice(1, 3)], "hello"[slice(None, None, -1)], slice(1, 2).stop)
window = slice(0, 2)
l[window] = [0]
del l[slice(2, 3)]
print(l)
print(range(0, 10, 3) == range(0, 12, 3), range(10)[2:8:2], range(5, 0, -2)[::-1], 4 in range(0, 10, 2), range(3, 9).index(5), len(range(0, -10, -3)), list(range(10, 0, -3)))
print(type(1), sum([[1], [2]], []), sum((1.5, 2)), sum([1, 2], start=10), round(2.675, 2), round(-2.5), round(1234, -2), divmod(-7, 2), pow(3, -1, 7), pow(2, 10, 1000))
