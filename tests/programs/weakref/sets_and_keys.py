import gc
import weakref
from weakref import WeakKeyDictionary, WeakSet, WeakValueDictionary


class Node:
    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"Node({self.name})"


class Registry:
    """Knows the nodes that are alive, and what was noted about them."""

    def __init__(self) -> None:
        self.alive: WeakSet[Node] = WeakSet()
        self.notes: WeakKeyDictionary[Node, list[str]] = WeakKeyDictionary()

    def make(self, name: str) -> Node:
        node = Node(name)
        self.alive.add(node)
        self.notes.setdefault(node, []).append("made")
        return node


def fill(registry: Registry) -> list[Node]:
    kept = [registry.make(f"n{i}") for i in range(20)]
    for node in kept:
        registry.notes[node].append("kept")
    print(len(registry.alive), len(registry.notes), registry.notes[kept[3]], kept[4] in registry.alive)
    return kept[:5]


def clear_stack(depth: int) -> int:
    return 0 if depth == 0 else clear_stack(depth - 1) + depth % 2


registry = Registry()
kept = fill(registry)
clear_stack(200)
gc.collect()
gc.collect()
print(5 <= len(registry.alive) <= 7, 5 <= len(registry.notes) <= 7)
print(sorted(node.name for node in registry.alive)[:5], sorted(node.name for node, notes in registry.notes.items())[:5])
registry.alive.discard(kept[0])
print(kept[0] in registry.alive, kept[1] in registry.alive, kept[0] in registry.notes)
registry.notes.pop(kept[1])
print(kept[1] in registry.notes, registry.notes.get(kept[1]), registry.notes.get(kept[2]), registry.notes.get(kept[1], ["none"]))
try:
    registry.notes[kept[1]]
except KeyError:
    print("no notes")
try:
    registry.alive.remove(kept[0])
except KeyError:
    print("not in the set")
del registry.notes[kept[2]]
print(sorted(node.name for node in registry.notes)[:2])
more = WeakSet(kept)
more.update([kept[0]])
print(len(more), kept[0] in more)
more.clear()
print(len(more), list(more))
