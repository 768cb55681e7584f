"""`object`: containers of anything, equality, hash, text, narrowing."""


class Thing:
    def __init__(self, name: str) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __str__(self) -> str:
        return f"<{self.name}>"

    def __repr__(self) -> str:
        return f"Thing({self.name!r})"


def describe(value: object) -> str:
    if value is None:
        return "None"
    if isinstance(value, bool):
        return f"bool {not value}"
    if isinstance(value, int):
        return f"int {value * 2}"
    if isinstance(value, float):
        return f"float {value / 2}"
    if isinstance(value, str):
        return f"str of {len(value)}"
    if isinstance(value, (list, tuple)):
        return f"sequence of {len(value)}"
    if isinstance(value, dict):
        return f"dict of {len(value)}"
    if isinstance(value, Thing):
        return f"thing {value.name}"
    return "something"


items: list[object] = [1, True, 2.5, "text", None, [1, 2], (1, "a"), {"k": 1}, Thing("t"), b"raw", {3}]
for item in items:
    print(item, repr(item), f"{item}", describe(item), type(item).__name__)
print(items)
print(1 in items, "text" in items, Thing("t") in items, [1, 2] in items, 7 in items, items.index("text"), items.count(1))
table: dict[str, object] = {"n": 1, "s": "x", "nested": {"deep": [1]}, "none": None}
print(table)
for key, value in table.items():
    print(key, value, describe(value))
table["n"] = Thing("new")
print(table["n"], table["n"] == Thing("new"), table["n"] != 1)
a: object = 5
b: object = 5.0
c: object = "5"
print(a == b, a == c, b == a, c == "5", a is None, a is not None, hash(a) == hash(b), bool(a))
keys: dict[object, int] = {1: 1, "a": 2, (1, 2): 3, None: 4, Thing("k"): 5}
print(keys[1], keys["a"], keys[(1, 2)], keys[None], keys[Thing("k")], keys[1.0], keys[True])
try:
    print(hash([1]))
except TypeError as e:
    print(e)
bad: object = [1]
try:
    print({bad: 1})
except TypeError as e:
    print(e)
first, *rest = items
print(first, len(rest))
print(sorted([str(i) for i in items[:4]]))
print([i for i in items if i])
