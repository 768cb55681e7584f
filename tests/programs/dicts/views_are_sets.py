a = {"x": 1, "y": 2, "z": 3}
b = {"y": 2, "z": 4, "w": 5}
print(sorted(a.keys() & b.keys()), sorted(a.keys() | b.keys()), sorted(a.keys() - b.keys()), sorted(a.keys() ^ b.keys()))
print(a.keys() == {"x", "y", "z"}, a.keys() <= {"x", "y", "z", "q"}, a.keys().isdisjoint(["q"]), sorted(a.items() & b.items()))
print(dict.fromkeys("ab", 0), list(reversed(a)), list(reversed(a.items())), a | b)
e: dict[str, list[int]] = {}
e.setdefault("k", []).append(1)
print(e, e.popitem(), e, a.pop("x"), a.pop("none", None))
a.update([("m", 9)])
a.update({"n": 8})
a |= b
print(a, a.keys(), a.values(), a.items())
