"""Which items a sort compares shows where not all have an order (nan, sets), in what `__lt__` does, and in a list whose sort was given up."""

from __future__ import annotations

import random

chance = random.Random(5)
nan = float("nan")
compared = 0


class Number:
    """Remembers in one number which comparisons there were."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __lt__(self, other: Number) -> bool:
        global compared
        compared = (compared * 31 + self.value * 7 + other.value) % 1000003
        if compared % 7001 == 1:
            raise ValueError(f"at {compared}")
        return self.value < other.value


def numbers(count: int) -> list[list[Number]]:
    """By chance, nearly in order, of few values, in runs, descending."""
    return [
        [Number(chance.randrange(count)) for _ in range(count)],
        [Number(i if chance.random() < 0.9 else chance.randrange(count)) for i in range(count)],
        [Number(chance.randrange(3)) for _ in range(count)],
        [Number(i * 7 % 100 + i // 15) for i in range(count)],
        [Number(i % 150) for i in range(count)],
        [Number((count - i) // 3) for i in range(count)],
        [Number(i) for i in [*range(count // 2), *range(-count // 3, count // 2)]],
    ]


for size in (0, 1, 2, 5, 20, 63, 64, 65, 200, 1000):
    floats = [nan if chance.random() < 0.1 else chance.random() for _ in range(size)]
    print(size, sum((i * v for i, v in enumerate(sorted(floats)) if v == v), 0.0), [i for i, v in enumerate(sorted(floats)) if v != v][:9])
    sets = [frozenset(chance.randrange(5) for _ in range(chance.randrange(4))) for _ in range(size)]
    print([sorted(s) for s in sorted(sets)][:30], [len(s) for s in sorted(sets, reverse=True)][:30])
    print(sorted([(v, str(v)) for v in floats], key=lambda pair: (pair[0] < 0.5, pair[0]))[:3])
    for kind, chosen in enumerate(numbers(size)):
        for reverse in (False, True):
            items = list(chosen)
            try:
                items.sort(reverse=reverse)
            except ValueError as error:
                print("given up", error)
            weight = 0
            for item in items:
                weight = (weight * 31 + item.value) % 1000003
            print(kind, reverse, compared, weight, len(items))
        try:
            print(compared, [n.value for n in sorted(chosen, key=lambda n: Number(n.value // 2))][:9])
        except ValueError as error:
            print("given up", error)
