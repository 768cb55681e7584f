"""Weak references: the object while it is there, None and a callback when it has gone."""

import gc
import weakref


class Node:
    def __init__(self, name: str) -> None:
        self.name = name
        self.other: "Node | None" = None


gone: list[str] = []


def note(reference: "weakref.ref[Node]") -> None:
    gone.append("gone" if reference() is None else "there")


def some_references() -> "list[weakref.ref[Node]]":
    """To objects in cycles, which only a collection frees."""
    made: list[weakref.ref[Node]] = []
    for number in range(200):
        node = Node(f"n{number}")
        node.other = Node("x")
        node.other.other = node
        made.append(weakref.ref(node, note))
    return made


def clutter(depth: int) -> int:
    """Overwrites what earlier calls left on the stack."""
    words = [depth] * 8
    return sum(words) + (clutter(depth - 1) if depth > 0 else 0)


kept = Node("kept")
first, second = weakref.ref(kept), weakref.ref(kept)
found = first()
print(found is kept, found.name if found is not None else "none", first == second, hash(first) == hash(second))
references = some_references()
print(len(references), clutter(50))
gc.collect()
dead = sum(1 for reference in references if reference() is None)
print(dead >= 195, len(gone) == dead, set(gone))
print(first() is kept)

cache: weakref.WeakValueDictionary[str, Node] = weakref.WeakValueDictionary()


def fill() -> None:
    for number in range(200):
        node = Node(f"c{number}")
        node.other = node
        cache[node.name] = node


cache["kept"] = kept
fill()
print(clutter(50), len(cache) >= 1)
gc.collect()
print(len(cache) <= 5, "kept" in cache, cache["kept"] is kept, cache.get("nothing"))
try:
    cache["nothing"]
except KeyError as error:
    print("KeyError", error)
del cache["kept"]
print("kept" in cache)
for round in range(3):
    references = some_references()
    clutter(30)
    gc.collect()
print(len(gone) > 700, first() is kept)
