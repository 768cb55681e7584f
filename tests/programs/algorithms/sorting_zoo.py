"""Sorting algorithms compared with sorted()."""
from __future__ import annotations

import random
from collections.abc import Callable, Sequence


def bubble(a: list[int]) -> list[int]:
    n = len(a)
    for i in range(n):
        swapped = False
        for j in range(n - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
                swapped = True
        if not swapped:
            break
    return a


def insertion(a: list[int]) -> list[int]:
    for i in range(1, len(a)):
        x, j = a[i], i
        while j > 0 and a[j - 1] > x:
            a[j] = a[j - 1]
            j -= 1
        a[j] = x
    return a


def selection(a: list[int]) -> list[int]:
    for i in range(len(a)):
        k = min(range(i, len(a)), key=a.__getitem__)
        a[i], a[k] = a[k], a[i]
    return a


def merge(a: list[int]) -> list[int]:
    if len(a) < 2:
        return a
    m = len(a) // 2
    left, right, out = merge(a[:m]), merge(a[m:]), []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            out.append(left[i])
            i += 1
        else:
            out.append(right[j])
            j += 1
    return out + left[i:] + right[j:]


def quick(a: list[int]) -> list[int]:
    if not a:
        return []
    pivot, *rest = a
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])


def quick_in_place(a: list[int], low: int = 0, high: int | None = None) -> list[int]:
    high = len(a) - 1 if high is None else high
    if low < high:
        pivot, i = a[(low + high) // 2], low
        j = high
        while i <= j:
            while a[i] < pivot:
                i += 1
            while a[j] > pivot:
                j -= 1
            if i <= j:
                a[i], a[j] = a[j], a[i]
                i, j = i + 1, j - 1
        quick_in_place(a, low, j)
        quick_in_place(a, i, high)
    return a


def heap(a: list[int]) -> list[int]:
    def sift(start: int, end: int) -> None:
        root = start
        while (child := 2 * root + 1) < end:
            if child + 1 < end and a[child] < a[child + 1]:
                child += 1
            if a[root] >= a[child]:
                return
            a[root], a[child] = a[child], a[root]
            root = child
    for start in reversed(range(len(a) // 2)):
        sift(start, len(a))
    for end in range(len(a) - 1, 0, -1):
        a[0], a[end] = a[end], a[0]
        sift(0, end)
    return a


def shell(a: list[int]) -> list[int]:
    gap = len(a) // 2
    while gap:
        for i in range(gap, len(a)):
            x = a[i]
            while i >= gap and a[i - gap] > x:
                a[i] = a[i - gap]
                i -= gap
            a[i] = x
        gap //= 2
    return a


def counting(a: list[int]) -> list[int]:
    if not a:
        return a
    low = min(a)
    counts = [0] * (max(a) - low + 1)
    for x in a:
        counts[x - low] += 1
    return [low + i for i, c in enumerate(counts) for _ in range(c)]


def radix(a: list[int]) -> list[int]:
    if not a:
        return a
    low = min(a)
    a = [x - low for x in a]
    shift = 0
    while max(a) >> shift:
        buckets: list[list[int]] = [[] for _ in range(16)]
        for x in a:
            buckets[x >> shift & 15].append(x)
        a = [x for bucket in buckets for x in bucket]
        shift += 4
    return [x + low for x in a]





def is_sorted(items: Sequence[int]) -> bool:
    return not any(b < a for a, b in zip(items, items[1:]))


ALGORITHMS: list[Callable[[list[int]], list[int]]] = [bubble, insertion, selection, merge, quick, lambda a: quick_in_place(a), heap, shell, counting, radix]
rng = random.Random(4)
cases = [[], [1], [2, 1], [3, 3, 3], list(range(20)), list(range(20, 0, -1)), [rng.randint(-50, 50) for _ in range(60)]]
for number, algorithm in enumerate(ALGORITHMS):
    print(number, all(algorithm(case[:]) == sorted(case) for case in cases), algorithm([5, -2, 9, 0]))
print(is_sorted([1, 2, 2]), is_sorted([3, 1]), is_sorted([]))
