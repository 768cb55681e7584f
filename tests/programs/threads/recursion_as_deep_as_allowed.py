# Calls within calls go as deep as sys.setrecursionlimit allows, in every thread; before it is called, as deep as CPython lets them.
import sys
import threading
from dataclasses import dataclass


@dataclass
class Node:
    value: int
    next: "Node | None" = None


def total(node: Node | None) -> int:
    return 0 if node is None else node.value + total(node.next)


def chain(length: int) -> Node | None:
    first: Node | None = None
    for value in range(length):
        first = Node(value, first)
    return first


def wide(depth: int, a: float, b: float, c: float, d: str, e: list[int]) -> float:
    if depth == 0:
        return a + b + c + len(d) + len(e)
    name = f"{d[-3:]}{depth}"
    left = wide(depth - 1, a + 1.0, b * 0.5, c - 1.0, name, e)
    e.append(depth)
    return left + a - b + c + len(name)


def nested(depth: int) -> str:
    try:
        return nested(depth - 1) if depth else "the bottom"
    finally:
        seen.append(depth)


def in_a_thread(name: str, depth: int) -> None:
    results[name] = (total(chain(depth)), wide(depth, 1.0, 2.0, 3.0, "start", []))


seen: list[int] = []
results: dict[str, tuple[int, float]] = {}
print(total(chain(900)), wide(900, 1.0, 2.0, 3.0, "start", []))
print(nested(800), len(seen), seen[:3], seen[-1])
threads = [threading.Thread(target=in_a_thread, args=(f"thread {i}", 700 + 50 * i)) for i in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for name in sorted(results):
    print(name, results[name])

sys.setrecursionlimit(60_000)
print(sys.getrecursionlimit())
print(total(chain(50_000)))
print(wide(20_000, 1.0, 2.0, 3.0, "start", []))
for depth in (3_000, 50_000):
    again = threading.Thread(target=in_a_thread, args=(f"deep {depth}", depth))
    again.start()
    again.join()
    print(depth, results[f"deep {depth}"])


def without_end(n: int) -> int:
    return without_end(n + 1) + 1


for _ in range(3):
    try:
        print(without_end(0))
    except RecursionError as error:
        print(error)
print(total(chain(40_000)))
