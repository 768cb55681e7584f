from collections import defaultdict

groups: defaultdict[str, list[int]] = defaultdict(list)
groups["a"].append(1)
groups["a"].append(2)
groups["b"].append(3)
print(groups, len(groups), groups["c"], dict(groups))
counts: defaultdict[str, int] = defaultdict(int)
for w in "the cat the dog".split():
    counts[w] += 1
print(counts, sorted(counts.items()))


def show(d: dict[str, int]) -> None:
    print(d, d["the"], d["nothing"], len(d), list(d), d.get("x"), d.get("y", 3))


show(counts)
show({"the": 1, "nothing": 3})
print(counts.default_factory is None, counts == {"the": 2, "cat": 1, "dog": 1, "nothing": 0})
nested: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 2
print(nested["a"], nested["z"])
