"""Counting and listing: permutations in three orders, Gray codes, partitions, Catalan words, Josephus, de Bruijn, ranks."""
from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import islice, permutations
from typing import TypeVar

T = TypeVar("T")


def by_heap(items: list[T], k: int | None = None) -> Iterator[tuple[T, ...]]:
    k = len(items) if k is None else k
    if k <= 1:
        yield tuple(items)
        return
    for i in range(k):
        yield from by_heap(items, k - 1)
        j = 0 if k % 2 else i
        if i < k - 1:
            items[j], items[k - 1] = items[k - 1], items[j]


def next_permutation(text: str) -> str | None:
    items = list(text)
    i = len(items) - 2
    while i >= 0 and items[i] >= items[i + 1]:
        i -= 1
    if i < 0:
        return None
    j = len(items) - 1
    while items[j] <= items[i]:
        j -= 1
    items[i], items[j] = items[j], items[i]
    items[i + 1:] = items[:i:-1]
    return "".join(items)


def rank(word: str) -> int:
    total = 0
    for i, letter in enumerate(word):
        smaller = sum(other < letter for other in word[i + 1:])
        total += smaller * math.factorial(len(word) - i - 1)
    return total


def unrank(index: int, letters: str) -> str:
    left, word = sorted(letters), ""
    for size in range(len(left), 0, -1):
        at, index = divmod(index, math.factorial(size - 1))
        word += left.pop(at)
    return word


def partitions(n: int, largest: int | None = None) -> Iterator[tuple[int, ...]]:
    if n == 0:
        yield ()
    for first in range(min(n, largest or n), 0, -1):
        for rest in partitions(n - first, first):
            yield first, *rest


def set_partitions(items: Sequence[T]) -> Iterator[list[list[T]]]:
    if not items:
        yield []
        return
    *others, last = items
    for blocks in set_partitions(others):
        for i, block in enumerate(blocks):
            yield [*blocks[:i], [*block, last], *blocks[i + 1:]]
        yield [*blocks, [last]]


def brackets(n: int, opened: int = 0) -> Iterator[str]:
    if n == opened == 0:
        yield ""
    if n:
        yield from ("(" + rest for rest in brackets(n - 1, opened + 1))
    if opened:
        yield from (")" + rest for rest in brackets(n, opened - 1))


def gray(bits: int) -> list[str]:
    return [f"{i ^ i >> 1:0{bits}b}" for i in range(1 << bits)]


def josephus(people: int, step: int) -> tuple[list[int], int]:
    circle, gone, at = list(range(people)), [], 0
    while len(circle) > 1:
        at = (at + step - 1) % len(circle)
        gone.append(circle.pop(at))
    return gone, circle[0]


def de_bruijn(alphabet: str, n: int) -> str:
    k, a, sequence = len(alphabet), [0] * (len(alphabet) * n), []

    def extend(t: int, p: int) -> None:
        if t > n:
            if n % p == 0:
                sequence.extend(a[1:p + 1])
            return
        a[t] = a[t - p]
        extend(t + 1, p)
        for j in range(a[t - p] + 1, k):
            a[t] = j
            extend(t + 1, t)

    extend(1, 1)
    return "".join(alphabet[i] for i in sequence)


print(*("".join(p) for p in by_heap(list("abc"))), len(set(by_heap([1, 2, 3, 4, 5]))))
word: str | None = "abbc"
count = 0
while word is not None:
    print(word, end=" ")
    count, word = count + 1, next_permutation(word)
print(count, sorted(by_heap(list("abcd"))) == list(permutations("abcd")))
print([unrank(i, "dcba") for i in (0, 1, 9, 23)], rank("cabd"), all(rank(unrank(i, "abcde")) == i for i in range(120)))
print([len(list(partitions(n))) for n in range(13)], *partitions(5))
print([sum(1 for _ in set_partitions("x" * n)) for n in range(8)], list(set_partitions([1, 2, 3])))
print(*brackets(3), [sum(1 for _ in brackets(n)) for n in range(9)], list(islice(brackets(20), 1))[0].count("("))
print(gray(3), all((int(a, 2) ^ int(b, 2)).bit_count() == 1 for a, b in zip(gray(6), gray(6)[1:])))
print(josephus(12, 3), josephus(41, 3)[1], [josephus(n, 2)[1] + 1 for n in range(1, 17)])
cycle = de_bruijn("01", 4)
print(cycle, len({(cycle * 2)[i:i + 4] for i in range(len(cycle))}), de_bruijn("abc", 2))
print([math.comb(2 * n, n) // (n + 1) for n in range(10)], math.perm(6, 3))
