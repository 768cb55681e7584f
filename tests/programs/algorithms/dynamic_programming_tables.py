"""Textbook dynamic programs: knapsack with its items, matrix chains with parentheses, coins, partitions, edit scripts, longest paths."""
from functools import lru_cache
from itertools import accumulate
from math import inf
from typing import Dict, List, NamedTuple, Sequence, Tuple


class Item(NamedTuple):
    name: str
    weight: int
    value: int


def knapsack(items: Sequence[Item], capacity: int) -> Tuple[int, List[str]]:
    best = [[0] * (capacity + 1) for _ in range(len(items) + 1)]
    for i, item in enumerate(items, 1):
        for room in range(capacity + 1):
            best[i][room] = best[i - 1][room]
            if item.weight <= room:
                best[i][room] = max(best[i][room], best[i - 1][room - item.weight] + item.value)
    taken, room = [], capacity
    for i in range(len(items), 0, -1):
        if best[i][room] != best[i - 1][room]:
            taken.append(items[i - 1].name)
            room -= items[i - 1].weight
    return best[-1][-1], taken[::-1]


def matrix_chain(sizes: List[int]) -> Tuple[int, str]:
    n = len(sizes) - 1
    cost: Dict[Tuple[int, int], float] = {(i, i): 0 for i in range(n)}
    split: Dict[Tuple[int, int], int] = {}
    for length in range(2, n + 1):
        for i in range(n - length + 1):
            j = i + length - 1
            cost[i, j] = inf
            for k in range(i, j):
                found = cost[i, k] + cost[k + 1, j] + sizes[i] * sizes[k + 1] * sizes[j + 1]
                if found < cost[i, j]:
                    cost[i, j], split[i, j] = found, k

    def show(i: int, j: int) -> str:
        return f"A{i}" if i == j else f"({show(i, split[i, j])}{show(split[i, j] + 1, j)})"

    return int(cost[0, n - 1]), show(0, n - 1)


def coins(amount: int, kinds: Sequence[int]) -> Tuple[int, List[int]]:
    ways = [1] + [0] * amount
    fewest: List[List[int] | None] = [[]] + [None] * amount
    for kind in kinds:
        for total in range(kind, amount + 1):
            ways[total] += ways[total - kind]
    for total in range(1, amount + 1):
        options = [rest + [k] for k in kinds if k <= total and (rest := fewest[total - k]) is not None]
        fewest[total] = min(options, key=len, default=None)
    return ways[amount], sorted(fewest[amount] or [])


@lru_cache(maxsize=None)
def partitions(n: int, largest: int) -> int:
    if n == 0:
        return 1
    return sum(partitions(n - k, k) for k in range(1, min(n, largest) + 1))


def increasing(values: Sequence[int]) -> List[int]:
    lengths, before = [1] * len(values), [-1] * len(values)
    for i, v in enumerate(values):
        for j in range(i):
            if values[j] < v and lengths[j] + 1 > lengths[i]:
                lengths[i], before[i] = lengths[j] + 1, j
    at = max(range(len(values)), key=lengths.__getitem__)
    path = []
    while at != -1:
        path.append(values[at])
        at = before[at]
    return path[::-1]


def best_slice(values: List[int]) -> Tuple[int, int, int]:
    best, start, here = (values[0], 0, 1), 0, 0
    for i, v in enumerate(values):
        if here < 0:
            here, start = 0, i
        here += v
        best = max(best, (here, start, i + 1), key=lambda t: t[0])
    return best


def break_words(text: str, words: frozenset[str]) -> List[str]:
    table: Dict[int, List[str]] = {0: [""]}
    for end in range(1, len(text) + 1):
        table[end] = [f"{left} {text[start:end]}".strip() for start in range(end) if text[start:end] in words for left in table[start]]
    return table[len(text)]


items = [Item("map", 9, 150), Item("compass", 13, 35), Item("water", 153, 200), Item("sandwich", 50, 160), Item("glucose", 15, 60), Item("tin", 68, 45), Item("banana", 27, 60)]
print(knapsack(items, 200), knapsack(items, 5), max(items, key=lambda i: i.value / i.weight).name)
print(matrix_chain([30, 35, 15, 5, 10, 20, 25]), matrix_chain([5, 6]))
print(coins(100, (50, 20, 10, 5, 2, 1)), coins(63, [1, 5, 10, 21, 25]), coins(3, [2]))
print([partitions(n, n) for n in range(1, 16)], partitions(60, 60), partitions.cache_info().currsize > 100)
print(increasing([0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15]), best_slice([-2, 1, -3, 4, -1, 2, 1, -5, 4]), best_slice([-3, -1, -2]))
print(break_words("catsanddog", frozenset("cat cats and sand dog".split())), list(accumulate([3, 1, 4, 1, 5], max)))
