"""Text put together from numbers and words, in the three usual ways.    string_building.py [COUNT]"""

from __future__ import annotations

import sys


def by_join(count: int) -> str:
    parts: list[str] = []
    for i in range(count):
        parts.append(str(i))
    return ",".join(parts)


def by_appending(count: int) -> str:
    text = ""
    for i in range(count):
        text += "ab"
        if i % 100 == 99:
            text = text[-100:]
    return text


def by_formatting(count: int) -> int:
    length = 0
    for i in range(count):
        line = f"item {i}: {i * 3} of {count}\n"
        length += len(line)
    return length


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
    print(len(by_join(count)), len(by_appending(count)), by_formatting(count))


if __name__ == "__main__":
    main()
