class Node:
    def __init__(self, key: int) -> None:
        self.key = key
        self.left: "Node | None" = None
        self.right: "Node | None" = None


class Tree:
    def __init__(self) -> None:
        self.root: Node | None = None
        self.size = 0

    def insert(self, key: int) -> bool:
        if self.root is None:
            self.root = Node(key)
            self.size += 1
            return True
        node = self.root
        while True:
            if key == node.key:
                return False
            child = node.left if key < node.key else node.right
            if child is None:
                break
            node = child
        if key < node.key:
            node.left = Node(key)
        else:
            node.right = Node(key)
        self.size += 1
        return True

    def keys(self) -> list[int]:
        found: list[int] = []
        collect(self.root, found)
        return found

    def depth(self) -> int:
        return depth(self.root)


def collect(node: Node | None, found: list[int]) -> None:
    if node is not None:
        collect(node.left, found)
        found.append(node.key)
        collect(node.right, found)


def depth(node: Node | None) -> int:
    return 0 if node is None else 1 + max(depth(node.left), depth(node.right))


tree = Tree()
value = 12345
for _ in range(200):
    value = (value * 1103515245 + 12345) & 0x7FFFFFFF
    tree.insert(value % 100)
print(tree.size, tree.depth(), tree.keys()[:10], tree.keys() == sorted(tree.keys()), tree.insert(tree.keys()[0]))
