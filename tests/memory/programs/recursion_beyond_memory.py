"""Run with little memory: recursion that may go deeper than there is memory ends with RecursionError, and the program goes on with all it had."""

import sys
import threading


def without_end(n: int) -> int:
    return without_end(n + 1) + 1


def try_it() -> None:
    try:
        without_end(0)
    except RecursionError:
        ended.append(True)


ended: list[bool] = []
sys.setrecursionlimit(1_000_000)
for _ in range(3):
    try_it()
threads = [threading.Thread(target=try_it) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(ended), len([0] * 100_000))
