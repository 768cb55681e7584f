"""A left-leaning red-black tree as in Sedgewick: ordered map with floor, ceiling, rank, deletion of the least, ranges."""
from __future__ import annotations

import random
from typing import Callable, Generic, Iterator, Optional, TypeVar



K = TypeVar("K", int, str)
V = TypeVar("V")
RED, BLACK = True, False


class Node(Generic[K, V]):
    __slots__ = "key", "value", "left", "right", "color", "size"

    def __init__(self, key: K, value: V) -> None:
        self.key: K = key
        self.value: V = value
        self.left: Node[K, V] | None = None
        self.right: Node[K, V] | None = None
        self.color = RED
        self.size = 1


def is_red(node: Node[K, V] | None) -> bool:
    return node is not None and node.color is RED


def size(node: Node[K, V] | None) -> int:
    return 0 if node is None else node.size


class RedBlackTree(Generic[K, V]):
    def __init__(self) -> None:
        self._root: Optional[Node[K, V]] = None

    def __len__(self) -> int:
        return size(self._root)

    def __getitem__(self, key: K) -> V:
        node = self._root
        while node:
            if key == node.key:
                return node.value
            node = node.left if key < node.key else node.right
        raise KeyError(key)

    def __contains__(self, key: K) -> bool:
        try:
            self[key]
        except KeyError:
            return False
        else:
            return True

    def __setitem__(self, key: K, value: V) -> None:
        self._root = self._put(self._root, key, value)
        self._root.color = BLACK

    def _put(self, h: Node[K, V] | None, key: K, value: V) -> Node[K, V]:
        if h is None:
            return Node(key, value)
        if key < h.key:
            h.left = self._put(h.left, key, value)
        elif key > h.key:
            h.right = self._put(h.right, key, value)
        else:
            h.value = value
        return self._balance(h)

    def _balance(self, h: Node[K, V]) -> Node[K, V]:
        if is_red(h.right) and not is_red(h.left):
            h = self._rotate_left(h)
        if h.left is not None and is_red(h.left) and is_red(h.left.left):
            h = self._rotate_right(h)
        if is_red(h.left) and is_red(h.right):
            self._flip(h)
        h.size = 1 + size(h.left) + size(h.right)
        return h

    def _rotate_left(self, h: Node[K, V]) -> Node[K, V]:
        x = h.right
        assert x is not None
        h.right, x.left = x.left, h
        x.color, h.color = h.color, RED
        x.size, h.size = h.size, 1 + size(h.left) + size(h.right)
        return x

    def _rotate_right(self, h: Node[K, V]) -> Node[K, V]:
        x = h.left
        assert x is not None
        h.left, x.right = x.right, h
        x.color, h.color = h.color, RED
        x.size, h.size = h.size, 1 + size(h.left) + size(h.right)
        return x

    def _flip(self, h: Node[K, V]) -> None:
        for node in (h, h.left, h.right):
            if node is not None:
                node.color = not node.color

    def pop_least(self) -> K:
        if self._root is None:
            raise IndexError("pop from an empty tree")
        least = next(iter(self))
        if not is_red(self._root.left) and not is_red(self._root.right):
            self._root.color = RED
        self._root = self._pop(self._root)
        if self._root:
            self._root.color = BLACK
        return least

    def _pop(self, h: Node[K, V]) -> Node[K, V] | None:
        if h.left is None:
            return None
        if not is_red(h.left) and not is_red(h.left.left):
            self._flip(h)
            if h.right is not None and is_red(h.right.left):
                h.right = self._rotate_right(h.right)
                h = self._rotate_left(h)
                self._flip(h)
        assert h.left is not None
        h.left = self._pop(h.left)
        return self._balance(h)

    def __iter__(self) -> Iterator[K]:
        stack: list[Node[K, V]] = []
        node = self._root
        while stack or node:
            while node:
                stack.append(node)
                node = node.left
            node = stack.pop()
            yield node.key
            node = node.right

    def floor(self, key: K) -> K | None:
        best: K | None = None
        node = self._root
        while node:
            if node.key == key:
                return key
            if node.key < key:
                best, node = node.key, node.right
            else:
                node = node.left
        return best

    def rank(self, key: K) -> int:
        def go(node: Node[K, V] | None) -> int:
            if node is None:
                return 0
            if key <= node.key:
                return go(node.left)
            return 1 + size(node.left) + go(node.right)
        return go(self._root)

    def height(self) -> int:
        measure: Callable[[Node[K, V] | None], int] = lambda n: 0 if n is None else 1 + max(measure(n.left), measure(n.right))
        return measure(self._root)


tree: RedBlackTree[int, str] = RedBlackTree()
keys = list(range(0, 200, 2))
random.Random(3).shuffle(keys)
for k in keys:
    tree[k] = f"v{k}"
print(len(tree), list(tree)[:8], tree[42], 42 in tree, 43 in tree, tree.height())
print([tree.floor(k) for k in (-1, 0, 1, 99, 500)], [tree.rank(k) for k in (0, 1, 100, 999)])
print([tree.pop_least() for _ in range(12)], len(tree), tree.height())
tree[42] = "again"
print(tree[42], len(tree))
try:
    tree[43]
except KeyError as e:
    print("missing", e)
words = RedBlackTree[str, int]()
for i, word in enumerate("the quick brown fox jumps over the lazy dog".split()):
    words[word] = i
print([(w, words[w]) for w in words], words.floor("m"), words.rank("m"))
while words:
    print(words.pop_least(), end=" ")
print()
try:
    words.pop_least()
except IndexError as e:
    print(type(e), e)
