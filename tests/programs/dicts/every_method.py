d = {"one": 1, "two": 2, "three": 3}
print(d, len(d), d["one"], d.get("four"), d.get("four", 4), "two" in d, "five" not in d)
print(list(d), list(d.keys()), list(d.values()), list(d.items()), list(reversed(d)), list(reversed(d.items())))
d["four"] = 4
d["one"] = 11
print(d, d.setdefault("two", 99), d.setdefault("five", 5), d)
print(d.pop("one"), d.pop("zzz", -1), d.popitem(), d)
d.update({"two": 22, "six": 6})
d.update([("seven", 7)], eight=8)
d.update(nine=9)
print(d, {**d, "two": 0}["two"], d | {"ten": 10} == {**d, "ten": 10})
d |= {"ten": 10}
del d["two"], d["six"]
print(d, d == dict(d), d.copy() is d, d != {}, bool({}), dict(a=1, b=2), dict([("x", 1)]), dict(zip("ab", [1, 2])), dict.fromkeys("ab", 0))
for bad in (lambda: d["nope"], lambda: d.pop("nope"), lambda: dict[str, int]().popitem()[1]):
    try:
        print(bad())
    except KeyError as error:
        print("KeyError", error)
try:
    for k in d:
        d[k + "!"] = 1
except RuntimeError as error:
    print(error)
d.clear()
print(d, {i: i * i for i in range(5)}, {v: k for k, v in {"a": 1, "b": 2}.items()}, {k: [k] for k in "xy"}, max({"a": 3, "b": 1}), sum({1: 2, 3: 4}))
counts: dict[str, int] = {}
for c in "mississippi":
    counts[c] = counts.get(c, 0) + 1
print(counts, sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])), max(counts, key=lambda k: counts[k]), min(counts.values()))
mixed: dict[object, str] = {1: "int", "1": "str", (1,): "tuple", None: "none", True: "bool", 1.0: "float"}
print(mixed, mixed[1])
