"""How often each word occurs in a text: a dict of str.    word_count.py [MEGABYTES]"""

from __future__ import annotations

import sys

MEGABYTE = 1 << 20
SYLLABLES = ["ka", "lo", "mi", "ten", "ra", "sol", "vi", "per", "un", "do", "est", "qua", "or", "ni", "be", "ful"]


def vocabulary(size: int) -> list[str]:
    words: list[str] = []
    for number in range(size):
        word = ""
        rest = number + 16
        while rest > 0:
            word += SYLLABLES[rest % 16]
            rest //= 16
        words.append(word)
    return words


def text(length: int) -> str:
    """At least `length` characters; rare words are rare."""
    words = vocabulary(20_000)
    parts: list[str] = []
    state = 12345
    made = 0
    while made < length:
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        size = 1 + (state >> 16) % 20_000
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        word = words[(state >> 8) % size]
        parts.append(word)
        made += len(word) + 1
    return " ".join(parts)


def count(words: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def main() -> None:
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    counts = count(text(megabytes * MEGABYTE).split())
    most = max(counts.values())
    total = sum(counts.values())
    print(f"{total} words, {len(counts)} different, the most frequent {most} times")


if __name__ == "__main__":
    main()
