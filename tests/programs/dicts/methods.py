d: dict[str, int] = {"one": 1, "two": 2}
d["three"] = 3
d["one"] += 10
print(d, len(d), d["one"], "two" in d, "four" not in d, d.get("four"), d.get("four", 4), d.get("one", 0))
print(list(d), list(d.keys()), list(d.values()), list(d.items()), sum(d.values()), max(d), sorted(d.items()))
print(d.pop("two"), d.pop("nope", -1), d.setdefault("five", 5), d.setdefault("one", 99), d)
del d["three"]
d.update({"six": 6, "one": 1})
for key in d:
    print(key, d[key], end=" ")
print()
for key, value in d.items():
    print(key, value, end=" ")
print()
copy = d.copy()
copy["new"] = 0
print(d == copy, d == {"six": 6, "five": 5, "one": 1}, d != copy, len(copy), copy.popitem(), copy == d)
for wrong in ("missing", "other"):
    try:
        print(d[wrong])
    except KeyError as error:
        print("KeyError", error, repr(error))
try:
    del d["missing"]
except KeyError as error:
    print(error)
d.clear()
print(d, bool(d), dict([("a", 1)]), dict(d))
