"""`zip` of some iterables and a star, sums of tuples, extremes of tuples of different numbers, built-in and cached functions as keys."""

from functools import cache, lru_cache

rows = [[3, 1], [2, 5]]
for together in zip([7, 8], *rows):
    print(together)
print(list(zip(*rows, [5, 6])), list(zip(*rows, *rows)), list(zip(range(2), *rows)), list(zip((9, 8), *rows, strict=True)))
names = ["a", "b"]
columns = [["x", "y"], ["z", "w"]]
for line in zip(names, *columns):
    print(" ".join(line))
try:
    print(list(zip([1], *rows, strict=True)))
except ValueError as error:
    print(error)

pairs = [(1, 2), (3, 4)]
lengths: list[tuple[int, ...]] = [(1, 2), (3,), ()]
flat = sum(lengths, ())
print(sum(pairs, ()), flat, len(flat), [n * 2 for n in flat], sum(((n, -n) for n in range(3)), ()))

print(max((1.5, 2)), min((3, 1.5)), max((1, 2.5, 0)), max((1, 2)), min(1.5, 2.5))


@cache
def size(word: str) -> int:
    print("size of", word)
    return len(word)


@lru_cache(maxsize=2)
def last(word: str) -> str:
    return word[-1]


words = ["bbz", "ay", "cccx"]
print(sorted(rows, key=min), max(rows, key=min), sorted(rows, key=sum), min(rows, key=max), sorted(rows, key=len))
print(sorted(words, key=size), max(words, key=size), sorted(words, key=last), list(map(min, rows)), list(map(size, words)))
words.sort(key=last, reverse=True)
print(words, last.cache_info().misses > 0)
