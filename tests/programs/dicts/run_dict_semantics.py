"""Dictionaries through the operations that programs use them for: counting, inverting, grouping, merging, caching, nesting, ordering."""
from collections import ChainMap, Counter, OrderedDict, defaultdict
from typing import Dict, Iterable, List, Mapping, Optional, Set, Tuple, TypeVar, Union

K = TypeVar("K")
V = TypeVar("V")
Tree = Union[int, Dict[str, "Tree"]]


def invert(d: Mapping[K, V]) -> Dict[V, List[K]]:
    out: Dict[V, List[K]] = {}
    for key, value in d.items():
        out.setdefault(value, []).append(key)
    return out


def merge(*dicts: Mapping[str, int], how: str = "sum") -> Dict[str, int]:
    result: Dict[str, int] = {}
    for d in dicts:
        for k in d:
            result[k] = d[k] if k not in result else max(result[k], d[k]) if how == "max" else result[k] + d[k]
    return result


def flatten(tree: Tree, path: str = "") -> Iterable[Tuple[str, int]]:
    if isinstance(tree, int):
        yield path, tree
    else:
        for name, node in tree.items():
            yield from flatten(node, f"{path}/{name}")


def unflatten(items: Iterable[Tuple[str, int]]) -> Tree:
    root: Dict[str, Tree] = {}
    for path, value in items:
        *folders, name = path.strip("/").split("/")
        node = root
        for folder in folders:
            inner = node.setdefault(folder, {})
            assert isinstance(inner, dict)
            node = inner
        node[name] = value
    return root


def first_repeated(items: Iterable[V]) -> Optional[V]:
    seen: Set[V] = set()
    for item in items:
        if item in seen:
            return item
        seen.add(item)
    return None


ages = {"ann": 31, "bob": 25, "cyd": 31}
print(invert(ages), {v: k for k, v in ages.items()}, dict(zip("abc", range(3))), dict([("x", 1)], y=2))
print(merge({"a": 1, "b": 2}, {"b": 3}, Counter("bb")), merge({"a": 5}, {"a": 2}, how="max"), {**ages, "bob": 26} | {"dan": 1})
tree: Tree = {"usr": {"bin": {"ls": 3, "cp": 4}, "empty": {}}, "readme": 1}
flat = dict(flatten(tree))
print(flat, sum(flat.values()), unflatten(flat.items()) == {"usr": {"bin": {"ls": 3, "cp": 4}}, "readme": 1})
print(first_repeated("abcdbe"), first_repeated([1, 2]), first_repeated([(1, 2), (2, 1), (1, 2)]))
groups: Dict[int, Set[str]] = defaultdict(set)
for word in "one two three four five six".split():
    groups[len(word)].add(word)
print({k: sorted(v) for k, v in sorted(groups.items())}, 7 in groups, len(groups[7]), 7 in groups)
order = OrderedDict((name, 0) for name in ("c", "a", "b"))
order.move_to_end("c")
order["a"] += 1
print(list(order.items()), order.popitem(last=False), list(reversed(order)), order == {"b": 0, "c": 0})
settings = ChainMap({"debug": "yes"}, {"debug": "no", "level": "3"})
settings["new"] = "here"
print(settings["debug"], settings["level"], sorted(settings), settings.maps[0], settings.parents["debug"])
numbers = {i: i * i for i in range(6)}
for key in [k for k in numbers if k % 2]:
    del numbers[key]
print(numbers, numbers.pop(4), numbers.pop(9, -1), numbers.get(9), 2 in numbers, list(numbers)[::-1])
try:
    for key in numbers:
        numbers[key + 10] = 0
except RuntimeError as e:
    print(e)
print(min(ages, key=lambda k: (ages[k], k)), sorted(ages.items(), key=lambda kv: (-kv[1], kv[0])), max(ages.values()), sum(ages.values()))
a, b = {"x": 1, "y": 2}, {"y": 2, "x": 1}
print(a == b, a.keys() & {"x", "q"}, sorted(a.items() ^ {("x", 1), ("z", 3)}), a.keys() - b.keys(), list(a | {"x": 9}), a.items() <= b.items())
matrix = {(r, c): r * 3 + c for r in range(3) for c in range(3)}
print([matrix[i, i] for i in range(3)], {r for r, _ in matrix}, sum(v for (r, c), v in matrix.items() if r == c), {1.0: "f"}[1])
try:
    ages["zed"]
except KeyError as e:
    print(repr(e), str(e))
print(Counter("mississippi") - Counter("miss"), Counter(a=3) & Counter(a=1, b=2), +Counter(x=-1, y=2), Counter("aab").most_common(1))
