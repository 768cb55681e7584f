"""Sorting a list of random integers.    sort_ints.py [COUNT]"""

from __future__ import annotations

import sys


def numbers(count: int) -> list[int]:
    found: list[int] = []
    state = 88172645463325252
    for _ in range(count):
        state ^= (state << 13) & 0x7FFFFFFFFFFFFFFF
        state ^= state >> 7
        state ^= (state << 17) & 0x7FFFFFFFFFFFFFFF
        found.append(state)
    return found


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    items = numbers(count)
    items.sort()
    print(f"{items[0]} {items[count // 2]} {items[-1]}")


if __name__ == "__main__":
    main()
