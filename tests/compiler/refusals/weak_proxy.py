import weakref


class Node:
    pass


node = Node()
print(weakref.proxy(node))
