"""tee and groupby."""

from itertools import chain, groupby, islice, tee
from typing import Iterator


def loud(n: int) -> Iterator[int]:
    for i in range(n):
        print("take", i)
        yield i


a, b = tee(loud(4))
print(next(a), next(a))
print(next(b))
print(list(b), list(a), list(a))
x, y, z = tee("abc", 3)
print("".join(x), next(y), "".join(y), list(z))
(only,) = tee([1, 2], 1)
print(list(only), tee([1], 0))
try:
    tee([1], -1)
except ValueError as error:
    print(error)
for key, group in groupby("aaabbca"):
    print(key, list(group))
for number, words in groupby(["a", "b", "cc", "dd", "e"], len):
    print(number, "+".join(words))
for odd, numbers in groupby([1, 3, 2, 4, 5], key=lambda n: n % 2 == 1):
    print(odd, sum(numbers))
print([key for key, _ in groupby(sorted("mississippi"))])
print([(key, len(list(group))) for key, group in groupby(sorted("mississippi"))])
groups = groupby([1, 1, 2, 2])
k1, g1 = next(groups)
print(k1, next(g1))
k2, g2 = next(groups)
print(k2, list(g1), next(g2), list(g2), list(groups))
records = [("ann", 3), ("ann", 4), ("bob", 1)]
for name, rows in groupby(records, key=lambda row: row[0]):
    print(name, [value for _, value in rows])
