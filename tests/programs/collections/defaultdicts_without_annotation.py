from collections import defaultdict
d = defaultdict(list)
d["a"].append(1)
e = defaultdict(int)
e["a"] = 3
print(d, e)
