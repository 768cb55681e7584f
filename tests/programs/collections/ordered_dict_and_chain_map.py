from collections import ChainMap, OrderedDict, defaultdict
od: OrderedDict[str, int] = OrderedDict()
for i, k in enumerate("cab"):
    od[k] = i
print(od, list(od), od.popitem(), od.popitem(last=False), od)
od.update(x=1, y=2)
od.move_to_end("a")
od.move_to_end("y", last=False)
print(list(od), od == OrderedDict([("y", 2), ("x", 1), ("a", 1)]), od == {"a": 1, "x": 1, "y": 2}, list(reversed(od)))
try:
    od.move_to_end("nope")
except KeyError as error:
    print("KeyError", error)
try:
    OrderedDict[str, int]().popitem()
except KeyError as error:
    print(error)
base = {"color": "red", "user": "guest"}
env = {"user": "admin"}
cm = ChainMap(env, base)
print(cm["user"], cm["color"], len(cm), sorted(cm), "color" in cm, cm.get("none", "-"))
cm["color"] = "blue"
print(env, base, cm.maps[0] is env, cm.parents["user"])
child = cm.new_child({"user": "child"})
print(child["user"], child.parents["user"], sorted(child.items()))
del child["user"]
print(child["user"])
try:
    del child["color"]
except KeyError as error:
    print("KeyError", error)
groups: defaultdict[str, list[int]] = defaultdict(list)
for word in "a bb cc ddd e".split():
    groups[word[0] if len(word) > 1 else "one"].append(len(word))
print(dict(groups), groups["missing"], "missing" in groups, groups.get("other"))
nested: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
nested["a"]["x"] += 1
nested["a"]["y"] += 2
nested["b"]["x"] -= 1
print({k: dict(v) for k, v in nested.items()}, defaultdict(int, {"z": 1})["q"])
