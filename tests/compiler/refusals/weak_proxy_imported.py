from weakref import proxy


class Node:
    pass


node = Node()
print(proxy(node) == node)
