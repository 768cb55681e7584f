"""Threads that allocate as fast as they can beside a large live heap.

Arguments: nodes of a tree that lives all the time (about 95 bytes each), threads, seconds. Prints how many nodes the tree
has in the end.
"""

import sys
import threading
import time


class Node:
    """One of the tree, with a text of its own."""

    def __init__(self, key: int, text: str, left: "Node | None", right: "Node | None") -> None:
        self.key = key
        self.text = text
        self.left = left
        self.right = right


def tree(low: int, high: int) -> Node | None:
    """A balanced tree of the keys low ... high - 1."""
    if low >= high:
        return None
    middle = (low + high) // 2
    return Node(middle, "node number " + str(middle), tree(low, middle), tree(middle + 1, high))


def count(node: Node | None) -> int:
    return 0 if node is None else 1 + count(node.left) + count(node.right)


def churn(seconds: float, made: list[int], number: int) -> None:
    """Allocate lists, of which one in fifty stays for a while."""
    until = time.monotonic() + seconds
    total = 0
    kept: list[list[int]] = []
    while time.monotonic() < until:
        for i in range(1000):
            piece = [i] * 60
            total += len(piece) * 8
            if i % 50 == 0:
                kept.append(piece)
        if len(kept) > 2000:
            kept = []
    made[number] = total


nodes = int(sys.argv[1])
threads = int(sys.argv[2])
seconds = float(sys.argv[3])
root = tree(0, nodes)
made = [0] * threads
workers = [threading.Thread(target=churn, args=(seconds, made, n)) for n in range(threads)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print(count(root), "nodes;", "allocated" if min(made) > 0 else "a thread has not run")
