"""Many generators alive at once: what they hold survives collections, and what is abandoned goes."""

from typing import Iterator


def letters(n: int) -> Iterator[str]:
    held = [f"item {n}.{i}" for i in range(5)]
    for text in held:
        yield text + "!" + (yield_nothing(text) or "")


def yield_nothing(text: str) -> str:
    garbage = [text * 10 for _ in range(3)]
    return "" if len(garbage) == 3 else garbage[0]


def chain_of(source: Iterator[int], depth: int) -> Iterator[int]:
    for item in source:
        yield item + depth


def numbers(n: int) -> Iterator[int]:
    for i in range(n):
        yield i


alive = [letters(n) for n in range(500)]
for turn in range(5):
    found = [next(g) for g in alive]
    print(found[0], found[250], found[-1], len(found))
print([next(g, "end") for g in alive[:3]])
abandoned = 0
for n in range(20000):
    g = letters(n)
    if next(g).endswith("7.0!"):
        abandoned += 1
print(abandoned)
source = numbers(50)
for depth in range(60):
    source = chain_of(source, depth)
print(sum(source))
total = 0
for i in numbers(300000):
    total += i & 7
print(total)
