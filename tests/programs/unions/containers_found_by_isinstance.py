"""Containers found by isinstance(): subscripts, slices, copies, merges, rendering."""
def describe(value: object) -> str:
    if isinstance(value, dict):
        if "name" in value:
            return f"named {value['name']}"
        first = next(iter(value), None)
        return f"dict of {len(value)} first {first!r} {list(value.keys())} {list(value.values())}"
    if isinstance(value, list):
        if not value:
            return "empty list"
        return f"list {value[0]} .. {value[-1]} {value[1:]} {len(value)} {2 in value} {value}"
    if isinstance(value, tuple):
        return f"tuple {len(value)} {value[0]} {value[-1]!r} {value}"
    if isinstance(value, set):
        return f"set {len(value)} {1 in value}"
    return repr(value)


def render(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return '"' + value + '"'
    if isinstance(value, list):
        return "[" + ",".join(render(v) for v in value) + "]"
    if isinstance(value, dict):
        parts = []
        for key in sorted(value):
            parts.append(f'"{key}":{render(value[key])}')
        return "{" + ",".join(parts) + "}"
    raise TypeError(f"not serializable: {type(value).__name__}")


def flatten(items: object) -> list[int]:
    out: list[int] = []
    if isinstance(items, int):
        out.append(items)
    elif isinstance(items, (list, tuple, set)):
        for item in items:
            out += flatten(item)
    elif isinstance(items, dict):
        for key, item in items.items():
            out += flatten(item)
    return out


for v in [{"name": "n"}, {1: 2, 3: 4}, [], [1, 2, 3], ["a", "b"], (1, "x"), {1, 2}, 5, "s", [[1], [2]]]:
    print(describe(v))
print(render({"b": [1, 2.5, None, True], "a": {"c": "d"}, "e": []}))
try:
    render({"x": {1}})
except TypeError as error:
    print(error)
print(flatten([1, [2, (3, 4)], {"k": [5, {6}]}]))

def merge(a: object, b: object) -> object:
    if isinstance(a, dict) and isinstance(b, dict):
        out = dict(a)
        for k, v in b.items():
            out[k] = merge(a[k], v) if k in a else v
        return out
    if isinstance(a, list) and isinstance(b, list):
        return a + b
    return b

print(merge({"a": 1, "b": [1], "c": {"x": 1}}, {"b": [2], "c": {"y": 2}, "d": 4}))
def total2(value: object) -> int:
    if isinstance(value, list):
        count = 0
        for i, item in enumerate(value):
            count += i * total2(item)
        return count
    return value if isinstance(value, int) else 1
print(total2([1, 2, [3, 4]]))
def words(value: object) -> list[str]:
    if isinstance(value, list):
        return [w.upper() for w in value if isinstance(w, str)]
    if isinstance(value, dict):
        return [f"{a}={b}" for a, b in value.items()]
    return list(map(str, value)) if isinstance(value, tuple) else []
print(words(["a", 1, "b"]), words({"k": 1}), words((1, 2)))
