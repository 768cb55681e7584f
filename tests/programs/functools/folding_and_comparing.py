import functools
from functools import reduce
print(reduce(lambda a, b: a + b, [1, 2, 3]))
print(reduce(lambda a, b: a * b, (x for x in range(1, 6)), 10))
print(reduce(lambda acc, w: acc + [len(w)], ["a", "bb"], [0]))
try:
    none: list[int] = []
    print(reduce(lambda a, b: a, none))
except TypeError as e:
    print(e)
print(functools.reduce(max, [3, 9, 2]))
def counts(d: dict[str, int], w: str) -> dict[str, int]:
    d[w] = d.get(w, 0) + 1
    return d
empty: dict[str, int] = {}
print(reduce(counts, "the cat the dog".split(), empty))
rows = ["pear", "fig", "apple"]
def by_len(a: str, b: str) -> int:
    return (len(a) > len(b)) - (len(a) < len(b))
print(sorted(rows, key=functools.cmp_to_key(by_len)))
