"""Run with 16 MiB: every way to ask for too much raises MemoryError, and the program goes on with all it had."""

import threading
from typing import Callable


class Node:
    def __init__(self, below: "Node | None") -> None:
        self.below = below
        self.data = [0] * 100


def large_list() -> None:
    items = [0] * 10_000_000
    print(len(items))


def large_bytes() -> None:
    print(len(bytes(1 << 26)))


def growing_list() -> None:
    items: list[int] = []
    while True:
        items.append(len(items))


def growing_dict() -> None:
    table: dict[int, int] = {}
    try:
        while True:
            table[len(table)] = len(table)
    finally:
        sizes["dict"] = len(table)
        whole.append(all(table[i] == i for i in range(len(table))))


def growing_set() -> None:
    members: set[str] = set()
    try:
        while True:
            members.add(str(len(members)))
    finally:
        sizes["set"] = len(members)
        whole.append(len(set(str(i) for i in range(100)) - members) == 0)


def growing_text() -> None:
    text = "abc"
    while True:
        text += text


def growing_bytearray() -> None:
    data = bytearray(b"x")
    while True:
        data += data


def many_objects() -> None:
    node = None
    while True:
        node = Node(node)


def joined() -> None:
    print(len("".join(["x" * 1000] * 100_000)))


def thread_stacks() -> None:
    lists: list[list[int]] = []
    while True:
        lists.append([1] * 1000)


sizes: dict[str, int] = {}
whole: list[bool] = []
WAYS: list[Callable[[], None]] = [
    large_list, large_bytes, growing_list, growing_dict, growing_set, growing_text, growing_bytearray, many_objects, joined, thread_stacks,
]


def attempt(way: Callable[[], None]) -> None:
    try:
        way()
        print("enough memory")
    except MemoryError:
        print("MemoryError", way.__name__)


kept = [str(i) for i in range(1000)]
for _ in range(3):
    for way in WAYS:
        attempt(way)
for way in WAYS:
    thread = threading.Thread(target=attempt, args=(way,))
    thread.start()
    thread.join()
print(kept == [str(i) for i in range(1000)], min(sizes.values()) > 10_000, all(whole), len(whole))
growing_list()
