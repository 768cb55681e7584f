"""A tree of values as JSON has them, walked with isinstance."""


def total(value: object) -> float:
    if isinstance(value, dict):
        return sum(total(v) for v in value.values())
    if isinstance(value, (list, tuple)):
        return sum(total(v) for v in value)
    if isinstance(value, bool):
        return 0
    if isinstance(value, (int, float)):
        return value
    return 0


def keys_of(value: object) -> list[str]:
    if isinstance(value, dict):
        found = [str(k) for k in value]
        for k, v in value.items():
            found.extend(f"{k}.{inner}" for inner in keys_of(v))
        return found
    return []


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max((depth(v) for v in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max([depth(v) for v in value], default=0)
    return 0


def look(value: object, path: list[object]) -> object:
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
        else:
            return None
    return value


def shape(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {shape(v)}" for k, v in sorted(value.items(), key=lambda pair: str(pair[0]))) + "}"
    if isinstance(value, list):
        return f"[{len(value)}]"
    if isinstance(value, set):
        return "set of " + str(len(value)) + " " + str(sorted(str(i) for i in value))
    if isinstance(value, frozenset):
        return "frozen " + str(3 in value)
    return type(value).__name__


document: dict[str, object] = {
    "name": "crate", "weight": 2.5, "count": 3, "fragile": True,
    "tags": ["a", "b"], "sizes": [1, 2, 3], "nested": {"x": 1, "y": {"z": 2}}, "pair": (4, 5), "set": {1, 2}, "nothing": None,
}
print(total(document))
print(keys_of(document))
print(depth(document), depth([]), depth([[1], [[2]]]), depth(3))
print(look(document, ["nested", "y", "z"]), look(document, ["sizes", 1]), look(document, ["tags", "x"]), look(document, ["none"]))
print(shape(document))
print(shape([1]), shape(frozenset({3})), shape(2))
