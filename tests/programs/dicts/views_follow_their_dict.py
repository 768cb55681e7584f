d = {"a": 1, "b": 2}
keys, vals, items = d.keys(), d.values(), d.items()
print(keys, vals, items, len(keys))
d["c"] = 3
del d["a"]
print(keys, vals, items, "c" in keys, 3 in vals, ("b", 2) in items, ("b", 3) in items)
print(keys & {"b", "z"}, sorted(keys | {"z"}), keys - {"b"}, sorted(keys ^ {"b", "q"}), keys == {"b", "c"}, keys <= {"b", "c", "d"}, items == {("b", 2), ("c", 3)})
print(keys.isdisjoint({"x"}), sorted(vals, reverse=True), sum(vals), max(items, key=lambda kv: kv[1]), [k.upper() for k in keys], tuple(items))
other = {"c": 3, "d": 4}
print(d.keys() & other.keys(), d.items() & other.items(), sorted(d.keys() | other.keys()), sorted((d.items() | other.items())))
it = iter(d)
print(next(it), next(it), next(it, "end"), list(reversed(list(d.keys()))), [f"{k}={v}" for k, v in items])
for i, (k, v) in enumerate(d.items()):
    d[k] = v * 10 + i
print(d, dict(items), list(vals))
