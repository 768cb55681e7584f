import gc
import weakref


class Node:
    pass


def make() -> "weakref.ref[Node]":
    node = Node()
    return weakref.ref(node)


gc.disable()
found = make()
print(found() is None)
