"""Unpacking what is no sequence: generators, dicts, sets, iterators."""

from typing import Iterator


def count(n: int) -> Iterator[int]:
    for i in range(n):
        print("item", i)
        yield i


a, b = count(2)
print(a, b)
first, *rest = count(3)
print(first, rest)
*start, end = {"x": 1, "y": 2, "z": 3}
print(start, end)
k, v = {"one": 1, "two": 2}.values()
print(k, v)
(p, q), r = iter([(1, 2), (3, 4)])
print(p, q, r)
m, n = (x * x for x in range(5, 7))
print(m, n)
try:
    c, d = count(3)
except ValueError as error:
    print(error)
try:
    e, f, g = count(1)
except ValueError as error:
    print(error)
try:
    h, i, *j = count(1)
except ValueError as error:
    print(error)
for x, y in zip(count(2), range(10, 20)):
    print(x, y)
