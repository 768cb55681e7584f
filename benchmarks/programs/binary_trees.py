"""Trees made and dropped: allocation and collection.    binary_trees.py [DEPTH]"""

from __future__ import annotations

import sys


class Tree:
    """A node with both children or none."""

    def __init__(self, left: Tree | None, right: Tree | None) -> None:
        self.left = left
        self.right = right


def grow(depth: int) -> Tree:
    if depth == 0:
        return Tree(None, None)
    return Tree(grow(depth - 1), grow(depth - 1))


def count(tree: Tree) -> int:
    if tree.left is None or tree.right is None:
        return 1
    return 1 + count(tree.left) + count(tree.right)


def main() -> None:
    depth = int(sys.argv[1]) if len(sys.argv) > 1 else 16
    print(f"stretch tree of depth {depth + 1}: {count(grow(depth + 1))}")
    kept = grow(depth)
    for size in range(4, depth + 1, 4):
        trees = 1 << (depth - size + 4)
        total = 0
        for _ in range(trees):
            total += count(grow(size))
        print(f"{trees} trees of depth {size}: {total}")
    print(f"long lived tree of depth {depth}: {count(kept)}")


if __name__ == "__main__":
    main()
